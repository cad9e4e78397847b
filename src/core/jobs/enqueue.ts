import { sql } from 'drizzle-orm';
import type { JobKind } from '../../contract/jobs.ts';
import { hot } from '../db/hot.ts';
import { job } from '../db/schema/job.ts';
import type { Tx } from '../db/write.ts';
import { newId } from '../ids.ts';
import { lineAttempts } from './backoff.ts';

/** Work to be done after commit. */
export type JobOrder = {
  kind: JobKind;
  /** What it is about, for people. */
  words: string;
  payload: Record<string, unknown>;
  caseId?: string;
  /** While a job with this key waits or runs, another one is not added. */
  uniqueKey?: string;
  /** Integer ms UTC; now when left out. */
  runAfter?: number;
  maxAttempts?: number;
};

/** Jobs that talk to the marketplace, which may be away for hours. */
const onTheLine = new Set<JobKind>(['refund.payOut', 'letter.send', 'correction.send', 'return.order']);

/** Adds a job in the transaction of its cause; the runner is woken by the event, after commit. */
export async function enqueue(tx: Tx, order: JobOrder): Promise<void> {
  const jobId = newId(tx.now);
  const row = jobRow(order, jobId, tx.now);
  await addJob(tx).run(row);
  tx.emit({ type: 'job.changed', jobId, kind: order.kind, runAfter: row.runAfter });
}

/** The row of a job that waits since `createdAt` (ms UTC). Pure. */
export function jobRow(order: JobOrder, jobId: string, createdAt: number) {
  return {
    jobId,
    kind: order.kind,
    uniqueKey: order.uniqueKey ?? null,
    words: order.words,
    caseId: order.caseId ?? null,
    payload: order.payload,
    state: 'waiting' as const,
    attempts: 0,
    maxAttempts: order.maxAttempts ?? (onTheLine.has(order.kind) ? lineAttempts : 8),
    runAfter: order.runAfter ?? createdAt,
    createdAt,
  };
}

const addJob = hot((db) =>
  db
    .insert(job)
    .values({
      jobId: sql.placeholder('jobId'),
      kind: sql.placeholder('kind'),
      uniqueKey: sql.placeholder('uniqueKey'),
      words: sql.placeholder('words'),
      caseId: sql.placeholder('caseId'),
      payload: sql.placeholder('payload'),
      state: 'waiting',
      attempts: 0,
      maxAttempts: sql.placeholder('maxAttempts'),
      runAfter: sql.placeholder('runAfter'),
      createdAt: sql.placeholder('createdAt'),
    })
    .onConflictDoNothing()
    .prepare(),
);
