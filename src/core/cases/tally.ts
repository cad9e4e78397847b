import { and, inArray, sql, type SQL } from 'drizzle-orm';
import { facetFields, noValue, type CaseScope, type Facet, type FacetField } from '../../contract/caseViews.ts';
import type { CaseState } from '../../contract/vocabulary.ts';
import type { Db } from '../db/open.ts';
import { caseTally } from '../db/schema/caseTally.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { workQueue } from '../db/schema/workQueue.ts';
import { facetColumn, isFacetWhere } from './facetWhere.ts';
import type { FacetAsked } from './facetsAsked.ts';

/** The states of the cases a scope shows; null: all. Who holds a case is not in the tally. */
export function statesOf(scope: CaseScope): readonly CaseState[] | null {
  if (scope === 'queue') return ['queued', 'in_review'];
  if (scope === 'held') return ['held'];
  if (scope === 'intake') return ['received'];
  return scope === 'mine' ? ['in_review'] : null;
}

function inTally(asked: readonly FacetAsked[], scope: CaseScope): SQL | undefined {
  const states = statesOf(scope);
  return and(
    states ? inArray(caseTally.state, [...states]) : undefined,
    ...asked.map((one) => isFacetWhere(one, caseTally)),
  );
}

/** How many cases of each state the facets asked let through, and how many the scope has in all; exact at any number of cases. */
export async function tallyOf(db: Db, scope: CaseScope, asked: readonly FacetAsked[]): Promise<{ passed: Map<CaseState, number>; inScope: Map<CaseState, number> }> {
  const passes = inTally(asked, 'all') ?? sql`true`;
  const rows = await db
    .select({ state: caseTally.state, all: sql<bigint>`sum(${caseTally.cases})`, passed: sql<bigint | null>`sum(${caseTally.cases}) filter (where ${passes})` })
    .from(caseTally)
    .where(inTally([], scope))
    .groupBy(caseTally.state);
  const of = (pick: (row: (typeof rows)[number]) => bigint | null) => new Map(rows.map((row) => [row.state as CaseState, Number(pick(row) ?? 0)]));
  return { passed: of(({ passed }) => passed), inScope: of(({ all }) => all) };
}

/** A select of the row ids of the cases that the facets let through, kind by kind; for when the tally says that they are few. */
export function kindsOf(scope: CaseScope, asked: readonly FacetAsked[]): SQL {
  const isSame = sql.raw(['reason', 'currency', 'market', 'language', 'queue_id', 'source'].map((name) => `kind_case.${name === 'currency' ? 'amount_currency' : name} is nullif(case_tally.${name}, '')`).join(' and '));
  return sql`select kind_case.rowid from ${caseTally} cross join ${disputeCase} as kind_case indexed by dispute_case_kind on kind_case.state = ${caseTally.state} and ${isSame} where ${inTally(asked, scope) ?? sql`true`}`;
}

/** One kind of cases: the value of each facet, '' for none, and how many there are; `missed`: the one facet whose conditions it does not meet. */
export type KindRow = Record<FacetField, string> & { cases: number; missed: FacetField | null };

/** The kinds that any of the facet counts needs: those that miss the conditions of at most one facet; from the tally, or from the cases `among` selects. */
export async function kindRows(db: Db, scope: CaseScope, asked: readonly FacetAsked[], among?: SQL): Promise<KindRow[]> {
  const over = among ? disputeCase : caseTally;
  const byField = Map.groupBy(asked, ({ field }) => field);
  const misses = [...byField].map(([field, own]) => ({ field, miss: sql`(${and(...own.map((one) => isFacetWhere(one, over)))}) is not true` }));
  const count = misses.length === 0 ? sql`0` : sql.join(misses.map(({ miss }) => sql`(${miss})`), sql` + `);
  const which = misses.length === 0 ? sql`''` : sql`case ${sql.join(misses.map(({ field, miss }) => sql`when ${miss} then ${field}`), sql` `)} else '' end`;
  const values = facetFields.map((field) => sql`coalesce(${facetColumn(field, over)}, '') as ${sql.identifier(field)}`);
  const names = sql.join([...facetFields.map((field) => sql.identifier(field)), sql`cases`, sql`missed`], sql`, `);
  const kinds = among
    ? sql`select ${sql.join(values, sql`, `)}, ${which} as missed, count(*) as cases from ${disputeCase} where ${disputeCase}.rowid in (${among}) and ${count} <= 1 group by 1, 2, 3, 4, 5, 6, 7, 8`
    : sql`select ${sql.join(values, sql`, `)}, ${which} as missed, ${caseTally.cases} as cases from ${caseTally} where ${inTally([], scope) ?? sql`true`} and ${count} <= 1`;
  const [found] = await db.all<{ found: string }>(sql`select json_group_array(json_array(${names})) as found from (${kinds})`);
  const rows = JSON.parse(found?.found ?? '[]') as (string | number)[][];
  return rows.map((row) => ({ ...(Object.fromEntries(facetFields.map((field, at) => [field, row[at]])) as Record<FacetField, string>), cases: Number(row[7]), missed: row[8] === '' ? null : (row[8] as FacetField) }));
}

/** Counts per value of each facet from such rows: a facet's own condition does not count for its own values. */
export function facetsOf(rows: readonly KindRow[], queueNames: ReadonlyMap<string, string>): Facet[] {
  return facetFields.map((field) => {
    const counts = new Map<string, number>();
    for (const row of rows) {
      if (row.missed !== null && row.missed !== field) continue;
      const known = field === 'queue' ? (queueNames.get(row.queue) ?? '') : row[field];
      const value = known === '' ? noValue : known;
      counts.set(value, (counts.get(value) ?? 0) + row.cases);
    }
    return { field, values: [...counts].map(([value, cases]) => ({ value, cases })).sort((a, b) => b.cases - a.cases || (a.value < b.value ? -1 : 1)) };
  });
}

/** Queues by id. */
export async function queueNamesOf(db: Db): Promise<Map<string, string>> {
  const rows = await db.select({ queueId: workQueue.queueId, name: workQueue.name }).from(workQueue);
  return new Map(rows.map(({ queueId, name }) => [queueId, name]));
}
