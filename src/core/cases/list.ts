import { parseCaseQuery } from '../../contract/caseQuery.ts';
import { usualDirection } from '../../contract/caseViews.ts';
import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import type { Db } from '../db/open.ts';
import type { SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { casesInWords, conditionParts, manyIn } from './conditions.ts';
import { facetsAsked } from './facetsAsked.ts';
import { findFew, sumOf, type Asked, type Total } from './findFew.ts';
import { findAlong } from './findAlong.ts';
import { countStates, kindsOf, queueNamesOf } from './tally.ts';
import { readTally } from './tallyBook.ts';
import { readRows } from './listRows.ts';
import type { Key } from './walk.ts';

type ListInput = ParsedInputOf<'cases.list'>;

/**
 * A page of cases by key, never by offset. The tally says beforehand how many there are: none are not looked for, few are fetched and put in
 * order, many are read along an index that has the order.
 */
export async function listCases(db: Db, input: ListInput, by: SignedIn, now: number): Promise<OutputOf<'cases.list'>> {
  const query = parseCaseQuery(input.query);
  const cursor = input.cursor === null ? null : readCursor(input.cursor);
  const facets = facetsAsked(query, input.group);
  const book = await readTally(db);
  const queues = facets.some(({ field }) => field === 'queue') ? await queueNamesOf(db) : new Map<string, string>();
  const counts = countStates(book, input.scope, facets, queues);
  const inWords = query.faults.length > 0 ? null : await casesInWords(db, query, by);
  const parts = conditionParts(query, by, now, inWords).filter((part) => part.facet === undefined);
  const words = manyIn(inWords);
  const asked: Asked = {
    scope: input.scope,
    order: { sort: input.sort, isDescending: input.isDescending ?? usualDirection[input.sort], after: cursor },
    limit: input.limit,
    facets,
    counts,
    kinds: () => kindsOf(book, input.scope, facets, queues),
    parts,
    words,
    // What the tally tells is told anew with each page.
    total: parts.length === 0 && words === null && input.scope !== 'mine' ? { total: sumOf(counts.passed), isTotalExact: true } : cursor,
  };
  const none = { rows: [], nextCursor: null, total: 0, isTotalExact: true, totalInScope: sumOf(counts.inScope), faults: [...query.faults] };
  if (query.faults.length > 0 || sumOf(counts.passed) === 0) return none;
  const found = (await findFew(db, asked, by)) ?? (await findAlong(db, asked));
  const rows = await readRows(db, found.page.map(({ rowId }) => rowId), by, now);
  return { ...none, ...found.total, rows, nextCursor: found.last && writeCursor(found.last, found.total), ...(found.inScope !== undefined && { totalInScope: found.inScope }) };
}

type Cursor = Key & Total;

function writeCursor({ key, number }: Key, { total, isTotalExact }: Total): string {
  return [key, number, total, isTotalExact ? 1 : 0].join('|');
}

/** Sort key and number of the last case looked at, and the total as it was counted for the first page. Throws BAD_INPUT for a cursor that no list gave. */
function readCursor(cursor: string): Cursor {
  const [, key, number, total, isExact] = /^(-?\d{1,16})\|(\d{1,16})\|(\d{1,16})\|([01])$/.exec(cursor) ?? [];
  if (key === undefined) throw new DeskError('BAD_INPUT', 'This cursor does not belong to this list.');
  return { key: Number(key), number: Number(number), total: Number(total), isTotalExact: isExact === '1' };
}

