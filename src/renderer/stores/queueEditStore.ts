import { defineStore } from 'pinia';
import { shallowRef, watch } from 'vue';
import { useSessionStore } from './sessionStore.ts';

/** Queues and weights as somebody is changing them, kept while they look at another screen; whoever signs in next starts anew. `base`: what was stored when it was begun. */
export const useQueueEditStore = defineStore('queueEdit', () => {
  const session = useSessionStore();
  const queues = shallowRef<Readonly<Record<string, { form: unknown; base: string }>>>({});
  const weights = shallowRef<{ form: unknown; setAt: number | null } | null>(null);

  function keep(id: string, form: unknown, base: string): void {
    queues.value = { ...queues.value, [id]: { form, base } };
  }

  function forget(id: string): void {
    const { [id]: _gone, ...rest } = queues.value;
    queues.value = rest;
  }

  watch(() => session.person?.personId, () => {
    queues.value = {};
    weights.value = null;
  });

  return { queues, weights, keep, forget };
});
