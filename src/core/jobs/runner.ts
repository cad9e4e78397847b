import { setTimeout as pause } from 'node:timers/promises';
import type { JobKind } from '../../contract/jobs.ts';
import type { Desk } from '../desk.ts';
import { sayError } from '../fault.ts';
import { isFinal, retryMs } from './backoff.ts';
import { claimDue, lookWhenDue, type ClaimedJob } from './claim.ts';
import { keptForDecisions, lanes, slots, type Lane } from './lanes.ts';
import { isAnyLeft, leaseMs, leftByOthers, leftRunning, renewLeases, takeUpLeft } from './leases.ts';
import { createPace } from './pace.ts';
import { done, writeSettled, type JobChange, type Settling } from './settle.ts';

export type { ClaimedJob } from './claim.ts';

/** What a running job may use: it reports progress (0 to 100) and stops early when the desk closes. */
export type JobTools = { desk: Desk; signal: AbortSignal; progress(percent: number): Promise<void> };

/** A job that has to wait for somebody else and did not fail: it is taken up again at that moment (ms UTC). */
export type JobAgain = { again: number };

/** Does one job; it may run again after a crash, so what it does must hold when done twice. */
export type JobHandler = (payload: Record<string, unknown>, tools: JobTools, claimed: ClaimedJob) => Promise<JobAgain | void>;

/** The worker of the job queue: woken by commits and by the clock, never polling. */
export type Runner = { start(): Promise<void>; wake(): void; stop(): Promise<void> };

const beatMs = 20_000;
/** The longest delay a timer takes. */
const longestTimerMs = 2 ** 31 - 1;

