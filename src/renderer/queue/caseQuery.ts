import type { LocationQuery, LocationQueryRaw } from 'vue-router';
import { parseCaseQuery } from '../../contract/caseQuery.ts';
import { CaseScope, CaseSort, FacetField, usualDirection, type CaseView } from '../../contract/caseViews.ts';
import type { InputOf } from '../../contract/methods.ts';
import { readColumns, writeColumns, type ShownColumn } from './listColumns.ts';

/** What a list of cases shows; it lives in the address, so that Back, reload and a link keep it. */
export type CaseQuery = {
  scope: CaseScope;
  /** In words: contract/caseQuery.ts. */
  q: string;
  /** Null: the usual order, which is the order of serving, or where it is looked for words by what fits best. */
  sort: CaseSort | null;
  isDescending: boolean | null;
  group: FacetField | null;
  /** Null: the usual ones. */
  columns: ShownColumn[] | null;
  /** The view it began with: one that every desk has, or the id of a kept one. */
  view: string | null;
};

/** Reads the address; what it cannot hold counts as not said. */
export function readCaseQuery(query: LocationQuery, scope: CaseScope): CaseQuery {
  const one = (name: string): string | null => (typeof query[name] === 'string' ? query[name] : null);
  const [sort = '', way] = (one('sort') ?? '').split('.');
  const read = CaseSort.safeParse(sort).data ?? null;
  return {
    scope: CaseScope.catch(scope).parse(one('scope')),
    q: (one('q') ?? '').slice(0, 400),
    sort: read,
    isDescending: read !== null && (way === 'asc' || way === 'desc') ? way === 'desc' : null,
    group: FacetField.nullable().catch(null).parse(one('group')),
    columns: readColumns(one('columns')),
    view: one('view')?.slice(0, 60) || null,
  };
}

/** The address of a query; what is as usual is left out. */
export function writeCaseQuery(query: CaseQuery, scope: CaseScope): LocationQueryRaw {
  const way = query.isDescending === null || query.sort === null || query.isDescending === usualDirection[query.sort] ? '' : query.isDescending ? '.desc' : '.asc';
  return {
    ...(query.view && { view: query.view }),
    ...(query.scope !== scope && { scope: query.scope }),
    ...(query.q && { q: query.q }),
    ...(query.sort && { sort: `${query.sort}${way}` }),
    ...(query.group && { group: query.group }),
    ...(query.columns && { columns: writeColumns(query.columns) }),
  };
}

/** The list without anything asked. */
export function plainQuery(scope: CaseScope): CaseQuery {
  return { scope, q: '', sort: null, isDescending: null, group: null, columns: null, view: null };
}

/** What `cases.list` is asked, without the page. */
export function listInput(query: CaseQuery): Pick<InputOf<'cases.list'>, 'scope' | 'query' | 'sort' | 'isDescending'> {
  return { scope: query.scope, query: query.q.trim(), sort: query.sort ?? 'priority', ...(query.isDescending !== null && { isDescending: query.isDescending }) };
}

/** True while the query hides cases of its scope. */
export function isFiltered(query: CaseQuery): boolean {
  return query.q.trim() !== '';
}

/** The query without what hides cases. */
export function withoutFilter(query: CaseQuery): CaseQuery {
  return { ...query, q: '' };
}

/** Words are looked for, and nobody asked for another order than by what fits best. */
export function isBestMatch(query: CaseQuery): boolean {
  return query.sort === null && query.group === null && parseCaseQuery(query.q).words.some(({ isNot }) => !isNot);
}

/** The query of a kept view. */
export function queryOfView(view: CaseView, id: string): CaseQuery {
  return { scope: view.scope, q: view.query, sort: view.sort, isDescending: view.isDescending, group: view.group, columns: view.columns, view: id };
}

/** What is kept of a query as a view. */
export function viewOfQuery(query: CaseQuery, columns: ShownColumn[]): CaseView {
  const sort = query.sort ?? 'priority';
  return { scope: query.scope, query: query.q.trim(), sort, isDescending: query.isDescending ?? usualDirection[sort], group: query.group, columns };
}
