import { describe, expect, it } from 'vitest';
import { methods } from '../../contract/methods.ts';
import { createFakeBackend } from './fake.ts';
import { fakePassphrase } from './fakePeople.ts';

const person = { role: 'mediator' as const, languages: ['en' as const], skills: [] as string[] };

describe('the people of the fake', () => {
  it('do not drift from the contract', async () => {
    const fake = createFakeBackend();
    const answers = { 'people.door': await fake.call('people.door', {}), 'people.signIn': await fake.call('people.signIn', { name: 'iris adler', passphrase: fakePassphrase }), 'people.accounts': await fake.call('people.accounts', {}), 'people.list': await fake.call('people.list', {}) };
    for (const [name, answer] of Object.entries(answers)) expect(methods[name as keyof typeof answers].output.safeParse(answer).error?.issues ?? [], name).toEqual([]);
  });
  it('let nobody guess on and on', async () => {
    const fake = createFakeBackend({ door: 'real' });
    const guess = () => fake.call('people.signIn', { name: 'Iris Adler', passphrase: 'a guess' }).catch((error: { code: string; data: unknown }) => error);
    for (const code of ['WRONG_PASSPHRASE', 'WRONG_PASSPHRASE', 'WRONG_PASSPHRASE', 'TOO_MANY_TRIES']) expect(await guess()).toMatchObject({ code });
    expect(await guess()).toMatchObject({ data: { until: expect.any(Number) } });
  });
  it('answer nothing under the lock, nor before a given passphrase is changed', async () => {
    const fake = createFakeBackend({ door: 'real' });
    await fake.call('people.signIn', { name: 'Omar Benali', passphrase: fakePassphrase });
    await expect(fake.call('people.list', {})).rejects.toMatchObject({ code: 'PASSPHRASE_DUE' });
    await fake.call('people.changePassphrase', { passphrase: fakePassphrase, next: 'one of my own' });
    await fake.call('people.lock', {});
    await expect(fake.call('people.list', {})).rejects.toMatchObject({ code: 'LOCKED' });
  });
  it('keep a lead, whatever a lead does', async () => {
    const fake = createFakeBackend({ door: 'real' });
    await fake.call('people.signIn', { name: 'Iris Adler', passphrase: fakePassphrase });
    const requestId = crypto.randomUUID();
    await expect(fake.call('people.change', { requestId, personId: 'p-iris', ...person, isActive: true })).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
    await expect(fake.call('people.add', { name: 'DANA okafor', ...person, passphrase: fakePassphrase })).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});
