import { and, asc, eq, inArray, lt, lte, sql } from 'drizzle-orm';
import type { JobKind } from '../../contract/jobs.ts';
import { job } from '../db/schema/job.ts';
import type { Desk } from '../desk.ts';
import { sayError } from '../fault.ts';
import { backoffMs } from './backoff.ts';

/** A job as its handler gets it. */
export type ClaimedJob = typeof job.$inferSelect;

/** What a running job may use: it reports progress (0 to 100) and stops early when the desk closes. */
export type JobTools = { desk: Desk; signal: AbortSignal; progress(percent: number): Promise<void> };

/** Does one job; it may run again after a crash, so what it does must hold when done twice. */
export type JobHandler = (payload: Record<string, unknown>, tools: JobTools, claimed: ClaimedJob) => Promise<void>;

/** The worker of the job queue: woken by commits and by the clock, never polling. */
export type Runner = { start(): Promise<void>; wake(): void; stop(): Promise<void> };

const claimSize = 50;
const slots = 8;
const leaseMs = 60_000;
/** Tries beyond its own that a job gets when the process dies under it. */
const deathsAtMost = 3;
/** The longest delay a timer takes. */
const longestTimerMs = 2 ** 31 - 1;

/** Makes a runner; `fatal` hears of faults of the queue itself, which no job can be blamed for. */
export function createRunner(desk: Desk, handlers: Record<JobKind, JobHandler>, fatal: (error: unknown) => void): Runner {
  const running = new Map<string, Promise<void>>();
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let isClaiming = false;
  let isWokenAgain = false;
  let stopListening = () => {};

  async function claim(): Promise<ClaimedJob[]> {
    const free = Math.min(claimSize, slots - running.size);
    if (free <= 0) return [];
    return desk.write((tx) =>
      tx
        .update(job)
        .set({ state: 'running', attempts: sql`${job.attempts} + 1`, leaseEndsAt: tx.now + leaseMs })
        .where(
          inArray(
            job.jobId,
            tx
              .select({ jobId: job.jobId })
              .from(job)
              .where(and(eq(job.state, 'waiting'), lte(job.runAfter, tx.now)))
              .orderBy(asc(job.runAfter))
              .limit(free),
          ),
        )
        .returning(),
    );
  }

  async function settle(claimed: ClaimedJob, change: Partial<typeof job.$inferInsert>): Promise<void> {
    await desk.write(async (tx) => {
      await tx
        .update(job)
        .set({ leaseEndsAt: null, ...change })
        .where(eq(job.jobId, claimed.jobId));
      tx.emit({ type: 'job.changed', jobId: claimed.jobId });
    });
  }

  async function run(claimed: ClaimedJob): Promise<void> {
    const tools: JobTools = {
      desk,
      signal: stopping.signal,
      progress: (percent) => settle(claimed, { progress: Math.round(percent), leaseEndsAt: desk.clock() + leaseMs }),
    };
    desk.events.emit({ type: 'job.changed', jobId: claimed.jobId });
    try {
      await handlers[claimed.kind](claimed.payload, tools, claimed);
    } catch (error) {
      if (stopping.signal.aborted) return; // Stays `running` and is recovered at the next start.
      const message = sayError(error);
      const isLast = claimed.attempts >= claimed.maxAttempts;
      await settle(
        claimed,
        isLast
          ? { state: 'failed', error: message, finishedAt: desk.clock() }
          : { state: 'waiting', error: message, runAfter: desk.clock() + backoffMs(claimed.attempts) },
      );
      return;
    }
    await settle(claimed, { state: 'done', error: null, progress: null, finishedAt: desk.clock() });
  }

  async function round(): Promise<void> {
    for (const claimed of await claim()) {
      const work = run(claimed)
        .catch(fatal)
        .finally(() => {
          running.delete(claimed.jobId);
          wake();
        });
      running.set(claimed.jobId, work);
    }
    const [next] = await desk.db.select({ runAfter: job.runAfter }).from(job).where(eq(job.state, 'waiting')).orderBy(asc(job.runAfter)).limit(1);
    clearTimeout(timer);
    if (!next || running.size >= slots || stopping.signal.aborted) return;
    timer = setTimeout(wake, Math.min(longestTimerMs, Math.max(0, next.runAfter - desk.clock())));
  }

  function wake(): void {
    if (stopping.signal.aborted) return;
    if (isClaiming) {
      isWokenAgain = true;
      return;
    }
    isClaiming = true;
    round()
      .catch(fatal)
      .finally(() => {
        isClaiming = false;
        if (isWokenAgain) {
          isWokenAgain = false;
          wake();
        }
      });
  }

  /**
   * Jobs a dead process left behind run again; with a file of our own nobody else can be at them. One that was running at death after death
   * waits for a person instead: what it works on may be what ends the process.
   */
  async function recover(): Promise<void> {
    await desk.write(async (tx) => {
      const left = desk.isShared ? and(eq(job.state, 'running'), lt(job.leaseEndsAt, tx.now)) : eq(job.state, 'running');
      const isSuspect = sql`${job.attempts} >= ${job.maxAttempts} + ${deathsAtMost}`;
      const error = 'The desk stopped again and again while it did this. It is not tried by itself any more.';
      await tx.update(job).set({ state: 'failed', leaseEndsAt: null, progress: null, error, finishedAt: tx.now }).where(and(left, isSuspect));
      await tx.update(job).set({ state: 'waiting', leaseEndsAt: null, progress: null }).where(left);
    });
  }

  return {
    start: async () => {
      await recover();
      stopListening = desk.events.on((event) => {
        if (event.type === 'job.changed' && !running.has(event.jobId)) wake();
      });
      wake();
    },
    wake,
    stop: async () => {
      stopping.abort();
      stopListening();
      clearTimeout(timer);
      await Promise.allSettled(running.values());
    },
  };
}
