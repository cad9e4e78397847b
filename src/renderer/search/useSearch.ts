import { onScopeDispose, shallowRef, watch, type Ref } from 'vue';
import type { Fault } from '../../contract/reply.ts';
import type { SearchFound } from '../../contract/search.ts';
import { useBackend } from '../backend/backend.ts';
import { useRefetch } from '../backend/useRefetch.ts';
import { faultOf } from '../stores/faultOf.ts';
import { useSlowly } from '../ui/useSlowly.ts';

/** Ms until a search that another one of this person took the place of is asked for again. */
const againMs = 150;
/** Ms after which cases that could not be searched yet are looked for again. */
const catchUpMs = 2_000;

type Searching = {
  /** Hits of one answer. */
  limit: number;
  /** Ms to wait before a query is sent off. */
  pauseMs?: (query: string) => number;
  /** What is known from before, to be looked at until the answer is there. */
  before?: { query: string; found: SearchFound } | null;
};

/** Looks for a query's cases: the newest query wins, answers to older ones are dropped, and what was found last stays until the next is there. Nothing is asked for an empty query. */
export function useSearch(query: Ref<string>, { limit, pauseMs = () => 0, before = null }: Searching) {
  const backend = useBackend();
  const found = shallowRef<SearchFound | null>(before?.query === query.value ? before.found : null);
  /** The query of what is found. */
  const foundFor = shallowRef(found.value ? query.value : '');
  const fault = shallowRef<Fault | null>(null);
  const isSearching = shallowRef(false);
  const isSlow = useSlowly(isSearching);
  const isFetchingMore = shallowRef(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latest = 0;

  async function ask(text: string): Promise<void> {
    const mine = (latest += 1);
    try {
      const answer = await backend.call('search.find', { query: text, limit });
      if (mine !== latest) return;
      if (answer.isReplaced) {
        timer = setTimeout(() => void ask(text), againMs);
        return;
      }
      found.value = answer;
      foundFor.value = text;
      fault.value = null;
      if (answer.isCatchingUp) timer = setTimeout(() => void ask(text), catchUpMs);
    } catch (error) {
      if (mine !== latest) return;
      fault.value = faultOf(error);
    }
    isSearching.value = false;
    isFetchingMore.value = false;
  }

  function search(text: string): void {
    clearTimeout(timer);
    latest += 1;
    isFetchingMore.value = false;
    isSearching.value = text !== '' && foundFor.value !== text;
    if (text === '') {
      found.value = null;
      foundFor.value = '';
      fault.value = null;
      return;
    }
    const pause = pauseMs(text);
    if (pause === 0) void ask(text);
    else timer = setTimeout(() => void ask(text), pause);
  }

  /** Looks again, for what has changed or what was cut off. More that was fetched stays, in its old order. */
  function refresh(): void {
    if (query.value.trim() === '' || isSearching.value || (found.value?.hits.length ?? 0) > limit) return;
    clearTimeout(timer);
    void ask(query.value.trim());
  }
  function retry(): void {
    fault.value = null;
    search(query.value.trim());
    isSearching.value = query.value.trim() !== '';
  }

  /** Fetches the hits after the last one. */
  async function fetchMore(): Promise<void> {
    const known = found.value;
    if (!known?.nextBefore || isFetchingMore.value || isSearching.value) return;
    isFetchingMore.value = true;
    const mine = latest;
    try {
      const answer = await backend.call('search.find', { query: foundFor.value, limit, before: known.nextBefore });
      if (mine !== latest || answer.isReplaced) return;
      const isKnown = new Set(known.hits.map((hit) => hit.caseId));
      found.value = { ...known, hits: [...known.hits, ...answer.hits.filter((hit) => !isKnown.has(hit.caseId))], nextBefore: answer.nextBefore };
    } catch (error) {
      if (mine === latest) fault.value = faultOf(error);
    } finally {
      if (mine === latest) isFetchingMore.value = false;
    }
  }

  watch(() => query.value.trim(), search, { immediate: true });
  // What is on screen is kept as it is now; a busy desk would else have every list searched again three times a second.
  useRefetch(refresh, (event) => event.type === 'case.changed' && found.value?.hits.some(({ caseId }) => caseId === event.caseId) === true, () => fault.value !== null);
  onScopeDispose(() => {
    clearTimeout(timer);
    latest += 1;
  });

  return { found, foundFor, fault, isSearching, isSlow, isFetchingMore, refresh, retry, fetchMore };
}
