import { and, eq, inArray } from 'drizzle-orm';
import type { BulkOrder } from '../../contract/bulk.ts';
import type { Adversary } from '../../contract/vocabulary.ts';
import type { AskTimes } from '../cases/answerTime.ts';
import { openEscalations } from '../cases/escalations.ts';
import { holderOf, leaseCase, loadCase } from '../cases/lease.ts';
import { referenceOf, type CaseRecord } from '../cases/lifeCycle.ts';
import { askParties } from '../cases/questionMethods.ts';
import { question } from '../db/schema/board.ts';
import type { Tx } from '../db/write.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';

type Ask = Extract<BulkOrder, { action: 'ask' }>;

/**
 * Why parties of a case are not asked together with those of others, by what its row says; null when they can be. Nobody's case is taken out of
 * their hands for it, what is kept for somebody is theirs to ask in, and a side that still has time to answer gets no second letter.
 */
export function whyNotAsked(
  row: Pick<CaseRecord, 'state' | 'isReadOnly' | 'keptForPersonId' | 'keptUntil' | 'leasePersonId'>,
  facts: { isEscalated: boolean; asked: readonly Adversary[] },
  by: SignedIn,
  now: number,
): string | null {
  if (row.state === 'in_review') return row.leasePersonId === by.personId ? 'You work on it yourself: ask there, where your draft is.' : 'Somebody works on it now.';
  if (row.state !== 'queued' && row.state !== 'waiting') return `Nobody is asked in a case that is ${row.state.replace('_', ' ')}.`;
  if (row.isReadOnly) return 'It came with a faulty bundle and can only be looked at.';
  if (row.keptForPersonId !== null && row.keptForPersonId !== by.personId && (row.keptUntil ?? 0) > now) return 'It is kept for somebody else.';
  if (facts.isEscalated && by.role !== 'lead') return 'It waits for a lead.';
  const [first] = facts.asked;
  return first === undefined ? null : `The ${first} was asked before and may still answer.`;
}

/** Takes a free case for the moment of asking and asks, by the commands a person gives for one case. */
export async function askOne(desk: Desk, tx: Tx, caseId: string, order: Ask, by: SignedIn, times: AskTimes, bulkId: string): Promise<void> {
  const row = await loadCase(tx, caseId);
  const open = await tx.select({ to: question.to }).from(question).where(and(eq(question.caseId, caseId), eq(question.state, 'waiting'), inArray(question.to, order.to)));
  const isEscalated = (await openEscalations(tx, [caseId])).has(caseId);
  const cannot = whyNotAsked(row, { isEscalated, asked: open.map(({ to }) => to) }, by, tx.now);
  if (cannot !== null) {
    const isOthers = row.state === 'in_review' && row.leasePersonId !== by.personId;
    throw new DeskError('NOT_ALLOWED_NOW', isOthers ? `${referenceOf(row)} is being worked on by ${(await holderOf(tx, row)).personName}.` : cannot);
  }
  await leaseCase(tx, row, by);
  const questions = order.questions.map((one) => ({ ...one, claimId: null }));
  await askParties(desk, tx, { caseId, to: order.to, questions, dueAt: order.dueAt }, by, times, bulkId);
}
