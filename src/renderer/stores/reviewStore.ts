import { defineStore } from 'pinia';
import { computed, shallowRef, watch } from 'vue';
import type { OutputOf } from '../../contract/methods.ts';
import { useBackend } from '../backend/backend.ts';
import { useRefetch } from '../backend/useRefetch.ts';
import { useSessionStore } from './sessionStore.ts';

const none: OutputOf<'reviews.waiting'> = { toAnswer: 0, toSettle: 0, toReview: 0, toRate: 0 };

/** How many reviews and ratings wait for the person, for marks in the rail and on the views. */
export const useReviewStore = defineStore('review', () => {
  const backend = useBackend();
  const session = useSessionStore();
  const waiting = shallowRef(none);
  const isAsked = computed(() => session.person !== null && session.person.role !== 'triage');

  async function load(): Promise<void> {
    if (!isAsked.value) return;
    try {
      waiting.value = await backend.call('reviews.waiting', {});
    } catch {
      // Marks only: the views themselves say what is wrong.
      waiting.value = none;
    }
  }

  watch(() => session.person?.personId, () => {
    waiting.value = none;
    void load();
  }, { immediate: true });
  useRefetch(load, ({ type }) => type === 'reviews.changed', () => isAsked.value);

  /** What waits on one's own day, and among the audits, in words; empty when there is nothing. */
  const words = computed(() => ({
    'my-day': say([[waiting.value.toAnswer, 'review to answer', 'reviews to answer'], [waiting.value.toRate, 'round to rate', 'rounds to rate']]),
    audit: say([[waiting.value.toReview, 'review to do', 'reviews to do'], [waiting.value.toSettle, 'dispute to settle', 'disputes to settle']]),
  }));

  return { waiting, words, load };
});

function say(parts: readonly [count: number, one: string, more: string][]): string {
  return parts.flatMap(([count, one, more]) => (count === 0 ? [] : `${count} ${count === 1 ? one : more}`)).join(', ');
}
