import { eq } from 'drizzle-orm';
import type { CoveredRow } from '../audit/rows.ts';
import { refund } from '../db/schema/ruling.ts';
import type { Tx } from '../db/write.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { moneyOf, sayMoney } from './money.ts';

export type RefundRow = typeof refund.$inferSelect;

/** Orders every planned refund of a ruling that takes effect; the rows changed, for the log. */
export async function orderPayouts(tx: Tx, rulingId: string, reference: string): Promise<CoveredRow[]> {
  const rows = await tx.select().from(refund).where(eq(refund.rulingId, rulingId));
  const ordered: CoveredRow[] = [];
  for (const one of rows) if (one.state === 'planned') ordered.push(await orderPayout(tx, one, reference));
  return ordered;
}

/**
 * Approves one refund and puts its payout in the job queue, unless it has to wait for something: what it waits for clears `waitsFor` and
 * calls this again. The log covers refunds, so the caller names the row that comes back in the `rows` of its own entry.
 */
export async function orderPayout(tx: Tx, one: RefundRow, reference: string): Promise<CoveredRow> {
  if (one.state === 'planned') await tx.update(refund).set({ state: 'approved', changedAt: tx.now }).where(eq(refund.refundId, one.refundId));
  if (one.waitsFor === null) await enqueuePayout(tx, one, reference);
  tx.emit({ type: 'ruling.changed', rulingId: one.rulingId, caseId: one.caseId });
  return { table: 'refund', id: one.refundId };
}

/** The key of the job that pays a refund: while one waits or runs there is no second. */
export function payoutJobKey(refundId: string): string {
  return `refund.payOut:${refundId}`;
}

/** Adds the job that pays a refund. */
export async function enqueuePayout(tx: Tx, one: RefundRow, reference: string): Promise<void> {
  await enqueue(tx, {
    kind: 'refund.payOut',
    words: `Payout of ${sayMoney(moneyOf(one.amountMinor, one.currency))}${one.kind === 'return_postage' ? ' return postage' : ''} for ${reference}`,
    payload: { refundId: one.refundId },
    caseId: one.caseId,
    uniqueKey: payoutJobKey(one.refundId),
  });
}
