import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { findDispute } from '../api/disputes.ts';
import { findLetter, moveLetter } from '../api/letters.ts';
import { ApiFault } from '../api/problem.ts';
import { emit, iso, type Marketplace } from '../marketplace.ts';
import { act, Name, Party, Words } from './act.ts';
import { GivenFiles, keepGiven, toFile, type KeptFile } from './givenFiles.ts';

/** What parties do with letters of the desk. */
export const partyActs = {
  /** Answers one question of a letter, or all of them at once. */
  answer: act(
    z.strictObject({ letterKey: Name, questionId: Name.nullable().default(null), words: z.string().max(50_000).nullable().default(null), language: z.string().max(35).nullable().default(null), files: GivenFiles }),
    (market, { letterKey, questionId, words, language, files }) => {
      const letter = findLetter(market, letterKey);
      if (letter.questions === null) throw new ApiFault(409, 'NO_QUESTION', 'This letter asks nothing.');
      const asked = JSON.parse(letter.questions) as { questionId: string }[];
      if (questionId !== null && !asked.some((one) => one.questionId === questionId)) throw new ApiFault(404, 'NOT_FOUND', 'This letter does not ask that.');
      if ((words ?? '').trim() === '' && files.length === 0) throw new ApiFault(400, 'BODY_INVALID', 'An answer has words, files, or both.');
      const named = questionId === null ? { questionId: null, letterId: letterKey } : { questionId, letterId: null };
      return reply(market, letter.dispute_id, files, (evidence) => ({ schema: 'dispute-answer/1', ...named, from: letter.recipient, at: iso(market.now()), words, language, evidence, bundle: null }));
    },
  ),

  replyToOffer: act(
    z.strictObject({ disputeId: Name, offerId: Name, from: Party, reply: z.enum(['accepted', 'rejected']), words: Words.nullable().default(null) }),
    (market, { disputeId, offerId, from, reply: said, words }) =>
      reply(market, disputeId, [], () => ({ schema: 'dispute-offer-reply/1', offerId, reply: said, from, at: iso(market.now()), words, language: null })),
  ),

  appeal: act(z.strictObject({ disputeId: Name, from: Party, newInformation: z.string().min(1).max(20_000), files: GivenFiles }), (market, { disputeId, from, newInformation, files }) =>
    reply(market, disputeId, files, (evidence) => ({ schema: 'dispute-appeal/1', source: market.source, sourceId: disputeId, from, at: iso(market.now()), newInformation, evidence, bundle: null })),
  ),

  moveLetter: act(z.strictObject({ key: Name, state: z.enum(['delivered', 'read', 'failed']), reason: Words.nullable().default(null) }), (market, { key, state, reason }) => {
    const steps = ['accepted', 'delivered', 'read', 'failed'];
    const { state: before } = findLetter(market, key);
    if (before === 'failed' || steps.indexOf(state) <= steps.indexOf(before)) throw new ApiFault(409, 'LETTER_FURTHER', `This letter is ${before} already.`);
    moveLetter(market, key, state, state === 'failed' ? (reason ?? 'The address does not take letters.') : null);
  }),
};

function reply(market: Marketplace, disputeId: string, given: z.output<typeof GivenFiles>, toDocument: (evidence: object[]) => object): { replyId: string } {
  findDispute(market, disputeId);
  const replyId = randomUUID();
  const kept = keepGiven(market, `replies/${replyId}`, given);
  const document = toDocument(kept.map(({ path, sha256, kind, fileName, mediaType, statement }: KeptFile) => ({ path, sha256, kind, fileName, mediaType, statement })));
  market.store.run('INSERT INTO reply (reply_id, dispute_id, at, document, files) VALUES (?, ?, ?, ?, ?)', replyId, disputeId, market.now(), JSON.stringify(document), JSON.stringify(kept.map(toFile)));
  emit(market, 'reply.received', disputeId, replyId);
  return { replyId };
}
