import { and, inArray, sql, type SQL } from 'drizzle-orm';
import type { CaseScope } from '../../contract/caseViews.ts';
import type { Db } from '../db/open.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import type { SignedIn } from '../desk.ts';
import type { ConditionPart } from './conditions.ts';
import { inFacets, type FacetAsked } from './facetsAsked.ts';
import { readRows, type Placed } from './listRows.ts';
import { kindsOf, statesOf } from './tally.ts';
import { isAfter, keyOf, orderBy, stretchesOf, type ByState, type Key, type Order } from './walk.ts';

export type Total = { total: number; isTotalExact: boolean };
/** What a page is asked for: `parts` are the conditions that are no facets, `total` what was counted for the first page. */
export type Asked = { scope: CaseScope; order: Order; limit: number; facets: readonly FacetAsked[]; counts: ByState; parts: readonly ConditionPart[]; total: Total | null };
/** A page, the last case looked at when there are more, and the totals. */
export type FoundPage = { page: Placed[]; last: Key | null; total: Total; inScope?: number };

/** Cases so few that they are fetched and put in order. */
const few = 1_500;

/** A page of cases of which there are few, by whatever tells them soonest; null when there are many. */
export async function findFew(db: Db, asked: Asked, by: SignedIn, now: number): Promise<FoundPage | null> {
  const source = await sourceOf(db, asked, by);
  if (source === null) return null;
  const { order, limit, facets, parts } = asked;
  const states = statesOf(asked.scope);
  const inScope = and(states ? inArray(disputeCase.state, [...states]) : undefined, source) ?? source;
  const which = and(inScope, inFacets(facets, { withState: true }), ...parts.map(({ where }) => where)) ?? source;
  const picked = sql`select ${disputeCase}.rowid as row_id, ${keyOf(order.sort)} as sort_key, ${disputeCase.number} as number, 0 as place from ${disputeCase} where ${and(which, isAfter(order))} order by ${orderBy(order)} limit ${sql.raw(String(limit + 1))}`;
  const rows = await readRows(db, picked, by, now);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? (page.at(-1) ?? null) : null;
  const total = asked.total ?? { total: order.after === null && last === null ? rows.length : await count(db, which), isTotalExact: true };
  return { page, last, total, ...(asked.scope === 'mine' && { inScope: facets.length + parts.length === 0 ? total.total : await count(db, inScope) }) };
}

/** What tells the cases: who holds them, their kinds by the tally, or the condition that the fewest meet. */
export async function sourceOf(db: Db, { scope, facets, counts, parts }: Asked, by: SignedIn): Promise<SQL | null> {
  if (scope === 'mine') return sql`${disputeCase.leasePersonId} is not null and ${disputeCase.leasePersonId} = ${by.personId}`;
  const passed = [...counts.passed.values()].reduce((sum, one) => sum + one, 0);
  if (passed <= few) return sql`${disputeCase}.rowid in (${kindsOf(scope, facets)})`;
  for (const part of parts) {
    const ids = idsOf(part, counts);
    if (ids && (await count(db, sql`true`, sql`${ids} limit ${sql.raw(String(few + 1))}`)) <= few) return sql`${disputeCase.caseId} in (${ids})`;
  }
  return null;
}

/** A select of the ids of the cases that meet a condition, by an index. */
function idsOf({ few: own, range }: ConditionPart, counts: ByState): SQL | null {
  if (own) return own;
  if (!range) return null;
  const along = stretchesOf(range.sort, { ...counts, passed: counts.inScope }, range);
  return sql.join(along.map(({ index, which }) => sql`select "dispute_case".case_id from "dispute_case" indexed by ${sql.raw(index)} where ${which}`), sql` union all `);
}

/** How many cases there are of what is known to be few. */
async function count(db: Db, which: SQL, ids?: SQL): Promise<number> {
  const [found] = await db.all<{ cases: bigint }>(ids ? sql`select count(*) as cases from (${ids})` : sql`select count(*) as cases from ${disputeCase} where ${which}`);
  return Number(found?.cases ?? 0);
}
