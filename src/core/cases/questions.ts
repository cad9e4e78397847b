import { and, asc, eq, inArray, or } from 'drizzle-orm';
import type { Answer, Question } from '../../contract/questions.ts';
import type { Adversary } from '../../contract/vocabulary.ts';
import { append } from '../audit/append.ts';
import type { Db } from '../db/open.ts';
import { answer } from '../db/schema/answer.ts';
import { question } from '../db/schema/board.ts';
import type { Tx } from '../db/write.ts';
import { deskItself } from '../desk.ts';
import { enqueue, type JobOrder } from '../jobs/enqueue.ts';
import type { JobHandler } from '../jobs/runner.ts';
import { comeBack, sayWhatCame } from './comeBack.ts';
import { loadCase } from './lease.ts';
import { referenceOf, type CaseRecord } from './lifeCycle.ts';

export type QuestionRow = typeof question.$inferSelect;

/** What parties of a case were asked, oldest first. */
export async function readQuestions(db: Db, caseId: string): Promise<Question[]> {
  return (await db.select().from(question).where(eq(question.caseId, caseId)).orderBy(asc(question.at), asc(question.askId), asc(question.position))).map(toQuestion);
}

/** A question as the workspace shows it. */
export function toQuestion({ questionId, askId, to, text, kinds, claimId, personName, at, dueAt, state, sendAt, sentAt, endedAt }: QuestionRow): Question {
  return { questionId, askId, to, text, kinds, claimId, personName, askedAt: at, dueAt, state, sendAt, sentAt, endedAt };
}

/** What parties answered through the exchange folder, oldest first, with the exhibits that came along. */
export async function readAnswers(db: Db, caseId: string, exhibits: readonly { evidenceId: string; answerId: string | null }[]): Promise<Answer[]> {
  const rows = await db.select().from(answer).where(eq(answer.caseId, caseId)).orderBy(asc(answer.receivedAt), asc(answer.answerId));
  return rows.map(({ caseId: _case, documentSha256: _sha256, ...row }) => ({ ...row, exhibits: exhibits.filter((one) => one.answerId === row.answerId).map((one) => one.evidenceId) }));
}

/** The job that ends the time one side has for what it was asked together. */
export function lapseOf({ askId, to, dueAt }: QuestionRow, row: CaseRecord): JobOrder {
  return {
    kind: 'question.lapse',
    words: `End of the time for what the ${to} of ${referenceOf(row)} was asked`,
    payload: { askId },
    caseId: row.caseId,
    uniqueKey: `question.lapse:${askId}:${to}`,
    runAfter: dueAt,
  };
}

/**
 * Job `question.lapse`: the time of what was asked together is over; the case goes on when nothing else is waited for. A time that was extended
 * or paused meanwhile is waited for anew. That the side was told is proved by `sentAt` alone (`proofOf`).
 */
export const lapseQuestion: JobHandler = async (payload, { desk }) => {
  const id = String(payload['askId'] ?? payload['questionId']);
  await desk.write(async (tx) => {
    const open = await tx.select().from(question).where(and(or(eq(question.askId, id), eq(question.questionId, id)), eq(question.state, 'waiting')));
    const due = open.filter((one) => one.dueAt <= tx.now);
    const [first] = due;
    const later = open.filter((one) => one.dueAt > tx.now);
    // The key of the job that runs is still taken.
    for (const one of later) await enqueue(tx, { ...lapseOf(one, await loadCase(tx, one.caseId)), uniqueKey: `question.lapse:${one.askId}:${one.to}:${one.dueAt}` });
    if (!first) return;
    const row = await loadCase(tx, first.caseId);
    await end(tx, row, due, 'lapsed', `The ${sidesOf(due)} of ${referenceOf(row)} did not answer in time`);
  });
};

/** Ends the questions to sides that have answered, in the transaction that stored their answer; the case goes on when nothing else is waited for. */
export async function noteAnswers(tx: Tx, row: CaseRecord, answered: ReadonlySet<Adversary>): Promise<void> {
  const open = await tx.select().from(question).where(and(eq(question.caseId, row.caseId), eq(question.state, 'waiting')));
  const done = open.filter((one) => answered.has(one.to));
  if (done.length > 0) await end(tx, row, done, 'answered', `The ${sidesOf(done)} of ${referenceOf(row)} answered`);
}

/** Ends questions in the transaction of what ended them; the case as it is then. */
export async function end(tx: Tx, row: CaseRecord, questions: QuestionRow[], state: 'answered' | 'lapsed', words: string): Promise<CaseRecord> {
  const ids = questions.map((one) => one.questionId);
  await tx.update(question).set({ state, endedAt: tx.now }).where(inArray(question.questionId, ids));
  const [first] = questions;
  const changed = await comeBack(tx, row, { personId: first?.personId ?? '', isBulk: (first?.bulkId ?? null) !== null }, await sayWhatCame(tx, row.caseId));
  for (const id of ids) await append(tx, { by: deskItself, action: `question.${state}`, subject: `question:${id}`, caseId: row.caseId, version: changed.version, words });
  return changed;
}

function sidesOf(questions: readonly QuestionRow[]): string {
  return [...new Set(questions.map((one) => one.to))].join(' and the ');
}
