import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { Person } from '../../contract/people.ts';
import type { Role } from '../../contract/vocabulary.ts';
import { useBackend } from '../backend/backend.ts';
import { keepFor } from '../ui/kept.ts';
import { useAheadStore } from './aheadStore.ts';
import { useUnsentStore } from './unsentStore.ts';

/** Who is signed in to this window. */
export const useSessionStore = defineStore('session', () => {
  const backend = useBackend();
  const person = shallowRef<Person | null>(null);
  const known = shallowRef<Person[]>([]);
  const isLead = computed(() => person.value?.role === 'lead' || person.value?.role === 'admin');
  const canRule = computed(() => person.value?.role === 'mediator' || person.value?.role === 'lead');

  function take(who: Person | null): void {
    // First, so that the screens come up with the person's own keys, look and sizes.
    keepFor(who?.personId ?? null);
    if (who?.personId !== person.value?.personId) {
      useAheadStore().forget();
      useUnsentStore().forget();
    }
    person.value = who;
  }

  /** Asks who is signed in and who was before. */
  async function load(): Promise<void> {
    const [who, all] = await Promise.all([backend.call('people.current', {}), backend.call('people.list', {})]);
    known.value = all;
    take(who);
  }

  async function signIn(name: string, role: Exclude<Role, 'admin'>): Promise<void> {
    take(await backend.call('people.signIn', { name, role }));
  }

  async function signOut(): Promise<void> {
    await backend.call('people.signOut', {});
    take(null);
    known.value = await backend.call('people.list', {});
  }

  return { person, known, isLead, canRule, load, signIn, signOut };
});
