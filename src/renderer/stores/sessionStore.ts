import { defineStore } from 'pinia';
import { computed, onScopeDispose, shallowRef } from 'vue';
import type { Door, Person } from '../../contract/people.ts';
import { useBackend, useGate } from '../backend/backend.ts';
import { keepFor } from '../ui/kept.ts';
import { useAheadStore } from './aheadStore.ts';
import { useUnsentStore } from './unsentStore.ts';

/** Why a recovery code is shown. */
export type RecoveryCause = 'setUp' | 'recovered' | 'asked';

/** Who is signed in to this window, and how the door to the desk stands. */
export const useSessionStore = defineStore('session', () => {
  const backend = useBackend();
  const gate = useGate();
  const door = shallowRef<Door | null>(null);
  const person = shallowRef<Person | null>(null);
  /** Whom a choice can name; fetched once somebody is in. */
  const known = shallowRef<Person[]>([]);
  /** The person who has been in since they signed in here: what they opened stays while the window is locked. */
  const enteredAs = shallowRef<string | null>(null);
  /** Told once, and only in this window, until the person says that it is written down. */
  const recovery = shallowRef<{ code: string; cause: RecoveryCause } | null>(null);
  /** Names that signed in here since the window was opened; kept nowhere else. */
  const namesHere = shallowRef<string[]>([]);
  /** What somebody just signed in with, for as long as they have to choose another: asked twice it would only be in the way. */
  const givenWord = shallowRef<string | null>(null);

  const isLead = computed(() => person.value?.role === 'lead' || person.value?.role === 'admin');
  const canRule = computed(() => person.value?.role === 'mediator' || person.value?.role === 'lead');
  /** Locked here, and the core could not be told yet: it must not open by a word of the core that does not know. */
  const isUntold = shallowRef(false);
  const isLocked = computed(() => (door.value?.isLocked === true || isUntold.value) && person.value !== null);
  const mustChange = computed(() => door.value?.mustChange === true && person.value !== null);
  /** True while the screens of the desk are there, be it under the lock. */
  const isIn = computed(() => person.value !== null && !mustChange.value && enteredAs.value === person.value.personId);

  function take(next: Door): void {
    const who = next.person;
    // First, so that the screens come up with the person's own keys, look and sizes.
    keepFor(who?.personId ?? null);
    if (who?.personId !== person.value?.personId) {
      useAheadStore().forget();
      useUnsentStore().handTo(who?.personId ?? null);
      gate.leave();
      isUntold.value = false;
      known.value = [];
    }
    door.value = next;
    person.value = who;
    if (who === null || !next.mustChange) givenWord.value = null;
    if (who === null) enteredAs.value = null;
    else if (!isLocked.value && !next.mustChange) {
      const isNew = enteredAs.value !== who.personId;
      enteredAs.value = who.personId;
      gate.open();
      if (isNew) {
        namesHere.value = [who.name, ...namesHere.value.filter((name) => name !== who.name)].slice(0, 6);
        void loadKnown();
      }
    }
  }

  /** Asks how the door stands and who is in. */
  async function load(): Promise<void> {
    take(await backend.call('people.door', {}));
  }

  async function loadKnown(): Promise<void> {
    const all = await backend.call('people.list', {}).catch(() => null);
    if (all) known.value = all;
  }

  async function signIn(name: string, passphrase: string): Promise<void> {
    await backend.call('people.signIn', { name, passphrase });
    givenWord.value = passphrase;
    await load();
  }

  const leaving = new Set<() => Promise<unknown>>();
  /** Has something saved before the window is locked or left; the answer stops it. */
  function beforeLeaving(save: () => Promise<unknown>): () => void {
    leaving.add(save);
    return () => void leaving.delete(save);
  }

  /** What cannot be saved stays in the window; a failed save holds nobody at the desk. */
  async function saveAll(): Promise<void> {
    await Promise.allSettled([...leaving].map((save) => save()));
  }

  /** Locks the window at once, also when the core does not answer: what is open stays beneath, and what can be saved is saved first. */
  async function lock(): Promise<void> {
    if (!isIn.value || isLocked.value) return;
    isUntold.value = true;
    await saveAll();
    await tellLock();
  }

  async function tellLock(): Promise<void> {
    try {
      await backend.call('people.lock', {});
    } catch (error) {
      // Locked by another window, or nobody is in any more: the door says which.
      if ((error as { code?: unknown }).code === 'OFFLINE') return;
    }
    await load().catch(() => undefined);
    if (door.value?.isLocked) isUntold.value = false;
  }

  async function unlock(passphrase: string): Promise<void> {
    await backend.call('people.unlock', { passphrase });
    isUntold.value = false;
    await load();
  }

  async function signOut(): Promise<void> {
    if (!isLocked.value) await saveAll();
    await backend.call('people.signOut', {});
    await load();
  }

  /** A database that nothing encrypts has nothing to open, and no code. */
  function showCode(code: string, cause: RecoveryCause): void {
    if (code !== '') recovery.value = { code, cause };
  }

  /** Makes the first lead, who is then signed in. */
  async function setUp(name: string, passphrase: string): Promise<void> {
    const { recoveryCode } = await backend.call('people.setUp', { name, passphrase });
    showCode(recoveryCode, 'setUp');
    await load();
  }

  async function recover(name: string, recoveryCode: string, passphrase: string): Promise<void> {
    const answer = await backend.call('people.recover', { name, recoveryCode, passphrase });
    showCode(answer.recoveryCode, 'recovered');
    await load();
  }

  async function newRecoveryCode(passphrase: string): Promise<void> {
    const { recoveryCode } = await backend.call('people.newRecoveryCode', { passphrase });
    showCode(recoveryCode, 'asked');
  }

  /** The code is written down: it is forgotten here. */
  function closeRecovery(): void {
    recovery.value = null;
  }

  async function changePassphrase(passphrase: string, next: string): Promise<void> {
    await backend.call('people.changePassphrase', { passphrase, next });
    await load();
  }

  const reload = (): void => void load().catch(() => undefined);
  const stops = [
    // Asked and not believed: the answer to a call made before the unlock may come after it.
    gate.onShut((code) => {
      if (person.value === null || (code === 'LOCKED' && isLocked.value) || (code === 'PASSPHRASE_DUE' && mustChange.value)) return;
      reload();
    }),
    backend.on(({ type }) => {
      if (person.value === null || isLocked.value || (type !== 'people.changed' && type !== 'settings.changed')) return;
      reload();
      if (type === 'people.changed') void loadKnown();
    }),
    // A core that was started again knows nobody, and may be closed.
    backend.onConnection((isBack) => {
      if (isBack && door.value !== null) void (isUntold.value ? tellLock() : reload());
    }),
  ];
  onScopeDispose(() => stops.forEach((stop) => stop()));

  return {
    door, person, known, recovery, namesHere, givenWord, isLead, canRule, isLocked, mustChange, isIn,
    load, signIn, signOut, lock, unlock, setUp, recover, newRecoveryCode, closeRecovery, changePassphrase, beforeLeaving,
  };
});
