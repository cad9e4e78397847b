import { eq } from 'drizzle-orm';
import { deadlineMove } from '../db/schema/deadline.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import type { Tx } from '../db/write.ts';
import { deskItself } from '../desk.ts';
import { readCaseFile } from './caseFile.ts';
import type { CaseRecord } from './lifeCycle.ts';
import { openAnswerWindows } from './turn.ts';

/**
 * Brings what the queue knows of a case's times in step with what the desk did to them: the next of the desk's own (or anyone's), and until when
 * a side may still answer. Without moves they are those of the source, as intake wrote them. The version is the caller's to raise.
 */
export async function recountTimes(tx: Tx, { caseId }: Pick<CaseRecord, 'caseId'>): Promise<void> {
  if (Number(await tx.$count(deadlineMove, eq(deadlineMove.caseId, caseId))) === 0) return;
  const file = await readCaseFile(tx, caseId, deskItself, tx.now);
  const stated = file.deadlines.filter((one) => one.from !== 'desk');
  const own = stated.filter((one) => one.party === 'mediator' || one.party === 'platform');
  const due = (own.length > 0 ? own : stated).map((one) => one.dueAt);
  const windows = openAnswerWindows(stated, file, tx.now).map((one) => one.dueAt);
  await tx
    .update(disputeCase)
    .set({ dueAt: due.length > 0 ? Math.min(...due) : null, answerUntil: windows.length > 0 ? Math.max(...windows) : null })
    .where(eq(disputeCase.caseId, caseId));
}
