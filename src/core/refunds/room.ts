import type { CaseFile, RefundLine, RefundRoom } from '../../contract/caseFile.ts';
import { MinorUnits, type Money } from '../../contract/money.ts';
import type { caseOrder, item } from '../db/schema/caseParts.ts';
import { toMoney } from '../db/schema/columns.ts';
import type { refund } from '../db/schema/ruling.ts';
import { lesserOf, moneyOf, sayMoney, sizeOf, sumOf } from './money.ts';

/** What the room for a refund is worked out from; `refunds` are the desk's own on this case. */
export type RoomParts = {
  order: typeof caseOrder.$inferSelect | null;
  items: (typeof item.$inferSelect)[];
  chargeback: CaseFile['chargeback'];
  refunds: Pick<typeof refund.$inferSelect, 'amountMinor' | 'currency' | 'state'>[];
  /** What the claims ask for, used only when nothing is known of the order's amounts. */
  claimedAmount: Money | null;
};

/**
 * The most that can still be refunded: captured (or paid) less what was refunded, charged back or is paid by this desk, never more than
 * the source states and never below 0. Amounts in different currencies are never converted: they block instead. Pure.
 */
export function refundRoom(parts: RoomParts): RefundRoom {
  const known = readAmounts(parts);
  const whole = known.captured ?? known.stated ?? parts.claimedAmount;
  const room: RefundRoom = {
    currency: whole?.currency ?? parts.order?.currency ?? null,
    cap: null,
    captured: known.captured,
    refundedBefore: known.refundedBefore,
    chargedBack: known.chargedBack,
    refundedHere: null,
    blockedBy: null,
    lines: [],
  };
  if (!whole) return { ...room, blockedBy: chargebackWords(parts.chargeback) };
  const { currency } = whole;
  const here = parts.refunds.filter((one) => one.state !== 'cancelled');
  room.refundedHere = here.length === 0 ? null : moneyOf(sumOf(here.map((one) => one.amountMinor)), currency);
  room.lines = linesOf(parts, currency);
  const foreign = [known.refundedBefore, known.chargedBack, known.stated, ...here.map((one) => moneyOf(one.amountMinor, one.currency))].find(
    (money) => money !== null && money.currency !== currency && money.minor !== '0',
  );
  if (foreign) return { ...room, refundedHere: null, blockedBy: chargebackWords(parts.chargeback) ?? currencyWords(whole, foreign) };
  const taken = room.refundedHere ? BigInt(room.refundedHere.minor) : 0n;
  const ofOrder = BigInt(whole.minor) - sizeOf(known.refundedBefore) - sizeOf(known.chargedBack) - taken;
  // The source stated its limit when it sent the case: what it had refunded is off it already, what this desk refunded is not.
  const ofSource = known.stated ? BigInt(known.stated.minor) - taken : ofOrder;
  const limited = known.captured ? lesserOf(ofOrder, ofSource) : ofSource;
  room.cap = moneyOf(limited > 0n ? limited : 0n, currency);
  room.blockedBy = chargebackWords(parts.chargeback);
  return room;
}

type Amounts = Record<'captured' | 'refundedBefore' | 'chargedBack' | 'stated', Money | null>;

function readAmounts({ order, chargeback }: RoomParts): Amounts {
  if (!order) return { captured: null, refundedBefore: null, chargedBack: null, stated: null };
  const refundedBefore = toMoney(order.refundedBeforeMinor, order.refundedBeforeCurrency);
  const chargedBack = toMoney(order.chargedBackMinor, order.chargedBackCurrency);
  const stated = toMoney(order.capMinor, order.capCurrency);
  // Sources write 0 both for "all is refunded" and for "not worked out yet"; it counts when money is known to have gone back.
  const isTold = stated !== null && (BigInt(stated.minor) > 0n || sizeOf(refundedBefore) + sizeOf(chargedBack) > 0n || chargeback !== null);
  return {
    captured: toMoney(order.capturedMinor, order.capturedCurrency) ?? toMoney(order.paidMinor, order.paidCurrency),
    refundedBefore,
    chargedBack,
    stated: isTold ? stated : null,
  };
}

function linesOf({ order, items }: RoomParts, currency: string): RefundLine[] {
  const lines = items.map((one) => ({
    lineId: one.itemId,
    words: one.quantity > 1 ? `${one.title} × ${one.quantity}` : one.title,
    amount: toMoney(one.unitPriceMinor === null ? null : one.unitPriceMinor * BigInt(one.quantity), one.unitPriceCurrency),
  }));
  const free = (lineId: string) => (items.some((one) => one.itemId === lineId) ? `order:${lineId}` : lineId);
  const isUsable = (line: { amount: Money | null }): boolean => line.amount?.currency === currency && MinorUnits.safeParse(line.amount.minor).success && BigInt(line.amount.minor) > 0n;
  const priced = [...lines, { lineId: free('shipping'), words: 'Shipping', amount: toMoney(order?.shippingMinor ?? null, order?.shippingCurrency ?? null) }].filter(isUsable);
  const tax = { lineId: free('tax'), words: 'Tax', amount: toMoney(order?.taxMinor ?? null, order?.taxCurrency ?? null) };
  // Prices that already make what was captured hold the tax; as a line of its own it would be refunded twice.
  const captured = order?.capturedMinor ?? order?.paidMinor ?? null;
  const isIncluded = captured !== null && priced.reduce((sum, { amount }) => sum + BigInt(amount?.minor ?? 0), 0n) >= captured;
  return [...priced, ...(isUsable(tax) && !isIncluded ? [tax] : [])].flatMap(({ amount, ...line }) => (amount ? [{ ...line, amount }] : []));
}

function chargebackWords(chargeback: CaseFile['chargeback']): string | null {
  if (!chargeback?.isOpen) return null;
  const which = chargeback.reference ? ` (${chargeback.reference})` : '';
  return `A chargeback${which} is open at the payer's bank: a refund now could pay the buyer twice. Rule without a refund, or wait until it is closed.`;
}

function currencyWords(whole: Money, foreign: Money): string {
  return `The order is in ${whole.currency}, but ${sayMoney(foreign)} is stated in ${foreign.currency}. The desk converts nothing, so what is left to refund is not known.`;
}
