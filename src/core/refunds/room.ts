import type { CaseFile, RefundRoom } from '../../contract/caseFile.ts';
import type { Money } from '../../contract/money.ts';
import { toMoney } from '../db/schema/columns.ts';
import type { refund } from '../db/schema/ruling.ts';
import { refundLines, type LineParts } from './lines.ts';
import { isSome, lessAll, lesserOf, moneyOf, sayMoney, sizeOf, sumOf } from './money.ts';
import { statedRates, type RateParts } from './rates.ts';

/** What the room for a refund is worked out from; `refunds` are the desk's own on this case. */
export type RoomParts = LineParts & {
  chargeback: CaseFile['chargeback'];
  refunds: Pick<typeof refund.$inferSelect, 'amountMinor' | 'currency' | 'state' | 'kind'>[];
  /** Where a second currency may be stated; without it none is looked for. */
  rates?: Omit<RateParts, 'order'>;
  /** What the claims ask for, used only when nothing is known of the order's amounts. */
  claimedAmount: Money | null;
};

/**
 * The most that can still be refunded: captured (or paid) less what was refunded, charged back or is paid by this desk, never more than
 * the source states and never below 0. Amounts in different currencies are never converted: they block instead. Return postage is no
 * refund of the order and takes nothing off. Pure.
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
    rates: [],
  };
  if (!whole) return { ...room, blockedBy: chargebackWords(parts.chargeback) };
  const { currency } = whole;
  const here = parts.refunds.filter((one) => one.state !== 'cancelled' && one.kind === 'order').map((one) => moneyOf(one.amountMinor, one.currency));
  room.lines = refundLines(parts, currency);
  room.rates = parts.rates ? statedRates({ ...parts.rates, order: parts.order }, currency) : [];
  const foreign = [known.refundedBefore, known.chargedBack, known.stated, ...here].find((money) => money !== null && money.currency !== currency && money.minor !== '0');
  if (foreign) return { ...room, blockedBy: chargebackWords(parts.chargeback) ?? currencyWords(whole, foreign) };
  const taken = sumOf(currency, here.filter((one) => one.currency === currency));
  if (here.length > 0) room.refundedHere = taken;
  // Zeros may stand in another currency; they take nothing off.
  const outside = [known.refundedBefore, known.chargedBack].flatMap((money) => (money?.currency === currency ? [sizeOf(money)] : []));
  const ofOrder = lessAll(whole, [...outside, taken]);
  // The source stated its limit when it sent the case: what it had refunded is off it already, what this desk refunded is not.
  const ofSource = known.stated ? lessAll(moneyOf(BigInt(known.stated.minor), currency), [taken]) : ofOrder;
  const limited = known.captured ? lesserOf(ofOrder, ofSource) : ofSource;
  room.cap = isSome(limited) ? limited : moneyOf(0n, currency);
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
  const isGone = [refundedBefore, chargedBack].some((money) => money !== null && isSome(sizeOf(money)));
  const isTold = stated !== null && (isSome(stated) || isGone || chargeback !== null);
  return {
    captured: toMoney(order.capturedMinor, order.capturedCurrency) ?? toMoney(order.paidMinor, order.paidCurrency),
    refundedBefore,
    chargedBack,
    stated: isTold ? stated : null,
  };
}

function chargebackWords(chargeback: CaseFile['chargeback']): string | null {
  if (!chargeback?.isOpen) return null;
  const which = chargeback.reference ? ` (${chargeback.reference})` : '';
  return `A chargeback${which} is open at the payer's bank: a refund now could pay the buyer twice. Rule without a refund, or wait until it is closed.`;
}

function currencyWords(whole: Money, foreign: Money): string {
  return `The order is in ${whole.currency}, but ${sayMoney(foreign)} is stated in ${foreign.currency}. The desk converts nothing, so what is left to refund is not known.`;
}
