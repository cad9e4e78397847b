import { eq } from 'drizzle-orm';
import type { Deadline } from '../../contract/deadlines.ts';
import { adversaries } from '../../contract/vocabulary.ts';
import type { CoveredRow } from '../audit/rows.ts';
import { caseOrder, party } from '../db/schema/caseParts.ts';
import type { Tx } from '../db/write.ts';
import { composeNotice } from '../letters/noticeLetter.ts';
import { postLetter } from '../letters/post.ts';
import type { PlannedMove } from './deadlineRules.ts';
import { referenceOf, type CaseRecord } from './lifeCycle.ts';

/** Tells both sides, each in its language, that a time was moved and why; the rows for the caller's entry in the log. */
export async function postNotices(tx: Tx, row: CaseRecord, { deadline, move, reason }: { deadline: Deadline; move: PlannedMove; reason: string }): Promise<CoveredRow[]> {
  const parties = await tx.select().from(party).where(eq(party.caseId, row.caseId));
  const [order] = await tx.select({ orderId: caseOrder.orderId }).from(caseOrder).where(eq(caseOrder.caseId, row.caseId));
  const posted: CoveredRow[] = [];
  for (const to of adversaries) {
    const address = { to, party: parties.find((one) => one.role === to) ?? null, reference: referenceOf(row), sourceId: row.sourceId, orderId: order?.orderId ?? null };
    const notice = composeNotice({
      ...address,
      whose: deadline.party === 'buyer' ? 'buyer' : 'seller',
      act: move.kind === 'set' ? 'extended' : move.kind,
      action: deadline.from === 'desk' ? null : deadline.action,
      reason,
      dueBefore: move.dueBefore ?? move.dueAt,
      dueAt: move.dueAt,
      untilAt: move.untilAt,
    });
    posted.push(await postLetter(tx, { ...notice, caseId: row.caseId, reference: address.reference, kind: 'notice', aboutId: deadline.deadlineId }));
  }
  return posted;
}
