import { and, eq, lt } from 'drizzle-orm';
import { isWord } from '../db/literal.ts';
import { job } from '../db/schema/job.ts';
import type { Tx } from '../db/write.ts';
import type { Desk } from '../desk.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { isPending } from '../jobs/pending.ts';

/** The key of the one job that looks at the marketplace; a database holds it once, however many desks work on it. */
export const pullKey = 'feed.pull';

/** Puts the look at the marketplace into the queue when it is not there, so that it is due now. */
export async function armPull(tx: Tx, { isShared }: Pick<Desk, 'isShared'>): Promise<void> {
  const mine = and(eq(job.uniqueKey, pullKey), isPending);
  // Another desk of this database died while it looked: nobody else would take the look up again before a restart.
  if (isShared) await tx.update(job).set({ state: 'waiting', leaseEndsAt: null, progress: null }).where(and(mine, isWord(job.state, 'running'), lt(job.leaseEndsAt, tx.now)));
  const [found] = await tx.select({ jobId: job.jobId }).from(job).where(mine);
  if (!found) await enqueue(tx, { kind: 'feed.pull', words: 'Look at the marketplace', payload: {}, uniqueKey: pullKey, maxAttempts: 100 });
}

/** Makes the look due now; false while one runs, which may have passed what it should see. */
export async function wakePull(tx: Tx, desk: Pick<Desk, 'isShared'>): Promise<boolean> {
  await armPull(tx, desk);
  const woken = await tx.update(job).set({ runAfter: tx.now }).where(and(eq(job.uniqueKey, pullKey), isPending, isWord(job.state, 'waiting'))).returning({ jobId: job.jobId });
  for (const { jobId } of woken) tx.emit({ type: 'job.changed', jobId });
  return woken.length > 0;
}

/** Whether the look waits or runs; one that another desk died over counts as neither. */
export async function isArmed({ db, clock, isShared }: Pick<Desk, 'db' | 'clock' | 'isShared'>): Promise<boolean> {
  const [found] = await db.select({ state: job.state, leaseEndsAt: job.leaseEndsAt }).from(job).where(and(eq(job.uniqueKey, pullKey), isPending));
  return found !== undefined && !(isShared && found.state === 'running' && (found.leaseEndsAt ?? 0) < clock());
}
