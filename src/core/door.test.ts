import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openApp } from './app.ts';
import { lena, openDoorDesk, session, type DoorDesk } from './door.testing.ts';
import { loadKeyFile } from './keyFile.ts';
import { ensurePerson } from './people/ensurePerson.ts';
import { newRing, readRing, withRecovery, withWrap, writeRing } from './people/keyRing.ts';
import { newRecoveryCode, sayRecoveryCode } from './people/recoveryCode.ts';
import { drawOut } from './people/stretch.ts';

let desk: DoorDesk;
beforeEach(async () => {
  desk = await openDoorDesk();
});
afterEach(() => desk.remove());

describe('a new data folder', () => {
  it('would take anybody but its first lead in, or leave the key of its data open', async () => {
    await desk.start();
    expect(await desk.ask('people.door', {})).toMatchObject({ state: 'new', isOlder: false, sample: null });
    await expect(desk.ask('people.signIn', lena)).rejects.toThrow('NOT_ALLOWED_NOW');
    await expect(desk.ask('cases.list', { scope: 'all' })).rejects.toThrow('LOCKED');
    const caller = session();
    const { recoveryCode } = await desk.ask('people.setUp', lena, caller);
    expect(recoveryCode).toMatch(/^([0-9A-Z]{4}-){7}[0-9A-Z]{4}$/);
    expect(await desk.ask('people.door', {}, caller)).toMatchObject({ state: 'open', person: { name: 'Lena Vogt', role: 'lead' }, mustChange: false });
    await expect(desk.ask('people.setUp', { name: 'Eve', passphrase: 'known to Eve alone' })).rejects.toThrow('NOT_ALLOWED_NOW');
    expect(await desk.files()).not.toContain('key');
  });

  it('would be lost when the power went between its ring and its first lead', async () => {
    const key = new Uint8Array(32).fill(5);
    writeRing(desk.path, withWrap(newRing(), lena.name, await drawOut(lena.passphrase), key));
    await desk.start();
    expect(await desk.ask('people.door', {})).toMatchObject({ state: 'closed' });
    expect(await desk.ask('people.signIn', lena)).toMatchObject({ role: 'lead' });
    expect(readRing(desk.path)).toMatchObject({ isBeingMade: false, people: [{}] });
  });
});

