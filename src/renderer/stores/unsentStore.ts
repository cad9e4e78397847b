import { defineStore } from 'pinia';
import { computed, reactive, shallowRef, type WritableComputedRef } from 'vue';

/** Words that were begun and not sent yet, by what they are for: a dialog that is closed or a case that is left gives them back when it comes again. */
export const useUnsentStore = defineStore('unsent', () => {
  const ofPerson = reactive(new Map<string | null, Map<string, string>>());
  const owner = shallowRef<string | null>(null);
  const kept = computed(() => ofPerson.get(owner.value));

  /** The words begun for a purpose, such as a note on a case. Empty ones are forgotten. */
  function wordsOf(purpose: () => string): WritableComputedRef<string> {
    return computed({
      get: () => kept.value?.get(purpose()) ?? '',
      set: (words) => {
        if (words === '') return void kept.value?.delete(purpose());
        if (!kept.value) ofPerson.set(owner.value, new Map());
        kept.value?.set(purpose(), words);
      },
    });
  }

  /** Words of one person are none of the next one's business; whose they are finds them again in this window. */
  function handTo(personId: string | null): void {
    owner.value = personId;
  }

  return { wordsOf, handTo };
});
