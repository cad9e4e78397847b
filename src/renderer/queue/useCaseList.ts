import { computed, onScopeDispose, shallowRef, watch, type Ref } from 'vue';
import type { Fault } from '../../contract/reply.ts';
import { useBackend } from '../backend/backend.ts';
import { useRefetch } from '../backend/useRefetch.ts';
import { faultOf } from '../stores/faultOf.ts';
import { rowsOf, staleAt, withPage, type CasePage } from './casePages.ts';
import { listInput, type CaseQuery } from './caseQuery.ts';

const pageSize = 100;
/** Rows from the end at which the next page is fetched. */
const ahead = 40;

/** The cases a query shows, fetched a page at a time and kept fresh where they are looked at. */
export function useCaseList(query: Ref<CaseQuery>) {
  const backend = useBackend();
  const pages = shallowRef<CasePage[]>([]);
  const total = shallowRef(0);
  const totalInScope = shallowRef(0);
  const fault = shallowRef<Fault | null>(null);
  const isLoading = shallowRef(true);
  const rows = computed(() => rowsOf(pages.value));
  const hasMore = computed(() => (pages.value.at(-1)?.nextCursor ?? null) !== null);
  let range = { from: 0, to: 20 };
  /** Raised whenever answers under way no longer count. */
  let epoch = 0;
  let isBusy = false;

  /** Fetches one page; answers to an older query are dropped. */
  async function fetchPage(index: number): Promise<boolean> {
    const mine = epoch;
    const known = pages.value[index];
    const cursor = known ? known.cursor : (pages.value.at(-1)?.nextCursor ?? null);
    try {
      const answer = await backend.call('cases.list', { ...listInput(query.value), cursor, limit: pageSize });
      if (mine !== epoch) return false;
      pages.value = withPage(pages.value, index, answer);
      total.value = answer.total;
      totalInScope.value = answer.totalInScope;
      fault.value = null;
      return true;
    } catch (error) {
      if (mine === epoch) fault.value = faultOf(error);
      return false;
    }
  }

  /** Brings what is on screen up to date and fetches ahead of it, one page after the other. */
  async function catchUp(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    const mine = epoch;
    for (;;) {
      const stale = staleAt(pages.value, range.from, range.to);
      const index = stale !== -1 ? stale : pages.value.length === 0 || (hasMore.value && range.to + ahead >= rows.value.length) ? pages.value.length : -1;
      if (index === -1 || !(await fetchPage(index))) break;
    }
    isBusy = false;
    if (mine !== epoch) return void catchUp();
    isLoading.value = false;
  }

  /** Starts over: another query, or a person who tries again. */
  function reload(): void {
    epoch += 1;
    pages.value = [];
    range = { from: 0, to: 20 };
    isLoading.value = true;
    fault.value = null;
    void catchUp();
  }

  function refresh(): void {
    pages.value = pages.value.map((page) => ({ ...page, isStale: true }));
    void catchUp();
  }

  /** Tells which rows are on screen. */
  function look(from: number, to: number): void {
    range = { from, to };
    if (fault.value === null) void catchUp();
  }

  watch(() => JSON.stringify(listInput(query.value)), reload, { immediate: true });
  useRefetch(refresh, ({ type }) => type === 'queue.changed' || type === 'case.changed', () => fault.value !== null || pages.value.length > 0);
  onScopeDispose(() => (epoch += 1));

  return { rows, total, totalInScope, fault, isLoading, hasMore, look, reload };
}
