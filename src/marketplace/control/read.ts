import type { Marketplace } from '../marketplace.ts';
import { readBehaviour } from '../store/settings.ts';
import { readPurchase } from '../api/orders.ts';

type Told = Record<string, unknown>;

const lists = {
  refunds: 'SELECT key, dispute_id AS disputeId, order_id AS orderId, currency, CAST(amount AS TEXT) AS minor, purpose, state, reason, changed_at AS changedAt FROM refund ORDER BY changed_at DESC LIMIT 5000',
  corrections: 'SELECT key, dispute_id AS disputeId, state, document, at FROM correction ORDER BY at DESC LIMIT 5000',
  letters: 'SELECT key, dispute_id AS disputeId, recipient, kind, language, subject, body, offer_id AS offerId, questions, answer_due_at AS dueAt, state, at, reason FROM letter ORDER BY at DESC LIMIT 5000',
  replies: 'SELECT reply_id AS replyId, dispute_id AS disputeId, at, document FROM reply ORDER BY at DESC LIMIT 5000',
  returns: 'SELECT key, dispute_id AS disputeId, state, label, document, at FROM goods_return ORDER BY at DESC LIMIT 5000',
  ledger: 'SELECT entry_id AS entryId, at, kind, key, dispute_id AS disputeId, order_id AS orderId, currency, CAST(amount AS TEXT) AS minor FROM ledger ORDER BY seq LIMIT 100000',
  webhooks: 'SELECT event.event_id AS eventId, event.type, event.about, webhook.state, webhook.attempts, webhook.last, webhook.taken_at AS takenAt FROM webhook JOIN event USING (seq) ORDER BY seq DESC LIMIT 5000',
  requests: 'SELECT key, operation, status, at FROM request ORDER BY at DESC LIMIT 5000',
} as const;
const documents = ['document', 'questions', 'label', 'lines', 'photos'];

/** What the control API reads out. */
export const readings: Record<string, (market: Marketplace) => unknown> = {
  ...Object.fromEntries(Object.entries(lists).map(([name, sql]) => [name, ({ store }: Marketplace) => store.all<Told>(sql).map(opened)])),
  returns: ({ store }) =>
    store.all<Told>(lists.returns).map((row) => ({
      ...opened(row),
      events: store.all<Told>('SELECT event_id AS eventId, at, kind, words, lines, photos FROM return_event WHERE key = ? ORDER BY at, rowid', String(row['key'])).map(opened),
    })),
  disputes: (market) => market.store.all<Told>('SELECT dispute_id AS disputeId, order_id AS orderId, state, escalated_at AS escalatedAt, changed_at AS changedAt, closed_because AS closedBecause, document FROM dispute ORDER BY escalated_at, dispute_id LIMIT 5000').map((row) => summary(market, row)),
  behaviour: ({ store }) => readBehaviour(store),
};

function opened(row: Told): Told {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, documents.includes(name) && typeof value === 'string' ? (JSON.parse(value) as unknown) : value]));
}

type Document = { items: { id: string; title: string; quantity: number }[]; parties: { role: string; displayName: string }[]; claims: { reason: string; words: string }[] };

function summary(market: Marketplace, { document, ...row }: Told): Told {
  const { items, parties, claims } = JSON.parse(String(document)) as Document;
  const { currency, captured, refunded, inFlight, refundable, chargeback, isBlocked, isFunded } = readPurchase(market, String(row['orderId']));
  const name = (role: string): string => parties.find((party) => party.role === role)?.displayName ?? role;
  return {
    ...row, title: items[0]?.title ?? '', items: items.map(({ id, title, quantity }) => ({ id, title, quantity })), reason: claims[0]?.reason, words: claims[0]?.words, buyer: name('buyer'), seller: name('seller'),
    order: { currency, captured: String(captured), refunded: String(refunded), inFlight: String(inFlight), refundable: String(refundable), chargeback, isBlocked, isFunded },
  };
}
