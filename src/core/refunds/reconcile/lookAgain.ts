import { and, desc, eq, inArray } from 'drizzle-orm';
import { job } from '../../db/schema/job.ts';
import type { Tx } from '../../db/write.ts';
import type { Difference } from './compare.ts';

/**
 * Has the payout job ask the other side by the key now, as a person would who retries it: that, and never the ledger check, may say that a
 * refund is settled. False when its turn has not come, or when it is at it already.
 */
export async function lookAgain(tx: Tx, { key, hereState }: Pick<Difference, 'key' | 'hereState'>): Promise<boolean> {
  if (key === null || (hereState !== 'sent' && hereState !== 'unknown' && hereState !== 'failed')) return false;
  const rows = await tx
    .select({ jobId: job.jobId, state: job.state })
    .from(job)
    .where(and(eq(job.uniqueKey, `refund.payOut:${key}`), inArray(job.state, ['waiting', 'running', 'failed', 'done'])))
    .orderBy(desc(job.createdAt));
  if (rows.some(({ state }) => state === 'running')) return false;
  const chosen = rows.find(({ state }) => state === 'waiting') ?? rows[0];
  if (!chosen) return false;
  await tx.update(job).set({ state: 'waiting', attempts: 0, runAfter: tx.now, finishedAt: null }).where(eq(job.jobId, chosen.jobId));
  tx.emit({ type: 'job.changed', jobId: chosen.jobId });
  return true;
}
