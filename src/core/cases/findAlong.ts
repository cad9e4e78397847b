import { and, sql, type SQL } from 'drizzle-orm';
import type { Db } from '../db/open.ts';
import { readPacked } from '../db/packed.ts';
import { inFacets } from './facetsAsked.ts';
import type { Asked, FoundPage, Total } from './findFew.ts';
import { compareKeys, countAll, countAlong, endsOfWalk, goneOn, looks, mostRows, stretchesOf, walkAlong, type Key, type Order, type Sieve, type Stretch } from './walk.ts';

/** A page of many cases along the index of its order; it ends early where it has looked at as many as one page may. */
export async function findAlong(db: Db, asked: Asked): Promise<FoundPage> {
  const { order, limit } = asked;
  const { stretches, sieve } = wayOf(asked, order.sort);
  const ways = stretches.flatMap((one) => goneOn(one, order));
  const walks = ways.map((way, place) => sql`select * from (${walkAlong(way, place, order, sieve, limit + 1)})`);
  const found = await readPacked<[rowId: number, key: number, number: number, place: number]>(db, sql`row_id, sort_key, number, place`, sql.join(walks, sql` union all `));
  const keys = found.map(([rowId, key, number, place]) => ({ rowId, key, number, place })).sort((a, b) => compareKeys(order, a, b));
  const yields = ways.map((_, place) => keys.reduce((sum, one) => sum + (one.place === place ? 1 : 0), 0));
  const end = await firstEnd(db, ways.filter((way, place) => (yields[place] ?? 0) <= limit && mayEndEarly(way, sieve)), order, sieve);
  // What lies behind the place up to which all were looked at waits for the next page.
  const seen = keys.filter((one) => end === null || compareKeys(order, one, end) <= 0);
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

/** The stretches of an order in which the cases lie, and what still has to be asked of each. */
function wayOf({ counts, facets, parts }: Asked, sort: Order['sort']): Way {
  const whole = parts.find((part) => part.range?.sort === sort && part.range.isWhole);
  const left = parts.filter((part) => part !== whole);
  const byRow = and(...left.filter((part) => !part.isByNumber).map(({ where }) => where));
  const isFiltered = left.every((part) => part.isByNumber || part.isInFilter);
  const byIndex = and(inFacets(facets, { withState: false }), ...left.filter((part) => part.isByNumber).map(({ where }) => where));
  const isCostly = left.some((part) => part.isCostly === true);
  return { stretches: stretchesOf(sort, counts, whole?.range), sieve: sort === 'reference' ? { byIndex: undefined, byRow: and(byIndex, byRow), isCostly } : { byIndex, byRow, isFiltered, isCostly } };
}

function mayEndEarly(way: Stretch, sieve: Sieve): boolean {
  if (!way.sieve && !sieve.byIndex && !sieve.byRow) return false;
  return way.cases >= (sieve.byRow ? mostRows(sieve) : looks.entries);
}

/** The earliest place in the order at which one of the walks stopped looking; null when all were walked to their ends. */
async function firstEnd(db: Db, ways: Stretch[], order: Order, sieve: Sieve): Promise<Key | null> {
  const ends: Key[] = [];
  for (const way of ways) {
    for (const end of endsOfWalk(way, order, sieve)) {
      const [row] = await db.all<{ sort_key: bigint; number: bigint }>(end);
      if (row) ends.push({ key: Number(row.sort_key), number: Number(row.number) });
      if (row) break;
    }
  }
  return ends.sort((a, b) => compareKeys(order, a, b))[0] ?? null;
}

/** Exact where the tally alone tells it; else counted as far as a page looks, along the stretch that a condition is about. Where the largest stretch is too long for that, the others are not counted either: it is no exact number any more. */
async function totalOf(db: Db, asked: Asked): Promise<Total> {
  const sort = asked.parts.find((part) => part.range?.isWhole)?.range?.sort ?? asked.order.sort;
  const { stretches, sieve } = wayOf(asked, sort);
  const isAll = !sieve.byIndex && !sieve.byRow && stretches.every((one) => !one.sieve);
  const counts = isAll ? [countAll(stretches)] : stretches.toSorted((a, b) => b.cases - a.cases).map((one) => countAlong(one, { sort, isDescending: false, after: null }, sieve));
  let total = 0;
  for (const some of [counts.slice(0, 1), counts.slice(1)]) {
    if (some.length === 0) continue;
    const found = await readPacked<[looked: number, rows: number, passed: number]>(db, sql`looked, rows, passed`, sql.join(some, sql` union all `));
    total += found.reduce((sum, [, , passed]) => sum + passed, 0);
    if (found.some(([looked, rows]) => looked >= looks.entries || rows >= mostRows(sieve))) return { total: Math.min(total, looks.counted), isTotalExact: false };
  }
  return { total: Math.min(total, looks.counted), isTotalExact: total <= looks.counted };
}

/** The first cases that meet the conditions, as a select of row ids; `isAll`: there are no more. */
export function firstMatching(db: Db, asked: Asked): { rowIds: SQL; isAll: () => Promise<boolean> } {
  const sort = asked.parts.find((part) => part.range?.isWhole)?.range?.sort ?? asked.order.sort;
  const { stretches, sieve } = wayOf(asked, sort);
  const walks = stretches.map((one) => sql`select row_id from (${walkAlong(one, 0, { sort, isDescending: false, after: null }, sieve, mostRows(sieve))})`);
  return { rowIds: sql.join(walks, sql` union all `), isAll: async () => (await totalOf(db, asked)).isTotalExact };
}
