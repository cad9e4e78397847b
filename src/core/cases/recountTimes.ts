import { eq } from 'drizzle-orm';
import { answer } from '../db/schema/answer.ts';
import { deadlineMove } from '../db/schema/deadline.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import type { Tx } from '../db/write.ts';
import { deskItself } from '../desk.ts';
import { placeAgain } from '../queues/place.ts';
import { readCaseFile } from './caseFile.ts';
import type { CaseRecord } from './lifeCycle.ts';
import { answerUntilOf } from './turn.ts';

/**
 * Brings what the queue knows of a case's times in step with what the desk did to them and was answered: the next of the desk's own (or
 * anyone's), and until when a side may still answer. Without moves and answers they are as intake wrote them. The version is the caller's to raise.
 */
export async function recountTimes(tx: Tx, { caseId }: Pick<CaseRecord, 'caseId'>): Promise<void> {
  const changes = [await tx.$count(deadlineMove, eq(deadlineMove.caseId, caseId)), await tx.$count(answer, eq(answer.caseId, caseId))];
  if (changes.every((count) => Number(count) === 0)) return;
  const file = await readCaseFile(tx, caseId, deskItself, tx.now);
  const stated = file.deadlines.filter((one) => one.from !== 'desk');
  const own = stated.filter((one) => one.party === 'mediator' || one.party === 'platform');
  const due = (own.length > 0 ? own : stated).map((one) => one.dueAt);
  await tx
    .update(disputeCase)
    .set({ dueAt: due.length > 0 ? Math.min(...due) : null, answerUntil: answerUntilOf(stated, file, tx.now) })
    .where(eq(disputeCase.caseId, caseId));
  await placeAgain(tx, caseId);
}
