import type { Correction, CorrectionOrder, Movement } from '../../marketplaceApi/types.gen.ts';
import { iso, type Marketplace } from '../marketplace.ts';
import { readBehaviour } from '../store/settings.ts';
import { findDispute } from './disputes.ts';
import { addToLedger } from './ledger.ts';
import { ApiFault } from './problem.ts';

/** Takes a request to give money back or move it. It is carried out a moment later, or by hand. */
export function requestCorrection(market: Marketplace, key: string, order: CorrectionOrder): Correction {
  findDispute(market, order.disputeId);
  const [first] = [...order.debits, ...order.credits];
  const isOneCurrency = [...order.debits, ...order.credits].every((one) => one.amount.currency === first?.amount.currency);
  if (!isOneCurrency || sumOf(order.debits) !== sumOf(order.credits)) throw new ApiFault(422, 'SUMS_DIFFER', 'Debits and credits do not sum to the same.');
  const { settleAfterMs } = readBehaviour(market.store);
  market.store.run(
    "INSERT INTO correction (key, dispute_id, order_id, document, state, at, done_at) VALUES (?, ?, ?, ?, 'requested', ?, ?)",
    key, order.disputeId, order.orderId, JSON.stringify(order), market.now(), settleAfterMs === null ? null : market.now() + settleAfterMs,
  );
  return { key, state: 'requested', at: iso(market.now()) };
}

/** Carries a correction out, or refuses it. Only what the buyer gets or gives stands in the ledger. Inside a transaction. */
export function endCorrection(market: Marketplace, key: string, state: 'done' | 'refused'): void {
  const row = market.store.one<{ state: string; document: string; dispute_id: string; order_id: string | null }>('SELECT * FROM correction WHERE key = ?', key);
  if (!row) throw new ApiFault(404, 'NOT_FOUND', 'No correction was asked for under this key.');
  if (row.state !== 'requested') throw new ApiFault(409, 'NOT_REQUESTED', 'This correction was dealt with before.');
  market.store.run('UPDATE correction SET state = ?, at = ?, done_at = NULL WHERE key = ?', state, market.now(), key);
  const { debits, credits } = JSON.parse(row.document) as CorrectionOrder;
  const buyer = (movements: readonly Movement[]): bigint => sumOf(movements.filter(({ party }) => party === 'buyer'));
  const currency = [...debits, ...credits][0]?.amount.currency;
  const minor = buyer(credits) - buyer(debits);
  if (state === 'refused' || currency === undefined || minor === 0n) return;
  addToLedger(market, { kind: 'correction', key, disputeId: row.dispute_id, orderId: row.order_id, amount: { minor: String(minor), currency } });
}

function sumOf(movements: readonly Movement[]): bigint {
  return movements.reduce((sum, { amount }) => sum + BigInt(amount.minor), 0n);
}
