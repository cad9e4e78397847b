import type { z } from 'zod';
import type { Money } from '../../contract/money.ts';
import type { zLetterOrder, zMoney, zQuestionOrder, zRefund, zRefundOrder, zReturn, zReturnOrder, zCorrectionOrder } from '../../marketplaceApi/zod.gen.ts';
import type { CorrectionOrder, LetterOrder, PayoutOrder, ReturnOrder, ReturnStanding } from '../refunds/gateway.ts';

type Wire<Schema extends z.ZodType> = z.output<Schema>;

/** A payout in the words of the API. The key goes beside it, the source is the marketplace itself. */
export function toRefundOrder({ sourceId, orderId, amount, shares, exchange, rulingId, decidedAt, ...order }: PayoutOrder): Wire<typeof zRefundOrder> {
  return {
    disputeId: sourceId,
    orderId,
    amount,
    shares,
    for: order.for ?? 'order',
    ...(exchange ? { exchange: { rate: exchange.rate, source: exchange.source, for: exchange.for, amount: exchange.amount, shares: exchange.shares } } : {}),
    rulingId,
    decidedAt,
  };
}

/**
 * A refund as the port knows it. Sums and moments are brought into the one form the desk writes them in, so that `6665` and `06665`, or
 * `Z` and `+00:00`, are no other payout; everything else has to be the same.
 */
export function toPayoutOrder(source: string, { key, order }: Wire<typeof zRefund>): PayoutOrder {
  const { exchange } = order;
  return {
    key,
    source,
    sourceId: order.disputeId,
    orderId: order.orderId,
    amount: toMoney(order.amount),
    ...(order.for === 'order' ? {} : { for: order.for }),
    shares: toShares(order.shares),
    ...(exchange ? { exchange: { rate: exchange.rate, source: exchange.source, for: exchange.for, amount: toMoney(exchange.amount), shares: toShares(exchange.shares) } } : {}),
    rulingId: order.rulingId,
    decidedAt: new Date(order.decidedAt).toISOString(),
  };
}

/** A letter in the words of the API. */
export function toLetterOrder({ sourceId, to, kind, offerId, language, subject, body }: LetterOrder): Wire<typeof zLetterOrder> {
  return { disputeId: sourceId, to, kind, ...(offerId === undefined ? {} : { offerId }), language, subject, body };
}

/** A letter that asks, with its questions beside it so that the marketplace can show a form. */
export function toQuestionOrder({ sourceId, to, language, subject, body }: LetterOrder, asks: NonNullable<LetterOrder['asks']>): Wire<typeof zQuestionOrder> {
  return { disputeId: sourceId, to, dueAt: asks.dueAt, questions: asks.questions, letter: { language, subject, body } };
}

/** A correction in the words of the API. */
export function toCorrectionOrder({ sourceId, orderId, debits, credits, rulingId, decidedAt, words }: CorrectionOrder): Wire<typeof zCorrectionOrder> {
  return { disputeId: sourceId, orderId, debits, credits, rulingId, decidedAt, words };
}

/** A return in the words of the API. */
export function toReturnOrder({ sourceId, orderId, lines, labelPaidBy, dueAt, refundWhen, rulingId }: ReturnOrder): Wire<typeof zReturnOrder> {
  return { disputeId: sourceId, orderId, lines, labelPaidBy, dueAt, refundWhen, rulingId };
}

/** A return as the port knows it. */
export function toReturnStanding({ state, label, events }: Wire<typeof zReturn>): ReturnStanding {
  return {
    state,
    label,
    events: events.map((event) => ({
      ...event,
      at: Date.parse(event.at),
      photos: event.photos.map(({ fileName, sha256, size, mediaType }) => ({ fileName, sha256, size, mediaType })),
    })),
  };
}

/** Minor units in their one form: no zeros before, no minus before zero. */
export function toMoney({ minor, currency }: Wire<typeof zMoney>): Money {
  return { minor: String(BigInt(minor)), currency };
}

function toShares(shares: Wire<typeof zRefundOrder>['shares']): PayoutOrder['shares'] {
  return shares.map(({ bearer, amount }) => ({ bearer, amount: toMoney(amount) }));
}