describe('a closed desk', () => {
  beforeEach(async () => {
    await desk.start();
    const caller = session();
    await desk.ask('people.setUp', lena, caller);
    await desk.ask('people.add', { name: 'Dana', role: 'mediator', languages: ['de'], skills: [], passphrase: 'given by Lena' }, caller);
    await desk.shut();
    await desk.start();
  });

  it('would answer somebody, take files or hear the marketplace before it is opened', async () => {
    expect(await desk.ask('people.door', {})).toMatchObject({ state: 'closed', person: null });
    for (const method of ['people.list', 'desk.status', 'audit.verify', 'people.touch', 'desk.fillDemo'] as const) await expect(desk.ask(method, {})).rejects.toThrow('LOCKED');
    await expect(desk.ask('people.explode' as 'people.list', {})).rejects.toThrow('UNKNOWN_METHOD');
    await expect(desk.ask('people.signIn', { ...lena, role: 'lead' } as typeof lena)).rejects.toThrow('BAD_INPUT');
    expect(await desk.core()?.openFile({ kind: 'export', caseId: 'x', caller: session() })).toMatchObject({ ok: false, error: { code: 'LOCKED' } });
    expect(await desk.core()?.receive(randomUUID(), 'a.json', new Blob(['x']).stream() as ReadableStream<Uint8Array>, session())).toMatchObject({ ok: false, error: { code: 'LOCKED' } });
    await expect(desk.core()?.admit(['/etc/passwd'])).rejects.toThrow('Nobody has opened');
    expect(await desk.core()?.hear({ id: '1', timestamp: '1', signature: 'v1,x', body: '{}' })).toBe('failed');
    expect(existsSync(desk.within('incoming'))).toBe(false);
  });

  it('would open for a wrong passphrase or a stranger, or say which of both it was', async () => {
    for (const wrong of [{ ...lena, passphrase: 'known to Dana' }, { name: 'Eve', passphrase: lena.passphrase }]) {
      await expect(desk.ask('people.signIn', wrong)).rejects.toThrow('people.signIn: WRONG_PASSPHRASE The name or the passphrase is not right.');
    }
    expect(await desk.ask('people.door', {})).toMatchObject({ state: 'closed' });
    expect(await desk.ask('people.signIn', { name: ' lena  VOGT', passphrase: lena.passphrase })).toMatchObject({ name: 'Lena Vogt' });
    expect((await desk.ask('audit.verify', {}, await desk.signedIn())).firstBroken).toBeNull();
  });

  it('would open for nobody but leads, or let somebody work with a passphrase that was given', async () => {
    const caller = session();
    expect(await desk.ask('people.signIn', { name: 'Dana', passphrase: 'given by Lena' }, caller)).toMatchObject({ role: 'mediator' });
    await expect(desk.ask('people.list', {}, caller)).rejects.toThrow('PASSPHRASE_DUE');
    await desk.ask('people.changePassphrase', { passphrase: 'given by Lena', next: 'known to Dana alone' }, caller);
    expect(await desk.ask('people.list', {}, caller)).toHaveLength(2);
    await desk.shut();
    await desk.start();
    await expect(desk.ask('people.signIn', { name: 'Dana', passphrase: 'given by Lena' })).rejects.toThrow('WRONG_PASSPHRASE');
    expect(await desk.ask('people.signIn', { name: 'Dana', passphrase: 'known to Dana alone' })).toMatchObject({ name: 'Dana' });
  });

  it('would open by a passphrase of before, which a crash between ring and database left in the ring', async () => {
    await desk.ask('people.signIn', lena);
    await desk.shut();
    const before = readRing(desk.path);
    await desk.start();
    const caller = session();
    await desk.ask('people.signIn', lena, caller);
    await desk.ask('people.changePassphrase', { passphrase: lena.passphrase, next: 'known to Lena alone too' }, caller);
    const after = readRing(desk.path);
    await desk.shut();
    if (!before || !after) throw new Error('There is a ring.');
    writeRing(desk.path, { ...after, people: [...after.people, ...before.people.filter(({ salt }) => !after.people.some((wrap) => wrap.salt === salt))] });
    await desk.start();
    await expect(desk.ask('people.signIn', lena)).rejects.toThrow('WRONG_PASSPHRASE');
    expect(await desk.ask('people.door', {})).toMatchObject({ state: 'closed' });
    await desk.ask('people.signIn', { ...lena, passphrase: 'known to Lena alone too' });
    expect(readRing(desk.path)?.people).toHaveLength(after.people.length);
  });

  it('would open for an account that was closed, or keep it in once it is', async () => {
    const [lead, dana] = [session(), session()];
    await desk.ask('people.signIn', lena, lead);
    const account = await desk.ask('people.signIn', { name: 'Dana', passphrase: 'given by Lena' }, dana);
    const change = { personId: account.personId, role: 'mediator' as const, languages: [], skills: [] };
    await desk.ask('people.change', { requestId: randomUUID(), ...change, isActive: false }, lead);
    expect(await desk.ask('people.door', {}, dana)).toMatchObject({ person: null });
    await expect(desk.ask('people.signIn', { name: 'Dana', passphrase: 'given by Lena' })).rejects.toThrow('WRONG_PASSPHRASE');
    expect(readRing(desk.path)?.people).toHaveLength(1);
    await desk.ask('people.change', { requestId: randomUUID(), ...change, isActive: true }, lead);
    await desk.ask('people.signIn', { name: 'Dana', passphrase: 'given by Lena' });
    expect(readRing(desk.path)?.people).toHaveLength(2);
  });

  it('would be lost with the passphrase of its lead, or open twice by one recovery code', async () => {
    const caller = session();
    await desk.ask('people.signIn', lena, caller);
    const { recoveryCode } = await desk.ask('people.newRecoveryCode', { passphrase: lena.passphrase }, caller);
    await desk.shut();
    await desk.start();
    const next = 'written down this time';
    await expect(desk.ask('people.recover', { name: 'Dana', recoveryCode, passphrase: next })).rejects.toThrow('WRONG_PASSPHRASE');
    await expect(desk.ask('people.recover', { name: lena.name, recoveryCode: '0'.repeat(32), passphrase: next })).rejects.toThrow('WRONG_PASSPHRASE');
    const again = await desk.ask('people.recover', { name: lena.name, recoveryCode: recoveryCode.toLowerCase(), passphrase: next });
    expect(again.recoveryCode).not.toBe(recoveryCode);
    await expect(desk.ask('people.signIn', lena)).rejects.toThrow('WRONG_PASSPHRASE');
    await expect(desk.ask('people.recover', { name: lena.name, recoveryCode, passphrase: next })).rejects.toThrow('WRONG_PASSPHRASE');
    expect(await desk.ask('people.signIn', { name: lena.name, passphrase: next })).toMatchObject({ role: 'lead' });
    expect((await desk.ask('audit.verify', {}, await desk.signedIn(next))).firstBroken).toBeNull();
  });

  it('would take in who puts the ring of a folder of their own beside it, or two by one recovery code', async () => {
    const { recoveryCode } = await desk.ask('people.newRecoveryCode', { passphrase: lena.passphrase }, await desk.signedIn());
    const ring = readRing(desk.path) ?? newRing();
    const code = newRecoveryCode();
    writeRing(desk.path, withRecovery(newRing(), code, new Uint8Array(32).fill(6)));
    await expect(desk.ask('people.recover', { name: lena.name, recoveryCode: sayRecoveryCode(code), passphrase: 'known to Eve alone' })).rejects.toThrow('WRONG_PASSPHRASE');
    expect(readRing(desk.path)?.people).toEqual([]);
    writeRing(desk.path, ring);
    const both = await Promise.allSettled([1, 2].map((who) => desk.ask('people.recover', { name: lena.name, recoveryCode, passphrase: `known to ${who} alone` })));
    expect(both).toMatchObject([{ status: 'fulfilled' }, { status: 'rejected' }]);
  });

  it('would be lost for good when its ring was taken away while it was open', async () => {
    await desk.signedIn();
    await rm(desk.within('key-ring.json'));
    expect((await desk.ask('people.newRecoveryCode', { passphrase: lena.passphrase }, await desk.signedIn())).recoveryCode).toHaveLength(39);
    await desk.shut();
    await desk.start();
    expect(await desk.ask('people.signIn', lena)).toMatchObject({ role: 'lead' });
  });

  it('would be taken for one whose passphrases are all wrong, when its database is gone', async () => {
    const { recoveryCode } = await desk.ask('people.newRecoveryCode', { passphrase: lena.passphrase }, await desk.signedIn());
    await desk.shut();
    for (const name of await desk.files()) if (name.startsWith('desk.db')) await rm(desk.within(name), { force: true });
    await desk.start();
    await expect(desk.ask('people.recover', { name: lena.name, recoveryCode, passphrase: 'written down this time' })).rejects.toThrow('NOT_FOUND');
    await expect(desk.ask('people.signIn', lena)).rejects.toThrow('NOT_FOUND');
  });

  it('would forget at a restart how many wrong passphrases came', async () => {
    for (let at = 0; at < 5; at += 1) await expect(desk.ask('people.signIn', { ...lena, passphrase: 'wrong' })).rejects.toThrow('WRONG_PASSPHRASE');
    await desk.shut();
    await desk.start();
    const refused = await desk.core()?.handle('people.signIn', lena, session());
    expect(refused).toMatchObject({ ok: false, error: { code: 'TOO_MANY_TRIES', data: { until: expect.any(Number) as number } } });
  });
});

