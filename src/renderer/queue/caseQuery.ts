import type { LocationQuery, LocationQueryRaw } from 'vue-router';
import { CaseScope, CaseSort } from '../../contract/caseViews.ts';
import type { InputOf } from '../../contract/methods.ts';
import { CaseState, Reason } from '../../contract/vocabulary.ts';

/** What a list of cases shows; it lives in the address, so that Back, reload and a link keep it. */
export type CaseQuery = { scope: CaseScope; sort: CaseSort; reason: Reason | null; state: CaseState | null; currency: string | null; words: string };

/** Reads the address; what it cannot hold counts as not said. */
export function readCaseQuery(query: LocationQuery, scope: CaseScope): CaseQuery {
  const one = (name: string): string | undefined => (typeof query[name] === 'string' ? query[name] : undefined);
  return {
    scope: CaseScope.catch(scope).parse(one('scope')),
    sort: CaseSort.catch('priority').parse(one('sort')),
    reason: Reason.nullable().catch(null).parse(one('reason') ?? null),
    state: CaseState.nullable().catch(null).parse(one('state') ?? null),
    currency: /^[A-Z]{3}$/.test(one('currency') ?? '') ? one('currency')! : null,
    words: (one('words') ?? '').slice(0, 200),
  };
}

/** The address of a query; what is as usual is left out. */
export function writeCaseQuery(query: CaseQuery, scope: CaseScope): LocationQueryRaw {
  return {
    ...(query.scope !== scope && { scope: query.scope }),
    ...(query.sort !== 'priority' && { sort: query.sort }),
    ...(query.reason && { reason: query.reason }),
    ...(query.state && { state: query.state }),
    ...(query.currency && { currency: query.currency }),
    ...(query.words && { words: query.words }),
  };
}

/** What `cases.list` is asked, without the page. */
export function listInput(query: CaseQuery): Pick<InputOf<'cases.list'>, 'scope' | 'sort' | 'filter'> {
  return {
    scope: query.scope,
    sort: query.sort,
    filter: {
      ...(query.reason && { reason: query.reason }),
      ...(query.state && { state: query.state }),
      ...(query.currency && { currency: query.currency }),
      ...(query.words.trim() && { words: query.words.trim() }),
    },
  };
}

/** True while the query hides cases of its scope. */
export function isFiltered(query: CaseQuery): boolean {
  return Object.keys(listInput(query).filter ?? {}).length > 0;
}

/** The query without what hides cases. */
export function withoutFilter(query: CaseQuery): CaseQuery {
  return { ...query, reason: null, state: null, currency: null, words: '' };
}
