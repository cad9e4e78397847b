import { setTimeout as pause } from 'node:timers/promises';
import { and, asc, eq, inArray, lte, notInArray, sql, type SQL } from 'drizzle-orm';
import type { JobKind } from '../../contract/jobs.ts';
import { job } from '../db/schema/job.ts';
import type { Tx } from '../db/write.ts';
import type { Desk } from '../desk.ts';
import { sayError } from '../fault.ts';
import { isFinal, retryMs } from './backoff.ts';
import { keptForDecisions, lanes, slots, type Lane } from './lanes.ts';
import { isAnyLeft, leaseMs, leftByOthers, leftRunning, renewLeases, takeUpLeft } from './leases.ts';

/** A job as its handler gets it. */
export type ClaimedJob = typeof job.$inferSelect;

/** What a running job may use: it reports progress (0 to 100) and stops early when the desk closes. */
export type JobTools = { desk: Desk; signal: AbortSignal; progress(percent: number): Promise<void> };

/** A job that has to wait for somebody else and did not fail: it is taken up again at that moment (ms UTC). */
export type JobAgain = { again: number };

/** Does one job; it may run again after a crash, so what it does must hold when done twice. */
export type JobHandler = (payload: Record<string, unknown>, tools: JobTools, claimed: ClaimedJob) => Promise<JobAgain | void>;

/** The worker of the job queue: woken by commits and by the clock, never polling. */
export type Runner = { start(): Promise<void>; wake(): void; stop(): Promise<void> };

const claimSize = 50;
/** Time that the files of one case may take before those of other cases go first: one bundle must not keep all others from being looked into. */
const shareMs = 2 * 60_000;
const mostRemembered = 100;
const lookLane = lanes.find((lane) => lane.kinds.includes('evidence.inspect'));
const beatMs = 20_000;
/** The longest delay a timer takes. */
const longestTimerMs = 2 ** 31 - 1;

