import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';

/** A decision that is marked to be set against another one. */
export type Marked = { rulingId: string; reference: string };

/** Up to two decisions marked for comparing, in the order they were marked; kept while the window is open. */
export const useCompareStore = defineStore('compare', () => {
  const marked = shallowRef<Marked[]>([]);
  const pair = computed(() => (marked.value.length === 2 ? ([marked.value[0]!.rulingId, marked.value[1]!.rulingId] as const) : null));
  const isMarked = (rulingId: string): boolean => marked.value.some((one) => one.rulingId === rulingId);

  /** Marks a decision, or lets go of it; a third one takes the place of the first. */
  function toggle(one: Marked): void {
    marked.value = isMarked(one.rulingId) ? marked.value.filter((kept) => kept.rulingId !== one.rulingId) : [...marked.value.slice(-1), one];
  }

  function clear(): void {
    marked.value = [];
  }

  return { marked, pair, isMarked, toggle, clear };
});
