import { keepFile } from '../api/files.ts';
import { emit, type Marketplace } from '../marketplace.ts';
import { readSetting, writeSetting } from '../store/settings.ts';
import { makeDispute, type SampleDispute } from './makeDispute.ts';

const day = 86_400_000;

/** Escalates the next disputes of the seed, all in one transaction, and gives their ids. */
export function addDisputes(market: Marketplace, count: number): string[] {
  const { store, source } = market;
  return store.transaction(() => {
    const seed = readSetting(store, 'seed') ?? '1';
    const made = Number(readSetting(store, 'made') ?? 0);
    const day0 = Math.floor(market.now() / day) * day;
    const ids = Array.from({ length: count }, (_, index) => insert(market, makeDispute({ source, seed, number: made + index + 1, day0 })));
    writeSetting(store, 'made', String(made + count));
    return ids;
  });
}

/** How many disputes were made so far. */
export function madeSoFar({ store }: Marketplace): number {
  return Number(readSetting(store, 'made') ?? 0);
}

/** Escalates one dispute; several may be about the same order. */
export function insert(market: Marketplace, { disputeId, orderId, escalatedAt, captured, refundedBefore, chargeback, document, files }: SampleDispute): string {
  const { store } = market;
  for (const { bytes, mediaType } of files) keepFile(market, bytes, mediaType);
  store.run(
    'INSERT INTO purchase (order_id, currency, captured, refunded_before, chargeback) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    orderId, captured.currency, BigInt(captured.minor), BigInt(refundedBefore?.minor ?? 0), chargeback ? JSON.stringify(chargeback) : null,
  );
  const seq = emit(market, 'dispute.changed', disputeId, disputeId);
  store.run(
    "INSERT INTO dispute (dispute_id, order_id, state, escalated_at, changed_at, document, opened_seq) VALUES (?, ?, 'escalated', ?, ?, ?, ?)",
    disputeId, orderId, escalatedAt, market.now(), JSON.stringify(document), seq,
  );
  return disputeId;
}
