import { sql, type SQL } from 'drizzle-orm';
import type { Db } from '../db/open.ts';
import { readNumbers } from '../db/packed.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { within } from '../db/within.ts';
import { fenceBelow } from './fence.ts';
import type { Match } from './match.ts';
import { walkDown, type Budget } from './walkDown.ts';

/** The index of words as one search asks it: without some cases, and with fences that it has found already. */
export type Index = { db: Db; without: readonly number[]; fences: Map<number, Promise<string | null>> };
/** Which cases are looked through: numbers from `from` on and lower than `below`. */
export type Bounds = { from: number; below: number };
/** What was found, the highest numbers first; `downTo`: how far down was looked, 0 when nothing is left. */
export type Walked = { numbers: number[]; downTo: number };
/** The newest matches, how far down they reach (0: these are all), and how many there are at least; `isTimed`: time ended it and not their number. */
export type Reach = { numbers: number[]; floor: number; count: number; isExact: boolean; isTimed: boolean };

/** Matches ranked and held against a filter: the newest of them. */
export const mostRanked = 2_000;
/** Counted so far and no further. */
const mostCounted = 10_000;

/** The newest 2,000 matches, or as many as time allows, and how many more there are. */
export async function reachOf(index: Index, match: Match, budget: Budget): Promise<Reach> {
  const { numbers, downTo } = await newestBelow(index, match, await afterNewest(index.db), mostRanked, budget);
  if (downTo === 0 || numbers.length < mostRanked) return { numbers, floor: downTo, count: numbers.length, isExact: downTo === 0, isTimed: downTo > 0 };
  let count = numbers.length;
  const look = async (from: number, below: number) => {
    count += await countOf(index, match, { from, below }, mostCounted - count);
    return count >= mostCounted;
  };
  const countedTo = await walkIn(match, downTo, budget, look);
  return { numbers, floor: downTo, count, isExact: countedTo === 0 && count < mostCounted, isTimed: false };
}

/** The newest matches below a number, so many or as many as time allows. */
export async function newestBelow(index: Index, match: Match, start: number, most: number, budget: Budget): Promise<Walked> {
  const numbers: number[] = [];
  const look = async (from: number, below: number) => {
    numbers.push(...(await newestOf(index, match, { from, below }, most - numbers.length)));
    return numbers.length >= most;
  };
  const downTo = await walkIn(match, start, budget, look);
  return { numbers, downTo: numbers.length >= most ? (numbers.at(-1) ?? 0) : downTo };
}

/** Where every case that holds the words is a match, no more is read than found: only others are walked through by the clock. */
async function walkIn(match: Match, start: number, budget: Budget, look: (from: number, below: number) => Promise<boolean>): Promise<number> {
  if (match.passesOver) return walkDown(start, budget, look);
  await look(0, start);
  return 0;
}

/** The number after the newest case. */
export async function afterNewest(db: Db): Promise<number> {
  const [top] = await db.all<{ n: bigint | null }>(sql`select max(number) as n from dispute_case`);
  return Number(top?.n ?? 0) + 1;
}

/** The newest cases of a match within bounds. */
export async function newestOf(index: Index, match: Match, bounds: Bounds, most: number): Promise<number[]> {
  return readNumbers(index.db, sql`${await matches(index, match, bounds)} order by rowid desc limit ${most}`);
}

async function countOf(index: Index, match: Match, bounds: Bounds, most: number): Promise<number> {
  const [row] = await index.db.all<{ n: bigint }>(sql`select count(*) as n from (${await matches(index, match, bounds)} order by rowid desc limit ${most})`);
  return Number(row?.n ?? 0);
}

/** Those of some cases that pass a filter, in their order. */
export async function passedOf(db: Db, filter: SQL, numbers: readonly number[]): Promise<number[]> {
  if (numbers.length === 0) return [];
  // Crossed and told the index, so that each is looked up in one that holds what most filters ask.
  return readNumbers(db, sql`select these.value as number from json_each(${JSON.stringify(numbers)}) as these cross join dispute_case indexed by dispute_case_filter on dispute_case.number = these.value where ${filter}`);
}

/** Of cases that pass a filter the newest below a number, whatever their words. */
export async function passingBelow(db: Db, filter: SQL, start: number, most: number, budget: Budget): Promise<Walked> {
  const numbers: number[] = [];
  const downTo = await walkDown(start, budget, async (from, below) => {
    const which = sql`${within(disputeCase.number, from, below)} and ${filter}`;
    numbers.push(...(await readNumbers(db, sql`select number from dispute_case indexed by dispute_case_filter where ${which} order by number desc limit ${most - numbers.length}`)));
    return numbers.length >= most;
  });
  return { numbers, downTo: numbers.length >= most ? (numbers.at(-1) ?? 0) : downTo };
}

/** All cases that pass a filter, the newest first, by the index of one of its conditions; null when each of those lets many through. */
export async function passingFew(db: Db, filter: SQL, few: readonly SQL[], most: number): Promise<number[] | null> {
  for (const select of few) {
    const numbers = await readNumbers(db, sql`select number from (${select}) limit ${most}`);
    if (numbers.length < most) return passedOf(db, filter, downwards(numbers));
  }
  return null;
}

/** Cases asked for by their numbers at once. */
const mostNamed = 100;

/** Those of some cases that match, newest first. */
export async function amongThese(db: Db, match: Match, numbers: readonly number[]): Promise<number[]> {
  const found: number[] = [];
  for (let at = 0; at < numbers.length; at += mostNamed) {
    const these = numbers.slice(at, at + mostNamed);
    // Every case has its number among its words, and with those the index leaps from one to the next; by rowid each would be looked for anew.
    const named = `{head} : (${these.map((number) => `"${number}"`).join(' OR ')})`;
    const held = new Set(these);
    found.push(...(await readNumbers(db, sql`select rowid as number from case_text where case_text match ${`(${match.text}) AND ${named}`}`)).filter((number) => held.has(number)));
  }
  return downwards(found);
}

/** Whether any case matches. */
export async function isInAny(db: Db, match: string): Promise<boolean> {
  return (await db.all(sql`select 1 from case_text where case_text match ${match} limit 1`)).length > 0;
}

async function matches({ db, without, fences }: Index, match: Match, { from, below }: Bounds): Promise<SQL> {
  if (match.passesOver && !fences.has(from)) fences.set(from, fenceBelow(db, from));
  const fence = match.passesOver ? await fences.get(from) : null;
  const seen = without.length === 0 ? sql`true` : sql`rowid not in (select value from json_each(${JSON.stringify(without)}))`;
  return sql`select rowid as number from case_text where case_text match ${fence ? match.beside(fence) : match.text} and ${seen} and ${within(sql`rowid`, from, below)}`;
}

/** Numbers once each, the highest first. */
export const downwards = (numbers: readonly number[]): number[] => [...new Set(numbers)].sort((a, b) => b - a);
