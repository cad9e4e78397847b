import { sql } from 'drizzle-orm';
import { hot } from '../db/hot.ts';
import { job } from '../db/schema/job.ts';
import type { Tx } from '../db/write.ts';
import type { ClaimedJob } from './claim.ts';
import { isHeld, listOf } from './leases.ts';

/** What becomes of a job that runs. */
export type JobChange = Partial<Pick<typeof job.$inferInsert, 'state' | 'attempts' | 'error' | 'progress' | 'runAfter' | 'leaseEndsAt' | 'finishedAt'>>;

/** A job and what becomes of it. */
export type Ended = { claimed: ClaimedJob; change: JobChange };

/** A change that waits to be written, and who waits for it. */
export type Settling = Ended & { kept(): void; lost(error: unknown): void };

/** What is written of a job that is done. */
export const done = { state: 'done', error: null, progress: null } as const satisfies JobChange;

/** Writes only what the run that claimed a job may say of it: another desk may have taken it up when its lease had ended. */
export async function writeSettled(tx: Tx, settling: readonly Ended[]): Promise<void> {
  const isDone = ({ change }: Ended) => change.state === 'done';
  const finished = settling.filter(isDone).map(({ claimed }) => claimed);
  if (finished.length > 0) await finish(tx).run({ now: BigInt(tx.now), finished: listOf(finished) });
  for (const { claimed, change } of settling.filter((one) => !isDone(one))) {
    await tx
      .update(job)
      .set({ leaseEndsAt: null, ...change })
      .where(isHeld(listOf([claimed])));
  }
  for (const { claimed } of settling) {
    tx.emit({ type: 'job.changed', jobId: claimed.jobId });
    if (claimed.kind === 'refund.payOut' && claimed.caseId !== null) tx.emit({ type: 'payout.changed', caseId: claimed.caseId });
  }
}

const finish = hot((db) =>
  db
    .update(job)
    .set({ ...done, leaseEndsAt: null, finishedAt: sql`${sql.placeholder('now')}` })
    .where(isHeld(sql.placeholder('finished')))
    .prepare(),
);
