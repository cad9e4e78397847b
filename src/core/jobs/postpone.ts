import { job } from '../db/schema/job.ts';
import type { Tx } from '../db/write.ts';
import { waitsWithKey } from './pending.ts';

/** Moves the job whose key begins with this one, while it waits, to another moment (ms UTC), earlier or later. */
export async function postponeJob(tx: Tx, uniqueKey: string, runAfter: number): Promise<void> {
  const moved = await tx.update(job).set({ runAfter }).where(waitsWithKey(uniqueKey)).returning({ jobId: job.jobId });
  for (const { jobId } of moved) tx.emit({ type: 'job.changed', jobId });
}
