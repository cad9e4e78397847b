import { asc, eq } from 'drizzle-orm';
import type { NeutralCase } from '../../contract/neutralCase.ts';
import type { Db } from '../db/open.ts';
import { answer } from '../db/schema/answer.ts';
import { question } from '../db/schema/board.ts';
import { evidence } from '../db/schema/evidence.ts';
import { offer } from '../db/schema/offer.ts';
import { toInstant } from './instants.ts';
import { readOffers, toRemedy } from './readOffers.ts';

/** What the desk itself asked, was answered and offered, as messages and remedies of a case document: so nothing of it is lost when a case travels. */
export async function readOwnWords(db: Db, caseId: string): Promise<Pick<NeutralCase, 'messages' | 'remedies'>> {
  const asked = await db.select().from(question).where(eq(question.caseId, caseId)).orderBy(asc(question.at), asc(question.askId), asc(question.position));
  const answers = await db.select().from(answer).where(eq(answer.caseId, caseId)).orderBy(asc(answer.receivedAt), asc(answer.answerId));
  const items = await db.select({ id: evidence.sourceEvidenceId, answerId: evidence.answerId }).from(evidence).where(eq(evidence.caseId, caseId)).orderBy(asc(evidence.position));
  const bare = { readAt: null, translation: null };
  const said = [
    // What never went out was said to nobody.
    ...asked.flatMap((one) => (one.sentAt === null ? [] : [{ ...bare, id: one.questionId, from: 'mediator' as const, to: one.to, at: one.sentAt, language: null, original: one.text, attachments: [] }])),
    ...answers.map((one) => ({ ...bare, id: one.answerId, from: one.from, to: 'mediator' as const, at: one.saidAt, language: one.language, original: one.words ?? '', attachments: items.filter((item) => item.answerId === one.answerId).map((item) => item.id) })),
  ];
  const offers = (await readOffers(db, caseId)).filter((one) => one.state !== 'withdrawn' || one.replies.length > 0);
  return {
    messages: said.map(({ at, ...one }) => ({ ...one, sentAt: toInstant(at) })),
    remedies: offers.map(toRemedy).map(({ remedyId, at, answeredAt, ...one }) => ({ ...one, id: remedyId, at: toInstant(at), answeredAt: toInstant(answeredAt) })),
  };
}

/** A copy of a case that came from this very desk, without what the desk has at first hand. */
export async function withoutOwnWords(db: Db, caseId: string, neutral: NeutralCase): Promise<NeutralCase> {
  const ids = new Set([
    ...(await db.select({ id: question.questionId }).from(question).where(eq(question.caseId, caseId))),
    ...(await db.select({ id: answer.answerId }).from(answer).where(eq(answer.caseId, caseId))),
    ...(await db.select({ id: offer.offerId }).from(offer).where(eq(offer.caseId, caseId))),
  ].map(({ id }) => id));
  if (ids.size === 0) return neutral;
  return { ...neutral, messages: neutral.messages.filter((one) => !ids.has(one.id)), remedies: neutral.remedies.filter((one) => !ids.has(one.id)) };
}
