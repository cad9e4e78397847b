import { and, asc, desc, eq, gt, lt, or } from 'drizzle-orm';
import type { Bulk } from '../../contract/bulk.ts';
import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import type { Db } from '../db/open.ts';
import { bulk, bulkItem } from '../db/schema/bulk.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import type { SignedIn } from '../desk.ts';
import { DeskError, notFound } from '../fault.ts';
import { referenceOf } from '../reference.ts';
import { sayOrder } from './orders.ts';

export type BulkRow = typeof bulk.$inferSelect;

/** A bulk as screens show it. */
export async function toBulk(db: Db, row: BulkRow, by: SignedIn): Promise<Bulk> {
  const { personId, action: _action, ...shown } = row;
  return { ...shown, words: await sayOrder(db, row.order), isMine: personId === by.personId, waiting: row.total - row.done - row.refused - row.failed };
}

/** One bulk of the person who asks, or for a lead anybody's. NOT_FOUND for others, who learn nothing of it, and for one that is only being laid out. */
export async function loadBulk(db: Db, bulkId: string, by: SignedIn): Promise<BulkRow> {
  const [found] = await db.select().from(bulk).where(eq(bulk.bulkId, bulkId));
  if (!found || found.total === 0 || (found.personId !== by.personId && by.role !== 'lead')) throw notFound('bulk', bulkId);
  return found;
}

/** How far a bulk is, with a page of its cases. */
export async function getBulk(db: Db, input: ParsedInputOf<'bulk.get'>, by: SignedIn): Promise<OutputOf<'bulk.get'>> {
  const row = await loadBulk(db, input.bulkId, by);
  const [after] = readCursor(input.cursor, /^\d{1,9}$/);
  const rows = await db
    .select({ place: bulkItem.place, caseId: bulkItem.caseId, number: disputeCase.number, title: disputeCase.title, state: bulkItem.state, words: bulkItem.words })
    .from(bulkItem)
    .innerJoin(disputeCase, eq(disputeCase.caseId, bulkItem.caseId))
    .where(and(eq(bulkItem.bulkId, row.bulkId), input.state === null ? undefined : eq(bulkItem.state, input.state), after === undefined ? undefined : gt(bulkItem.place, after)))
    .orderBy(asc(bulkItem.place))
    .limit(input.limit + 1);
  const items = rows.slice(0, input.limit).map(({ number, ...item }) => ({ ...item, reference: referenceOf({ number }) }));
  return { bulk: await toBulk(db, row, by), items, nextCursor: rows.length > items.length ? String(items.at(-1)?.place) : null };
}

/** One's own, or all for a lead, the newest first. */
export async function listBulks(db: Db, input: ParsedInputOf<'bulk.list'>, by: SignedIn): Promise<OutputOf<'bulk.list'>> {
  const [startedAt] = readCursor(input.cursor, /^\d{1,16}\|[0-9a-f-]{36}$/);
  const lastId = input.cursor?.split('|')[1] ?? '';
  const whose = by.role === 'lead' ? undefined : eq(bulk.personId, by.personId);
  const after = startedAt === undefined ? undefined : or(lt(bulk.startedAt, startedAt), and(eq(bulk.startedAt, startedAt), lt(bulk.bulkId, lastId)));
  const found = await db.select().from(bulk).where(and(gt(bulk.total, 0), whose, after)).orderBy(desc(bulk.startedAt), desc(bulk.bulkId)).limit(input.limit + 1);
  const rows: Bulk[] = [];
  for (const row of found.slice(0, input.limit)) rows.push(await toBulk(db, row, by));
  const last = rows.at(-1);
  return { rows, nextCursor: found.length > rows.length && last ? `${last.startedAt}|${last.bulkId}` : null };
}

function readCursor(cursor: string | null, shape: RegExp): number[] {
  if (cursor === null) return [];
  if (!shape.test(cursor)) throw new DeskError('BAD_INPUT', 'This cursor does not belong to this list.');
  return cursor.split('|').map(Number);
}
