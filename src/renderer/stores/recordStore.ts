import { defineStore } from 'pinia';
import { reactive, ref, shallowRef, watch } from 'vue';
import { firstChoices, readChoices, type RecordChoices, type RecordTab } from './recordChoices.ts';
import { useSessionStore } from './sessionStore.ts';

/** A place among the records: a message, a parcel's scan, an offer, a moment; null for the record as a whole. */
export type RecordPlace = { tab: RecordTab; id: string | null };

/** Which record is shown, what of it, and the jumps between records. The choices are the person's own and stay on this machine. */
export const useRecordStore = defineStore('record', () => {
  const session = useSessionStore();
  const choices = reactive<RecordChoices>(firstChoices());
  /** Where a jump leads; a new object for each jump, so that the same place can be jumped to again. */
  const aim = shallowRef<RecordPlace | null>(null);
  const cameFrom = shallowRef<RecordPlace | null>(null);
  /** Words that brought somebody to the aim; marked there. */
  const found = shallowRef<readonly string[]>([]);
  /** Raised to have the place the address names gone to once more, though the address is the same. */
  const landings = ref(0);
  const storageName = (personId: string): string => `desk.records.${personId}`;

  watch(() => session.person?.personId ?? null, (personId) => {
    Object.assign(choices, personId === null ? firstChoices() : readChoices(localStorage.getItem(storageName(personId))));
  }, { immediate: true, flush: 'sync' });
  watch(choices, () => {
    if (session.person) localStorage.setItem(storageName(session.person.personId), JSON.stringify(choices));
  });

  /** Shows a record chosen by hand; a jump before it is over. */
  function choose(tab: RecordTab): void {
    choices.tab = tab;
    aim.value = null;
    cameFrom.value = null;
    found.value = [];
  }

  /** Jumps to a place; `from` is where `back` leads, `words` are marked there. */
  function jump(to: RecordPlace, from: RecordPlace | null, words: readonly string[] = []): void {
    choices.tab = to.tab;
    cameFrom.value = from;
    found.value = words;
    aim.value = { ...to };
  }

  /** Back to where the last jump began. */
  function back(): void {
    if (cameFrom.value) jump(cameFrom.value, null);
  }

  /** Forgets the jumps of a case that is left. */
  function forget(): void {
    aim.value = null;
    cameFrom.value = null;
    found.value = [];
  }

  /** Goes once more to the place the address names. */
  function landAgain(): void {
    landings.value += 1;
  }

  return { choices, aim, cameFrom, found, landings, choose, jump, back, forget, landAgain };
});
