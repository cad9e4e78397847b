import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { nextTick } from 'vue';
import { setBackend } from '../backend/backend.ts';
import { createFakeBackend } from '../backend/fake.ts';
import { fakePassphrase } from '../backend/fakePeople.ts';
import { useSessionStore } from './sessionStore.ts';
import { useTeamStore } from './teamStore.ts';

const profile = { role: 'mediator', languages: ['en' as const], skills: ['phones'], isActive: true } as const;

async function asLead() {
  const fake = createFakeBackend({ door: 'real' });
  setBackend(fake);
  setActivePinia(createPinia());
  const session = useSessionStore();
  await session.load();
  await session.signIn('Iris Adler', fakePassphrase);
  const team = useTeamStore();
  await team.load();
  return { fake, session, team };
}

describe('the team', () => {
  beforeEach(() => void vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined }));

  it('would lose the passphrases to hand over, or name one twice after a second reset', async () => {
    const { team } = await asLead();
    const anna = await team.add({ name: 'Anna', role: 'mediator', languages: [], skills: [], passphrase: 'first of all words' });
    await team.resetPassphrase(anna, 'second of all words');
    expect(team.handedOut).toEqual([{ personId: anna.personId, name: 'Anna', passphrase: 'second of all words' }]);
    expect(team.accounts?.filter((one) => one.name === 'Anna')).toHaveLength(1);
  });

  it('would forget an edit that the core refused, or keep one that is saved', async () => {
    const { fake, team } = await asLead();
    team.edits = { 'p-dana': { ...profile, languages: ['en'], skills: 'phones' } };
    fake.failNext('people.change', 'OFFLINE', 'The desk does not answer.');
    await expect(team.change('p-dana', { ...profile, languages: ['en'], skills: ['phones'] })).rejects.toMatchObject({ code: 'OFFLINE' });
    expect(team.edits).toHaveProperty('p-dana');
    await team.change('p-dana', { ...profile, languages: ['en'], skills: ['phones'] });
    expect(team.edits).toEqual({});
    expect(team.accounts?.find((one) => one.personId === 'p-dana')?.skills).toEqual(['phones']);
  });

  it('would ask for one change twice under two ids after a lost answer', async () => {
    const { fake, team } = await asLead();
    const ids: string[] = [];
    const call = fake.call;
    fake.call = (method, input) => {
      if (method === 'people.change') ids.push((input as { requestId: string }).requestId);
      return call(method, input);
    };
    fake.failNext('people.change', 'OFFLINE', 'The desk does not answer.');
    const change = () => team.change('p-dana', { ...profile, languages: ['en'], skills: ['phones'] });
    await change().catch(() => undefined);
    await change();
    expect(new Set(ids).size).toBe(1);
  });

  it('would show passphrases to whoever signs in next', async () => {
    const { session, team } = await asLead();
    await team.add({ name: 'Anna', role: 'mediator', languages: [], skills: [], passphrase: 'first of all words' });
    await session.signOut();
    await nextTick();
    expect([team.handedOut, team.accounts, team.added]).toEqual([[], null, null]);
  });
});
