import type { Db } from '../db/open.ts';
import type { Search } from './ask.ts';
import { afterNewest, amongThese, downwards, mostRanked, newestBelow, newestOf, passedOf, passingBelow, passingFew, type Reach, type Walked } from './candidates.ts';
import { casesWithId, casesWithIdFrom, casesWithPart } from './ids.ts';
import type { Match } from './match.ts';
import { askedId, askedPart, idTerm, termsOf, type Terms } from './terms.ts';
import type { Budget } from './walkDown.ts';

/** A group of hits that rank alike, and what is to be marked in them. `read`: its highest numbers; a group that is `endless` is read from below one given. */
export type Stage = { terms: Terms | null; isEndless: boolean; read(most: number, below: number | null): Promise<Walked> };
/** The cases that are ranked: the newest matches, and how far down they reach. */
type Ranked = Pick<Reach, 'numbers' | 'floor' | 'isTimed'>;

/** Of cases a filter with an index of its own lets through: read, and compared with the words. */
const mostPassing = 2_000;
const mostCompared = 300;
/** Older matches held against a filter at once (2 µs each). */
const mostLookedAt = 5_000;

/** The groups of a search, best first: an id as it was typed or begun; words by where they stand, among the newest cases down to `floor`; what is older; a part of an id or a name. */
export async function stagesOf(db: Db, search: Search, ranked: Ranked, budget: Budget): Promise<Stage[]> {
  const { query, asked, tiers, blindTiers, inside, filter } = search;
  if (search.isOfRows) return [{ terms: null, isEndless: true, read: (most, below) => readRows(db, search, below, most, budget) }];
  const terms = asked === null || asked.each.length === 0 ? null : termsOf(query.words, asked.begun !== null);
  const isHead = inside.some(({ name }) => name === 'head');
  const [id, part] = isHead ? [askedId(query.words), askedPart(query.words)] : [null, null];
  const known = (text: string, find: () => Promise<number[]>): Stage => ({ terms: idTerm(text), isEndless: false, read: async () => ({ numbers: filter === undefined ? await find() : await passedOf(db, filter, await find()), downTo: 0 }) });
  let passed: Promise<Set<number>> | null = null;
  const through = (one: Search['filter'] & object) => (passed ??= passedOf(db, one, [...ranked.numbers, ...search.blind]).then((numbers) => new Set(numbers)));
  const words = tiers.map((match, at): Stage => ({
    terms,
    isEndless: false,
    read: async (most) => {
      const passes = filter === undefined ? null : await through(filter);
      const group = passes?.size === 0 ? [] : await readTier(db, search, ranked, [match, blindTiers[at] ?? null], passes === null ? most : mostRanked);
      return { numbers: passes === null ? group : group.filter((one) => passes.has(one)), downTo: 0 };
    },
  }));
  const older: Stage = {
    terms,
    isEndless: true,
    // When time ran out on the newest, who asks decides whether to look further.
    read: async (most, below) => (ranked.isTimed && below === null ? { numbers: [], downTo: ranked.floor } : readOlder(db, search, Math.min(below ?? ranked.floor, ranked.floor), most, budget)),
  };
  const every = ranked.floor === 0 ? words : [...words, older];
  const holding = (text: string): Stage => ({ terms: idTerm(text), isEndless: true, read: (most, below) => readParts(db, search, ranked, text, below, most, budget) });
  const whole = id === null ? [] : await casesWithId(db, id);
  // Who typed an id whole does not look for longer ones.
  if (id !== null && whole.length > 0) return [known(id, async () => whole), ...every];
  const begun = id === null ? [] : [known(id, () => casesWithIdFrom(db, id))];
  return [...begun, ...every, ...(part === null ? [] : [holding(part)])];
}

/** Cases with a part of an id or a name, but for those that the groups of the words show, on this page or one before. */
async function readParts(db: Db, { all, filter }: Search, { floor }: Ranked, part: string, below: number | null, most: number, budget: Budget): Promise<Walked> {
  const { numbers, downTo } = await casesWithPart(db, part, below ?? (await afterNewest(db)), most, budget);
  const shown = all === null || floor === 0 ? [] : await amongThese(db, all, numbers.filter((one) => one < floor));
  const left = numbers.filter((one) => !shown.includes(one));
  return { numbers: filter === undefined ? left : await passedOf(db, filter, left), downTo };
}

async function readTier(db: Db, { index, all, blind }: Search, { numbers, floor }: Ranked, [match, told]: [Match, Match | null], most: number): Promise<number[]> {
  const isAll = match.text === all?.text;
  const [newest, oldest] = [numbers[0], numbers.at(-1)];
  // One alone needs no groups: it is in the last, which holds all.
  const isNone = newest === undefined || oldest === undefined || (numbers.length === 1 && !isAll);
  const within = isNone ? [] : isAll ? numbers.slice(0, most) : await newestOf(index, match, { from: oldest, below: newest + 1 }, most);
  const hidden = told === null ? [] : await amongThese(db, told, blind.filter((one) => one >= floor));
  return hidden.length === 0 ? within : downwards([...within, ...hidden]);
}

/** What is older than the cases that were ranked: by age alone, as far as time allows, and through a filter that has an index of its own. */
async function readOlder(db: Db, search: Search, below: number, most: number, budget: Budget): Promise<Walked> {
  const { index, all, filter, blind } = search;
  if (all === null) return { numbers: [], downTo: 0 };
  if (filter === undefined) return newestBelow(index, all, below, most, budget);
  const passed = await passingFew(db, filter, search.few, mostPassing);
  if (passed !== null) {
    const left = passed.filter((one) => one < below && !blind.includes(one));
    const compared = left.slice(0, mostCompared);
    return { numbers: await amongThese(db, all, compared), downTo: left.length > mostCompared ? (compared.at(-1) ?? 0) : 0 };
  }
  const numbers: number[] = [];
  let downTo = below;
  do {
    const looked = await newestBelow(index, all, downTo, mostLookedAt, budget);
    numbers.push(...(await passedOf(db, filter, looked.numbers)));
    downTo = looked.downTo;
  } while (downTo > 0 && numbers.length < most && budget.left() > 0);
  return { numbers, downTo };
}

/** The cases that pass a filter, whatever their words: a query of filters alone is a list by number. */
async function readRows(db: Db, { filter, few }: Search, below: number | null, most: number, budget: Budget): Promise<Walked> {
  if (filter === undefined) return { numbers: [], downTo: 0 };
  const start = below ?? (await afterNewest(db));
  const passed = await passingFew(db, filter, few, mostPassing);
  return passed === null ? passingBelow(db, filter, start, most, budget) : { numbers: passed.filter((one) => one < start), downTo: 0 };
}
