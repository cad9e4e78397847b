import { eq } from 'drizzle-orm';
import { disputeCase } from '../db/schema/disputeCase.ts';
import type { Tx } from '../db/write.ts';
import { readPlan, type Plan } from './plan.ts';
import { queueOf, type Routed } from './routing.ts';
import { nextChange, pointsOf, weigh, type Waiting } from './weigh.ts';

/** What a place depends on. */
export type Placed = Waiting & Routed;
/** The place of a waiting case: its queue (null: the general one), its points, and when time alone changes them next. */
export type Place = { queueId: string | null; priority: number; weighAt: number | null };

/** The columns a place is worked out from and kept in. */
export const placeColumns = {
  caseId: disputeCase.caseId,
  dueAt: disputeCase.dueAt,
  answerUntil: disputeCase.answerUntil,
  value: disputeCase.value,
  receivedAt: disputeCase.receivedAt,
  harm: disputeCase.harm,
  hasAppeal: disputeCase.hasAppeal,
  reason: disputeCase.reason,
  market: disputeCase.market,
  language: disputeCase.language,
  source: disputeCase.source,
  queueId: disputeCase.queueId,
  priority: disputeCase.priority,
  weighAt: disputeCase.weighAt,
} as const;

/** Where a waiting case stands by a plan at a moment. Pure. */
export function placeOf(plan: Pick<Plan, 'weights' | 'queues'>, waiting: Placed, now: number): Place {
  return { queueId: queueOf(plan, waiting)?.queueId ?? null, priority: pointsOf(weigh(waiting, plan.weights, now)), weighAt: nextChange(waiting, plan.weights, now) };
}

/** Whether two places are the same. */
export function isSamePlace(a: Place, b: Place): boolean {
  return a.queueId === b.queueId && a.priority === b.priority && a.weighAt === b.weighAt;
}

/** Keeps the place of a case that waits, in the transaction of what changed it; its version stays. Returns the row as it is then. */
export async function placeCase<Row extends Placed & Place & { caseId: string; state: string }>(tx: Tx, row: Row): Promise<Row> {
  if (row.state !== 'queued') return row;
  const place = placeOf(await readPlan(tx), row, tx.now);
  if (isSamePlace(place, row)) return row;
  const { queueId, ...points } = place;
  // A queue that is set is written into the ten indexes that name it, even when it stays.
  await tx.update(disputeCase).set(queueId === row.queueId ? points : place).where(eq(disputeCase.caseId, row.caseId));
  return { ...row, ...place };
}

/** As `placeCase`, for a caller who changed a case and has not read it. */
export async function placeAgain(tx: Tx, caseId: string): Promise<void> {
  const [row] = await tx.select({ ...placeColumns, state: disputeCase.state }).from(disputeCase).where(eq(disputeCase.caseId, caseId));
  if (row) await placeCase(tx, row);
}
