import { and, eq } from 'drizzle-orm';
import { append } from '../audit/append.ts';
import type { CoveredRow } from '../audit/rows.ts';
import { isWord } from '../db/literal.ts';
import { appeal } from '../db/schema/appeal.ts';
import { question } from '../db/schema/board.ts';
import { caseExit } from '../db/schema/exit.ts';
import { letter } from '../db/schema/letter.ts';
import { offer } from '../db/schema/offer.ts';
import type { Tx } from '../db/write.ts';
import { deskItself } from '../desk.ts';
import { composeOfferEnded } from '../letters/offerEnded.ts';
import { postLetter, withdrawLetters } from '../letters/post.ts';
import { endEscalation } from './escalations.ts';
import { loadCase } from './lease.ts';
import { referenceOf, type CaseRecord } from './lifeCycle.ts';
import { addressOf } from './postQuestion.ts';
import { sayEnd, type EndedOutside } from './standing.ts';

/**
 * Ends every open question and offer of a case: as lapsed where its time is over, else as taken back. Letters that did not go out yet never
 * do. Rows for the caller's entry in the log.
 */
export async function stopWaiting(tx: Tx, { caseId }: Pick<CaseRecord, 'caseId'>): Promise<CoveredRow[]> {
  const ended: CoveredRow[] = [];
  const endOf = (dueAt: number) => ({ state: dueAt <= tx.now ? ('lapsed' as const) : ('withdrawn' as const), endedAt: tx.now });
  const asked = await tx.select().from(question).where(and(eq(question.caseId, caseId), eq(question.state, 'waiting')));
  for (const one of asked) await tx.update(question).set(endOf(one.dueAt)).where(eq(question.questionId, one.questionId));
  for (const askId of new Set(asked.map((one) => one.askId))) ended.push(...(await withdrawLetters(tx, askId)));
  const offers = await tx.select().from(offer).where(and(eq(offer.caseId, caseId), isWord(offer.state, 'open')));
  for (const { offerId, dueAt } of offers) {
    await tx.update(offer).set(endOf(dueAt)).where(eq(offer.offerId, offerId));
    ended.push({ table: 'offer', id: offerId }, ...(await withdrawLetters(tx, offerId)));
  }
  return ended;
}

/** What a case that was closed at its source leaves open here ends too, an appeal among it; who holds the letter of an offer is told. */
export async function endAtSource(tx: Tx, caseId: string): Promise<void> {
  const row = await loadCase(tx, caseId);
  const rows = await stopWaiting(tx, row);
  for (const { table, id } of [...rows]) if (table === 'offer') rows.push(...(await tellOfferEnded(tx, row, id)));
  const lapsed = await tx
    .update(appeal)
    .set({ state: 'lapsed' })
    .where(and(eq(appeal.caseId, caseId), isWord(appeal.state, 'open')))
    .returning({ appealId: appeal.appealId, by: appeal.by, reviewId: appeal.reviewId });
  rows.push(...lapsed.map(({ appealId }) => ({ table: 'appeal' as const, id: appealId })));
  await endEscalation(tx, caseId);
  if (row.endedOutside) await noteExit(tx, row, row.endedOutside);
  if (rows.length === 0 && !row.endedOutside) return;
  const [appealed] = lapsed;
  const what = !appealed ? 'nothing more is waited for' : `the ${appealed.reviewId === null ? `appeal of the ${appealed.by}` : 'correction'} is not decided here any more`;
  const subject = appealed ? `appeal:${appealed.appealId}` : `case:${caseId}`;
  const action = appealed ? 'appeal.lapsed' : row.endedOutside ? 'case.endedOutside' : 'case.stoppedWaiting';
  const ended = row.endedOutside ? sayEnd(referenceOf(row), row.endedOutside) : `${referenceOf(row)} was closed at its source`;
  await append(tx, { by: deskItself, action, subject, caseId, version: row.version, words: `${ended}; ${what}`, rows });
}

/** Keeps how and why a case left, in the words of its source. */
async function noteExit(tx: Tx, { caseId }: CaseRecord, { as, words }: EndedOutside): Promise<void> {
  const exit = { as, code: as === 'withdrawn' ? 'marketplace' : null, words, intoCaseId: null, personName: 'The marketplace', at: tx.now };
  await tx.insert(caseExit).values({ caseId, ...exit }).onConflictDoUpdate({ target: caseExit.caseId, set: exit });
}

/** Tells each side whose letter of an offer is out that the offer is open no more. */
export async function tellOfferEnded(tx: Tx, row: CaseRecord, offerId: string): Promise<CoveredRow[]> {
  const sent = await tx.select({ to: letter.to }).from(letter).where(and(eq(letter.aboutId, offerId), eq(letter.state, 'sent')));
  const told: CoveredRow[] = [];
  for (const to of new Set(sent.map((one) => one.to))) {
    const address = await addressOf(tx, row, to);
    told.push(await postLetter(tx, { ...composeOfferEnded(address), caseId: row.caseId, reference: address.reference, kind: 'offer', aboutId: offerId }));
  }
  return told;
}
