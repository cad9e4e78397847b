import { asc, sql } from 'drizzle-orm';
import { mostInBulk, type BulkOf } from '../../contract/bulk.ts';
import { listCases } from '../cases/list.ts';
import type { Db } from '../db/open.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import type { SignedIn } from '../desk.ts';
import { DeskError, notFound } from '../fault.ts';

/** Cases of a list read at once, and of a select by their ids. */
const pageSize = 200;
const chunkSize = 200;

/** The ids a bulk is about; `isMore`: the query finds more than one bulk takes. The same cases as the list shows, in the order of serving. BAD_INPUT, NOT_FOUND. */
export async function casesOf(db: Db, of: BulkOf, by: SignedIn, now: number): Promise<{ caseIds: string[]; isMore: boolean }> {
  if ('caseIds' in of) return { caseIds: await allThere(db, of.caseIds), isMore: false };
  const caseIds = new Set<string>();
  let cursor: string | null = null;
  do {
    const page = await listCases(db, { scope: of.scope, query: of.query, sort: 'priority', cursor, limit: pageSize }, by, now);
    const [fault] = page.faults;
    if (fault) throw new DeskError('BAD_INPUT', fault.words);
    for (const { caseId } of page.rows) caseIds.add(caseId);
    cursor = page.nextCursor;
    await othersFirst();
  } while (cursor !== null && caseIds.size <= mostInBulk);
  return { caseIds: [...caseIds].slice(0, mostInBulk), isMore: caseIds.size > mostInBulk };
}

async function allThere(db: Db, caseIds: string[]): Promise<string[]> {
  const there = new Set<string>();
  for await (const rows of inChunks(db, caseIds)) for (const { caseId } of rows) there.add(caseId);
  const missing = caseIds.find((caseId) => !there.has(caseId));
  if (missing !== undefined) throw notFound('case', missing);
  return caseIds;
}

const columns = {
  caseId: disputeCase.caseId,
  number: disputeCase.number,
  title: disputeCase.title,
  state: disputeCase.state,
  isReadOnly: disputeCase.isReadOnly,
  keptForPersonId: disputeCase.keptForPersonId,
  keptUntil: disputeCase.keptUntil,
  leasePersonId: disputeCase.leasePersonId,
  queueId: disputeCase.queueId,
};

/** What a forecast looks at. */
export type BulkCase = Pick<typeof disputeCase.$inferSelect, keyof typeof columns>;

/** The rows of cases, some hundred at a time, so that whatever else the desk is asked gets its turn between. */
export async function* inChunks(db: Db, caseIds: readonly string[]): AsyncGenerator<BulkCase[], void, void> {
  for (let from = 0; from < caseIds.length; from += chunkSize) {
    const ids = JSON.stringify(caseIds.slice(from, from + chunkSize));
    yield await db.select(columns).from(disputeCase).where(sql`${disputeCase.caseId} in (select value from json_each(${ids}))`).orderBy(asc(disputeCase.number));
    await othersFirst();
  }
}

/** The database answers on this thread: others get their turn first. */
export function othersFirst(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
