import { and, inArray, sql, type SQL } from 'drizzle-orm';
import type { CaseScope } from '../../contract/caseViews.ts';
import { literal } from '../db/literal.ts';
import type { Db } from '../db/open.ts';
import { readPacked } from '../db/packed.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import type { SignedIn } from '../desk.ts';
import type { ManyWithWords } from '../search/casesWithWords.ts';
import type { ConditionPart } from './conditions.ts';
import { inFacets, type FacetAsked } from './facetsAsked.ts';
import { statesOf } from './tally.ts';
import { isAfter, keyOf, orderBy, stretchesOf, type ByState, type Key, type Order } from './walk.ts';

export type Total = { total: number; isTotalExact: boolean };
/** What a page is asked for: `kinds` selects the cases that the facets let through, `parts` are the conditions that are no facets, `words` those that very many cases have, `total` what was counted for the first page. */
export type Asked = { scope: CaseScope; order: Order; limit: number; facets: readonly FacetAsked[]; counts: ByState; kinds: () => SQL; parts: readonly ConditionPart[]; words: ManyWithWords | null; total: Total | null };
/** A page, the last case looked at when there are more, and the totals. */
export type FoundPage = { page: Placed[]; last: Key | null; total: Total; inScope?: number };
/** A case of a page: where its row is, and where it stands in the order. */
export type Placed = Key & { rowId: number };

/** What has an index of its own is few up to this: tags, marks and what is unread are so thin that going along an order would pass over nearly all. */
export const mostFew = 1_500;
/** Cases so few that fetching them and putting them in order is less than going along the order among so many: each row read is worth twenty entries passed over. */
const fewAmong = (all: number): number => Math.min(mostFew, Math.max(100, Math.round(1.6 * Math.sqrt(all))));
/** Cases that one person holds are about as many at most. */
const heldByOne = 50;

/** A page of cases of which there are few, by whatever tells them soonest; null when there are many. */
export async function findFew(db: Db, asked: Asked, by: SignedIn): Promise<FoundPage | null> {
  const source = await sourceOf(db, asked, by);
  if (source === null) return null;
  const { order, limit, facets, parts, words } = asked;
  const inScope = sql`from (${source}) as few cross join ${disputeCase} on ${disputeCase}.rowid = few.row_id where ${isInScope(asked.scope)}`;
  const which = sql`${inScope} and ${meets(asked, asked.scope === 'mine' ? heldByOne : mostFew)}`;
  const picked = sql`select few.row_id, ${keyOf(order.sort)} as sort_key, ${disputeCase.number} as number ${which} and ${isAfter(order) ?? sql`true`} order by ${orderBy(order)} limit ${literal(limit + 1)}`;
  const found = await readPacked<[rowId: number, key: number, number: number]>(db, sql`row_id, sort_key, number`, picked);
  const rows = found.map(([rowId, key, number]) => ({ rowId, key, number }));
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? (page.at(-1) ?? null) : null;
  const total = asked.total ?? { total: order.after === null && last === null ? rows.length : await count(db, which), isTotalExact: true };
  return { page, last, total, ...(asked.scope === 'mine' && { inScope: facets.length + parts.length === 0 && words === null ? total.total : await count(db, inScope) }) };
}

/** What is asked beside the scope, as SQL over `dispute_case`, when so many cases are asked. */
export function meets({ facets, parts, words }: Asked, cases: number): SQL {
  return and(inFacets(facets, { withState: true }), ...parts.map(({ where }) => where), words?.has(sql`${disputeCase.number}`, cases)) ?? sql`true`;
}

/** The cases of a scope, as SQL over `dispute_case`; who holds them is the source's to tell. */
export function isInScope(scope: CaseScope): SQL {
  const states = statesOf(scope);
  return states ? inArray(disputeCase.state, [...states]) : sql`true`;
}

/** A select of the row ids of few cases, among them all that are asked for: by who holds them, their kinds in the tally, or the condition that the fewest meet. */
export async function sourceOf(db: Db, { scope, counts, kinds, parts }: Asked, by: SignedIn): Promise<SQL | null> {
  if (scope === 'mine') return sql`select ${disputeCase}.rowid as row_id from ${disputeCase} where ${disputeCase.leasePersonId} is not null and ${disputeCase.leasePersonId} = ${by.personId}`;
  const few = fewAmong(sumOf(counts.inScope));
  if (sumOf(counts.passed) <= few) return kinds();
  for (const part of parts) {
    if (part.known) return part.known;
    const ids = idsOf(part, counts);
    const most = part.few ? mostFew : few;
    if (ids && (await count(db, sql`from (${ids} limit ${literal(most + 1)})`)) <= most) return ids;
  }
  return null;
}

/** A select of the row ids of the cases that meet a condition, by an index. */
function idsOf({ few: own, range }: ConditionPart, counts: ByState): SQL | null {
  if (own) return sql`select its.rowid as row_id from (${own}) as ids cross join ${disputeCase} as its on its.case_id = ids.case_id`;
  if (!range) return null;
  const along = stretchesOf(range.sort, { ...counts, passed: counts.inScope }, range);
  return sql.join(along.map(({ index, which }) => sql`select "dispute_case".rowid as row_id from "dispute_case" indexed by ${sql.raw(index)} where ${which}`), sql` union all `);
}

/** Cases of all states together. */
export function sumOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, one) => total + one, 0);
}

/** How many rows there are of what is known to be few. */
async function count(db: Db, from: SQL): Promise<number> {
  const [found] = await db.all<{ cases: bigint }>(sql`select count(*) as cases ${from}`);
  return Number(found?.cases ?? 0);
}
