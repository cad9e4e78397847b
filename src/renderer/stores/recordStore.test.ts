import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { nextTick } from 'vue';
import { setBackend, type Backend } from '../backend/backend.ts';
import { useRecordStore } from './recordStore.ts';
import { useSessionStore } from './sessionStore.ts';

const kept = new Map<string, string>();

async function signIn(personId: string): Promise<void> {
  setBackend({ call: () => Promise.resolve({ state: 'open', person: { personId, name: personId, role: 'mediator' }, isLocked: false, mustChange: false }), on: () => () => undefined, onConnection: () => () => undefined } as unknown as Backend);
  setActivePinia(createPinia());
  await useSessionStore().signIn(personId, 'a good passphrase');
}

describe('useRecordStore', () => {
  beforeEach(() => {
    kept.clear();
    vi.stubGlobal('localStorage', { getItem: (name: string) => kept.get(name) ?? null, setItem: (name: string, text: string) => void kept.set(name, text) });
  });
  afterEach(() => vi.unstubAllGlobals());

  it('would show one person what another chose, or forget it with the window', async () => {
    await signIn('dana');
    const danas = useRecordStore();
    danas.choose('parcel');
    danas.choices.kinds = ['message'];
    await nextTick();
    await signIn('iris');
    expect(useRecordStore().choices).toMatchObject({ tab: 'timeline', kinds: [] });
    await signIn('dana');
    expect(useRecordStore().choices).toMatchObject({ tab: 'parcel', kinds: ['message'] });
  });

  it('would lead back to a record that was left by hand long ago, or back and forth for ever', async () => {
    await signIn('dana');
    const records = useRecordStore();
    records.jump({ tab: 'transcript', id: 'm1' }, { tab: 'timeline', id: 'message:m1@5' });
    expect(records.aim).toEqual({ tab: 'transcript', id: 'm1' });
    records.back();
    expect([records.choices.tab, records.aim?.id, records.cameFrom]).toEqual(['timeline', 'message:m1@5', null]);
    records.jump({ tab: 'parcel', id: 'p1' }, { tab: 'timeline', id: null });
    records.choose('notes');
    records.back();
    expect([records.choices.tab, records.cameFrom]).toEqual(['notes', null]);
  });
});
