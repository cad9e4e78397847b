import type { RefundRoom } from '../../contract/caseFile.ts';
import type { Money } from '../../contract/money.ts';
import type { Tariff } from '../../contract/policy.ts';
import type { Exchange, RefundSheet, Share } from '../../contract/refunds.ts';
import type { RulingDraft } from '../../contract/rulings.ts';
import { convertTo, greaterOf, isSome, lessAll, moneyOf, sharePercent, sumOf } from '../refunds/money.ts';
import { postageIn } from './postage.ts';
import { shareAlike } from './shares.ts';
import { tariffUse } from './tariffs.ts';
import type { Worked } from './working.ts';

/**
 * The whole working of a refund, from the cap before to the cap after; null while there is no amount. The second currency is worked out sum
 * by sum: amount and postage are each converted and rounded once, and the shares are split off the converted amount.
 */
export function sheetOf(room: RefundRoom, draft: RulingDraft, worked: Worked, shares: readonly Share[], tariffs: readonly Tariff[]): RefundSheet | null {
  const { amount } = worked;
  if (!amount || !room.cap || !draft.basis || !isSome(amount) || !isSome(room.cap)) return null;
  const postage = postageIn(room, draft);
  return {
    captured: room.captured,
    refundedBefore: room.refundedBefore,
    chargedBack: room.chargedBack,
    refundedHere: room.refundedHere,
    capBefore: room.cap,
    capAfter: greaterOf(lessAll(room.cap, [amount]), moneyOf(0n, amount.currency)),
    stated: { by: draft.basis.by, percent: draft.basis.by === 'percent' ? draft.basis.percent : null, rounding: worked.rounding },
    amount,
    percent: sharePercent(amount, room.cap),
    tariff: tariffUse(tariffs, draft, worked, room.cap),
    postage,
    buyerGets: sumOf(amount.currency, [amount, ...(postage?.amount ? [postage.amount] : [])]),
    exchange: draft.exchange && draft.exchange.currency !== amount.currency ? exchanged(draft.exchange, amount, postage?.amount ?? null, shares) : null,
  };
}

function exchanged(exchange: Exchange, amount: Money, postage: Money | null, shares: readonly Share[]): NonNullable<RefundSheet['exchange']> {
  const { money, rounding } = convertTo(amount, exchange.currency, exchange.rate);
  const back = postage ? convertTo(postage, exchange.currency, exchange.rate).money : null;
  return { ...exchange, amount: money, rounding, postage: back, buyerGets: sumOf(exchange.currency, [money, ...(back ? [back] : [])]), shares: shareAlike(money, shares) };
}
