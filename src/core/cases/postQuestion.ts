import { and, eq, isNull, notExists } from 'drizzle-orm';
import { append } from '../audit/append.ts';
import type { CoveredRow } from '../audit/rows.ts';
import { question } from '../db/schema/board.ts';
import { caseOrder, party } from '../db/schema/caseParts.ts';
import { letter } from '../db/schema/letter.ts';
import type { Tx } from '../db/write.ts';
import { deskItself } from '../desk.ts';
import { postLetter } from '../letters/post.ts';
import { composeQuestion } from '../letters/questionLetter.ts';
import { loadCase } from './lease.ts';
import { referenceOf, type CaseRecord } from './lifeCycle.ts';

/** Puts the letter of a question on its way; the row for the caller's entry in the log. */
export async function postQuestion(tx: Tx, row: CaseRecord, { questionId, to, text, dueAt }: typeof question.$inferSelect): Promise<CoveredRow> {
  const [asked] = await tx.select().from(party).where(and(eq(party.caseId, row.caseId), eq(party.role, to)));
  const [order] = await tx.select({ orderId: caseOrder.orderId }).from(caseOrder).where(eq(caseOrder.caseId, row.caseId));
  const address = { to, party: asked ?? null, reference: referenceOf(row), sourceId: row.sourceId, orderId: order?.orderId ?? null };
  return postLetter(tx, { ...composeQuestion({ ...address, text, dueAt }), caseId: row.caseId, reference: address.reference, kind: 'question', aboutId: questionId });
}

/** Questions that an earlier version of the desk had asked and not sent yet get their letter; run at each start, it changes nothing else. */
export async function postUnsentQuestions(tx: Tx): Promise<void> {
  const posted = tx.select({ letterId: letter.letterId }).from(letter).where(eq(letter.aboutId, question.questionId));
  const unsent = await tx.select().from(question).where(and(eq(question.state, 'waiting'), isNull(question.sentAt), notExists(posted)));
  for (const one of unsent) {
    const row = await loadCase(tx, one.caseId);
    const rows = [await postQuestion(tx, row, one)];
    await append(tx, { by: deskItself, action: 'question.posted', subject: `question:${one.questionId}`, caseId: row.caseId, words: `The question to the ${one.to} of ${referenceOf(row)} goes out`, rows });
  }
}
