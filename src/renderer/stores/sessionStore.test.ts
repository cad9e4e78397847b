import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { setBackend, useBackend } from '../backend/backend.ts';
import { createFakeBackend } from '../backend/fake.ts';
import { fakePassphrase, type FakeDoor } from '../backend/fakePeople.ts';
import { useSessionStore } from './sessionStore.ts';
import { useUnsentStore } from './unsentStore.ts';

async function atTheDoor(door: FakeDoor = 'real') {
  const fake = createFakeBackend({ door });
  const asked: string[] = [];
  const call = fake.call;
  fake.call = (method, input) => {
    asked.push(method);
    return call(method, input);
  };
  setBackend(fake);
  setActivePinia(createPinia());
  const session = useSessionStore();
  await session.load();
  return { fake, session, asked };
}

describe('the session', () => {
  beforeEach(() => void vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined }));

  it('would ask for what nobody may see before anybody signed in', async () => {
    const { session, asked } = await atTheDoor('closed');
    expect([session.isIn, session.door?.state, asked]).toEqual([false, 'closed', ['people.door']]);
    await session.signIn('Dana Okafor', fakePassphrase);
    expect([session.isIn, session.person?.name, session.namesHere]).toEqual([true, 'Dana Okafor', ['Dana Okafor']]);
  });

  it('would let somebody to the screens with a passphrase that somebody else knows', async () => {
    const { session } = await atTheDoor();
    await session.signIn('Omar Benali', fakePassphrase);
    expect([session.mustChange, session.isIn, session.givenWord]).toEqual([true, false, fakePassphrase]);
    await session.changePassphrase(fakePassphrase, 'one of my own choice');
    expect([session.mustChange, session.isIn, session.givenWord]).toEqual([false, true, null]);
  });

  it('would throw away under the lock what was open, or let a wrong passphrase through', async () => {
    const { session } = await atTheDoor();
    await session.signIn('Dana Okafor', fakePassphrase);
    const save = vi.fn(() => Promise.reject(new Error('Not saved.')));
    session.beforeLeaving(save);
    useUnsentStore().wordsOf(() => 'note').value = 'half a note';
    await session.lock();
    expect([save.mock.calls.length, session.isLocked, session.isIn]).toEqual([1, true, true]);
    await expect(session.unlock('not this one')).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
    expect(session.isLocked).toBe(true);
    await session.unlock(fakePassphrase);
    expect([session.isLocked, useUnsentStore().wordsOf(() => 'note').value]).toEqual([false, 'half a note']);
  });

  it('would fail a panel when the core locked the window, or not show the lock at all', async () => {
    const { fake, session } = await atTheDoor();
    await session.signIn('Dana Okafor', fakePassphrase);
    // As another window of the session does, or the core by itself.
    await fake.call('people.lock', {});
    const answer = useBackend().call('settings.get', {});
    await vi.waitFor(() => expect(session.isLocked).toBe(true));
    await session.unlock(fakePassphrase);
    await expect(answer).resolves.toHaveProperty('undoSeconds');
  });

  it('would hand the words and calls of one person to the next', async () => {
    const { session } = await atTheDoor();
    await session.signIn('Dana Okafor', fakePassphrase);
    useUnsentStore().wordsOf(() => 'note').value = 'of Dana';
    await session.lock();
    const answer = useBackend().call('settings.get', {}).catch((error: { code: string }) => error.code);
    await vi.waitFor(() => expect(session.isLocked).toBe(true));
    await session.signOut();
    await session.signIn('Iris Adler', fakePassphrase);
    expect([await answer, useUnsentStore().wordsOf(() => 'note').value, session.isLead]).toEqual(['LOCKED', '', true]);
  });

  it('would lose the recovery code with the page that was to show it, or keep it after', async () => {
    const { session } = await atTheDoor('new');
    await session.setUp('Lena Vogt', 'four words and a half');
    expect([session.person?.role, session.isIn, session.recovery?.cause]).toEqual(['lead', true, 'setUp']);
    const code = session.recovery!.code;
    session.closeRecovery();
    expect(session.recovery).toBeNull();
    await session.signOut();
    await session.recover('lena vogt', code.toLowerCase().replaceAll('-', ' '), 'another one entirely');
    expect([session.isIn, session.recovery?.cause, session.recovery?.code === code]).toEqual([true, 'recovered', false]);
  });

  it('would go on as somebody whose passphrase was reset elsewhere', async () => {
    const { session, fake } = await atTheDoor();
    await session.signIn('Dana Okafor', fakePassphrase);
    await fake.call('people.signOut', {});
    await expect(useBackend().call('settings.get', {})).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
    await vi.waitFor(() => expect(session.person).toBeNull());
  });

  it('would stay open when the core cannot be told, or open again by itself when the core comes back', async () => {
    const { fake, session } = await atTheDoor();
    await session.signIn('Dana Okafor', fakePassphrase);
    fake.setOnline(false);
    await session.lock();
    expect(session.isLocked).toBe(true);
    fake.setOnline(true);
    expect(session.isLocked).toBe(true);
    await vi.waitFor(async () => expect((await fake.call('people.door', {})).isLocked).toBe(true));
    await session.unlock(fakePassphrase);
    expect(session.isLocked).toBe(false);
  });
});
