import { access } from 'node:fs/promises';
import type { Desk } from '../desk.ts';
import { exchangeHandlers } from './handlers.ts';
import { exchangeFolders, takeInAll, type Taken } from './takeIn.ts';

const everyMs = 3_000;

/** The way in of the exchange folder: looked at every few seconds while the folder is there, and whenever somebody asks. */
export type ExchangeIn = { look(): Promise<Taken[]>; start(): void; stop(): Promise<void> };

/** Makes the way in; `report` hears of faults that no document can be blamed for. */
export function createExchangeIn(desk: Desk, report: (error: unknown) => void): ExchangeIn {
  let line: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let told = '';

  /** One look after the other: two at once would both find the same document. */
  function look(): Promise<Taken[]> {
    const next = line.then(() => (isStopped ? [] : takeInAll(desk, exchangeHandlers)));
    line = next.catch(() => undefined);
    return next;
  }

  async function tick(): Promise<void> {
    try {
      if (await isThere(exchangeFolders(desk.dataDir).in)) await look();
      told = '';
    } catch (error) {
      // A folder that cannot be read fails every few seconds; told once, until something else happens.
      const words = String(error);
      if (words !== told) report(error);
      told = words;
    }
    if (!isStopped) timer = setTimeout(() => void tick(), everyMs).unref();
  }

  return {
    look,
    // Not at once: a desk that was started to look once tells what it found itself.
    start: () => void (timer = setTimeout(() => void tick(), everyMs).unref()),
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await line;
    },
  };
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
