import { and, eq, notExists, or, sql } from 'drizzle-orm';
import { isWord } from '../db/literal.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { job } from '../db/schema/job.ts';
import { refund } from '../db/schema/ruling.ts';
import type { Tx } from '../db/write.ts';
import { referenceOf } from '../reference.ts';
import { lookAtPayout } from './lookAtPayout.ts';
import { enqueuePayout, payoutJobKey } from './orderPayout.ts';
import { isPayoutJob } from './payoutNow.ts';

/** The most that are taken up in one write; the next start takes up the rest. */
const most = 500;

/**
 * Gives payouts a job that have none: an approved one is handed over, one on its way is asked about, a failed one can be tried again. After
 * an unclean end those on their way are asked about at once; how many there were comes back.
 */
export async function takeUpPayouts(tx: Tx, isUnclean: boolean): Promise<number> {
  const hasJob = tx
    .select({ one: sql`1` })
    .from(job)
    .where(and(isPayoutJob, eq(job.uniqueKey, sql`${payoutJobKey('')} || ${refund.refundId}`), sql`${job.state} <> 'done'`));
  const isOrdered = or(sql`${refund.state} in ('failed', 'unknown')`, sql`${refund.state} in ('approved', 'sent') and ${refund.waitsFor} is null`);
  const orphans = await tx.select({ row: refund, number: disputeCase.number }).from(refund).innerJoin(disputeCase, eq(disputeCase.caseId, refund.caseId)).where(and(isOrdered, notExists(hasJob))).limit(most);
  for (const { row, number } of orphans) {
    await enqueuePayout(tx, row, referenceOf({ number }));
    if (row.state !== 'failed') continue;
    await tx.update(job).set({ state: 'failed', error: row.error, finishedAt: tx.now }).where(and(isPayoutJob, eq(job.uniqueKey, payoutJobKey(row.refundId)), isWord(job.state, 'waiting')));
  }
  if (!isUnclean) return 0;
  const onTheirWay = await tx.select({ refundId: refund.refundId }).from(refund).where(sql`${refund.state} in ('sent', 'unknown')`).limit(most);
  for (const { refundId } of onTheirWay) await lookAtPayout(tx, refundId);
  return onTheirWay.length;
}
