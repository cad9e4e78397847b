import { asc, gt, inArray, sql } from 'drizzle-orm';
import type { Connection } from '../db/open.ts';
import { searchPending } from '../db/schema/search.ts';
import type { IndexRow } from './indexRows.ts';
import { countWords, writeIndex } from './writeIndex.ts';

/** Cases in one transaction, and words of names counted before they are written down. */
const atOnce = 500;
const mostCounted = 100_000;

/**
 * Indexes every case that waits, in order and as fast as it goes, for a desk that nobody else writes to: a generator, or an old desk at the command
 * line. What is done stays done when it is stopped. `read` makes the rows, best on another thread: the next are read while the last are written.
 */
export async function indexInBulk({ db }: Connection, read: (numbers: number[]) => Promise<IndexRow[]>, onProgress: (done: number) => void = () => undefined): Promise<number> {
  const counted = new Map<string, number>();
  const [held] = await db.all<{ n: bigint }>(sql`select exists (select 1 from search_key limit 1) as n`);
  const isNew = Number(held?.n) === 0;
  let done = 0;
  let next = await begin(0);
  while (next) {
    const { numbers, rows } = next;
    const ready = await rows;
    next = await begin(numbers.at(-1) ?? 0);
    await db.transaction(async (tx) => {
      await writeIndex(tx, ready, numbers, isNew);
      await tx.delete(searchPending).where(inArray(searchPending.number, sql`(select value from json_each(${JSON.stringify(numbers)}))`));
    });
    for (const word of ready.flatMap(({ words }) => words)) counted.set(word, (counted.get(word) ?? 0) + 1);
    if (counted.size > mostCounted) await keepCount();
    onProgress((done += numbers.length));
  }
  await keepCount();
  return done;

  async function begin(after: number): Promise<{ numbers: number[]; rows: Promise<IndexRow[]> } | null> {
    const waiting = await db.select({ number: searchPending.number }).from(searchPending).where(gt(searchPending.number, after)).orderBy(asc(searchPending.number)).limit(atOnce);
    const numbers = waiting.map(({ number }) => number);
    return numbers.length === 0 ? null : { numbers, rows: read(numbers) };
  }

  async function keepCount(): Promise<void> {
    await db.transaction((tx) => countWords(tx, counted));
    counted.clear();
  }
}
