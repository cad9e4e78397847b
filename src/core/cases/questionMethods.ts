import { and, asc, eq, gt, inArray, isNull } from 'drizzle-orm';
import type { ParsedInputOf } from '../../contract/methods.ts';
import type { Asked, Question, questionMethods } from '../../contract/questions.ts';
import { append } from '../audit/append.ts';
import type { CoveredRow } from '../audit/rows.ts';
import { isWord } from '../db/literal.ts';
import { question } from '../db/schema/board.ts';
import { claim } from '../db/schema/caseParts.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { offer } from '../db/schema/offer.ts';
import type { Db } from '../db/open.ts';
import type { Tx } from '../db/write.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { DeskError, notFound } from '../fault.ts';
import type { Handlers } from '../handlers.ts';
import { newId } from '../ids.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { withdrawLetters } from '../letters/post.ts';
import { once } from '../once.ts';
import { undoWindowMs } from '../settings.ts';
import { timesOfAsk, type AskTimes } from './answerTime.ts';
import { changeHeld } from './changeHeld.ts';
import { loadCase, requireLease, takeBackCase } from './lease.ts';
import { moveCase, noLease, referenceOf, type CaseRecord } from './lifeCycle.ts';
import { markSeen } from './marks.ts';
import { postQuestions } from './postQuestion.ts';
import { addMove } from './deadlineMoves.ts';
import { lapseOf, toQuestion, type QuestionRow } from './questions.ts';

export const questionHandlers: Pick<Handlers, keyof typeof questionMethods> = {
  'cases.ask': async (desk, input, by) => {
    const times = await timesOfAsk(desk.db, input, desk.clock());
    return once(desk, by, 'cases.ask', input, (tx) => askParties(desk, tx, input, by, times));
  },
  'cases.undoAsk': (desk, input, by) => once(desk, by, 'cases.undoAsk', input, (tx) => undoAsk(tx, input.askId, by)),
  'cases.asked': (desk, _input, by) => readAsked(desk.db, by, desk.clock()),

  'cases.withdrawQuestion': (desk, input, by) =>
    changeHeld(desk, by, 'cases.withdrawQuestion', input, async (tx) => {
      const [asked] = await tx.select().from(question).where(and(eq(question.caseId, input.caseId), eq(question.questionId, input.questionId)));
      if (!asked) throw notFound('question', input.questionId);
      if (asked.state !== 'waiting') throw new DeskError('NOT_ALLOWED_NOW', `This question is ${asked.state} already.`, { state: asked.state });
      await tx.update(question).set({ state: 'withdrawn', endedAt: tx.now }).where(eq(question.questionId, asked.questionId));
      // Their letter speaks of all questions to that side: it stays behind only when all of them are taken back.
      const left = await tx.$count(question, and(eq(question.askId, asked.askId), eq(question.to, asked.to), eq(question.state, 'waiting')));
      const rows = left > 0n ? [] : await withdrawLetters(tx, asked.askId, asked.to);
      return { note: { action: 'question.withdrawn', subject: `question:${asked.questionId}`, words: `${by.name} took the question to the ${asked.to} back`, rows }, value: {} };
    }),
};

/** Asks parties of a case that the person holds, and lets it wait for them. `bulkId`: the bulk that asks the same in many cases. */
export async function askParties(desk: Desk, tx: Tx, input: Omit<ParsedInputOf<'cases.ask'>, 'requestId'>, by: SignedIn, times: AskTimes, bulkId: string | null = null): Promise<Asked & { questions: Question[] }> {
  const row = await loadCase(tx, input.caseId);
  requireLease(row, by, tx.now);
  await requireClaims(tx, row, input.questions.flatMap((one) => one.claimId ?? []));
  const sendAt = tx.now + (await undoWindowMs(desk, tx));
  const askId = newId(tx.now);
  const added: QuestionRow[] = [];
  const sets: CoveredRow[] = [];
  for (const to of input.to) {
    const reckoning = await times(tx, row, to, tx.now);
    const { dueAt } = reckoning;
    for (const { text, claimId, kinds } of input.questions) {
      const shared = { askId, caseId: row.caseId, to, text, claimId, kinds: [...new Set(kinds)], personId: by.personId, personName: by.name, at: tx.now, sendAt: Math.min(sendAt, dueAt), dueAt, bulkId };
      added.push({ ...shared, position: added.length, questionId: newId(tx.now), state: 'waiting', sentAt: null, endedAt: null });
    }
    const deadlineId = added.find((one) => one.to === to)?.questionId ?? askId;
    sets.push(await addMove(tx, row.caseId, deadlineId, by, { kind: 'set', reason: null, days: reckoning.days, untilAt: null, dueBefore: null, dueAt, reckoning }));
  }
  await tx.insert(question).values(added);
  const moved = await moveCase(tx, row, 'ask', by, { ...noLease, cameBackAt: null, cameBackWords: null });
  await markSeen(tx, row.caseId, by);
  const rows: CoveredRow[] = [];
  for (const to of input.to) {
    const own = added.filter((one) => one.to === to);
    rows.push(await postQuestions(tx, row, own));
    for (const one of own.slice(0, 1)) await enqueue(tx, lapseOf(one, row));
  }
  for (const to of input.to) {
    await append(tx, {
      by,
      action: 'question.asked',
      subject: `ask:${askId}`,
      caseId: row.caseId,
      version: moved.version,
      words: `${by.name} asked the ${to}: ${input.questions.map((one) => one.text).join(' / ')}`,
      data: { dueAt: added.find((one) => one.to === to)?.dueAt, questions: added.filter((one) => one.to === to).map(({ questionId, claimId, kinds }) => ({ questionId, claimId, kinds })) },
      rows: [...rows.splice(0, 1), ...sets.splice(0, 1)],
    });
  }
  return { askId, type: 'question', caseId: row.caseId, reference: referenceOf(row), to: input.to, askedAt: tx.now, undoUntil: sendAt, questions: added.map(toQuestion) };
}

