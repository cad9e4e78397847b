import { defineStore } from 'pinia';
import { computed, reactive, type WritableComputedRef } from 'vue';

/** Words that were begun and not sent yet, by what they are for: a dialog that is closed or a case that is left gives them back when it comes again. */
export const useUnsentStore = defineStore('unsent', () => {
  const kept = reactive(new Map<string, string>());

  /** The words begun for a purpose, such as a note on a case. Empty ones are forgotten. */
  function wordsOf(purpose: () => string): WritableComputedRef<string> {
    return computed({
      get: () => kept.get(purpose()) ?? '',
      set: (words) => void (words === '' ? kept.delete(purpose()) : kept.set(purpose(), words)),
    });
  }

  /** Forgets everything: words of one person are none of the next one's business. */
  function forget(): void {
    kept.clear();
  }

  return { wordsOf, forget };
});
