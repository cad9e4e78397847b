import { and, sql, type SQL } from 'drizzle-orm';
import type { Db } from '../db/open.ts';
import { readPacked } from '../db/packed.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import type { ManyWithWords } from '../search/casesWithWords.ts';
import { rowIdsOf } from './conditions.ts';
import { passedOf } from '../search/candidates.ts';
import { inFacets } from './facetsAsked.ts';
import { isInScope, meets, type Asked, type FoundPage, type Placed, type Total } from './findFew.ts';
import { countAll, countAlong, endsOfWalk, goneOn, looks, stretchesOf, walkAlong, type Key, type Order, type Sieve, type Stretch } from './walk.ts';

/** A page of many cases along the index of its order; it ends early where it has looked at as many as one page may. */
export async function findAlong(db: Db, asked: Asked): Promise<FoundPage> {
  const { order, limit } = asked;
  const seen: Placed[] = [];
  let end = order.after;
  for (const way of waysOf(asked)) {
    const found = await lookAlong(db, { ...order, after: end }, way, limit + 1 - seen.length);
    seen.push(...found.seen);
    end = found.end;
    if (seen.length > limit || end === null) break;
  }
  const page = seen.slice(0, limit);
  const total = asked.total ?? atLeast(await totalOf(db, asked), seen.length);
  const last = seen.length > limit ? (page.at(-1) ?? null) : end;
  return { page, last, total };
}

/** A number that is not exact is no less than what was found. */
function atLeast({ total, isTotalExact }: Total, found: number): Total {
  return { total: isTotalExact ? total : Math.max(total, found), isTotalExact };
}

type Way = { stretches: Stretch[]; sieve: Sieve };

/** How to look for a page: of words that most cases have the first cases are asked in their turn, as many as are likely to hold a page; of others as many as one page may look at, all at once. */
function waysOf(asked: Asked): Way[] {
  const { words, order, limit } = asked;
  const { stretches, sieve } = wayOf(asked, order.sort);
  if (words === null) return [{ stretches, sieve }];
  const through = (most?: number): Way => ({ stretches, sieve: { ...sieve, inWords: (number) => words.has(number, most ?? looks.entries), ...(most !== undefined && { asked: most }) } });
  const likely = Math.ceil((2 * (limit + 1)) / words.share);
  return likely <= Math.min(words.mostInTurn, looks.rows) ? [through(likely), through()] : [through()];
}

/** The stretches of an order in which the cases lie, and what still has to be asked of each. */
function wayOf({ counts, facets, parts }: Asked, sort: Order['sort']): Way {
  const whole = parts.find((part) => part.range?.sort === sort && part.range.isWhole);
  const left = parts.filter((part) => part !== whole);
  const byRow = and(...left.map(({ where }) => where));
  const isFiltered = left.every((part) => part.isInFilter);
  const byIndex = inFacets(facets, { withState: false });
  return { stretches: stretchesOf(sort, counts, whole?.range), sieve: sort === 'reference' ? { byIndex: undefined, byRow: and(byIndex, byRow) } : { byIndex, byRow, isFiltered } };
}

/** The next cases that pass, and the last case looked at where the walk ended before it had found so many; null where it went to the end. */
async function lookAlong(db: Db, order: Order, { stretches, sieve }: Way, wanted: number): Promise<{ seen: Placed[]; end: Key | null }> {
  const ways = stretches.flatMap((one) => goneOn(one, order));
  const found = await readPacked<[rowId: number, key: number, number: number]>(db, sql`row_id, sort_key, number`, walkAlong(ways, order, sieve, wanted));
  const seen = found.map(([rowId, key, number]) => ({ rowId, key, number }));
  if (seen.length === wanted) return { seen, end: null };
  for (const end of endsOfWalk(ways, order, sieve)) {
    const [row] = await db.all<{ sort_key: bigint; number: bigint }>(end);
    if (row) return { seen, end: { key: Number(row.sort_key), number: Number(row.number) } };
  }
  return { seen, end: null };
}