async function requireClaims(tx: Tx, row: CaseRecord, claimIds: string[]): Promise<void> {
  if (claimIds.length === 0) return;
  const there = await tx.select({ claimId: claim.claimId }).from(claim).where(and(eq(claim.caseId, row.caseId), inArray(claim.claimId, claimIds)));
  const unknown = claimIds.find((id) => !there.some((one) => one.claimId === id));
  if (unknown !== undefined) throw notFound('claim', unknown);
}

async function undoAsk(tx: Tx, askId: string, by: SignedIn): Promise<{ caseId: string; reference: string; questions: Question[] }> {
  const rows = await tx.select().from(question).where(eq(question.askId, askId)).orderBy(asc(question.position));
  const [first] = rows;
  if (!first) throw notFound('question', askId);
  const row = await loadCase(tx, first.caseId);
  if (first.personId !== by.personId) throw new DeskError('NOT_PERMITTED', `Only ${first.personName} can take back what was asked in ${referenceOf(row)}.`);
  if (tx.now >= first.sendAt) throw new DeskError('NOT_ALLOWED_NOW', `The letter about ${referenceOf(row)} is on its way. Take the case and its question back instead; the party has read it by then.`);
  if (rows.some((one) => one.state !== 'waiting')) throw new DeskError('NOT_ALLOWED_NOW', `What was asked in ${referenceOf(row)} is over already.`);
  await tx.update(question).set({ state: 'withdrawn', endedAt: tx.now }).where(eq(question.askId, askId));
  const letters = await withdrawLetters(tx, askId);
  const moved = await takeBackCase(tx, row, 'undoAsk', by);
  await append(tx, { by, action: 'question.undone', subject: `ask:${askId}`, caseId: row.caseId, version: moved.version, words: `${by.name} took back what was asked before it went out`, rows: letters });
  return { caseId: row.caseId, reference: referenceOf(row), questions: rows.map((one) => toQuestion({ ...one, state: 'withdrawn', endedAt: tx.now })) };
}

async function readAsked(db: Db, by: SignedIn, now: number): Promise<Asked[]> {
  const questions = await db
    .select({ askId: question.askId, caseId: question.caseId, to: question.to, askedAt: question.at, undoUntil: question.sendAt, number: disputeCase.number })
    .from(question)
    .innerJoin(disputeCase, eq(disputeCase.caseId, question.caseId))
    .where(and(eq(question.state, 'waiting'), eq(question.personId, by.personId), gt(question.sendAt, now), isNull(question.bulkId)));
  const offers = await db
    .select({ askId: offer.offerId, caseId: offer.caseId, askedAt: offer.at, undoUntil: offer.sendAt, number: disputeCase.number })
    .from(offer)
    .innerJoin(disputeCase, eq(disputeCase.caseId, offer.caseId))
    .where(and(isWord(offer.state, 'open'), eq(offer.personId, by.personId), gt(offer.sendAt, now)));
  const asked = new Map<string, Asked>();
  for (const { number, to, ...one } of questions) {
    const before = asked.get(one.askId)?.to ?? [];
    asked.set(one.askId, { ...one, type: 'question', reference: referenceOf({ number }), to: [...new Set([...before, to])] });
  }
  for (const { number, ...one } of offers) asked.set(one.askId, { ...one, type: 'offer', reference: referenceOf({ number }), to: ['buyer', 'seller'] });
  return [...asked.values()].sort((a, b) => a.undoUntil - b.undoUntil);
}