/** Makes a runner; `fatal` hears of faults of the queue itself, which no job can be blamed for. */
export function createRunner(desk: Desk, handlers: Record<JobKind, JobHandler>, fatal: (error: unknown) => void): Runner {
  /** What this desk has claimed and not settled yet. */
  const held = new Map<string, { attempts: number; work: Promise<void> }>();
  /** Claimed ahead of their turn, by lane. */
  const ahead: ClaimedJob[][] = lanes.map(() => []);
  /** The kinds of those whose handlers are at work. */
  const busy: JobKind[] = [];
  /** For each lane when its next job is due, as far as is known; 0 when that has to be looked up. */
  const dueAt: number[] = lanes.map(() => 0);
  const pace = createPace();
  /** What has ended and waits to be written down. */
  const settling: Settling[] = [];
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let beat: NodeJS.Timeout | undefined;
  let isClaiming = false;
  let claiming = Promise.resolve();
  let isWokenAgain = false;
  let stopListening = () => {};

  /** One transaction: what has ended is written down, and what is due is claimed, lane by lane, so that nothing at the back of the queue holds up what is in front. */
  async function claim(takeEnded: () => readonly Settling[]): Promise<ClaimedJob[]> {
    return desk.write(async (tx) => {
      const ended = takeEnded();
      await writeSettled(tx, ended);
      // Inside the transaction: a job that is added after it sets it back.
      if (ended.some(({ change }) => change.state === 'waiting')) dueAt.fill(0);
      if (stopping.signal.aborted || !isAnyDue()) return [];
      // Jobs of other desks are not told to this one: only a look shows them.
      if (desk.isShared || lanes.some((_lane, at) => isUnknown(at))) set(await lookWhenDue(tx));
      const claimed: ClaimedJob[] = [];
      for (const [at, lane] of lanes.entries()) {
        const most = wanted(lane, at, claimed);
        if (most <= 0 || !dueIn(at)) continue;
        const got = await claimDue(tx, lane, most, pace.slowCases(lane));
        claimed.push(...got);
        if (got.length < most) dueAt[at] = 0;
      }
      // A lane that was emptied: when its next job is due.
      if (lanes.some((_lane, at) => isUnknown(at))) set(await lookWhenDue(tx));
      return claimed;
    });
  }

  function isUnknown(at: number): boolean {
    return dueAt[at] === 0;
  }

  function set(found: readonly number[]): void {
    for (const [at, moment] of found.entries()) dueAt[at] = moment;
  }

  /** How many jobs of a lane may begin now, beside as many others that are about to. */
  function room(lane: Lane, claimed: readonly ClaimedJob[] = []): number {
    const kinds = [...busy, ...claimed.map(({ kind }) => kind)];
    const left = Math.min(slots - kinds.length, lane.most - kinds.filter((kind) => lane.kinds.includes(kind)).length);
    return lane === lanes[0] ? left : Math.min(left, slots - keptForDecisions - kinds.length);
  }

  /** How many jobs of a lane to claim; none while some of it still wait for their turn here. */
  function wanted(lane: Lane, at: number, claimed: readonly ClaimedJob[] = []): number {
    if (ahead[at]?.length) return 0;
    const free = room(lane, claimed);
    return free > 0 ? free + pace.ahead(lane) : 0;
  }

  function isAnyDue(): boolean {
    return lanes.some((lane, at) => (desk.isShared || dueIn(at)) && wanted(lane, at) > 0);
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

  /** Written with whatever else has ended by then: jobs that end together cost one sync of the disk. */
  function settle(claimed: ClaimedJob, change: JobChange): Promise<void> {
    return new Promise((kept, lost) => {
      settling.push({ claimed, change, kept, lost });
      wake();
    });
  }

  /** As `settle`, again and again while the disk takes nothing: a job whose end is not kept would stand as running until the next start. */
  async function settleSurely(claimed: ClaimedJob, change: JobChange): Promise<void> {
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
    busy.push(claimed.kind);
    const startedAt = performance.now();
    const change = await outcomeOf(claimed, tools);
    pace.note(claimed, performance.now() - startedAt);
    busy.splice(busy.indexOf(claimed.kind), 1);
    startAhead();
    if (change) await settleSurely(claimed, change);
  }

  /** Null for what was broken off: it stays `running` and is recovered at the next start. */
  async function outcomeOf(claimed: ClaimedJob, tools: JobTools): Promise<JobChange | null> {
    try {
      const more = await handlers[claimed.kind](claimed.payload, tools, claimed);
      return more ? { state: 'waiting', attempts: 0, error: null, progress: null, runAfter: more.again } : done;
    } catch (error) {
      if (stopping.signal.aborted) return null;
      const message = sayError(error);
      const isLast = isFinal(error) || claimed.attempts >= claimed.maxAttempts;
      return isLast
        ? { state: 'failed', error: message, finishedAt: desk.clock() }
        : { state: 'waiting', error: message, runAfter: desk.clock() + retryMs(error, claimed.attempts) };
    }
  }

  /** What was claimed ahead and never started waits again, as if it had not been. */
  async function giveBack(): Promise<void> {
    const never = ahead.flatMap((lane) => lane.splice(0)).map((claimed) => ({ claimed, change: { state: 'waiting' as const, attempts: claimed.attempts - 1 } }));
    if (never.length > 0) await desk.write((tx) => writeSettled(tx, never));
  }

  async function round(): Promise<void> {
    if (settling.length === 0 && (stopping.signal.aborted || !isAnyDue())) return setTimer();
    const ended: Settling[] = [];
    // Taken when the write has its turn, which may come twice.
    const takeEnded = () => (ended.push(...settling.splice(0)), ended);
    try {
      const found = await claim(takeEnded);
      for (const { kept } of ended) kept();
      for (const claimed of found) hold(claimed);
      startAhead();
    } catch (error) {
      await settleAlone(takeEnded(), error);
      dueAt.fill(0);
    }
    setTimer();
  }

  /** One that cannot be written must not take the others with it. */
  async function settleAlone(ended: readonly Settling[], error: unknown): Promise<void> {
    if (ended.length === 0) throw error;
    for (const one of ended) {
      if (ended.length === 1) one.lost(error);
      else await desk.write((tx) => writeSettled(tx, [one])).then(one.kept, one.lost);
    }
  }

  function hold(claimed: ClaimedJob): void {
    // What was claimed while the desk closed stays `running` and is recovered at the next start.
    held.set(claimed.jobId, { attempts: claimed.attempts, work: Promise.resolve() });
    ahead[lanes.findIndex(({ kinds }) => kinds.includes(claimed.kind))]?.push(claimed);
  }

  /** Starts what there is room for, decisions first. */
  function startAhead(): void {
    for (const [at, lane] of lanes.entries()) {
      while (!stopping.signal.aborted && room(lane) > 0) {
        const claimed = ahead[at]?.shift();
        if (!claimed) break;
        const work = run(claimed)
          .catch(fatal)
          .finally(() => {
            held.delete(claimed.jobId);
            wake();
          });
        held.set(claimed.jobId, { attempts: claimed.attempts, work });
      }
    }
  }

  function setTimer(): void {
    clearTimeout(timer);
    if (stopping.signal.aborted) return;
    // A lane that is full is looked at when one of its jobs ends.
    const next = Math.min(...lanes.map((lane, at) => (wanted(lane, at) > 0 ? (dueAt[at] ?? 0) : Infinity)));
    if (next !== Infinity) timer = setTimeout(wake, Math.min(longestTimerMs, Math.max(0, next - desk.clock())));
  }

  function wake(): void {
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
    const own = [...held].map(([jobId, { attempts }]) => ({ jobId, attempts }));
    if (own.length > 0) await desk.write((tx) => renewLeases(tx, own));
    if (await isAnyLeft(desk.db, desk.clock())) await desk.write((tx) => takeUpLeft(tx, leftByOthers(tx.now)));
    wake();
  }

  return {
    start: async () => {
      await desk.write((tx) => takeUpLeft(tx, leftRunning(desk.isShared, tx.now)));
      if (desk.isShared) beat = setInterval(() => void keepUp().catch(fatal), beatMs).unref();
      stopListening = desk.events.on((event) => {
        if (event.type !== 'job.changed' || held.has(event.jobId)) return;
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
      await Promise.allSettled([...held.values()].map(({ work }) => work));
      await claiming;
      await giveBack().catch(fatal);
    },
  };
}
