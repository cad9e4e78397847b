import { sql, type SQL } from 'drizzle-orm';
import type { Db } from '../db/open.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';

/** Which cases a group of hits is taken from. `filter`: a condition over `dispute_case`; only numbers from `from` on and lower than `below`. */
export type Bounds = { filter: SQL | undefined; without: readonly number[]; from: number; below: number | null };

/** Matches ranked and held against a filter: the newest of them. 5,000 take up to 15 ms when two words are common and hardly ever in a title. */
export const mostRanked = 2_000;
/** Counted so far and no further. */
const mostCounted = 10_000;
/** Numbers looked through at first, and milliseconds that the rest may take: a word that is common, but hardly anywhere in the column asked for, is walked over for long. */
const firstStretch = 20_000;
const mostMs = 4;

/**
 * How far down the newest matches reach, 0 when these are all, and how many there are of them; `isExact`: there are no more; `isTimed`: time ended it and not
 * their number.
 */
export type Reach = { floor: number; count: number; isExact: boolean; isTimed: boolean };

/** How far down to look for a match: to its 2,000th, or as far as time allows. */
export async function reachOf(db: Db, match: string, bounds: Bounds): Promise<Reach> {
  const [top] = await db.all<{ n: bigint | null }>(sql`select max(number) as n from dispute_case`);
  const highest = (bounds.below ?? Number(top?.n ?? 0) + 1) - 1;
  let from = Math.max(bounds.from, highest - firstStretch);
  const started = performance.now();
  const first = await countDown(db, match, { ...bounds, from }, mostRanked);
  if (first.count >= mostRanked) return { floor: first.lowest, ...(await countAll(db, match, bounds)), isTimed: false };
  if (from <= bounds.from) return { floor: bounds.from, count: first.count, isExact: true, isTimed: false };
  // Timed, because what one row takes depends on the words; the stretch that follows is as long as the first one allows.
  const stretch = Math.floor((firstStretch * mostMs) / Math.max(performance.now() - started, 0.01));
  const below = from;
  from = Math.max(bounds.from, below - stretch);
  const rest = await countDown(db, match, { ...bounds, from, below }, mostRanked - first.count);
  const count = first.count + rest.count;
  if (count < mostRanked) return { floor: from, count, isExact: from <= bounds.from, isTimed: from > bounds.from };
  const counted = await countAll(db, match, { ...bounds, from });
  return { floor: rest.lowest, ...counted, isExact: counted.isExact && from <= bounds.from, isTimed: false };
}

async function countAll(db: Db, match: string, bounds: Bounds): Promise<Pick<Reach, 'count' | 'isExact'>> {
  const { count } = await countDown(db, match, bounds, mostCounted);
  return { count, isExact: count < mostCounted };
}

async function countDown(db: Db, match: string, bounds: Bounds, most: number): Promise<{ count: number; lowest: number }> {
  const [row] = await db.all<{ n: bigint; lowest: bigint | null }>(sql`select count(*) as n, min(number) as lowest from (${matches(match, bounds)} order by rowid desc limit ${most})`);
  return { count: Number(row?.n ?? 0), lowest: Number(row?.lowest ?? 0) };
}

/** The newest cases of a match within bounds. */
export async function newestOf(db: Db, match: string, bounds: Bounds, most: number, lookedAt = mostRanked): Promise<number[]> {
  const found = matches(match, bounds);
  // Crossed and told the index, so that the words lead, and each of their cases is looked up in an index that holds what most filters ask.
  const passed = sql`select found.number from (${found} order by rowid desc limit ${lookedAt}) as found cross join dispute_case indexed by dispute_case_filter on dispute_case.number = found.number where ${bounds.filter} limit ${most}`;
  // As one text: a row each would take longer to hand over than to find.
  const [row] = await db.all<{ numbers: string }>(sql`select json_group_array(number) as numbers from (${bounds.filter ? passed : sql`${found} order by rowid desc limit ${most}`})`);
  return JSON.parse(row?.numbers ?? '[]') as number[];
}

/** Those of some cases that match, newest first. */
export async function amongThese(db: Db, match: string, { filter, from, below }: Bounds, numbers: readonly number[]): Promise<number[]> {
  if (numbers.length === 0) return [];
  const these = sql`(select value as number from json_each(${JSON.stringify(numbers)}))`;
  const rows = await db.all<{ number: bigint }>(sql`select these.number from ${these} as these cross join case_text on case_text.rowid = these.number
    ${filter ? sql`cross join dispute_case on dispute_case.number = these.number` : sql``}
    where case_text match ${match} and ${filter ?? sql`true`} and these.number >= ${from} and ${below === null ? sql`true` : sql`these.number < ${below}`} order by these.number desc`);
  return rows.map(({ number }) => Number(number));
}

/** Whether any case matches. */
export async function isInAny(db: Db, match: string): Promise<boolean> {
  return (await db.all(sql`select 1 from case_text where case_text match ${match} limit 1`)).length > 0;
}

/** Cases that pass a filter, for one that has an index of its own: any of them, the newest first. */
export async function passing(db: Db, filter: SQL, most: number): Promise<number[]> {
  const rows = await db.select({ number: disputeCase.number }).from(disputeCase).where(filter).limit(most);
  return rows.map(({ number }) => number).sort((a, b) => b - a);
}

function matches(match: string, { without, from, below }: Bounds): SQL {
  const seen = without.length === 0 ? sql`true` : sql`rowid not in (select value from json_each(${JSON.stringify(without)}))`;
  return sql`select rowid as number from case_text where case_text match ${match} and ${seen} and rowid >= ${from} and ${below === null ? sql`true` : sql`rowid < ${below}`}`;
}
