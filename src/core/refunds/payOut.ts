import canonicalize from 'canonicalize';
import { eq } from 'drizzle-orm';
import type { CaseFile } from '../../contract/caseFile.ts';
import type { Money } from '../../contract/money.ts';
import type { RefundSheet } from '../../contract/refunds.ts';
import { append } from '../audit/append.ts';
import { appealRuling } from '../db/schema/appeal.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { refundSheet } from '../db/schema/refundSheet.ts';
import { refund, ruling } from '../db/schema/ruling.ts';
import { deskItself, type Desk } from '../desk.ts';
import { sayError } from '../fault.ts';
import type { JobHandler } from '../jobs/runner.ts';
import type { PayoutOrder } from './gateway.ts';
import { convertTo, moneyOf, sayMoney, splitBy } from './money.ts';
import { whyNotPayable } from './payable.ts';

/**
 * Job `refund.payOut`: hands one payout to the gateway, which knows it by the refund's id. It looks before it writes, so a crash, a retry
 * or a second desk never pays twice, and holds back what the case leaves no room for any more. After a failed try the refund is `unknown`,
 * after the last one or when held back `failed` with the reason; retrying the job takes it up again.
 */
export const payOut: JobHandler = async (payload, { desk }, claimed) => {
  const found = await readPayoutParts(desk, String(payload['refundId']));
  if (found.row.state === 'settled' || found.row.state === 'cancelled') return;
  const order = orderOf(found);
  const sum = sayMoney(order.amount);
  let isHeldBack = false;
  try {
    const earlier = await desk.gateway.readPayout(order.key);
    if (earlier && canonicalize(earlier.order) !== canonicalize(order)) {
      throw new Error(`Another payout was handed over under the key of this one (${order.key}). Nothing was paid again; compare the two.`);
    }
    if (!earlier) {
      const refusal = await whyNotPayable(desk.db, found.row);
      isHeldBack = refusal !== null;
      if (refusal !== null) throw new Error(`The payout of ${sum} was held back. ${refusal}`);
      await mark(desk, found, 'sent', null, `Handing over the payout of ${sum}`);
      await desk.gateway.payOut(order);
    }
    await mark(desk, found, 'settled', null, earlier ? `The payout of ${sum} had been handed over already` : `Handed over the payout of ${sum}`);
  } catch (error) {
    const reason = sayError(error);
    const isLast = isHeldBack || claimed.attempts >= claimed.maxAttempts;
    await mark(desk, found, isLast ? 'failed' : 'unknown', reason, isLast ? `The payout of ${sum} failed` : `The payout of ${sum} is not known to have arrived`);
    throw error;
  }
};

type PayoutParts = Awaited<ReturnType<typeof readPayoutParts>>;

async function readPayoutParts(desk: Desk, refundId: string) {
  const [found] = await desk.db
    .select({ row: refund, ruling, sheet: refundSheet.sheet, onAppeal: appealRuling.refundShares, source: disputeCase.source, sourceId: disputeCase.sourceId })
    .from(refund)
    .innerJoin(ruling, eq(ruling.rulingId, refund.rulingId))
    .leftJoin(refundSheet, eq(refundSheet.rulingId, refund.rulingId))
    .innerJoin(disputeCase, eq(disputeCase.caseId, refund.caseId))
    .leftJoin(appealRuling, eq(appealRuling.rulingId, refund.rulingId))
    .where(eq(refund.refundId, refundId));
  if (!found) throw new Error('The refund that should be paid out is not there.');
  if (found.ruling.state === 'staged' || found.ruling.state === 'held') throw new Error('The ruling of this refund is not in effect yet.');
  return found;
}

function orderOf({ row, ruling: decision, sheet, onAppeal, source, sourceId }: PayoutParts): PayoutOrder {
  // The order that was ruled on: a case sent again with another order must not turn the payout there.
  const { order } = JSON.parse(decision.frozenFile) as Pick<CaseFile, 'order'>;
  const amount = moneyOf(row.amountMinor, row.currency);
  // After an appeal only the difference is paid, by whoever bears that.
  const shares = row.kind === 'order' ? (onAppeal ?? decision.shares) : postageShares(sheet, amount);
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

/** One step of the refund in a write of its own, so that what was known before a crash is known after it. */
async function mark(desk: Desk, { row }: PayoutParts, state: typeof row.state, error: string | null, words: string): Promise<void> {
  await desk.write(async (tx) => {
    const [now] = await tx.select().from(refund).where(eq(refund.refundId, row.refundId));
    if (!now || (now.state === state && now.error === error)) return;
    if (now.state === 'settled' || now.state === 'cancelled') return;
    await tx.update(refund).set({ state, error, changedAt: tx.now }).where(eq(refund.refundId, row.refundId));
    await append(tx, {
      by: deskItself,
      action: `refund.${state}`,
      subject: `refund:${row.refundId}`,
      caseId: row.caseId,
      words,
      data: { error },
      rows: [{ table: 'refund', id: row.refundId }],
    });
    tx.emit({ type: 'ruling.changed', rulingId: row.rulingId, caseId: row.caseId });
  });
}
