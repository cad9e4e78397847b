import { shallowRef, watch } from 'vue';
import type { Ref } from 'vue';
import type { Fault } from '../../contract/reply.ts';
import type { DecisionFilter, RulingSummary } from '../../contract/rulings.ts';
import { useBackend } from '../backend/backend.ts';
import { useRefetch } from '../backend/useRefetch.ts';
import { faultOf } from '../stores/faultOf.ts';

const pageSize = 100;

/** Decisions that pass a filter, newest first, a page at a time; a change elsewhere is offered, not forced upon the reader. */
export function useDecisions(filter: Ref<DecisionFilter>) {
  const backend = useBackend();
  const rows = shallowRef<RulingSummary[]>([]);
  const total = shallowRef<number | null>(null);
  /** There are more than `total`. */
  const isMore = shallowRef(false);
  const nextCursor = shallowRef<string | null>(null);
  const fault = shallowRef<Fault | null>(null);
  const isLoading = shallowRef(false);
  const hasNews = shallowRef(false);
  let turn = 0;

  async function fetchPage(cursor: string | null): Promise<void> {
    const mine = ++turn;
    isLoading.value = true;
    try {
      const answer = await backend.call('rulings.list', { filter: filter.value, cursor, limit: pageSize });
      if (mine !== turn) return;
      rows.value = cursor === null ? answer.rows : [...rows.value, ...answer.rows];
      total.value = answer.total;
      isMore.value = answer.isMore;
      nextCursor.value = answer.nextCursor;
      fault.value = null;
      if (cursor === null) hasNews.value = false;
    } catch (error) {
      if (mine === turn) fault.value = faultOf(error);
    } finally {
      if (mine === turn) isLoading.value = false;
    }
  }

  const load = () => fetchPage(null);
  async function loadMore(): Promise<void> {
    if (!isLoading.value && nextCursor.value !== null && !fault.value) await fetchPage(nextCursor.value);
  }

  watch(() => JSON.stringify(filter.value), () => void load(), { immediate: true });
  // A short list is simply fetched again; a long one that is being read keeps its place.
  useRefetch(() => (rows.value.length < pageSize ? load() : (hasNews.value = true)), ({ type }) => type === 'ruling.changed');

  return { rows, total, isMore, nextCursor, fault, isLoading, hasNews, load, loadMore };
}
