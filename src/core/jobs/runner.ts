import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { JobKind } from '../../contract/jobs.ts';
import type { Desk } from '../desk.ts';
import { sayError } from '../fault.ts';
import { isFinal, retryMs } from './backoff.ts';
import { claimDue, lookWhenDue, type ClaimedJob } from './claim.ts';
import { keptForDecisions, lanes, slots } from './lanes.ts';
import { isAnyLeft, leaseMs, leftByOthers, leftRunning, renewLeases, takeUpLeft } from './leases.ts';
import { createPace, quickMs } from './pace.ts';
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
  const held = new Map<string, ClaimedJob>();
  /** Claimed ahead of their turn, by lane. */
  const ahead: ClaimedJob[][] = lanes.map(() => []);
  /** Of each lane how many are at work, and how many are being claimed to begin at once. */
  const atWork: number[] = lanes.map(() => 0);
  const coming: number[] = lanes.map(() => 0);
  /** Begun, and what came of them not written down yet. */
  let open = 0;
  let whenIdle = () => {};
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
      coming.fill(0);
      const ended = takeEnded();
      await writeSettled(tx, ended);
      // Inside the transaction: a job that is added after it sets it back.
      if (ended.some(({ change }) => change.state === 'waiting')) dueAt.fill(0);
      if (stopping.signal.aborted || !isAnyDue()) return [];
      // Jobs of other desks are not told to this one: only a look shows them.
      if (desk.isShared || dueAt.includes(0)) set(await lookWhenDue(tx));
      const claimed: ClaimedJob[] = [];
      for (const [at, lane] of lanes.entries()) {
        const free = wanted(at);
        if (free <= 0 || !dueIn(at)) continue;
        const more = pace.ahead(lane);
        const got = await claimDue(tx, lane, free, more, pace.slowCases(lane));
        coming[at] = Math.min(free, got.length);
        claimed.push(...got);
        if (got.length < free + more) dueAt[at] = 0;
      }
      // A lane that was emptied: when its next job is due.
      if (dueAt.includes(0)) set(await lookWhenDue(tx));
      return claimed;
    });
  }

  function set(found: readonly number[]): void {
    for (const [at, moment] of found.entries()) dueAt[at] = moment;
  }

  /** How many jobs of a lane may begin now. */
  function room(at: number): number {
    let taken = 0;
    for (let lane = 0; lane < lanes.length; lane += 1) taken += (atWork[lane] ?? 0) + (coming[lane] ?? 0);
    const left = (lanes[at]?.most ?? 0) - (atWork[at] ?? 0) - (coming[at] ?? 0);
    return Math.min(left, (at === 0 ? slots : slots - keptForDecisions) - taken);
  }

  /** How many jobs of a lane to claim that can begin at once; none while some of it still wait for their turn here. */
  function wanted(at: number): number {
    return ahead[at]?.length ? 0 : room(at);
  }

  function isAnyDue(): boolean {
    return lanes.some((_lane, at) => (desk.isShared || dueIn(at)) && wanted(at) > 0);
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
  function settleSurely(claimed: ClaimedJob, change: JobChange, tries = 1): void {
    const kept = () => letGo(claimed);
    const lost = (error: unknown) => {
      fatal(error);
      if (stopping.signal.aborted) return letGo(claimed);
      const again = () => settleSurely(claimed, change, tries + 1);
      void pause(Math.min(30_000, 250 * 2 ** tries), undefined, { signal: stopping.signal, ref: false }).then(again, again);
    };
    settling.push({ claimed, change, kept, lost });
    wake();
  }

  function letGo({ jobId }: ClaimedJob): void {
    held.delete(jobId);
    open -= 1;
    if (open === 0) whenIdle();
  }

  function begin(claimed: ClaimedJob, at: number): void {
    const tools: JobTools = {
      desk,
      signal: stopping.signal,
      progress: (percent) => settle(claimed, { progress: Math.round(percent), leaseEndsAt: desk.clock() + leaseMs }),
    };
    open += 1;
    atWork[at] = (atWork[at] ?? 0) + 1;
    desk.events.emit({ type: 'job.changed', jobId: claimed.jobId });
    const startedAt = performance.now();
    const end = (change: JobChange | null) => {
      pace.note(claimed, performance.now() - startedAt);
      atWork[at] = (atWork[at] ?? 0) - 1;
      if (change) settleSurely(claimed, change);
      else letGo(claimed);
      startAhead();
    };
    outcomeOf(claimed, tools).then(end).catch(fatal);
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
    const never = ahead.flatMap((lane) => lane.splice(0)).map((claimed) => ({ claimed, change: { state: 'waiting' as const, attempts: claimed.attempts - 1, progress: null } }));
    if (never.length > 0) await desk.write((tx) => writeSettled(tx, never));
  }

  async function round(): Promise<void> {
    if (settling.length > 0) await endOfQuick();
    if (settling.length === 0 && (stopping.signal.aborted || !isAnyDue())) return setTimer();
    const ended: Settling[] = [];
    // Taken when the write has its turn, which may come twice.
    const takeEnded = () => (ended.push(...settling.splice(0)), ended);
    try {
      const found = await claim(takeEnded);
      for (const { kept } of ended) kept();
      for (const claimed of found) hold(claimed);
    } catch (error) {
      await settleAlone(takeEnded(), error);
      dueAt.fill(0);
    } finally {
      coming.fill(0);
    }
    startAhead();
    // What ended may have made another one due.
    isWokenAgain ||= ended.length > 0;
    setTimer();
  }

  /** Those that end within this turn, and those waiting for their places that are as quick, are written down with those that have ended. */
  async function endOfQuick(): Promise<void> {
    const until = performance.now() + quickMs;
    do await nextTurn();
    while (ahead.some(({ length }) => length > 0) && performance.now() < until && !stopping.signal.aborted);
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
    held.set(claimed.jobId, claimed);
    ahead[lanes.findIndex(({ kinds }) => kinds.includes(claimed.kind))]?.push(claimed);
  }

  /** Starts what there is room for, decisions first. */
  function startAhead(): void {
    for (const [at, waiting] of ahead.entries()) {
      while (waiting.length > 0 && !stopping.signal.aborted && room(at) > 0) {
        const claimed = waiting.shift();
        if (claimed) begin(claimed, at);
      }
    }
  }

  function setTimer(): void {
    clearTimeout(timer);
    if (stopping.signal.aborted) return;
    // A lane that is full is looked at when one of its jobs ends.
    const next = Math.min(...lanes.map((_lane, at) => (wanted(at) > 0 ? (dueAt[at] ?? 0) : Infinity)));
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
    const own = [...held.values()];
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
      if (open > 0) await new Promise<void>((resolve) => (whenIdle = resolve));
      await claiming;
      await giveBack().catch(fatal);
    },
  };
}
