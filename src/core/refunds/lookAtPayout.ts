import { desc, eq, and } from 'drizzle-orm';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { job } from '../db/schema/job.ts';
import { refund } from '../db/schema/ruling.ts';
import type { Tx } from '../db/write.ts';
import { referenceOf } from '../reference.ts';
import { enqueuePayout, payoutJobKey } from './orderPayout.ts';
import { isPayoutJob } from './payoutNow.ts';

/**
 * Has a payout asked about now, because the marketplace says that something about it changed. What was settled or had failed is asked about
 * too, and never sent again by that. Does nothing for a refund that is not ordered yet, or that the desk does not know.
 */
export async function lookAtPayout(tx: Tx, refundId: string): Promise<void> {
  const [found] = await tx.select({ row: refund, number: disputeCase.number }).from(refund).innerJoin(disputeCase, eq(disputeCase.caseId, refund.caseId)).where(eq(refund.refundId, refundId));
  if (!found || found.row.waitsFor !== null || found.row.state === 'planned' || found.row.state === 'cancelled') return;
  const ofRefund = and(isPayoutJob, eq(job.uniqueKey, payoutJobKey(refundId)));
  const [last] = await tx.select().from(job).where(ofRefund).orderBy(desc(job.jobId)).limit(1);
  if (last?.state === 'running') return;
  if (!last || last.state === 'done') return enqueuePayout(tx, found.row, referenceOf(found));
  const isFailed = last.state === 'failed';
  await tx
    .update(job)
    .set({ state: 'waiting', runAfter: tx.now, ...(isFailed ? { attempts: 0, finishedAt: null, payload: { refundId } } : {}) })
    .where(eq(job.jobId, last.jobId));
  tx.emit({ type: 'job.changed', jobId: last.jobId });
}
