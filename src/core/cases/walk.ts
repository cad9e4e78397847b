import { and, sql, type SQL } from 'drizzle-orm';
import { usualDirection, type CaseSort } from '../../contract/caseViews.ts';
import type { CaseState } from '../../contract/vocabulary.ts';
import { literal } from '../db/literal.ts';
import { within } from '../db/within.ts';
import type { CaseRange } from './comparedWith.ts';

// Lists are read along indexes that end in what the tally counts, so that a case that does not pass is left without reading its row. They
// begin with the shelf: one for the queue's two states, so that a case that is taken or handed back moves in none of them.

/** Later than any moment, so that cases without a deadline come last. */
export const never = 8_640_000_000_000_000;

const keys: Record<CaseSort, SQL> = {
  priority: sql.raw('"dispute_case"."priority"'),
  due: sql.raw('"dispute_case"."due_at"'),
  amount: sql.raw('"dispute_case"."value"'),
  age: sql.raw('"dispute_case"."received_at"'),
  activity: sql.raw('"dispute_case"."last_activity_at"'),
  reference: sql.raw('"dispute_case"."number"'),
};

/** What a list is ordered by, in which direction, and the last case of the page before. */
export type Order = { sort: CaseSort; isDescending: boolean; after: Key | null };
/** Where a case stands in an order. */
export type Key = { key: number; number: number };
/** A stretch of one index, and how many cases of its states there are at all; `isOfNone`: those without a key, which come after all others. */
export type Stretch = { index: string; which: SQL; cases: number; sieve?: SQL; isOfNone?: true };
/** What passes: `byIndex` is told by the index alone, `byRow` only by the row; `isFiltered`: or by what the index for filters holds, of which six times as much fits into memory; `inWords`: what is asked of its number beside, and of how many cases at most by `asked`. */
export type Sieve = { byIndex: SQL | undefined; byRow: SQL | undefined; isFiltered?: boolean; inWords?: (number: SQL) => SQL; asked?: number };

/**
 * The most entries of an index, and the most rows, that are looked at for one page or in one stretch for a number, and the most cases that are counted beyond
 * what the tally knows; `atLeast`: the most rows for a number that is known beforehand to be no exact one.
 */
export const looks = { entries: 20_000, rows: 2_000, counted: 10_000, atLeast: 500 };

const number = sql.raw('"dispute_case"."number"');
/** What every index of a list holds beside its key. */
const inIndex = sql.raw(['number', 'reason', 'amount_currency', 'market', 'language', 'queue_id', 'source'].map((name) => `"dispute_case"."${name}"`).join(', '));

/** The key a list is ordered by; `never` for a deadline that is none. */
export function keyOf(sort: CaseSort): SQL {
  return sort === 'due' ? sql.raw(`coalesce("dispute_case"."due_at", ${never})`) : keys[sort];
}

/** `order by` of a list; the number breaks ties, lowest first in the usual direction. */
export function orderBy({ sort, isDescending }: Order, key = keyOf(sort)): SQL {
  const way = direction(isDescending);
  if (sort === 'reference') return sql`${number} ${way}`;
  return sql`${key} ${way}, ${number} ${direction(isDescending !== usualDirection[sort])}`;
}

const direction = (isDescending: boolean): SQL => sql.raw(isDescending ? 'desc' : 'asc');

/** Which of two places in an order comes first. */
export function compareKeys({ sort, isDescending }: Order, a: Key, b: Key): number {
  const byKey = isDescending ? b.key - a.key : a.key - b.key;
  if (byKey !== 0) return byKey;
  return isDescending === usualDirection[sort] ? a.number - b.number : b.number - a.number;
}

/** How many cases there are of each state: those that pass, and all. */
export type ByState = { passed: ReadonlyMap<CaseState, number>; inScope: ReadonlyMap<CaseState, number> };

