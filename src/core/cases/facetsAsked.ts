import { and, sql, type SQL } from 'drizzle-orm';
import type { CaseQuery } from '../../contract/caseQuery.ts';
import { FacetField, type CaseGroup } from '../../contract/caseViews.ts';
import { facetWhere } from './facetWhere.ts';

/** Values asked of a facet, or ruled out. */
export type FacetAsked = { field: FacetField; values: readonly string[]; isNot: boolean };

/** What a query, and the group of a list, ask of the facets. */
export function facetsAsked(query: CaseQuery, group?: CaseGroup): FacetAsked[] {
  const asked = query.conditions.flatMap((one) => {
    const field = FacetField.safeParse(one.field);
    return field.success && 'values' in one ? [{ field: field.data, values: one.values, isNot: one.isNot }] : [];
  });
  return group ? [...asked, { field: group.by, values: [group.value], isNot: false }] : asked;
}

/** The same over `dispute_case`, without the state where a stretch of an index says that. */
export function inFacets(asked: readonly FacetAsked[], { withState }: { withState: boolean }): SQL | undefined {
  const parts = asked.filter(({ field }) => withState || field !== 'state');
  return and(...parts.map(({ field, values, isNot }) => (isNot ? sql`(${facetWhere(field, values)}) is not true` : facetWhere(field, values))));
}
