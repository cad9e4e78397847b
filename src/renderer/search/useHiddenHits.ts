import { onScopeDispose, shallowRef, watch, type Ref } from 'vue';
import { parseCaseQuery } from '../../contract/caseQuery.ts';
import type { SearchFound } from '../../contract/search.ts';
import { useBackend } from '../backend/backend.ts';

/** The words of a query without its filters. */
export function wordsAlone(query: string): string {
  return parseCaseQuery(query).words.map(({ from, to }) => query.slice(from, to)).join(' ');
}

/** Whether the filters of a query that finds nothing are to blame: the cases its words alone have; null while that is not so. */
export function useHiddenHits(found: Ref<SearchFound | null>, foundFor: Ref<string>) {
  const backend = useBackend();
  const hidden = shallowRef<(Pick<SearchFound, 'total' | 'isTotalExact'> & { query: string }) | null>(null);
  let latest = 0;
  watch([found, foundFor], async ([answer, query]) => {
    const mine = (latest += 1);
    hidden.value = null;
    if (!answer || answer.hits.length > 0 || answer.faults.length > 0) return;
    const words = wordsAlone(query);
    if (words === '' || parseCaseQuery(query).conditions.length === 0) return;
    const without = await backend.call('search.find', { query: words, limit: 1 }).catch(() => null);
    if (mine === latest && without && without.total > 0) hidden.value = { total: without.total, isTotalExact: without.isTotalExact, query: words };
  }, { immediate: true });
  onScopeDispose(() => (latest += 1));
  return hidden;
}
