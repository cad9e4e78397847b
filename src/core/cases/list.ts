import { and, asc, desc, eq, gt, inArray, isNotNull, like, lt, or, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { CaseRow } from '../../contract/cases.ts';
import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import { appeal } from '../db/schema/appeal.ts';
import { toMoney } from '../db/schema/columns.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { evidence } from '../db/schema/evidence.ts';
import { evidenceText } from '../db/schema/evidenceText.ts';
import { person } from '../db/schema/person.ts';
import type { Db } from '../db/open.ts';
import type { SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { openEscalations } from './escalations.ts';
import { barredOf } from './barred.ts';
import { isHolder } from './lease.ts';
import { referenceOf, type CaseRecord } from './lifeCycle.ts';

type ListInput = ParsedInputOf<'cases.list'>;

const keeper = alias(person, 'keeper');

// A moment no case has, so that cases without a deadline come last and pages can go on by key.
const never = 8_640_000_000_000_000;
const dueKey = sql<bigint>`coalesce(${disputeCase.dueAt}, ${never})`;

/** The sort keys of a list: first column and direction; the case number breaks ties. */
const orders = {
  priority: { key: dueKey, isDescending: false },
  due: { key: dueKey, isDescending: false },
  amount: { key: sql<bigint>`${disputeCase.value}`, isDescending: true },
  age: { key: sql<bigint>`${disputeCase.receivedAt}`, isDescending: false },
  reference: { key: sql<bigint>`${disputeCase.number}`, isDescending: true },
} as const;

/** A page of cases by key, never by offset. */
export async function listCases(db: Db, input: ListInput, by: SignedIn, now: number): Promise<OutputOf<'cases.list'>> {
  const scope = scopeOf(input.scope, by);
  const filtered = and(scope, filterOf(input.filter));
  const order = orders[input.sort];
  const [key, number] = input.cursor === null ? [] : readCursor(input.cursor);
  const beyond = order.isDescending ? lt : gt;
  const after = key === undefined || number === undefined ? undefined : or(beyond(order.key, key), and(eq(order.key, key), gt(disputeCase.number, number)));
  const rows = await db
    .select({ row: disputeCase, holderName: person.name, keeperName: keeper.name, appealBy: appeal.by, reviewId: appeal.reviewId, key: order.key })
    .from(disputeCase)
    .leftJoin(person, eq(person.personId, disputeCase.leasePersonId))
    .leftJoin(keeper, eq(keeper.personId, disputeCase.keptForPersonId))
    .leftJoin(appeal, and(eq(appeal.caseId, disputeCase.caseId), eq(appeal.state, 'open')))
    .where(and(filtered, after))
    .orderBy(order.isDescending ? desc(order.key) : asc(order.key), asc(disputeCase.number))
    .limit(input.limit + 1);
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  const barred = await barredOf(db, page.map(({ row }) => row.caseId), by, now);
  const total = await db.$count(disputeCase, filtered);
  const escalated = await openEscalations(db, page.map(({ row }) => row.caseId));
  return {
    rows: page.map((one) => ({ ...toCaseRow(one.row, one.holderName, one.keeperName, by, now), appealBy: one.reviewId === null ? one.appealBy : ('platform' as const), isBarred: barred.has(one.row.caseId), escalation: escalated.get(one.row.caseId) ?? null })),
    nextCursor: rows.length > page.length && last ? `${last.key}|${last.row.number}` : null,
    total: Number(total),
    totalInScope: Number(await db.$count(disputeCase, scope)),
  };
}

/** Sort key and number of the last case shown. Throws BAD_INPUT for a cursor that no list gave. */
function readCursor(cursor: string): number[] {
  if (!/^-?\d{1,16}\|\d{1,16}$/.test(cursor)) throw new DeskError('BAD_INPUT', 'This cursor does not belong to this list.');
  return cursor.split('|').map(Number);
}

function scopeOf(scope: ListInput['scope'], by: SignedIn): SQL | undefined {
  if (scope === 'queue') return sql`${disputeCase.state} in ('queued', 'in_review')`;
  if (scope === 'mine') return and(isNotNull(disputeCase.leasePersonId), eq(disputeCase.leasePersonId, by.personId));
  if (scope === 'held') return sql`${disputeCase.state} = 'held'`;
  if (scope === 'intake') return sql`${disputeCase.state} = 'received'`;
  return undefined;
}

function filterOf(filter: ListInput['filter']): SQL | undefined {
  const words = filter.words?.trim().toLowerCase();
  return and(
    filter.reason ? eq(disputeCase.reason, filter.reason) : undefined,
    filter.state ? eq(disputeCase.state, filter.state) : undefined,
    filter.currency ? eq(disputeCase.amountCurrency, filter.currency) : undefined,
    words ? wordsFilter(words) : undefined,
  );
}

function wordsFilter(words: string): SQL | undefined {
  const reference = /^c-?(\d{1,15})$/.exec(words)?.[1];
  if (reference) return eq(disputeCase.number, Number(reference));
  const ofCase = like(disputeCase.searchText, `%${words.replace(/[%_]/g, ' ')}%`);
  return [...words].length < leastFound ? ofCase : or(ofCase, inArray(disputeCase.caseId, casesWithFiles(words)));
}

/** The index of the evidence's words is made of pieces of three letters. */
const leastFound = 3;
/** Files looked up for one search: words that are in more of them tell no case from another. */
const mostFiles = 2_000;

/** Cases that hold a file with these words; quoted, so that no sign of them is taken for a command of the index. */
function casesWithFiles(words: string): SQL {
  const quoted = `"${words.replaceAll('"', '""')}"`;
  const files = sql`select ${evidenceText.sha256} from ${evidenceText} where ${evidenceText.text} match ${quoted} limit ${mostFiles}`;
  return sql`(select ${evidence.caseId} from ${evidence} where ${evidence.sha256} in (${files}))`;
}

function toCaseRow(row: CaseRecord, holderName: string | null, keeperName: string | null, by: SignedIn, now: number): Omit<CaseRow, 'escalation' | 'appealBy' | 'isBarred'> {
  const isKept = row.state === 'queued' && row.keptForPersonId !== null && row.keptUntil !== null && row.keptUntil > now;
  const isLeased = row.leasePersonId !== null && row.leaseEndsAt !== null && row.leaseEndsAt > now;
  return {
    caseId: row.caseId,
    reference: referenceOf(row),
    version: row.version,
    state: row.state,
    source: row.source,
    sourceId: row.sourceId,
    reason: row.reason,
    claims: row.claimCount,
    title: row.title,
    buyerName: row.buyerName,
    sellerName: row.sellerName,
    amount: toMoney(row.amountMinor, row.amountCurrency),
    openedAt: row.openedAt,
    receivedAt: row.receivedAt,
    dueAt: row.dueAt,
    hasFaults: row.integrity.faults.length > 0,
    isHarmful: row.harm !== null,
    lease: isLeased
      ? { personId: row.leasePersonId ?? '', personName: holderName ?? '', isMine: isHolder(row, by), endsAt: row.leaseEndsAt ?? 0 }
      : null,
    cameBack: cameBackOf(row),
    keptFor: isKept ? { personName: keeperName ?? '', isMine: row.keptForPersonId === by.personId, until: row.keptUntil ?? 0 } : null,
  };
}

/** Why a case came back, while it waits in the queue or is worked on. */
export function cameBackOf(row: CaseRecord): CaseRow['cameBack'] {
  const isBack = row.state === 'queued' || row.state === 'in_review';
  return isBack && row.cameBackAt !== null && row.cameBackWords !== null ? { at: row.cameBackAt, words: row.cameBackWords } : null;
}
