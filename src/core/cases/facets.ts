import { sql, type SQL } from 'drizzle-orm';
import { parseCaseQuery } from '../../contract/caseQuery.ts';
import { facetFields } from '../../contract/caseViews.ts';
import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import type { Db } from '../db/open.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import type { SignedIn } from '../desk.ts';
import { casesInWords, conditionParts, manyIn } from './conditions.ts';
import { facetsAsked } from './facetsAsked.ts';
import { firstMatching } from './findAlong.ts';
import { isInScope, meets, mostFew, sourceOf, type Asked } from './findFew.ts';
import { countFacets, countStates, kindsOf, queueNamesOf } from './tally.ts';
import { readTally, tallyAmong } from './tallyBook.ts';

/** How many cases there are of each value of each facet: from the tally, or with conditions it does not know over the first cases that meet them. */
export async function facetsOf(db: Db, { scope, query: text }: ParsedInputOf<'cases.facets'>, by: SignedIn, now: number): Promise<OutputOf<'cases.facets'>> {
  const query = parseCaseQuery(text);
  if (query.faults.length > 0) return { facets: facetFields.map((field) => ({ field, values: [] })), total: 0, isExact: true, faults: [...query.faults] };
  const asked = facetsAsked(query);
  const inWords = await casesInWords(db, query, by);
  const parts = conditionParts(query, by, now, inWords).filter((part) => part.facet === undefined);
  const words = manyIn(inWords);
  const queues = await queueNamesOf(db);
  const book = await readTally(db);
  if (parts.length === 0 && words === null && scope !== 'mine') return { ...countFacets(book, scope, asked, queues), isExact: true, faults: [] };
  const counts = countStates(book, scope, [], queues);
  const all: Asked = { scope, order: { sort: 'age', isDescending: false, after: null }, limit: 1, facets: [], counts, kinds: () => kindsOf(book, scope, [], queues), parts, words, total: null };
  const among = await casesAmong(db, all, by);
  return { ...countFacets(await tallyAmong(db, among.rowIds), scope, asked, queues), isExact: await among.isAll(), faults: [] };
}

/** The cases of a scope that meet the conditions: all when they are few, else the first. */
async function casesAmong(db: Db, asked: Asked, by: SignedIn): Promise<{ rowIds: SQL; isAll: () => Promise<boolean> }> {
  const source = await sourceOf(db, asked, by);
  if (source === null) return firstMatching(db, asked);
  const rowIds = sql`select few.row_id from (${source}) as few cross join ${disputeCase} on ${disputeCase}.rowid = few.row_id where ${isInScope(asked.scope)} and ${meets(asked, mostFew)}`;
  return { rowIds, isAll: () => Promise.resolve(true) };
}
