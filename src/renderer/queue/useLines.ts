import { computed, shallowRef, type Ref } from 'vue';
import type { OutputOf } from '../../contract/methods.ts';
import { isFiltered, type CaseQuery } from './caseQuery.ts';
import { useListEntries, type ListEntry } from './useListEntries.ts';
import { useRovingRows } from './useRovingRows.ts';

/** What the lines of a list come from; `kept`: a line whose page is not let go of, besides the one with the focus. */
type Of = {
  query: Ref<CaseQuery>;
  facets: Ref<OutputOf<'cases.facets'> | null>;
  scroller: Ref<HTMLElement | null>;
  rowPx: number;
  sizeOf?: (line: ListEntry) => number;
  kept?: () => string | null;
};

/** The lines of a list of cases, in groups or not, and the keys that move in it: a group is opened and closed by the arrows to its sides. */
export function useLines({ query, facets, scroller, rowPx, sizeOf, kept }: Of) {
  /** The line with the focus, told to the list so that its page stays. */
  const focused = shallowRef<string | null>(null);
  const { all, entries, isGrouped, look, toggle, openGroup, close } = useListEntries(query, facets, () => focused.value ?? kept?.() ?? null);
  const { virtual, items, active, activeId, moveBy } = useRovingRows({ lines: entries, rowPx, ...(sizeOf && { sizeOf }), scroller, look });
  const isLoading = computed(() => (isGrouped.value ? facets.value === null : all.isLoading.value));
  const rows = computed(() => entries.value.map((line) => (line.is === 'row' ? line.row : null)));
  const count = computed(() => (isGrouped.value ? { total: facets.value?.total ?? 0, isTotalExact: facets.value?.isExact ?? true } : all.total.value));
  const hidden = computed(() => (isFiltered(query.value) ? all.total.value.totalInScope : 0));
  const finds = computed(() => ({ scope: query.value.scope, query: query.value.q.trim(), total: count.value.total, isExact: count.value.isTotalExact }));

  function press(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const line = entries.value[active.value];
    if (line?.is === 'group' && (event.key === 'ArrowRight' || event.key === 'ArrowLeft')) {
      if (event.key === 'ArrowRight') openGroup(line.value);
      else close(line.value);
      event.preventDefault();
    } else if (moveBy(event.key)) event.preventDefault();
  }
  function focusOn(index: number): void {
    active.value = index;
    focused.value = activeId.value;
  }
  /** Onto the line the keyboard was at; the way down from the field. */
  function focus(): void {
    moveBy('Home');
  }

  return { all, entries, isGrouped, rows, count, hidden, finds, isLoading, toggle, virtual, items, active, moveBy, press, focusOn, focus };
}
