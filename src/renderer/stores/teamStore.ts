import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import type { Account, Language } from '../../contract/people.ts';
import type { Fault } from '../../contract/reply.ts';
import type { Role } from '../../contract/vocabulary.ts';
import { useBackend } from '../backend/backend.ts';
import { useRefetch } from '../backend/useRefetch.ts';
import { faultOf } from './faultOf.ts';
import { useSessionStore } from './sessionStore.ts';

/** What a form holds about a person: skills parted by commas. */
type Form = { role: Role; languages: Language[]; skills: string; isActive: boolean };
/** Somebody who is being added. */
export type NewPerson = Omit<Form, 'isActive'> & { name: string; passphrase: string };
/** A passphrase that was handed to somebody; kept in this window alone, until it is put away. */
export type HandedOut = { personId: string; name: string; passphrase: string };

/** The accounts of the desk for those who keep them, and what was begun on them: edits outlive the page, as drafts do. */
export const useTeamStore = defineStore('team', () => {
  const backend = useBackend();
  const session = useSessionStore();
  const accounts = shallowRef<Account[] | null>(null);
  const fault = shallowRef<Fault | null>(null);
  /** Unsaved changes by person. */
  const edits = ref<Record<string, Form>>({});
  const added = ref<NewPerson | null>(null);
  const handedOut = shallowRef<HandedOut[]>([]);

  async function load(): Promise<void> {
    try {
      accounts.value = await backend.call('people.accounts', {});
      fault.value = null;
    } catch (error) {
      fault.value = faultOf(error);
    }
  }

  function take(account: Account): void {
    accounts.value = [...(accounts.value ?? []).filter((one) => one.personId !== account.personId), account];
  }

  const handOut = (one: HandedOut): void => void (handedOut.value = [one, ...handedOut.value.filter((other) => other.personId !== one.personId)]);

  /** Adds somebody; they change the passphrase at their first sign-in. Throws what the core says. */
  async function add(input: { name: string; role: Role; languages: Language[]; skills: string[]; passphrase: string }): Promise<Account> {
    const account = await backend.call('people.add', input);
    take(account);
    handOut({ personId: account.personId, name: account.name, passphrase: input.passphrase });
    return account;
  }

  /** A retry after a lost answer carries the same id. */
  const attempts = new Map<string, string>();
  async function change(personId: string, profile: { role: Role; languages: Language[]; skills: string[]; isActive: boolean }): Promise<void> {
    const content = JSON.stringify([personId, profile]);
    const requestId = attempts.get(content) ?? crypto.randomUUID();
    attempts.set(content, requestId);
    take(await backend.call('people.change', { requestId, personId, ...profile }));
    attempts.delete(content);
    forgetEdit(personId);
  }

  async function resetPassphrase(account: Account, passphrase: string): Promise<void> {
    take(await backend.call('people.resetPassphrase', { personId: account.personId, passphrase }));
    handOut({ personId: account.personId, name: account.name, passphrase });
  }

  function forgetEdit(personId: string): void {
    const { [personId]: _done, ...rest } = edits.value;
    edits.value = rest;
  }

  const putAway = (): void => void (handedOut.value = []);

  // None of it is the next person's business.
  watch(() => session.person?.personId, () => {
    accounts.value = null;
    fault.value = null;
    edits.value = {};
    added.value = null;
    putAway();
  });
  useRefetch(load, ({ type }) => type === 'people.changed' && accounts.value !== null && session.isLead, () => accounts.value !== null && session.isLead);

  return { accounts: computed(() => accounts.value), fault, edits, added, handedOut, load, add, change, resetPassphrase, forgetEdit, putAway };
});
