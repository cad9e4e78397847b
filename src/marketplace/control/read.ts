import type { Chargeback, CorrectionOrder, LetterOrder, Return, ReturnEvent, ReturnOrder, QuestionOrder } from '../../marketplaceApi/types.gen.ts';
import { readPurchase } from '../api/orders.ts';
import type { Marketplace } from '../marketplace.ts';
import { readBehaviour } from '../store/settings.ts';

/** Of one dispute only, or of all. */
type Of = string | null;

export type RefundTold = { key: string; disputeId: string; orderId: string; currency: string; minor: string; purpose: 'order' | 'return_postage'; state: 'processing' | 'settled' | 'failed'; reason: string | null; changedAt: number };
export type CorrectionTold = { key: string; disputeId: string; state: 'requested' | 'done' | 'refused'; document: CorrectionOrder; at: number };
export type LetterTold = {
  key: string; disputeId: string; recipient: 'buyer' | 'seller'; kind: LetterOrder['kind']; language: string; subject: string; body: string; offerId: string | null;
  questions: QuestionOrder['questions'] | null; dueAt: string | null; state: 'accepted' | 'delivered' | 'read' | 'failed'; at: number; reason: string | null;
};
export type ReplyTold = { replyId: string; disputeId: string; at: number; document: { schema: string; [name: string]: unknown } };
export type ReturnTold = { key: string; disputeId: string; state: Return['state']; label: Return['label']; document: ReturnOrder; at: number; events: Pick<ReturnEvent, 'eventId' | 'kind' | 'words' | 'lines' | 'photos'>[] };
export type LedgerTold = { entryId: string; at: number; kind: string; key: string | null; disputeId: string | null; orderId: string | null; currency: string; minor: string };
export type WebhookTold = { eventId: string; at: number; type: string; disputeId: string; about: string; state: 'waiting' | 'taken' | null; attempts: number | null; last: string | null };
export type DisputeTold = {
  disputeId: string; orderId: string; state: string; escalatedAt: number; closedBecause: string | null; title: string; items: { id: string; title: string; quantity: number }[]; reason: string; words: string; buyer: string; seller: string;
  order: { currency: string; captured: string; refunded: string; inFlight: string; refundable: string; chargeback: Chargeback | null; isBlocked: boolean; isFunded: boolean };
};

const ofDispute = 'WHERE (?1 IS NULL OR dispute_id = ?1)';
const opened = ['document', 'questions', 'label', 'lines', 'photos'];

export const readRefunds = (market: Marketplace, of: Of): RefundTold[] =>
  rows(market, `SELECT key, dispute_id AS disputeId, order_id AS orderId, currency, CAST(amount AS TEXT) AS minor, purpose, state, reason, changed_at AS changedAt FROM refund ${ofDispute} ORDER BY changed_at DESC, key LIMIT 5000`, of);
export const readCorrections = (market: Marketplace, of: Of): CorrectionTold[] => rows(market, `SELECT key, dispute_id AS disputeId, state, document, at FROM correction ${ofDispute} ORDER BY at DESC, key LIMIT 5000`, of);
export const readLetters = (market: Marketplace, of: Of): LetterTold[] =>
  rows(market, `SELECT key, dispute_id AS disputeId, recipient, kind, language, subject, body, offer_id AS offerId, questions, answer_due_at AS dueAt, state, at, reason FROM letter ${ofDispute} ORDER BY rowid DESC LIMIT 5000`, of);
export const readReplies = (market: Marketplace, of: Of): ReplyTold[] => rows(market, `SELECT reply_id AS replyId, dispute_id AS disputeId, at, document FROM reply ${ofDispute} ORDER BY rowid DESC LIMIT 5000`, of);
export const readLedger = (market: Marketplace, of: Of): LedgerTold[] =>
  rows(market, `SELECT entry_id AS entryId, at, kind, key, dispute_id AS disputeId, order_id AS orderId, currency, CAST(amount AS TEXT) AS minor FROM ledger ${ofDispute} ORDER BY seq LIMIT 100000`, of);

/** The newest events with what became of their webhooks. */
export const readWebhooks = (market: Marketplace, of: Of): WebhookTold[] =>
  rows(market, `SELECT event_id AS eventId, at, type, dispute_id AS disputeId, about, webhook.state, webhook.attempts, webhook.last FROM event LEFT JOIN webhook USING (seq) ${ofDispute} ORDER BY seq DESC LIMIT 500`, of);

export function readReturns(market: Marketplace, of: Of): ReturnTold[] {
  const returns = rows<ReturnTold>(market, `SELECT key, dispute_id AS disputeId, state, label, document, at FROM goods_return ${ofDispute} ORDER BY at DESC, key LIMIT 5000`, of);
  return returns.map((one) => ({ ...one, events: rows(market, 'SELECT event_id AS eventId, kind, words, lines, photos, at FROM return_event WHERE key = ?1 ORDER BY at, rowid', one.key) }));
}

type Document = { items: DisputeTold['items']; parties: { role: string; displayName: string }[]; claims: { reason: string; words: string }[] };

/** Disputes in the order of their escalation; `words` filters by what stands in their documents. */
export function readDisputes(market: Marketplace, of: Of, { words = '', limit = 5_000 } = {}): DisputeTold[] {
  const found = rows<DisputeTold & { document: Document }>(
    market,
    `SELECT dispute_id AS disputeId, order_id AS orderId, state, escalated_at AS escalatedAt, closed_because AS closedBecause, document FROM dispute ${ofDispute}
     AND (?2 = '' OR instr(lower(dispute_id || ' ' || order_id || ' ' || state || ' ' || document), lower(?2)) > 0) ORDER BY escalated_at, dispute_id LIMIT ?3`,
    of, words, limit,
  );
  return found.map(({ document: { items, parties, claims }, ...row }) => {
    const { currency, captured, refunded, inFlight, refundable, chargeback, isBlocked, isFunded } = readPurchase(market, row.orderId);
    const name = (role: string): string => parties.find((party) => party.role === role)?.displayName ?? role;
    return {
      ...row, title: items[0]?.title ?? '', items: items.map(({ id, title, quantity }) => ({ id, title, quantity })), reason: claims[0]?.reason ?? '', words: claims[0]?.words ?? '', buyer: name('buyer'), seller: name('seller'),
      order: { currency, captured: String(captured), refunded: String(refunded), inFlight: String(inFlight), refundable: String(refundable), chargeback, isBlocked, isFunded },
    };
  });
}

/** What the control API reads out, by name. */
export const readings: Record<string, (market: Marketplace, of: Of) => unknown> = {
  disputes: readDisputes,
  refunds: readRefunds,
  corrections: readCorrections,
  letters: readLetters,
  replies: readReplies,
  returns: readReturns,
  ledger: readLedger,
  webhooks: readWebhooks,
  requests: (market) => rows(market, 'SELECT key, operation, status, at FROM request ORDER BY at DESC LIMIT 5000'),
  behaviour: ({ store }) => readBehaviour(store),
};

function rows<Row>({ store }: Marketplace, sql: string, ...values: (string | number | null)[]): Row[] {
  const open = ([name, value]: [string, unknown]): [string, unknown] => [name, opened.includes(name) && typeof value === 'string' ? (JSON.parse(value) as unknown) : value];
  return store.all<Record<string, unknown>>(sql, ...values).map((row) => Object.fromEntries(Object.entries(row).map(open)) as Row);
}
