import { and, inArray, sql } from 'drizzle-orm';
import type { Db } from '../db/open.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import type { Search } from './ask.ts';
import { amongThese, mostRanked, newestOf, passing, reachOf, type Bounds, type Reach } from './candidates.ts';
import { casesWithId, casesWithIdFrom, casesWithPart } from './ids.ts';
import { askedId, askedPart, idTerm, termsOf, type Terms } from './terms.ts';

/** What of a group was read, the highest numbers first; `downTo`: how far was looked, 0 when nothing is left. */
export type Group = { numbers: number[]; downTo: number };
/** A group of hits that rank alike, and what is to be marked in them. `read`: its highest numbers; a group that is `endless` is read from below one given. */
export type Stage = { terms: Terms | null; isEndless: boolean; read(most: number, below: number | null): Promise<Group> };

/** Of cases a filter with an index of its own lets through: read, and compared with the words one by one (30 µs each). */
const mostPassing = 2_000;
const mostCompared = 300;
/** Older matches held against a filter (2 µs each): it may let few of them through. */
const mostLookedAt = 5_000;

/** The groups of a search, best first: an id as it was typed or begun; words by where they stand, among the newest cases down to `floor`; what is older; a part of an id or a name. */
export async function stagesOf(db: Db, search: Search, { floor, isTimed }: Pick<Reach, 'floor' | 'isTimed'>): Promise<Stage[]> {
  const { query, asked, tiers, blindTiers, inside, filter } = search;
  const terms = asked === null || asked.each.length === 0 ? null : termsOf(query.words, asked.begun !== null);
  const isHead = inside.some(({ name }) => name === 'head');
  const [id, part] = isHead ? [askedId(query.words), askedPart(query.words)] : [null, null];
  const known = (text: string, find: () => Promise<number[]>): Stage => ({ terms: idTerm(text), isEndless: false, read: async () => readKnown(db, search, await find()) });
  let passed: Promise<Set<number>> | null = null;
  const through = () => (passed ??= readPassed(db, search, floor));
  const words = tiers.map((match, at): Stage => ({
    terms,
    isEndless: false,
    read: async (most) => {
      const group = await readTier(db, search, [match, blindTiers[at] ?? null], floor, filter === undefined ? most : mostRanked);
      const passes = filter === undefined ? null : await through();
      return { numbers: passes === null ? group : group.filter((one) => passes.has(one)), downTo: 0 };
    },
  }));
  const older: Stage = {
    terms,
    isEndless: true,
    // When time ran out on the newest, who asks decides whether to look further.
    read: async (most, below) => (isTimed && below === null ? { numbers: [], downTo: floor } : readOlder(db, search, Math.min(below ?? floor, floor), most)),
  };
  const every = floor === 0 ? words : [...words, older];
  const whole = id === null ? [] : await casesWithId(db, id);
  // Who typed an id whole does not look for longer ones.
  if (id !== null && whole.length > 0) return [known(id, async () => whole), ...every];
  const begun = id === null ? [] : [known(id, () => casesWithIdFrom(db, id))];
  return [...begun, ...every, ...(part === null ? [] : [known(part, () => casesWithPart(db, part))])];
}

async function readKnown(db: Db, { filter }: Search, numbers: readonly number[]): Promise<Group> {
  const passed = filter === undefined ? numbers : await passing(db, and(filter, inArray(disputeCase.number, sql`(select value from json_each(${JSON.stringify(numbers)}))`)) ?? filter, numbers.length);
  return { numbers: [...passed], downTo: 0 };
}

/** Those of the ranked cases that pass the filter: asked once for all groups. */
async function readPassed(db: Db, { all, filter, blind }: Search, floor: number): Promise<Set<number>> {
  const bounds: Bounds = { filter, without: [], from: floor, below: null };
  return new Set(all === null ? [] : [...(await newestOf(db, all, bounds, mostRanked)), ...(filter === undefined ? [] : await passing(db, and(filter, inArray(disputeCase.number, sql`(select value from json_each(${JSON.stringify(blind)}))`)) ?? filter, blind.length))]);
}

async function readTier(db: Db, { blind }: Search, [match, told]: [string, string | null], from: number, most: number): Promise<number[]> {
  const bounds: Bounds = { filter: undefined, without: blind, from, below: null };
  const open = await newestOf(db, match, bounds, most);
  const hidden = told === null ? [] : await amongThese(db, told, bounds, blind);
  return hidden.length === 0 ? open : downwards([...open, ...hidden]);
}

/** What is older than the cases that were ranked: by age alone, as far as time allows, and through a filter that has an index of its own. */
async function readOlder(db: Db, search: Search, below: number, most: number): Promise<Group> {
  const { all, filter, blind } = search;
  if (all === null) return { numbers: [], downTo: 0 };
  const bounds: Bounds = { filter, without: blind, from: 0, below };
  if (filter !== undefined && search.isIndexed) {
    const passed = (await passing(db, and(filter, sql`${disputeCase.number} < ${below}`) ?? filter, mostPassing)).filter((one) => !blind.includes(one));
    if (passed.length < mostPassing) {
      const compared = passed.slice(0, mostCompared);
      const numbers = await amongThese(db, all, { ...bounds, filter: undefined }, compared);
      return { numbers, downTo: passed.length > compared.length ? (compared.at(-1) ?? 0) : 0 };
    }
  }
  if (filter === undefined) {
    const { floor } = await reachOf(db, all, bounds);
    return { numbers: await newestOf(db, all, { ...bounds, from: floor }, most), downTo: floor };
  }
  const looked = await newestOf(db, all, { ...bounds, filter: undefined }, mostLookedAt);
  const through = new Set(await newestOf(db, all, bounds, mostLookedAt, mostLookedAt));
  return { numbers: looked.filter((one) => through.has(one)), downTo: looked.length < mostLookedAt ? 0 : (looked.at(-1) ?? 0) };
}

const downwards = (numbers: readonly number[]): number[] => [...new Set(numbers)].sort((a, b) => b - a);
