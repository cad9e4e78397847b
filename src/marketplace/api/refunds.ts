import type { Money, Refund, RefundOrder, Share } from '../../marketplaceApi/types.gen.ts';
import { emit, iso, type Marketplace } from '../marketplace.ts';
import { readBehaviour } from '../store/settings.ts';
import { findDispute } from './disputes.ts';
import { addToLedger } from './ledger.ts';
import { readPurchase } from './orders.ts';
import { forgetAnswer } from './idempotency.ts';
import { ApiFault } from './problem.ts';

type Row = { key: string; dispute_id: string; order_id: string; currency: string; minor: string; purpose: RefundOrder['for']; document: string; state: Refund['state']; reason: string | null; changed_at: number };

/** Takes a refund, once for each key, and one that failed anew; pays it in the same transaction when nothing is to wait for. */
export function createRefund(market: Marketplace, key: string, order: RefundOrder): Refund {
  const dispute = findDispute(market, order.disputeId);
  const orderId = order.orderId ?? dispute.order_id;
  if (orderId !== dispute.order_id) throw new ApiFault(422, 'ORDER_DIFFERS', `The dispute is about the order ${dispute.order_id}.`);
  const amount = BigInt(order.amount.minor);
  if (amount <= 0n) throw new ApiFault(422, 'AMOUNT_NOT_POSITIVE', 'A refund is above zero.');
  mustSum(order.shares, order.amount);
  if (order.exchange) mustSum(order.exchange.shares, order.exchange.amount);
  if (order.for === 'order') mustHaveRoom(market, orderId, order.amount);
  const { settleAfterMs } = readBehaviour(market.store);
  market.store.run(
    `INSERT INTO refund (key, dispute_id, order_id, currency, amount, purpose, document, state, changed_at, settles_at) VALUES (?, ?, ?, ?, ?, ?, ?, 'processing', ?, ?)
     ON CONFLICT (key) DO UPDATE SET state = 'processing', reason = NULL, changed_at = excluded.changed_at, settles_at = excluded.settles_at`,
    key, order.disputeId, orderId, order.amount.currency, amount, order.for, JSON.stringify(order), market.now(), settleAfterMs === null || settleAfterMs === 0 ? null : market.now() + settleAfterMs,
  );
  if (settleAfterMs === 0) settleRefund(market, key);
  return getRefund(market, key);
}

/** Moves the money of a refund: its state, its entry in the ledger and its event belong together. Inside a transaction. */
export function settleRefund(market: Marketplace, key: string): void {
  const row = findRefund(market, key);
  if (row.state !== 'processing') throw new ApiFault(409, 'NOT_PROCESSING', 'This refund is not under way any more.');
  addToLedger(market, { kind: row.purpose === 'order' ? 'refund' : 'return_postage', key, disputeId: row.dispute_id, orderId: row.order_id, amount: { minor: row.minor, currency: row.currency } });
  change(market, row, 'settled', null);
}

/** Ends a refund without money, and says why; its key may order the same again. Inside a transaction. */
export function failRefund(market: Marketplace, key: string, reason: string): void {
  const row = findRefund(market, key);
  if (row.state !== 'processing') throw new ApiFault(409, 'NOT_PROCESSING', 'This refund is not under way any more.');
  change(market, row, 'failed', reason);
  forgetAnswer(market, key);
}

export function findRefund({ store }: Marketplace, key: string): Row {
  const row = store.one<Row>('SELECT *, CAST(amount AS TEXT) AS minor FROM refund WHERE key = ?', key);
  if (!row) throw new ApiFault(404, 'NOT_FOUND', 'No refund was ordered under this key.');
  return row;
}

export function getRefund(market: Marketplace, key: string): Refund {
  const { document, state, reason, changed_at: changedAt } = findRefund(market, key);
  return { key, order: JSON.parse(document) as RefundOrder, state, reason, changedAt: iso(changedAt) };
}

function change(market: Marketplace, row: Row, state: Refund['state'], reason: string | null): void {
  market.store.run('UPDATE refund SET state = ?, reason = ?, changed_at = ?, settles_at = NULL WHERE key = ?', state, reason, market.now(), row.key);
  emit(market, 'refund.changed', row.dispute_id, row.key);
}

function mustSum(shares: readonly Share[], amount: Money): void {
  const isWhole = shares.every((share) => share.amount.currency === amount.currency && BigInt(share.amount.minor) >= 0n) && shares.reduce((sum, share) => sum + BigInt(share.amount.minor), 0n) === BigInt(amount.minor);
  if (!isWhole) throw new ApiFault(422, 'SHARES_DIFFER', 'The shares do not sum to the amount.');
}

function mustHaveRoom(market: Marketplace, orderId: string, { minor, currency }: Money): void {
  const purchase = readPurchase(market, orderId);
  if (purchase.currency !== currency) throw new ApiFault(422, 'CURRENCY_DIFFERS', `The order was paid in ${purchase.currency}.`);
  if (purchase.isBlocked) throw new ApiFault(402, 'ORDER_BLOCKED', 'Refunds of this order are blocked.');
  if (BigInt(minor) > purchase.refundable) throw new ApiFault(402, 'ORDER_BLOCKED', `Only ${purchase.refundable} minor units of ${currency} can still be refunded.`);
  if (!purchase.isFunded) throw new ApiFault(402, 'FUNDS_MISSING', 'The seller has no funds for this refund.');
}
