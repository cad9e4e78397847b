import { and, eq, inArray } from 'drizzle-orm';
import { append } from '../audit/append.ts';
import { job } from '../db/schema/job.ts';
import { payoutRun, refund } from '../db/schema/ruling.ts';
import type { Tx } from '../db/write.ts';
import { deskItself, type Desk } from '../desk.ts';
import { newId } from '../ids.ts';
import type { PayoutOrder } from './gateway.ts';
import { sayMoney } from './money.ts';
import { payoutJobKey, type RefundRow } from './orderPayout.ts';

/** One run of the job that pays a refund. `row` is the refund as this run last knew it, `asks` how often in a row the other side was still at it. `isByHand`: a person let it be sent once more. */
export type PayoutRun = { desk: Desk; runId: string; row: RefundRow; asks: number; order: PayoutOrder; sum: string; isLastTry: boolean; isByHand: boolean };

/** Thrown when another run has taken a payout up, or nothing may be paid any more: this one says and does nothing further. */
export class Overtaken extends Error {
  constructor() {
    super('Another run has taken this payout up.');
    this.name = 'Overtaken';
  }
}

/** Takes a payout up, so that whatever run had it before writes and pays nothing more; null when nothing may be paid (now). */
export async function beginRun(desk: Desk, order: PayoutOrder, tries: Pick<PayoutRun, 'isLastTry' | 'isByHand'>): Promise<PayoutRun | null> {
  return desk.write(async (tx) => {
    const [row] = await tx.select().from(refund).where(eq(refund.refundId, order.key));
    if (!row || row.state === 'cancelled' || row.waitsFor !== null) return null;
    const runId = newId(tx.now);
    const [run] = await tx
      .insert(payoutRun)
      .values({ refundId: row.refundId, runId, startedAt: tx.now, asks: 0 })
      .onConflictDoUpdate({ target: payoutRun.refundId, set: { runId, startedAt: tx.now } })
      .returning();
    // What has not failed is only asked about: a failure that this run finds out must wait for a word of its own.
    const isByHand = tries.isByHand && row.state === 'failed';
    if (tries.isByHand && !isByHand) await forgetHand(tx, row.refundId);
    return { desk, runId, row, asks: run?.asks ?? 0, order, sum: sayMoney(order.amount), ...tries, isByHand };
  });
}

/**
 * One step of the refund in a write of its own, with its entry in the log, so that what was known before a crash is known after it. A step
 * that says nothing new writes nothing, unless it `isAct`. Throws Overtaken when the run is not the one at the payout any more.
 */
export async function step(run: PayoutRun, state: RefundRow['state'], error: string | null, words: string, isAct = false): Promise<void> {
  run.row = await run.desk.write(async (tx) => {
    const { refundId } = run.row;
    const [now] = await tx.select().from(refund).where(eq(refund.refundId, refundId));
    const [mine] = await tx.select().from(payoutRun).where(and(eq(payoutRun.refundId, refundId), eq(payoutRun.runId, run.runId)));
    if (!now || !mine || now.state === 'cancelled' || now.waitsFor !== null) throw new Overtaken();
    if (now.state === state && now.error === error && !isAct) return now;
    const change = { state, error, changedAt: tx.now };
    await tx.update(refund).set(change).where(eq(refund.refundId, refundId));
    // What a person lets be sent again is sent again once, also when the desk dies before the job has ended.
    if (isAct && run.isByHand) await forgetHand(tx, refundId);
    if (state !== 'sent') await tx.update(payoutRun).set({ asks: 0 }).where(eq(payoutRun.refundId, refundId));
    const rows = [{ table: 'refund' as const, id: refundId }];
    await append(tx, { ...stepNote({ ...now, ...change }, now.state, words), rows });
    tx.emit({ type: 'ruling.changed', rulingId: now.rulingId, caseId: now.caseId });
    return { ...now, ...change };
  });
}

/** What the log says of a payout that is handed over, and of one that was paid; `sum` as people say it. */
export const sayHandingOver = (sum: string): string => `Handing over the payout of ${sum}`;
export const saySettled = (sum: string): string => `The marketplace paid ${sum}`;

/** The entry of the log for a step of a refund from the state `before`, without the row it covers. Pure. */
export function stepNote({ refundId, caseId, state, error }: Pick<RefundRow, 'refundId' | 'caseId' | 'state' | 'error'>, before: RefundRow['state'], words: string) {
  return { by: deskItself, action: `refund.${state}`, subject: `refund:${refundId}`, caseId, words, data: { error, before } };
}

async function forgetHand(tx: Tx, refundId: string): Promise<void> {
  await tx.update(job).set({ payload: { refundId } }).where(and(eq(job.uniqueKey, payoutJobKey(refundId)), inArray(job.state, ['waiting', 'running'])));
}

/** Notes that the other side is still at it; how often it has said so in a row. */
export async function countAsk(run: PayoutRun): Promise<number> {
  const asks = run.asks + 1;
  await run.desk.write((tx) => tx.update(payoutRun).set({ asks }).where(and(eq(payoutRun.refundId, run.row.refundId), eq(payoutRun.runId, run.runId))));
  return asks;
}
