import { createHash } from 'node:crypto';
import type { Return, ReturnEvent, ReturnOrder } from '../../marketplaceApi/types.gen.ts';
import { emit, iso, type Marketplace } from '../marketplace.ts';
import { findDispute } from './disputes.ts';
import { ApiFault } from './problem.ts';

type Row = { key: string; dispute_id: string; document: string; state: Return['state']; label: string | null; at: number };
type EventRow = { event_id: string; at: number; kind: ReturnEvent['kind']; words: string | null; lines: string; photos: string };

/** Orders a return; whoever pays for the label gets one, a buyer who pays sends it as they like. */
export function orderReturn(market: Marketplace, key: string, order: ReturnOrder): Return {
  findDispute(market, order.disputeId);
  const number = createHash('sha256').update(key).digest('hex').slice(0, 12).toUpperCase();
  const label = order.labelPaidBy === 'buyer' ? null : { carrier: 'Parcelio', trackingNumber: `RT${number}`, url: `https://parcelio.example/label/RT${number}` };
  market.store.run(
    "INSERT INTO goods_return (key, dispute_id, document, state, label, at) VALUES (?, ?, ?, 'ordered', ?, ?)",
    key, order.disputeId, JSON.stringify(order), label ? JSON.stringify(label) : null, market.now(),
  );
  return getReturn(market, key);
}

export function findReturn({ store }: Marketplace, key: string): Row {
  const row = store.one<Row>('SELECT * FROM goods_return WHERE key = ?', key);
  if (!row) throw new ApiFault(404, 'NOT_FOUND', 'No return was ordered under this key.');
  return row;
}

export function getReturn(market: Marketplace, key: string): Return {
  const { state, label } = findReturn(market, key);
  const rows = market.store.all<EventRow>('SELECT * FROM return_event WHERE key = ? ORDER BY at, rowid', key);
  const events = rows.map((row): ReturnEvent => ({ eventId: row.event_id, at: iso(row.at), kind: row.kind, words: row.words, lines: JSON.parse(row.lines) as ReturnEvent['lines'], photos: JSON.parse(row.photos) as ReturnEvent['photos'] }));
  return { key, state, label: label === null ? null : (JSON.parse(label) as Return['label']), events };
}

/** Calls a return off; twice is once, and what was sent already cannot be called off. */
export function cancelReturn(market: Marketplace, key: string): Return {
  const row = findReturn(market, key);
  if (row.state === 'ordered') {
    if (getReturn(market, key).events.length > 0) throw new ApiFault(409, 'GOODS_SENT', 'The goods are on their way already.');
    market.store.run("UPDATE goods_return SET state = 'called_off' WHERE key = ?", key);
    emit(market, 'return.changed', row.dispute_id, key);
  }
  return getReturn(market, key);
}
