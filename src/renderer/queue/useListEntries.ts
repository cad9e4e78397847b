import { computed, effectScope, onScopeDispose, shallowRef, watch, type EffectScope, type Ref } from 'vue';
import type { CaseRow } from '../../contract/cases.ts';
import type { OutputOf } from '../../contract/methods.ts';
import { listInput, type CaseQuery } from './caseQuery.ts';
import { passesQuery } from './facetQuery.ts';
import { useCaseList, type ListAsked } from './useCaseList.ts';

type Facets = OutputOf<'cases.facets'>;
/** What stands in one line of a list: a case, a case that is not here yet, or the heading of a group. */
export type ListEntry =
  | { is: 'row'; id: string; row: CaseRow }
  | { is: 'gap'; id: string }
  | { is: 'group'; id: string; value: string; cases: number; isExact: boolean; isOpen: boolean };

type Section = { list: ReturnType<typeof useCaseList>; scope: EffectScope | null };

/** The lines of a list: the cases of a query, or of its groups with a heading each; the rows of a group are fetched when it is opened. */
export function useListEntries(query: Ref<CaseQuery>, facets: Ref<Facets | null>, activeId: () => string | null) {
  const all = useCaseList(computed((): ListAsked | null => (query.value.group === null ? listInput(query.value) : null)), activeId);
  const open = shallowRef(new Map<string, Section>());
  const groups = computed(() => {
    const { group, q } = query.value;
    if (group === null) return null;
    return facets.value?.facets.find(({ field }) => field === group)?.values.filter(({ value }) => passesQuery(q, group, value)) ?? [];
  });
  const firstValue = computed(() => (query.value.group === null ? null : (groups.value?.[0]?.value ?? null)));

  function openGroup(value: string): void {
    const by = query.value.group;
    if (by === null || open.value.has(value)) return;
    const scope = effectScope(true);
    const list = scope.run(() => useCaseList(computed((): ListAsked => ({ ...listInput(query.value), group: { by, value } })), activeId));
    if (list) open.value = new Map(open.value).set(value, { list, scope });
  }
  function close(value: string): void {
    open.value.get(value)?.scope?.stop();
    const left = new Map(open.value);
    left.delete(value);
    open.value = left;
  }
  function closeAll(): void {
    for (const value of [...open.value.keys()]) close(value);
  }
  const toggle = (value: string): void => (open.value.has(value) ? close(value) : openGroup(value));

  watch(() => query.value.group, closeAll);
  // One group alone, or the first of several, is what somebody wants to see.
  watch([() => query.value.group, firstValue], ([group, value], before) => {
    if (group !== null && value !== null && (before?.[0] !== group || open.value.size === 0)) openGroup(value);
  }, { immediate: true });
  onScopeDispose(closeAll);

  const entries = computed((): ListEntry[] => {
    if (groups.value === null) return linesOf('', all.rows.value, all.hasMore.value);
    return groups.value.flatMap(({ value, cases }) => {
      const section = open.value.get(value);
      const head: ListEntry = { is: 'group', id: `group:${value}`, value, cases, isExact: facets.value?.isExact ?? true, isOpen: section !== undefined };
      if (!section) return [head];
      const { rows, hasMore, isLoading } = section.list;
      return [head, ...linesOf(value, rows.value, hasMore.value || (isLoading.value && rows.value.length === 0))];
    });
  });

  /** Tells which lines are on screen. */
  function look(from: number, to: number): void {
    if (groups.value === null) return all.look(from, to);
    let start = 0;
    for (const { value } of groups.value) {
      const list = open.value.get(value)?.list;
      start += 1;
      if (!list) continue;
      const end = start + list.rows.value.length + 1;
      if (from < end && to >= start) list.look(Math.max(0, from - start), to - start);
      start += list.rows.value.length + (list.hasMore.value || (list.isLoading.value && list.rows.value.length === 0) ? 1 : 0);
    }
  }

  return { all, entries, isGrouped: computed(() => groups.value !== null), look, toggle, openGroup, close };
}

function linesOf(of: string, rows: readonly (CaseRow | null)[], hasMore: boolean): ListEntry[] {
  const lines: ListEntry[] = rows.map((row, place) => (row ? { is: 'row', id: row.caseId, row } : { is: 'gap', id: `gap:${of}:${place}` }));
  return hasMore ? [...lines, { is: 'gap', id: `gap:${of}:end` }] : lines;
}