/** The stretches in which cases that pass can lie, in the indexes of the order. */
export function stretchesOf(sort: CaseSort, { passed, inScope }: ByState, range?: CaseRange): Stretch[] {
  const bounds = range && range.sort === sort ? boundsOf(range) : undefined;
  const all = (states: readonly CaseState[]): number => states.reduce((sum, state) => sum + (inScope.get(state) ?? 0), 0);
  const states = [...passed].flatMap(([state, count]) => (count > 0 ? [state] : []));
  if (sort === 'reference') return states.map((state) => ({ index: 'dispute_case_state', cases: all([state]), which: sql.raw(`"dispute_case"."state" = '${state}'`) }));
  const shelf = (name: string, cases: number, sieve?: SQL): Stretch[] => {
    const one = { index: `dispute_case_list_${sort}`, cases, ...(sieve && { sieve }) };
    const which = sql.raw(`"dispute_case"."shelf" = '${name}'`);
    if (sort !== 'due') return [{ ...one, which: and(which, bounds) ?? which }];
    if (bounds) return [{ ...one, which: sql`${which} and ${bounds}` }];
    return [{ ...one, which: sql`${which} and ${keys.due} > ${-1n * BigInt(never)}` }, { ...one, which: sql`${which} and ${keys.due} is null`, isOfNone: true }];
  };
  const open = states.filter(isInQueue);
  const [only] = open.length === 1 && all(openStates) > all(open) ? open : [];
  // Which of the two states a case has is not in these indexes; the few in review are told apart by their numbers.
  const isOnly = only && sql`${number} ${sql.raw(only === 'queued' ? 'not in' : 'in')} (select reviewed.number from dispute_case as reviewed indexed by dispute_case_state where reviewed.state = 'in_review')`;
  return [...(open.length > 0 ? shelf('open', all(openStates), isOnly) : []), ...states.filter((state) => !isInQueue(state)).flatMap((state) => shelf(state, all([state])))];
}

const openStates = ['queued', 'in_review'] as const satisfies CaseState[];
const isInQueue = (state: CaseState): boolean => state === 'queued' || state === 'in_review';

function boundsOf({ sort, from, below }: CaseRange): SQL {
  return within(keys[sort], from, below);
}

/** A stretch from where the page before ended: the rest of the same key, then what lies beyond; each is found by a seek. */
export function goneOn(stretch: Stretch, { sort, isDescending, after }: Order): Stretch[] {
  if (after === null) return [stretch];
  const beyond = sql.raw(isDescending ? '<' : '>');
  if (sort === 'reference') return [{ ...stretch, which: sql`${stretch.which} and ${number} ${beyond} ${BigInt(after.number)}` }];
  const nextOnes = sql`${number} ${sql.raw(isDescending === usualDirection[sort] ? '>' : '<')} ${BigInt(after.number)}`;
  if (stretch.isOfNone) {
    if (after.key === never) return [{ ...stretch, which: sql`${stretch.which} and ${nextOnes}` }];
    return isDescending ? [] : [stretch];
  }
  return [
    { ...stretch, which: sql`${stretch.which} and ${keys[sort]} = ${BigInt(after.key)} and ${nextOnes}` },
    { ...stretch, which: sql`${stretch.which} and ${keys[sort]} ${beyond} ${BigInt(after.key)}` },
  ];
}

/** True for cases after the end of the page before, where no index is walked along. */
export function isAfter({ sort, isDescending, after }: Order): SQL | undefined {
  if (after === null) return undefined;
  const [key, beyond] = [keyOf(sort), sql.raw(isDescending ? '<' : '>')];
  if (sort === 'reference') return sql`${number} ${beyond} ${BigInt(after.number)}`;
  const nextOnes = sql.raw(isDescending === usualDirection[sort] ? '>' : '<');
  return sql`(${key} ${beyond} ${BigInt(after.key)} or (${key} = ${BigInt(after.key)} and ${number} ${nextOnes} ${BigInt(after.number)}))`;
}

/** A select of `row_id`, `sort_key` and `number` of the first cases of all stretches that pass, in order: they are read side by side, each no further than it takes. */
export function walkAlong(ways: readonly Stretch[], order: Order, sieve: Sieve, limit: number): SQL {
  const { byRow, inWords } = sieve;
  const passes = and(byRow, inWords?.(sql.raw('passing.number')));
  const most = literal(limit);
  if (!passes) return sql`${passingOf(ways, order, sieve)} limit ${most}`;
  return sql`select passing.row_id, passing.sort_key, passing.number from (${passingOf(ways, order, sieve)}${mostAsked(sieve)}) as passing ${byRow ? itsRow(sieve) : sql``} where ${passes} limit ${most}`;
}

