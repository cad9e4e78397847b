import { eq } from 'drizzle-orm';
import type { CaseFile } from '../../contract/caseFile.ts';
import type { Money } from '../../contract/money.ts';
import type { RefundSheet } from '../../contract/refunds.ts';
import { appealRuling } from '../db/schema/appeal.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { lesserRefund } from '../db/schema/goodsBack.ts';
import { refundSheet } from '../db/schema/refundSheet.ts';
import { refund, ruling } from '../db/schema/ruling.ts';
import type { Db } from '../db/open.ts';
import type { PayoutOrder } from './gateway.ts';
import { convertTo, moneyOf, splitBy } from './money.ts';

/** A refund with what its payout is made of. */
export type PayoutParts = Awaited<ReturnType<typeof readPayoutParts>>;

/** Reads a refund for its payout; throws while its ruling is not in effect. */
export async function readPayoutParts(db: Db, refundId: string) {
  const [found] = await db
    .select({ row: refund, ruling, sheet: refundSheet.sheet, onAppeal: appealRuling.refundShares, lesser: lesserRefund.shares, source: disputeCase.source, sourceId: disputeCase.sourceId })
    .from(refund)
    .innerJoin(ruling, eq(ruling.rulingId, refund.rulingId))
    .leftJoin(refundSheet, eq(refundSheet.rulingId, refund.rulingId))
    .innerJoin(disputeCase, eq(disputeCase.caseId, refund.caseId))
    .leftJoin(appealRuling, eq(appealRuling.rulingId, refund.rulingId))
    .leftJoin(lesserRefund, eq(lesserRefund.refundId, refund.refundId))
    .where(eq(refund.refundId, refundId));
  if (!found) throw new Error('The refund that should be paid out is not there.');
  if (found.ruling.state === 'staged' || found.ruling.state === 'held') throw new Error('The ruling of this refund is not in effect yet.');
  return found;
}

/** The order a refund is paid by, with the file that was ruled on where it is at hand: the same at every try, so that the other side can tell it from another one under the same key. */
export function payoutOrderOf({ row, ruling: decision, sheet, onAppeal, lesser, source, sourceId }: PayoutParts, { order } = ruledOn(decision)): PayoutOrder {
  const amount = moneyOf(row.amountMinor, row.currency);
  // Less after a return that fell short; after an appeal only the difference is paid, by whoever bears that.
  const shares = row.kind === 'order' ? (lesser ?? onAppeal ?? decision.shares) : postageShares(sheet, amount);
  return {
    key: row.refundId,
    source,
    sourceId,
    orderId: order?.orderId ?? null,
    amount,
    ...(row.kind === 'order' ? {} : { for: row.kind }),
    shares,
    ...exchangeOf(sheet, amount, shares),
    rulingId: row.rulingId,
    decidedAt: new Date(decision.effectiveAt).toISOString(),
  };
}

/** The file that was ruled on: a case sent again with another order must not turn the payout there. */
function ruledOn({ frozenFile }: PayoutParts['ruling']): Pick<CaseFile, 'order'> {
  return JSON.parse(frozenFile) as Pick<CaseFile, 'order'>;
}

/** The payment in the second currency of its ruling, converted and rounded by the same rule; an appeal pays a part of what was worked out. */
function exchangeOf(sheet: RefundSheet | null, paid: Money, shares: PayoutOrder['shares']): Pick<PayoutOrder, 'exchange'> {
  if (!sheet?.exchange) return {};
  const { rate, source, for: side, currency } = sheet.exchange;
  const amount = convertTo(paid, currency, rate).money;
  const parts = splitBy(amount, shares.map((share) => BigInt(share.amount.minor)));
  return { exchange: { rate, source, for: side, amount, shares: shares.map(({ bearer }, index) => ({ bearer, amount: parts[index] ?? amount })) } };
}

function postageShares(sheet: RefundSheet | null, amount: Money): PayoutOrder['shares'] {
  if (!sheet?.postage) throw new Error('Return postage was planned without its working.');
  return [{ bearer: sheet.postage.paidBy, amount }];
}
