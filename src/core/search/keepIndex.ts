import type { Desk } from '../desk.ts';
import { indexSome, scrubSome } from './catchUp.ts';
import { isIndexResting } from './indexInBulk.ts';

export type IndexKeeper = { stop(): Promise<void> };

/** How long after a change its case is indexed, and how long after a failure it is tried again. */
const afterMs = 150;
const againMs = 5_000;

/**
 * Brings the index up to date after each change, and goes on with what was left by a desk that ended or by the step up from an older version.
 * A few cases at a time: between them everybody else gets their turn.
 */
export function keepIndex(desk: Desk, report: (error: unknown) => void): IndexKeeper {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let isAskedAgain = false;
  let isStopped = false;

  function wake(inMs = afterMs): void {
    isAskedAgain = true;
    if (isStopped || running || timer) return;
    timer = setTimeout(begin, inMs).unref();
  }

  function begin(): void {
    timer = undefined;
    isAskedAgain = false;
    running = work()
      .then(() => undefined, (error: unknown) => {
        if (isStopped) return;
        report(error);
        timer = setTimeout(begin, againMs).unref();
      })
      .finally(() => {
        running = null;
        if (isAskedAgain) wake();
      });
  }

  async function work(): Promise<void> {
    while (!isStopped && !isIndexResting(desk) && ((await indexSome(desk)) || (await scrubSome(desk)))) await new Promise((next) => setImmediate(next));
  }

  const off = desk.events.on(() => wake());
  wake();
  return {
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      off();
      await running;
    },
  };
}
