import { and, eq, isNull, notExists } from 'drizzle-orm';
import type { Adversary } from '../../contract/vocabulary.ts';
import { append } from '../audit/append.ts';
import type { CoveredRow } from '../audit/rows.ts';
import { question } from '../db/schema/board.ts';
import { caseOrder, party } from '../db/schema/caseParts.ts';
import { letter } from '../db/schema/letter.ts';
import type { Db } from '../db/open.ts';
import type { Tx } from '../db/write.ts';
import { deskItself } from '../desk.ts';
import type { LetterAddress } from '../letters/compose.ts';
import { postLetter } from '../letters/post.ts';
import { composeQuestion } from '../letters/questionLetter.ts';
import { loadCase } from './lease.ts';
import { referenceOf, type CaseRecord } from './lifeCycle.ts';
import type { QuestionRow } from './questions.ts';

/** Puts the letter of what one side was asked together on its way, at the end of its undo window; the row for the caller's entry in the log. */
export async function postQuestions(tx: Tx, row: CaseRecord, questions: readonly QuestionRow[]): Promise<CoveredRow> {
  const [first] = questions;
  if (!first) throw new Error('A letter that asks for nothing.');
  const { askId, to, dueAt, sendAt } = first;
  const address = await addressOf(tx, row, to);
  return postLetter(tx, { ...composeQuestion({ ...address, questions, dueAt }), caseId: row.caseId, reference: address.reference, kind: 'question', aboutId: askId, runAfter: sendAt });
}

/** Who a letter to one side of a case goes to, and what it is about. */
export async function addressOf(db: Db, row: CaseRecord, to: Adversary): Promise<LetterAddress> {
  const [asked] = await db.select().from(party).where(and(eq(party.caseId, row.caseId), eq(party.role, to)));
  const [order] = await db.select({ orderId: caseOrder.orderId }).from(caseOrder).where(eq(caseOrder.caseId, row.caseId));
  return { to, party: asked ?? null, reference: referenceOf(row), sourceId: row.sourceId, orderId: order?.orderId ?? null };
}

/** Questions that an earlier version of the desk had asked and not sent yet get their letter; run at each start, it changes nothing else. */
export async function postUnsentQuestions(tx: Tx): Promise<void> {
  const posted = tx.select({ letterId: letter.letterId }).from(letter).where(eq(letter.aboutId, question.askId));
  const unsent = await tx.select().from(question).where(and(eq(question.state, 'waiting'), isNull(question.sentAt), notExists(posted)));
  for (const one of unsent) {
    const row = await loadCase(tx, one.caseId);
    const rows = [await postQuestions(tx, row, [one])];
    await append(tx, { by: deskItself, action: 'question.posted', subject: `question:${one.questionId}`, caseId: row.caseId, words: `The question to the ${one.to} of ${referenceOf(row)} goes out`, rows });
  }
}