describe('a data folder from before there were accounts', () => {
  it('would not open as before, or keep its key open once it has a lead', async () => {
    const key = loadKeyFile(desk.path);
    const old = await openApp({ dataDir: desk.path, key, mode: 'write', holder: 'a test of before' });
    await old.desk.write((tx) => ensurePerson(tx, 'Lena Vogt', 'lead'));
    await old.desk.write((tx) => ensurePerson(tx, 'Dana', 'mediator'));
    await old.core.close();
    await desk.start();
    expect(await desk.ask('people.door', {})).toMatchObject({ state: 'new', isOlder: true });
    const caller = session();
    await desk.ask('people.setUp', lena, caller);
    const accounts = await desk.ask('people.accounts', {}, caller);
    expect(accounts).toMatchObject([{ name: 'Dana', passphrase: 'none' }, { name: 'Lena Vogt', role: 'lead', passphrase: 'own' }]);
    await expect(desk.ask('people.add', { name: 'dana', role: 'triage', languages: [], skills: [], passphrase: 'given by Lena' }, caller)).rejects.toThrow('CONFLICT');
    expect(await desk.ask('people.resetPassphrase', { personId: accounts[0]?.personId ?? '', passphrase: 'given by Lena' }, caller)).toMatchObject({ passphrase: 'given' });
    expect((await desk.files()).filter((name) => name.startsWith('key'))).toEqual(['key-ring.json']);
    await desk.shut();
    await desk.start();
    expect(await desk.ask('people.door', {})).toMatchObject({ state: 'closed' });
    expect(await desk.ask('people.signIn', { name: 'Dana', passphrase: 'given by Lena' })).toMatchObject({ role: 'mediator' });
  });

  it('would have its lost database made anew under its ring', async () => {
    await desk.start();
    await desk.ask('people.setUp', lena);
    await desk.shut();
    for (const name of await desk.files()) if (name.startsWith('desk.db')) await rm(desk.within(name), { force: true });
    await desk.start();
    await expect(desk.ask('people.signIn', lena)).rejects.toThrow('NOT_FOUND');
    expect(await desk.files()).not.toContain('desk.db');
  });
});

it('a passphrase or a recovery code would lie somewhere in the data folder', async () => {
  await desk.start();
  const { recoveryCode } = await desk.ask('people.setUp', lena);
  await expect(desk.ask('people.signIn', { ...lena, passphrase: 'a slip of the finger' })).rejects.toThrow('WRONG');
  await desk.shut();
  await writeFile(desk.within('probe'), lena.passphrase);
  const found: string[] = [];
  for (const name of await desk.files()) {
    const bytes = await readFile(desk.within(name)).catch(() => Buffer.alloc(0));
    for (const word of [lena.passphrase, lena.name, recoveryCode, recoveryCode.replaceAll('-', ''), 'a slip of the finger']) if (bytes.includes(word)) found.push(`${name}: ${word}`);
  }
  expect(found).toEqual([`probe: ${lena.passphrase}`]);
});