/** Makes a runner; `fatal` hears of faults of the queue itself, which no job can be blamed for. */
export function createRunner(desk: Desk, handlers: Record<JobKind, JobHandler>, fatal: (error: unknown) => void): Runner {
  const running = new Map<string, { kind: JobKind; attempts: number; work: Promise<void> }>();
  /** For each lane when its next job is due, as far as is known; 0 when that has to be looked up. */
  const dueAt: number[] = lanes.map(() => 0);
  /** Milliseconds spent on looks into the files of a case. */
  const spentMs = new Map<string, number>();
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let beat: NodeJS.Timeout | undefined;
  let isClaiming = false;
  let claiming = Promise.resolve();
  let isWokenAgain = false;
  let stopListening = () => {};

  /** Claims what is due, lane by lane, so that nothing at the back of the queue holds up what is in front. */
  async function claim(): Promise<ClaimedJob[]> {
    const free = Math.min(claimSize, slots - running.size);
    // Jobs of other desks are not told to this one: only a look shows them.
    if (desk.isShared) dueAt.fill(0);
    if (free <= 0 || !lanes.some((lane, at) => room(lane) > 0 && dueIn(at))) return [];
    return desk.write(async (tx) => {
      const claimed: ClaimedJob[] = [];
      for (const [at, lane] of lanes.entries()) {
        const most = Math.min(free - claimed.length, room(lane, claimed.length));
        if (most <= 0 || !dueIn(at)) continue;
        const waiting = and(eq(job.state, 'waiting'), inArray(job.kind, lane.kinds));
        const got = await claimDue(tx, and(waiting, lte(job.runAfter, tx.now)), most, lane === lookLane ? slowCases() : []);
        claimed.push(...got);
        if (got.length === most) continue;
        // Set inside the transaction: a job that is added after it sets it back.
        const [next] = await tx.select({ runAfter: job.runAfter }).from(job).where(waiting).orderBy(asc(job.runAfter)).limit(1);
        dueAt[at] = next?.runAfter ?? Infinity;
      }
      return claimed;
    });
  }

  /** How many jobs of a lane may begin, when so many of any lane are about to. */
  function room(lane: Lane, claimed = 0): number {
    let left = lane.most;
    for (const { kind } of running.values()) if (lane.kinds.includes(kind)) left -= 1;
    return lane === lanes[0] ? left : Math.min(left, slots - keptForDecisions - running.size - claimed);
  }

  /** Notes when a new job is due; false when nothing has to be done about it now: its line is looked at before that moment anyhow. */
  function isEarlier(kind: JobKind, runAfter: number): boolean {
    const at = lanes.findIndex((lane) => lane.kinds.includes(kind));
    const known = dueAt[at] ?? 0;
    if (known > 0 && known <= runAfter) return false;
    dueAt[at] = Math.min(known, runAfter);
    return true;
  }

  function dueIn(at: number): boolean {
    return (dueAt[at] ?? 0) <= desk.clock();
  }

  /** Cases whose files have taken long so far: others go first. */
  function slowCases(): string[] {
    return [...spentMs].filter(([, ms]) => ms > shareMs).map(([caseId]) => caseId);
  }

  /** Writes only what the run that claimed the job may say of it: another desk may have taken it up when its lease had ended. */
  async function settle(claimed: ClaimedJob, change: Partial<typeof job.$inferInsert>): Promise<void> {
    await desk.write(async (tx) => {
      const isStillOurs = and(eq(job.jobId, claimed.jobId), eq(job.state, 'running'), eq(job.attempts, claimed.attempts));
      await tx
        .update(job)
        .set({ leaseEndsAt: null, ...change })
        .where(isStillOurs);
      // Inside the transaction, as `claim` does it: no claim can come between and miss it.
      if (change.state === 'waiting') dueAt.fill(0);
      tx.emit({ type: 'job.changed', jobId: claimed.jobId });
      if (claimed.kind === 'refund.payOut' && claimed.caseId !== null) tx.emit({ type: 'payout.changed', caseId: claimed.caseId });
    });
  }

  /** As `settle`, again and again while the disk takes nothing: a job whose end is not kept would stand as running until the next start. */
  async function settleSurely(claimed: ClaimedJob, change: Partial<typeof job.$inferInsert>): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await settle(claimed, change);
      } catch (error) {
        fatal(error);
        if (stopping.signal.aborted) return;
        await pause(Math.min(30_000, 250 * 2 ** tries), undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
      }
    }
  }

  async function run(claimed: ClaimedJob): Promise<void> {
    const tools: JobTools = {
      desk,
      signal: stopping.signal,
      progress: (percent) => settle(claimed, { progress: Math.round(percent), leaseEndsAt: desk.clock() + leaseMs }),
    };
    desk.events.emit({ type: 'job.changed', jobId: claimed.jobId });
    const startedAt = performance.now();
    let more: JobAgain | void;
    try {
      more = await handlers[claimed.kind](claimed.payload, tools, claimed);
    } catch (error) {
      if (stopping.signal.aborted) return; // Stays `running` and is recovered at the next start.
      const message = sayError(error);
      const isLast = isFinal(error) || claimed.attempts >= claimed.maxAttempts;
      await settleSurely(
        claimed,
        isLast
          ? { state: 'failed', error: message, finishedAt: desk.clock() }
          : { state: 'waiting', error: message, runAfter: desk.clock() + retryMs(error, claimed.attempts) },
      );
      return;
    } finally {
      noteTime(claimed, performance.now() - startedAt);
    }
    if (more) return settleSurely(claimed, { state: 'waiting', attempts: 0, error: null, progress: null, runAfter: more.again });
    await settleSurely(claimed, { state: 'done', error: null, progress: null, finishedAt: desk.clock() });
  }

  function noteTime({ kind, caseId }: ClaimedJob, ms: number): void {
    if (kind !== 'evidence.inspect' || caseId === null) return;
    const sum = (spentMs.get(caseId) ?? 0) + ms;
    spentMs.delete(caseId);
    spentMs.set(caseId, sum);
    // The one that was at work longest ago goes.
    for (const first of spentMs.keys()) if (spentMs.size > mostRemembered) spentMs.delete(first);
  }

  async function round(): Promise<void> {
    const found = await claim();
    // What was claimed while the desk closed stays `running` and is recovered at the next start.
    if (stopping.signal.aborted) return;
    for (const claimed of found) {
      const work = run(claimed)
        .catch(fatal)
        .finally(() => {
          running.delete(claimed.jobId);
          wake();
        });
      running.set(claimed.jobId, { kind: claimed.kind, attempts: claimed.attempts, work });
    }
    clearTimeout(timer);
    if (running.size >= slots) return;
    // A lane that is full is looked at when one of its jobs ends.
    const next = Math.min(...lanes.map((lane, at) => (room(lane) > 0 ? (dueAt[at] ?? 0) : Infinity)));
    if (next !== Infinity) timer = setTimeout(wake, Math.min(longestTimerMs, Math.max(0, next - desk.clock())));
  }

  function wake(): void {
    if (stopping.signal.aborted) return;
    if (isClaiming) {
      isWokenAgain = true;
      return;
    }
    isClaiming = true;
    claiming = round()
      .catch((error: unknown) => {
        dueAt.fill(0);
        fatal(error);
      })
      .finally(() => {
        isClaiming = false;
        if (isWokenAgain) {
          isWokenAgain = false;
          wake();
        }
      });
  }

  /** Of a database that others work on too: says that the jobs here are alive, and takes up what a desk that died left, or added. */
  async function keepUp(): Promise<void> {
    const held = [...running].map(([jobId, { attempts }]) => ({ jobId, attempts }));
    if (held.length > 0) await desk.write((tx) => renewLeases(tx, held));
    if (await isAnyLeft(desk.db, desk.clock())) await desk.write((tx) => takeUpLeft(tx, leftByOthers(tx.now)));
    wake();
  }

  return {
    start: async () => {
      await desk.write((tx) => takeUpLeft(tx, leftRunning(desk.isShared, tx.now)));
      if (desk.isShared) beat = setInterval(() => void keepUp().catch(fatal), beatMs).unref();
      stopListening = desk.events.on((event) => {
        if (event.type !== 'job.changed' || running.has(event.jobId)) return;
        if (event.kind === undefined || event.runAfter === undefined) dueAt.fill(0);
        else if (!isEarlier(event.kind, event.runAfter)) return;
        wake();
      });
      wake();
    },
    wake: () => {
      dueAt.fill(0);
      wake();
    },
    stop: async () => {
      stopping.abort();
      clearInterval(beat);
      stopListening();
      await claiming;
      clearTimeout(timer);
      await Promise.allSettled([...running.values()].map(({ work }) => work));
    },
  };
}

/** Takes jobs, the longest due first; those of the cases in `last` only when there are no others. */
async function claimDue(tx: Tx, due: SQL | undefined, most: number, last: string[]): Promise<ClaimedJob[]> {
  const take = (which: SQL | undefined, limit: number) =>
    tx
      .update(job)
      .set({ state: 'running', attempts: sql`${job.attempts} + 1`, leaseEndsAt: tx.now + leaseMs })
      .where(inArray(job.jobId, tx.select({ jobId: job.jobId }).from(job).where(which).orderBy(asc(job.runAfter)).limit(limit)))
      .returning();
  if (last.length === 0) return take(due, most);
  const first = await take(and(due, notInArray(sql`coalesce(${job.caseId}, '')`, last)), most);
  return first.length === most ? first : [...first, ...(await take(due, most - first.length))];
}
