import type { Chargeback, Order } from '../../marketplaceApi/types.gen.ts';
import type { Marketplace } from '../marketplace.ts';
import { ApiFault } from './problem.ts';

type Row = { order_id: string; currency: string; captured: string; refunded_before: string; charged_back: string; most: string | null; is_blocked: number; is_funded: number; chargeback: string | null };

/** What an order came to, in minor units; `most`: what may go back in all, where somebody limited it. */
export type Purchase = { currency: string; captured: bigint; refunded: bigint; inFlight: bigint; refundable: bigint; chargeback: Chargeback | null; isBlocked: boolean; isFunded: boolean };

/** Works out an order from its row, the ledger and the refunds under way; a 404 when there is none. */
export function readPurchase({ store }: Marketplace, orderId: string): Purchase {
  const row = store.one<Row>(
    `SELECT order_id, currency, is_blocked, is_funded, chargeback, CAST(captured AS TEXT) AS captured, CAST(refunded_before AS TEXT) AS refunded_before,
       CAST(charged_back AS TEXT) AS charged_back, CAST(most AS TEXT) AS most FROM purchase WHERE order_id = ?`,
    orderId,
  );
  if (!row) throw new ApiFault(404, 'NOT_FOUND', 'There is no such order.');
  const sum = (sql: string): bigint => BigInt(store.one<{ sum: string | null }>(sql, orderId)?.sum ?? 0);
  const paid = sum("SELECT CAST(sum(amount) AS TEXT) AS sum FROM ledger WHERE order_id = ? AND kind <> 'return_postage'");
  const inFlight = sum("SELECT CAST(sum(amount) AS TEXT) AS sum FROM refund WHERE order_id = ? AND state = 'processing' AND purpose = 'order'");
  const captured = BigInt(row.captured);
  const refunded = BigInt(row.refunded_before) + paid;
  const chargeback = row.chargeback === null ? null : (JSON.parse(row.chargeback) as Chargeback);
  const claimedBack = chargeback?.isOpen && chargeback.amount ? BigInt(chargeback.amount.minor) : 0n;
  const room = captured - refunded - BigInt(row.charged_back) - claimedBack - inFlight;
  const limited = row.most === null ? room : least(room, BigInt(row.most) - refunded - inFlight);
  return { currency: row.currency, captured, refunded, inFlight, refundable: row.is_blocked === 1 || limited < 0n ? 0n : limited, chargeback, isBlocked: row.is_blocked === 1, isFunded: row.is_funded === 1 };
}

export function getOrder(market: Marketplace, orderId: string): Order {
  const { currency, captured, refunded, refundable, chargeback } = readPurchase(market, orderId);
  const money = (minor: bigint): Order['captured'] => ({ minor: String(minor), currency });
  return { orderId, captured: money(captured), refunded: money(refunded), refundable: money(refundable), chargeback };
}

function least(one: bigint, other: bigint): bigint {
  return one < other ? one : other;
}
