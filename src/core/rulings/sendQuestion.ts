import { eq } from 'drizzle-orm';
import { referenceOf } from '../cases/lifeCycle.ts';
import { readNeutralParts } from '../cases/readParts.ts';
import { question } from '../db/schema/board.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import type { JobHandler } from '../jobs/runner.ts';
import { composeQuestion } from './questionLetter.ts';

/** Job `question.send`: hands a question to the gateway as a letter. Done twice it sends once, because the question's id is the key. */
export const sendQuestion: JobHandler = async (payload, { desk }) => {
  const questionId = String(payload['questionId']);
  const [found] = await desk.db
    .select({ row: question, held: disputeCase })
    .from(question)
    .innerJoin(disputeCase, eq(disputeCase.caseId, question.caseId))
    .where(eq(question.questionId, questionId));
  if (!found) throw new Error('The question that should be sent is not there.');
  const { row, held } = found;
  // Taken back before it went out: nobody must be asked.
  if (row.sentAt !== null || row.state === 'withdrawn') return;
  const { order, parties } = await readNeutralParts(desk.db, row.caseId);
  const party = parties.find((one) => one.role === row.to) ?? null;
  const letter = composeQuestion({ to: row.to, party, reference: referenceOf(held), sourceId: held.sourceId, orderId: order?.orderId ?? null, text: row.text, dueAt: row.dueAt });
  await desk.gateway.sendLetter({ key: questionId, source: held.source, sourceId: held.sourceId, ...letter });
  await desk.write((tx) => tx.update(question).set({ sentAt: tx.now }).where(eq(question.questionId, questionId)));
};