/** The entries of stretches in one order, as many as one page may look at. */
function lookedAt(ways: readonly Stretch[], order: Order): SQL {
  const [keyed, none] = [ways.filter(({ isOfNone }) => !isOfNone), ways.filter(({ isOfNone }) => isOfNone)];
  // Those without a key would be sorted for it: so they follow, or come before, and are not read where the others are enough.
  const parts = (order.isDescending ? [none, keyed] : [keyed, none]).filter((some) => some.length > 0).map((some) => sideBySide(some, order));
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  return sql`${sql.join(parts.map((part) => sql`select * from (${part})`), sql` union all `)} limit ${literal(looks.entries)}`;
}

/** Stretches that all have a key, or all have none. */
function sideBySide(ways: readonly Stretch[], order: Order): SQL {
  const { sort, isDescending } = order;
  const isOfNone = ways.some((one) => one.isOfNone);
  const held = sort === 'reference' ? number : inIndex;
  const entries = ways.map(({ index, which, sieve }) => sql`select "dispute_case".rowid as row_id, ${isOfNone ? literal(never) : keys[sort]} as sort_key, ${held} from "dispute_case" indexed by ${sql.raw(index)} where ${and(which, sieve) ?? which}`);
  const byKey = sort === 'reference' || isOfNone ? sql`` : sql`sort_key ${direction(isDescending)}, `;
  const byNumber = sort === 'reference' ? isDescending : isDescending !== usualDirection[sort];
  return sql`${sql.join(entries, sql` union all `)} order by ${byKey}number ${direction(byNumber)} limit ${literal(looks.entries)}`;
}

/** Those of them that pass by the index. */
function passingOf(ways: readonly Stretch[], order: Order, { byIndex }: Sieve): SQL {
  return sql`select row_id, sort_key, number from (${lookedAt(ways, order)}) as "dispute_case" where ${byIndex ?? sql`true`}`;
}

/** How many of those are asked what the index does not tell. */
function mostAsked({ byRow, asked }: Sieve): SQL {
  const most = asked ?? (byRow ? looks.rows : null);
  return most === null ? sql`` : sql` limit ${literal(most)}`;
}

/** Selects of the last case looked at, when a walk ended by what it may look at; the first that finds one says it. */
export function endsOfWalk(ways: readonly Stretch[], order: Order, sieve: Sieve): SQL[] {
  const cases = ways.reduce((sum, one) => sum + one.cases, 0);
  const asked = sieve.asked ?? (sieve.byRow ? looks.rows : looks.entries);
  const byAsked = sql`select sort_key, number from (${passingOf(ways, order, sieve)}) limit 1 offset ${literal(asked - 1)}`;
  const byEntries = sql`select sort_key, number from (${lookedAt(ways, order)}) limit 1 offset ${literal(looks.entries - 1)}`;
  return [...(asked < looks.entries && cases >= asked ? [byAsked] : []), ...(cases >= looks.entries ? [byEntries] : [])];
}

/** How many cases of a stretch pass, of how many looked at (`looked`: by entries, `rows`: by row). */
export function countAlong(stretch: Stretch, order: Order, sieve: Sieve): SQL {
  const { byIndex, byRow } = sieve;
  if (!byRow) {
    const passes = and(stretch.sieve, byIndex) ?? sql`true`;
    const looked = sql`select ${inIndex} from "dispute_case" indexed by ${sql.raw(stretch.index)} where ${stretch.which} limit ${literal(looks.entries)}`;
    return sql`select count(*) as looked, 0 as rows, count(*) filter (where ${passes}) as passed from (${looked}) as "dispute_case"`;
  }
  const most = literal(stretch.cases < looks.entries ? looks.rows : looks.atLeast);
  return sql`select ${literal(stretch.cases)} as looked, count(*) as rows, count(*) filter (where ${byRow}) as passed from (${passingOf([stretch], order, sieve)} limit ${most}) as passing ${itsRow(sieve)}`;
}

function itsRow({ isFiltered }: Sieve): SQL {
  return sql.raw(isFiltered ? 'cross join "dispute_case" indexed by dispute_case_filter on "dispute_case"."number" = passing.number' : 'cross join "dispute_case" on "dispute_case".rowid = passing.row_id');
}

/** How many cases there are in stretches of which all pass, or one more than are counted. */
export function countAll(stretches: readonly Stretch[]): SQL {
  const all = stretches.map(({ index, which }) => sql`select 1 from "dispute_case" indexed by ${sql.raw(index)} where ${which}`);
  const counted = sql`select count(*) from (${sql.join(all, sql` union all `)} limit ${literal(looks.counted + 1)})`;
  return sql`select 0 as looked, 0 as rows, (${counted}) as passed`;
}
