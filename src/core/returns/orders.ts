import { and, asc, eq, notInArray, sql } from 'drizzle-orm';
import type { CoveredRow } from '../audit/rows.ts';
import { comeTo } from '../cases/goodsStanding.ts';
import { appeal } from '../db/schema/appeal.ts';
import { item } from '../db/schema/caseParts.ts';
import { returnEvent, returnOrder } from '../db/schema/goodsBack.ts';
import type { Db } from '../db/open.ts';
import type { Tx } from '../db/write.ts';
import { notFound } from '../fault.ts';
import { newId } from '../ids.ts';

export type ReturnRow = typeof returnOrder.$inferSelect;
export type EventRow = typeof returnEvent.$inferSelect;

/** States in which nothing follows from a return any more. */
export const endedStates = ['lapsed', 'called_off', 'done'] as const;

/** Whether something still follows from it by itself. */
export function isLive({ state }: Pick<ReturnRow, 'state'>): boolean {
  return !(endedStates as readonly string[]).includes(state);
}

/** A return by its id; NOT_FOUND when this desk has none. */
export async function loadReturn(db: Db, returnId: string): Promise<ReturnRow> {
  const [found] = await db.select().from(returnOrder).where(eq(returnOrder.returnId, returnId));
  if (!found) throw notFound('return', returnId);
  return found;
}

/** The return of a case that is still under way. */
export async function liveReturn(db: Db, caseId: string): Promise<ReturnRow | null> {
  const [found] = await db.select().from(returnOrder).where(and(eq(returnOrder.caseId, caseId), notInArray(returnOrder.state, [...endedStates])));
  return found ?? null;
}

/** What was told of a return, in the order it happened. */
export function eventsOf(db: Db, returnId: string): Promise<EventRow[]> {
  return db.select().from(returnEvent).where(eq(returnEvent.returnId, returnId)).orderBy(asc(returnEvent.at), sql`rowid`);
}

/** Whether the goods of an earlier return of the case are back already. */
export async function areGoodsBack(db: Db, caseId: string): Promise<boolean> {
  const done = await db.select({ returnId: returnOrder.returnId }).from(returnOrder).where(and(eq(returnOrder.caseId, caseId), eq(returnOrder.state, 'done')));
  for (const { returnId } of done) {
    const come = comeTo(await eventsOf(db, returnId));
    if (come === 'delivered' || come === 'inspected') return true;
  }
  return false;
}

/** Whether an appeal of the case is open: until it is decided nothing is ended by rule or by a person. */
export async function isUnderAppeal(db: Db, caseId: string): Promise<boolean> {
  return (await db.$count(appeal, and(eq(appeal.caseId, caseId), eq(appeal.state, 'open')))) > 0;
}

/** Notes one step of a return; the row for the log. */
export async function noteStep(tx: Tx, returnId: string, step: Pick<EventRow, 'kind' | 'by'> & Partial<EventRow>): Promise<CoveredRow> {
  const eventId = newId(tx.now);
  await tx.insert(returnEvent).values({ at: tx.now, eventKey: null, personId: null, personName: null, words: null, lines: [], photos: [], ...step, eventId, returnId, notedAt: tx.now });
  return { table: 'return_event', id: eventId };
}

/** Changes a return; the row for the log. */
export async function changeReturn(tx: Tx, returnId: string, change: Partial<ReturnRow>): Promise<{ row: ReturnRow; covered: CoveredRow }> {
  const [row] = await tx.update(returnOrder).set({ ...change, changedAt: tx.now }).where(eq(returnOrder.returnId, returnId)).returning();
  if (!row) throw notFound('return', returnId);
  return { row, covered: { table: 'return_order', id: returnId } };
}

/** Lines with the names of their items, as they are now: a case may be sent again with others. */
export async function titled(tx: Tx, caseId: string, lines: readonly { itemId: string; quantity: number }[]): Promise<{ itemId: string; quantity: number; title: string }[]> {
  const items = await tx.select({ itemId: item.itemId, title: item.title }).from(item).where(eq(item.caseId, caseId));
  return lines.map(({ itemId, quantity }) => ({ itemId, quantity, title: items.find((one) => one.itemId === itemId)?.title ?? itemId }));
}
