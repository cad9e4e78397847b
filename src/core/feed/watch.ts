import type { Ring, RingAnswer } from '../core.ts';
import type { Desk } from '../desk.ts';
import { readConnection } from '../marketplace/connection.ts';
import { armPull, isArmed, wakePull } from './arm.ts';
import { hear } from './hear.ts';
import { lineOf } from './lineOf.ts';
import { readSource } from './source.ts';

/** Sees to it that the desk looks at its marketplace while it has a line to one, and hears its bell. */
export type FeedWatch = { start(): Promise<void>; hear(ring: Ring): Promise<RingAnswer>; stop(): Promise<void> };

const everyMs = 60_000;
const ringMs = 1_500;

/** Makes the watch; `report` hears of faults nobody can be blamed for. */
export function watchFeed(desk: Desk, report: (error: unknown) => void): FeedWatch {
  let before: string | null = null;
  let isStopped = false;
  let arming: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let ringing: NodeJS.Timeout | undefined;
  let stopListening = () => {};

  async function arm(): Promise<void> {
    if (isStopped) return;
    const line = await lineOf(desk);
    // A new token for the same address is worth a look at once too.
    const now = line && `${line.url} ${(await readConnection(desk)).changedAt}`;
    const isNew = now !== before;
    before = now;
    if (!line || (!isNew && (await isArmed(desk)))) return;
    await desk.write(async (tx) => void (isNew ? await wakePull(tx, desk) : await armPull(tx, desk)));
  }

  /** A look that ran while the bell rang may have passed what it rang for. */
  function lookAfter(line: string): void {
    clearTimeout(ringing);
    ringing = setTimeout(() => {
      const look = async () => {
        const row = await readSource(desk.db, line);
        if ((row?.rungAt ?? 0) > (row?.lookedAt ?? 0)) await desk.write((tx) => wakePull(tx, desk));
      };
      void look().catch(report);
    }, ringMs).unref();
  }

  const armQuietly = () => void (arming = arming.then(arm).catch(report));

  return {
    start: async () => {
      await arm().catch(report);
      stopListening = desk.events.on((event) => {
        if (event.type === 'marketplace.changed') armQuietly();
      });
      // Of a database that others work on too, the desk that looks may die without a word.
      if (desk.isShared) timer = setInterval(armQuietly, everyMs).unref();
    },
    hear: async (ring) => {
      try {
        const line = await lineOf(desk);
        const answer = await hear(desk, line, ring);
        if (answer === 'taken' && line) lookAfter(line.url);
        return answer;
      } catch (error) {
        report(error);
        return 'failed';
      }
    },
    stop: async () => {
      isStopped = true;
      stopListening();
      clearInterval(timer);
      clearTimeout(ringing);
      await arming;
    },
  };
}
