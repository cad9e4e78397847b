/** How often the core is told that somebody is there (ms), and how long before the lock (ms) it is said. */
export const idleTiming = { touchMs: 60_000, warnMs: 30_000 };

/** What the watch does; `warn(null)` takes the warning back. */
export type IdleActs = { touch(): void; lock(): void; warn(locksAt: number | null): void };

/** Watches for input: locks after a while without any, says so before, and tells the core at most once a minute that there is some. */
export function createIdleWatch(acts: IdleActs, startedAt: number, timing = idleTiming) {
  let lastInput = startedAt;
  let lastTouch = startedAt;
  let isWarned = false;
  let isOver = false;
  /** There was input since the core was told. */
  let isUntold = false;

  function quiet(): void {
    if (isWarned) acts.warn(null);
    isWarned = false;
  }

  function tellCore(now: number): void {
    if (!isUntold || now - lastTouch < timing.touchMs) return;
    lastTouch = now;
    isUntold = false;
    acts.touch();
  }

  /** Something was pressed, moved or typed here; `isElsewhere` in another window of the session, which tells the core itself. */
  function input(at: number, isElsewhere = false): void {
    if (isOver || at < lastInput) return;
    lastInput = at;
    quiet();
    if (isElsewhere) return;
    isUntold = true;
    tellCore(at);
  }

  /** Time has passed; also after the machine slept, when no timer ran. `idleMs` may change while it runs. */
  function tick(now: number, idleMs: number): void {
    if (isOver) return;
    if (now - lastInput >= idleMs) {
      isOver = true;
      quiet();
      acts.lock();
      return;
    }
    // The last keys before a pause count for the core too, or it would lock first.
    tellCore(now);
    const isNear = now - lastInput >= Math.max(idleMs / 2, idleMs - timing.warnMs);
    if (isNear && !isWarned) {
      isWarned = true;
      acts.warn(lastInput + idleMs);
    }
  }

  /** Somebody came in or unlocked: counting begins anew. */
  function start(at: number): void {
    quiet();
    isOver = isUntold = false;
    lastInput = lastTouch = at;
  }

  return { input, tick, start };
}
