import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it } from 'vitest';
import { shallowRef } from 'vue';
import { useUnsentStore } from './unsentStore.ts';

describe('words that were begun', () => {
  beforeEach(() => setActivePinia(createPinia()));

  it('would be lost with the case they are for, or stand in the next one', () => {
    const caseId = shallowRef('one');
    const note = useUnsentStore().wordsOf(() => `note ${caseId.value}`);
    note.value = 'half a note';
    caseId.value = 'two';
    expect(note.value).toBe('');
    caseId.value = 'one';
    expect(note.value).toBe('half a note');
  });
  it('would be read by whoever signs in next, or lost for the one who comes back', () => {
    const unsent = useUnsentStore();
    const note = unsent.wordsOf(() => 'note');
    unsent.handTo('dana');
    note.value = 'half a note';
    unsent.handTo('omar');
    expect(note.value).toBe('');
    note.value = 'of Omar';
    unsent.handTo('dana');
    expect(note.value).toBe('half a note');
  });
});
