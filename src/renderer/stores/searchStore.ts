import { defineStore } from 'pinia';
import { shallowRef, watch } from 'vue';
import type { SearchFound } from '../../contract/search.ts';
import { keptFor } from '../ui/kept.ts';

/** What was found last, so that Back from a case leads to the same results and the same row; gone with the person. */
export const useSearchStore = defineStore('search', () => {
  const last = shallowRef<{ query: string; found: SearchFound } | null>(null);
  /** The case that was opened from the results; its row has the focus when they are looked at again. */
  const openedId = shallowRef<string | null>(null);

  function keep(query: string, found: SearchFound): void {
    last.value = { query, found };
  }
  function forget(): void {
    last.value = null;
    openedId.value = null;
  }
  watch(keptFor, forget, { flush: 'sync' });

  return { last, openedId, keep, forget };
});