/** Exact where the tally alone tells it; else counted as far as a page looks, along the stretch that a condition is about. Where the largest stretch is too long for that, the others are not counted either: it is no exact number any more. */
async function totalOf(db: Db, asked: Asked): Promise<Total> {
  if (asked.words !== null) return countWithWords(db, asked, asked.words);
  const sort = asked.parts.find((part) => part.range?.isWhole)?.range?.sort ?? asked.order.sort;
  const { stretches, sieve } = wayOf(asked, sort);
  const isAll = !sieve.byIndex && !sieve.byRow && stretches.every((one) => !one.sieve);
  const counts = isAll ? [countAll(stretches)] : stretches.toSorted((a, b) => b.cases - a.cases).map((one) => countAlong(one, { sort, isDescending: false, after: null }, sieve));
  let total = 0;
  for (const some of [counts.slice(0, 1), counts.slice(1)]) {
    if (some.length === 0) continue;
    const found = await readPacked<[looked: number, rows: number, passed: number]>(db, sql`looked, rows, passed`, sql.join(some, sql` union all `));
    total += found.reduce((sum, [, , passed]) => sum + passed, 0);
    if (found.some(([looked, rows]) => looked >= looks.entries || rows >= looks.rows)) return { total: Math.min(total, looks.counted), isTotalExact: false };
  }
  return { total: Math.min(total, looks.counted), isTotalExact: total <= looks.counted };
}

/** Exact where all cases can be asked for the words; else how many of the newest that have them are asked for. */
async function countWithWords(db: Db, asked: Asked, { newest }: ManyWithWords): Promise<Total> {
  const all = allWithWords(asked);
  if (all !== null) {
    const [row] = await db.all<{ cases: bigint }>(sql`select count(*) as cases from (${all})`);
    const total = Number(row?.cases ?? 0);
    return { total: Math.min(total, looks.counted), isTotalExact: total <= looks.counted };
  }
  const { scope, facets, parts } = asked;
  const isAnyOfThem = scope === 'all' && facets.length + parts.length === 0;
  const meeting = isAnyOfThem ? newest : await passedOf(db, sql`${isInScope(scope)} and ${meets({ ...asked, words: null }, 0)}`, newest.slice(0, looks.atLeast));
  return { total: meeting.length, isTotalExact: false };
}

/** A select of `row_id` of all cases with words that very many have; null where there are too many cases to ask all of them. */
function allWithWords(asked: Asked): SQL | null {
  const { order, words } = asked;
  const { stretches, sieve } = wayOf(asked, order.sort);
  const cases = stretches.reduce((sum, one) => sum + one.cases, 0);
  if (words === null || cases >= (sieve.byRow ? looks.rows : looks.entries)) return null;
  return sql`select row_id from (${walkAlong(stretches, { ...order, after: null }, { ...sieve, inWords: (number) => words.has(number, cases) }, looks.entries)})`;
}

/** The first cases that meet the conditions, as a select of row ids; `isAll`: there are no more. */
export function firstMatching(db: Db, asked: Asked): { rowIds: SQL; isAll: () => Promise<boolean> } {
  if (asked.words !== null) {
    const all = allWithWords(asked);
    const those = sql`select few.row_id from (${rowIdsOf(JSON.stringify(asked.words.newest))}) as few cross join ${disputeCase} on ${disputeCase}.rowid = few.row_id where ${isInScope(asked.scope)} and ${meets({ ...asked, words: null }, 0)}`;
    return { rowIds: all ?? those, isAll: () => Promise.resolve(all !== null) };
  }
  const sort = asked.parts.find((part) => part.range?.isWhole)?.range?.sort ?? asked.order.sort;
  const { stretches, sieve } = wayOf(asked, sort);
  const walks = stretches.map((one) => sql`select row_id from (${walkAlong([one], { sort, isDescending: false, after: null }, sieve, looks.rows)})`);
  return { rowIds: sql.join(walks, sql` union all `), isAll: async () => (await totalOf(db, asked)).isTotalExact };
}
