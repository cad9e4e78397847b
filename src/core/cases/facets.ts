import { and, inArray, sql, type SQL } from 'drizzle-orm';
import { parseCaseQuery } from '../../contract/caseQuery.ts';
import { facetFields, type CaseScope } from '../../contract/caseViews.ts';
import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import type { Db } from '../db/open.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import type { SignedIn } from '../desk.ts';
import { conditionParts, type ConditionPart } from './conditions.ts';
import { facetsAsked } from './facetsAsked.ts';
import { firstMatching } from './findAlong.ts';
import { sourceOf } from './findFew.ts';
import { facetsOf, queueNamesOf, kindRows, statesOf, tallyOf } from './tally.ts';

/** How many cases there are of each value of each facet: from the tally, or with conditions it does not know over the first cases that meet them. */
export async function countFacets(db: Db, input: ParsedInputOf<'cases.facets'>, by: SignedIn, now: number): Promise<OutputOf<'cases.facets'>> {
  const query = parseCaseQuery(input.query);
  if (query.faults.length > 0) return { facets: facetFields.map((field) => ({ field, values: [] })), total: 0, isExact: true, faults: [...query.faults] };
  const asked = facetsAsked(query);
  const parts = conditionParts(query, by, now).filter((part) => part.facet === undefined);
  const names = await queueNamesOf(db);
  const isTold = parts.length === 0 && input.scope !== 'mine';
  const among = isTold ? null : await casesAmong(db, input.scope, parts, by);
  const rows = await kindRows(db, input.scope, asked, among?.rowIds);
  const passed = rows.filter(({ missed }) => missed === null);
  return { facets: facetsOf(rows, names), total: passed.reduce((sum, row) => sum + row.cases, 0), isExact: among === null || (await among.isAll()), faults: [] };
}

/** The cases of a scope that meet conditions the tally does not know: all when they are few, else the first. */
async function casesAmong(db: Db, scope: CaseScope, parts: ConditionPart[], by: SignedIn): Promise<{ rowIds: SQL; isAll: () => Promise<boolean> }> {
  const asked = { scope, order: { sort: 'age', isDescending: false, after: null }, limit: 1, facets: [], counts: await tallyOf(db, scope, []), parts, total: null } as const;
  const source = await sourceOf(db, asked, by);
  if (source === null) return firstMatching(db, asked);
  const states = statesOf(scope);
  const rowIds = sql`select ${disputeCase}.rowid from ${disputeCase} where ${and(source, states ? inArray(disputeCase.state, [...states]) : undefined, ...parts.map(({ where }) => where))}`;
  return { rowIds, isAll: () => Promise.resolve(true) };
}
