import type { Letter, LetterOrder, QuestionOrder, Reply } from '../../marketplaceApi/types.gen.ts';
import { emit, iso, type Marketplace } from '../marketplace.ts';
import { readBehaviour } from '../store/settings.ts';
import { changeDispute, findDispute } from './disputes.ts';
import { ApiFault } from './problem.ts';

export type LetterRow = {
  key: string; dispute_id: string; recipient: 'buyer' | 'seller'; kind: LetterOrder['kind']; language: string; subject: string; body: string; offer_id: string | null;
  questions: string | null; answer_due_at: string | null; state: Letter['state']; at: number; reason: string | null; next_at: number | null;
};

/** Takes a letter. A ruling tells that the dispute is decided. */
export function sendLetter(market: Marketplace, key: string, order: LetterOrder): Letter {
  const dispute = findDispute(market, order.disputeId);
  insert(market, key, order, null);
  if (order.kind === 'ruling' && dispute.state === 'escalated') changeDispute(market, order.disputeId, { state: 'decided' });
  return getLetter(market, key);
}

export function askParty(market: Marketplace, key: string, { disputeId, to, dueAt, questions, letter }: QuestionOrder): Letter {
  findDispute(market, disputeId);
  insert(market, key, { disputeId, to, kind: 'question', ...letter }, { dueAt, questions });
  return getLetter(market, key);
}

function insert(market: Marketplace, key: string, order: LetterOrder, asks: Pick<QuestionOrder, 'dueAt' | 'questions'> | null): void {
  const { deliverAfterMs } = readBehaviour(market.store);
  const { disputeId, to, kind, language, subject, body, offerId } = order;
  market.store.run(
    `INSERT INTO letter (key, dispute_id, recipient, kind, language, subject, body, offer_id, questions, answer_due_at, state, at, next_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'accepted', ?, ?)`,
    key, disputeId, to, kind, language, subject, body, offerId ?? null, asks ? JSON.stringify(asks.questions) : null, asks?.dueAt ?? null, market.now(), deliverAfterMs === null ? null : market.now() + deliverAfterMs,
  );
}

export function findLetter(market: Marketplace, key: string): LetterRow {
  const row = market.store.one<LetterRow>('SELECT * FROM letter WHERE key = ?', key);
  if (!row) throw new ApiFault(404, 'NOT_FOUND', 'No letter was sent under this key.');
  return row;
}

export function getLetter(market: Marketplace, key: string): Letter {
  const { state, at, reason } = findLetter(market, key);
  return { key, state, at: iso(at), reason };
}

/** Moves a letter on and tells of it. Inside a transaction. */
export function moveLetter(market: Marketplace, key: string, state: Letter['state'], reason: string | null = null): void {
  const { dispute_id: disputeId } = findLetter(market, key);
  const { readAfterMs } = readBehaviour(market.store);
  const nextAt = state === 'delivered' && readAfterMs !== null ? market.now() + readAfterMs : null;
  market.store.run('UPDATE letter SET state = ?, at = ?, reason = ?, next_at = ? WHERE key = ?', state, market.now(), reason, nextAt, key);
  emit(market, 'letter.changed', disputeId, key);
}

export function getReply(market: Marketplace, replyId: string): Reply {
  const row = market.store.one<{ dispute_id: string; at: number; document: string; files: string }>('SELECT * FROM reply WHERE reply_id = ?', replyId);
  if (!row) throw new ApiFault(404, 'NOT_FOUND', 'There is no such reply.');
  return { replyId, disputeId: row.dispute_id, at: iso(row.at), document: JSON.parse(row.document) as Reply['document'], files: JSON.parse(row.files) as Reply['files'] };
}
