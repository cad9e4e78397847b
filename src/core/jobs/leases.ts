import { and, lt, sql, type Placeholder, type SQL } from 'drizzle-orm';
import { isWord } from '../db/literal.ts';
import { job } from '../db/schema/job.ts';
import type { Db } from '../db/open.ts';
import type { Tx } from '../db/write.ts';

/** How long a running job is believed alive after it was last told of. */
export const leaseMs = 60_000;
/** Tries beyond its own that a job gets when the process dies under it. */
const deathsAtMost = 3;
/** The clocks of desks on one database may differ by so much before one takes over what another is at. */
const clocksMs = 60_000;

/** Which running job, at which of its tries. */
export type Held = { jobId: string; attempts: number };

/** Running jobs at the very tries of a list, as `listOf` writes it. */
export function isHeld(list: string | Placeholder): SQL {
  return sql`${isWord(job.state, 'running')} and (${job.jobId}, ${job.attempts}) in (select value ->> 0, value ->> 1 from json_each(${list}))`;
}

/** Jobs and their tries as one text. */
export function listOf(held: readonly Held[]): string {
  return JSON.stringify(held.map(({ jobId, attempts }) => [jobId, attempts]));
}

/** Jobs that dead processes left: with a file of our own all that stand as running, else those whose desk has not told of them for too long. */
export function leftRunning(isShared: boolean, now: number): SQL | undefined {
  return isShared ? and(isWord(job.state, 'running'), lt(job.leaseEndsAt, now)) : isWord(job.state, 'running');
}

/** The same while both desks are at work, with time for clocks that differ. */
export function leftByOthers(now: number): SQL | undefined {
  return leftRunning(true, now - clocksMs);
}

/**
 * Lets jobs that were left run again. One that was running at death after death waits for a person instead: what it works on may be what
 * ends the process. One that was claimed ahead of its turn and may never have begun has had its try counted, by which its handler knows that
 * it may have; it gets one more for it, and is not claimed ahead again.
 */
export async function takeUpLeft(tx: Tx, left: SQL | undefined): Promise<void> {
  const isSuspect = sql`${job.attempts} >= ${job.maxAttempts} + ${deathsAtMost}`;
  const error = 'The desk stopped again and again while it did this. It is not tried by itself any more.';
  await tx.update(job).set({ state: 'failed', leaseEndsAt: null, progress: null, error, finishedAt: tx.now }).where(and(left, isSuspect));
  await tx.update(job).set({ state: 'waiting', leaseEndsAt: null, progress: null, maxAttempts: sql`${job.maxAttempts} + iif(${job.progress} = 0 and ${job.attempts} = 1, 1, 0)` }).where(left);
}

/** Tells other desks of the database that these are still being worked on. */
export async function renewLeases(tx: Tx, held: readonly Held[]): Promise<void> {
  await tx.update(job).set({ leaseEndsAt: tx.now + leaseMs }).where(isHeld(listOf(held)));
}

/** Whether any job was left by another desk. */
export async function isAnyLeft(db: Db, now: number): Promise<boolean> {
  return (await db.$count(job, leftByOthers(now))) > 0;
}
