import { and, desc, eq, inArray, or, sql } from 'drizzle-orm';
import { literal } from '../db/literal.ts';
import { searchPending, searchScrub } from '../db/schema/search.ts';
import type { Desk } from '../desk.ts';
import { makeIndexRows, type IndexRow } from './indexRows.ts';
import { countWords, writeIndex } from './writeIndex.ts';

/** Cases indexed in one transaction: whoever claims a case meanwhile waits for no more than these. */
const atOnce = 20;
/** The same where other desks work on the database too. */
const atOnceShared = 5;
/** Pages of the index written anew in one transaction. */
const scrubbedAtOnce = 200;

/** Indexes the newest of the cases that changed; false when there are none. What changes meanwhile stays waiting. */
export async function indexSome(desk: Desk, most = desk.isShared ? atOnceShared : atOnce): Promise<boolean> {
  if (desk.isShared) return indexBesideOthers(desk, most);
  const waiting = await desk.db.select().from(searchPending).orderBy(desc(searchPending.number)).limit(most);
  if (waiting.length === 0) return false;
  const numbers = waiting.map(({ number }) => number);
  const rows = await desk.longRead('searchRows', { numbers });
  await desk.write(async (tx) => {
    const still = await tx.select().from(searchPending).where(inArray(searchPending.number, numbers));
    const unchanged = waiting.filter(({ number, turn }) => still.some((one) => one.number === number && one.turn === turn));
    const current = new Set(unchanged.map(({ number }) => number));
    await writeIndex(tx, rows.filter(({ number }) => current.has(number)), [...current]);
    await countWords(tx, wordsIn(rows.filter(({ number }) => current.has(number))));
    if (unchanged.length > 0) await tx.delete(searchPending).where(or(...unchanged.map(({ number, turn }) => and(eq(searchPending.number, number), eq(searchPending.turn, turn)))));
  });
  return true;
}

/**
 * Reads and writes in one transaction: a case that was read before could be indexed by another desk meanwhile and wait anew with the same turn,
 * and what it said before it was changed, or its file erased, would be written over what it says now.
 */
async function indexBesideOthers(desk: Desk, most: number): Promise<boolean> {
  if ((await desk.db.select().from(searchPending).limit(1)).length === 0) return false;
  return desk.write(async (tx) => {
    const numbers = (await tx.select().from(searchPending).orderBy(desc(searchPending.number)).limit(most)).map(({ number }) => number);
    if (numbers.length === 0) return false;
    const rows = await makeIndexRows(tx, numbers);
    await writeIndex(tx, rows, numbers);
    await countWords(tx, wordsIn(rows));
    await tx.delete(searchPending).where(inArray(searchPending.number, numbers));
    return true;
  });
}

/** Every word once however many of the cases have it, so that each time of indexing counts alike. */
function wordsIn(rows: readonly IndexRow[]): Map<string, number> {
  return new Map(rows.flatMap(({ words }) => words.map((word): [string, number] => [word, 1])));
}

/**
 * Writes some of the index anew, without what was taken out of it: a row that is deleted is only struck out, and its words stay in the pages
 * until those are merged. False when nothing that was erased is left in it.
 */
export async function scrubSome(desk: Desk, pages = scrubbedAtOnce): Promise<boolean> {
  const [asked] = await desk.db.select().from(searchScrub);
  if (!asked) return false;
  return desk.write(async (tx) => {
    const [before] = await tx.all<{ n: bigint }>(sql`select total_changes() as n`);
    await tx.run(sql`insert into case_text (case_text, rank) values ('merge', ${literal(-pages)})`);
    const [after] = await tx.all<{ n: bigint }>(sql`select total_changes() as n`);
    if (Number(after?.n) - Number(before?.n) >= 2) return true;
    await tx.delete(searchScrub).where(eq(searchScrub.turn, asked.turn));
    return true;
  });
}

/** Indexes everything that waits and scrubs what is to be scrubbed. */
export async function catchUp(desk: Desk): Promise<void> {
  while ((await indexSome(desk)) || (await scrubSome(desk)));
}
