import { asc, gt, inArray, sql } from 'drizzle-orm';
import { searchPending } from '../db/schema/search.ts';
import type { Desk } from '../desk.ts';
import type { IndexRow } from './indexRows.ts';
import { countWords, writeManyToIndex } from './writeIndex.ts';

type IndexedDesk = Pick<Desk, 'db' | 'write' | 'longRead'>;

/** Cases in one transaction, and words of names counted before they are written down. */
const atOnce = 900;
const mostCounted = 50_000;

const resting = new WeakSet<IndexedDesk>();

/** Whether the small steps of the index after each change rest, because a desk is being filled in bulk. */
export function isIndexResting(desk: IndexedDesk): boolean {
  return resting.has(desk);
}

/** Lets the small steps of the index rest while a desk is filled in bulk: each would be followed by the next change at once. */
export async function whileIndexRests<Value>(desk: IndexedDesk, fill: () => Promise<Value>): Promise<Value> {
  resting.add(desk);
  try {
    return await fill();
  } finally {
    resting.delete(desk);
  }
}

/**
 * Indexes every case that waits, by number and as fast as it goes, for a desk that was filled in bulk and whose index rests. What is done stays done when it is stopped.
 * The rows are read on another thread, the next while the last are written. Returns how many were indexed.
 */
export async function indexInBulk(desk: IndexedDesk, signal: AbortSignal, onProgress: (done: number) => void): Promise<number> {
  const counted = new Map<string, number>();
  let done = 0;
  let next: Awaited<ReturnType<typeof begin>> = null;
  try {
    next = await begin(0);
    while (next && !signal.aborted) {
      const { waiting, rows } = next;
      const ready = await rows;
      const numbers = waiting.map(({ number }) => number);
      next = await begin(numbers.at(-1) ?? 0);
      await desk.write(async (tx) => {
        await writeManyToIndex(tx, ready, numbers);
        // What changed meanwhile stays waiting.
        const same = JSON.stringify(waiting.map(({ number, turn }) => [number, turn]));
        await tx.delete(searchPending).where(inArray(sql`(${searchPending.number}, ${searchPending.turn})`, sql`(select value ->> 0, value ->> 1 from json_each(${same}))`));
      });
      for (const word of ready.flatMap(({ words }) => words)) counted.set(word, (counted.get(word) ?? 0) + 1);
      if (counted.size > mostCounted) await keepCount();
      onProgress((done += numbers.length));
    }
  } finally {
    // Read ahead for nothing when it was stopped: that it fails as the desk closes must end nobody.
    await next?.rows.catch(() => undefined);
    await keepCount();
  }
  return done;

  async function begin(after: number): Promise<{ waiting: { number: number; turn: number }[]; rows: Promise<IndexRow[]> } | null> {
    if (signal.aborted) return null;
    const waiting = await desk.db.select().from(searchPending).where(gt(searchPending.number, after)).orderBy(asc(searchPending.number)).limit(atOnce);
    return waiting.length === 0 ? null : { waiting, rows: desk.longRead('searchRows', { numbers: waiting.map(({ number }) => number) }) };
  }

  async function keepCount(): Promise<void> {
    await desk.write((tx) => countWords(tx, counted));
    counted.clear();
  }
}
