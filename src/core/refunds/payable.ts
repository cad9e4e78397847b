import { and, eq, ne } from 'drizzle-orm';
import type { Db } from '../db/open.ts';
import { correction } from '../db/schema/appeal.ts';
import { caseOrder } from '../db/schema/caseParts.ts';
import { toMoney } from '../db/schema/columns.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { refund } from '../db/schema/ruling.ts';
import { asRefunds } from './asRefunds.ts';
import { isMore, moneyOf, sayMoney } from './money.ts';
import { refundRoom } from './room.ts';

/**
 * Why a refund must not be paid as its case stands now, or null. It was within the cap when it was staged; the case may have been sent again
 * since, with a chargeback, another refund or other amounts. Not asked of a refund that was handed over: what the source says then counts it.
 */
export async function whyNotPayable(db: Db, one: typeof refund.$inferSelect): Promise<string | null> {
  const [found] = await db
    .select({ row: disputeCase, order: caseOrder })
    .from(disputeCase)
    .leftJoin(caseOrder, eq(caseOrder.caseId, disputeCase.caseId))
    .where(eq(disputeCase.caseId, one.caseId));
  if (!found) return 'Its case is not there any more.';
  const refunds = await db
    .select()
    .from(refund)
    .where(and(eq(refund.caseId, one.caseId), ne(refund.refundId, one.refundId)));
  const corrections = await db.select().from(correction).where(eq(correction.caseId, one.caseId));
  const { row, order } = found;
  const { cap, blockedBy } = refundRoom({ order, items: [], chargeback: row.chargeback ?? null, refunds: [...refunds, ...asRefunds(corrections)], claimedAmount: toMoney(row.amountMinor, row.amountCurrency) });
  if (blockedBy !== null) return blockedBy;
  // Postage is no refund of the order: no cap is used up by it.
  if (one.kind === 'return_postage') return null;
  const sum = sayMoney(moneyOf(one.amountMinor, one.currency));
  if (cap?.currency === one.currency && !isMore(moneyOf(one.amountMinor, one.currency), cap)) return null;
  return `The case was sent again since it was ruled: ${sum} is more than the ${cap ? sayMoney(cap) : 'unknown sum'} that can still be refunded.`;
}
