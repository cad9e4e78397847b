import { and, asc, eq } from 'drizzle-orm';
import type { Question } from '../../contract/questions.ts';
import type { Adversary } from '../../contract/vocabulary.ts';
import { append } from '../audit/append.ts';
import type { Db } from '../db/open.ts';
import { question } from '../db/schema/board.ts';
import type { Tx } from '../db/write.ts';
import { deskItself } from '../desk.ts';
import type { JobHandler } from '../jobs/runner.ts';
import { loadCase } from './lease.ts';
import { moveCase, referenceOf, touchCase, type CaseRecord } from './lifeCycle.ts';

type Row = typeof question.$inferSelect;

/** What parties of a case were asked, oldest first. */
export async function readQuestions(db: Db, caseId: string): Promise<Question[]> {
  return (await db.select().from(question).where(eq(question.caseId, caseId)).orderBy(asc(question.at), asc(question.questionId))).map(toQuestion);
}

/** A question as the workspace shows it. */
export function toQuestion({ questionId, to, text, claimId, personName, at, dueAt, state, sentAt, endedAt }: Row): Question {
  return { questionId, to, text, claimId, personName, askedAt: at, dueAt, state, sentAt, endedAt };
}

/** Job `question.lapse`: the time of a question is over. It counts as proof of notice; the case goes on when nothing else is waited for. */
export const lapseQuestion: JobHandler = async (payload, { desk }) => {
  await desk.write(async (tx) => {
    const [asked] = await tx.select().from(question).where(eq(question.questionId, String(payload['questionId'])));
    if (asked?.state !== 'waiting') return;
    const row = await loadCase(tx, asked.caseId);
    await end(tx, row, [asked], 'lapsed', `The ${asked.to} of ${referenceOf(row)} did not answer in time`);
  });
};

/** Ends the questions to sides that have answered, in the transaction that stored their answer; the case goes on when nothing else is waited for. */
export async function noteAnswers(tx: Tx, row: CaseRecord, answered: ReadonlySet<Adversary>): Promise<void> {
  const open = await tx.select().from(question).where(and(eq(question.caseId, row.caseId), eq(question.state, 'waiting')));
  const done = open.filter((one) => answered.has(one.to));
  if (done.length > 0) await end(tx, row, done, 'answered', `The ${done.map((one) => one.to).join(' and the ')} of ${referenceOf(row)} answered`);
}

async function end(tx: Tx, row: CaseRecord, questions: Row[], state: 'answered' | 'lapsed', words: string): Promise<void> {
  for (const { questionId } of questions) await tx.update(question).set({ state, endedAt: tx.now }).where(eq(question.questionId, questionId));
  const isWaited = (await tx.$count(question, and(eq(question.caseId, row.caseId), eq(question.state, 'waiting')))) > 0n;
  const changed = row.state === 'waiting' && !isWaited ? await moveCase(tx, row, 'goOn', deskItself) : await touchCase(tx, row);
  for (const { questionId } of questions) {
    await append(tx, { by: deskItself, action: `question.${state}`, subject: `question:${questionId}`, caseId: row.caseId, version: changed.version, words });
  }
}
