import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InputOf, MethodName, OutputOf } from '../contract/methods.ts';
import { ensurePerson } from './people/ensurePerson.ts';
import { newRing, readRing, withRecovery, withWrap, writeRing } from './people/keyRing.ts';
import { newRecoveryCode, sayRecoveryCode } from './people/recoveryCode.ts';
import { drawOut } from './people/stretch.ts';
import { tempFolder } from '../testing/tempFolder.ts';
import { openApp } from './app.ts';
import type { Core } from './core.ts';
import { openDoor } from './door.ts';
import { findKeyFile, loadKeyFile } from './keyFile.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
let core: Core | null = null;
beforeEach(async () => {
  folder = await tempFolder();
});
afterEach(async () => {
  await shut();
  await folder.remove();
});

const lena = { name: 'Lena Vogt', passphrase: 'known to Lena alone' };
const session = () => ({ sessionId: randomUUID() });

async function start(): Promise<void> {
  core = await openDoor({ dataDir: folder.path, key: findKeyFile(folder.path), mode: 'write', holder: 'a test' });
}
async function shut(): Promise<void> {
  await core?.close();
  core = null;
}
async function ask<Name extends MethodName>(method: Name, input: InputOf<Name>, caller = session()): Promise<OutputOf<Name>> {
  const reply = await core?.handle(method, input, caller);
  if (!reply?.ok) throw new Error(`${method}: ${reply?.error.code} ${reply?.error.message}`);
  return reply.value as OutputOf<Name>;
}
const files = async () => (await readdir(folder.path)).sort();

describe('a new data folder', () => {
  it('would take anybody but its first lead in, or leave the key of its data open', async () => {
    await start();
    expect(await ask('people.door', {})).toMatchObject({ state: 'new', isOlder: false, sample: null });
    await expect(ask('people.signIn', lena)).rejects.toThrow('NOT_ALLOWED_NOW');
    await expect(ask('cases.list', { scope: 'all' })).rejects.toThrow('LOCKED');
    const caller = session();
    const { recoveryCode } = await ask('people.setUp', lena, caller);
    expect(recoveryCode).toMatch(/^([0-9A-Z]{4}-){7}[0-9A-Z]{4}$/);
    expect(await ask('people.door', {}, caller)).toMatchObject({ state: 'open', person: { name: 'Lena Vogt', role: 'lead' }, mustChange: false });
    await expect(ask('people.setUp', { name: 'Eve', passphrase: 'known to Eve alone' })).rejects.toThrow('NOT_ALLOWED_NOW');
    expect(await files()).not.toContain('key');
  });

  it('would be lost when the power went between its ring and its first lead', async () => {
    const key = new Uint8Array(32).fill(5);
    writeRing(folder.path, withWrap(newRing(), lena.name, await drawOut(lena.passphrase), key));
    await start();
    expect(await ask('people.door', {})).toMatchObject({ state: 'closed' });
    expect(await ask('people.signIn', lena)).toMatchObject({ role: 'lead' });
    expect(readRing(folder.path)).toMatchObject({ isBeingMade: false, people: [{}] });
  });
});

describe('a closed desk', () => {
  beforeEach(async () => {
    await start();
    const caller = session();
    await ask('people.setUp', lena, caller);
    await ask('people.add', { name: 'Dana', role: 'mediator', languages: ['de'], skills: [], passphrase: 'given by Lena' }, caller);
    await shut();
    await start();
  });

  it('would answer somebody, take files or hear the marketplace before it is opened', async () => {
    expect(await ask('people.door', {})).toMatchObject({ state: 'closed', person: null });
    for (const method of ['people.list', 'desk.status', 'audit.verify', 'people.touch', 'desk.fillDemo'] as const) await expect(ask(method, {})).rejects.toThrow('LOCKED');
    await expect(ask('people.explode' as 'people.list', {})).rejects.toThrow('UNKNOWN_METHOD');
    await expect(ask('people.signIn', { ...lena, role: 'lead' } as typeof lena)).rejects.toThrow('BAD_INPUT');
    expect(await core?.openFile({ kind: 'export', caseId: 'x', caller: session() })).toMatchObject({ ok: false, error: { code: 'LOCKED' } });
    expect(await core?.receive(randomUUID(), 'a.json', new Blob(['x']).stream() as ReadableStream<Uint8Array>, session())).toMatchObject({ ok: false, error: { code: 'LOCKED' } });
    await expect(core?.admit(['/etc/passwd'])).rejects.toThrow('Nobody has opened');
    expect(await core?.hear({ id: '1', timestamp: '1', signature: 'v1,x', body: '{}' })).toBe('failed');
    expect(existsSync(join(folder.path, 'incoming'))).toBe(false);
  });

  it('would open for a wrong passphrase or a stranger, or say which of both it was', async () => {
    for (const wrong of [{ ...lena, passphrase: 'known to Dana' }, { name: 'Eve', passphrase: lena.passphrase }]) {
      await expect(ask('people.signIn', wrong)).rejects.toThrow('people.signIn: WRONG_PASSPHRASE The name or the passphrase is not right.');
    }
    expect(await ask('people.door', {})).toMatchObject({ state: 'closed' });
    expect(await ask('people.signIn', { name: ' lena  VOGT', passphrase: lena.passphrase })).toMatchObject({ name: 'Lena Vogt' });
    expect((await ask('audit.verify', {}, await signedIn())).firstBroken).toBeNull();
  });

  it('would open for nobody but leads, or let somebody work with a passphrase that was given', async () => {
    const caller = session();
    expect(await ask('people.signIn', { name: 'Dana', passphrase: 'given by Lena' }, caller)).toMatchObject({ role: 'mediator' });
    await expect(ask('people.list', {}, caller)).rejects.toThrow('PASSPHRASE_DUE');
    await ask('people.changePassphrase', { passphrase: 'given by Lena', next: 'known to Dana alone' }, caller);
    expect(await ask('people.list', {}, caller)).toHaveLength(2);
    await shut();
    await start();
    await expect(ask('people.signIn', { name: 'Dana', passphrase: 'given by Lena' })).rejects.toThrow('WRONG_PASSPHRASE');
    expect(await ask('people.signIn', { name: 'Dana', passphrase: 'known to Dana alone' })).toMatchObject({ name: 'Dana' });
  });

  it('would open by a passphrase of before, which a crash between ring and database left in the ring', async () => {
    await ask('people.signIn', lena);
    await shut();
    const before = readRing(folder.path);
    await start();
    const caller = session();
    await ask('people.signIn', lena, caller);
    await ask('people.changePassphrase', { passphrase: lena.passphrase, next: 'known to Lena alone too' }, caller);
    const after = readRing(folder.path);
    await shut();
    if (!before || !after) throw new Error('There is a ring.');
    writeRing(folder.path, { ...after, people: [...after.people, ...before.people.filter(({ salt }) => !after.people.some((wrap) => wrap.salt === salt))] });
    await start();
    await expect(ask('people.signIn', lena)).rejects.toThrow('WRONG_PASSPHRASE');
    expect(await ask('people.door', {})).toMatchObject({ state: 'closed' });
    await ask('people.signIn', { ...lena, passphrase: 'known to Lena alone too' });
    expect(readRing(folder.path)?.people).toHaveLength(after.people.length);
  });

  it('would open for an account that was closed, or keep it in once it is', async () => {
    const [lead, dana] = [session(), session()];
    await ask('people.signIn', lena, lead);
    const account = await ask('people.signIn', { name: 'Dana', passphrase: 'given by Lena' }, dana);
    const change = { personId: account.personId, role: 'mediator' as const, languages: [], skills: [] };
    await ask('people.change', { requestId: randomUUID(), ...change, isActive: false }, lead);
    expect(await ask('people.door', {}, dana)).toMatchObject({ person: null });
    await expect(ask('people.signIn', { name: 'Dana', passphrase: 'given by Lena' })).rejects.toThrow('WRONG_PASSPHRASE');
    expect(readRing(folder.path)?.people).toHaveLength(1);
    await ask('people.change', { requestId: randomUUID(), ...change, isActive: true }, lead);
    await ask('people.signIn', { name: 'Dana', passphrase: 'given by Lena' });
    expect(readRing(folder.path)?.people).toHaveLength(2);
  });

  it('would be lost with the passphrase of its lead, or open twice by one recovery code', async () => {
    const caller = session();
    await ask('people.signIn', lena, caller);
    const { recoveryCode } = await ask('people.newRecoveryCode', { passphrase: lena.passphrase }, caller);
    await shut();
    await start();
    const next = 'written down this time';
    await expect(ask('people.recover', { name: 'Dana', recoveryCode, passphrase: next })).rejects.toThrow('WRONG_PASSPHRASE');
    await expect(ask('people.recover', { name: lena.name, recoveryCode: '0'.repeat(32), passphrase: next })).rejects.toThrow('WRONG_PASSPHRASE');
    const again = await ask('people.recover', { name: lena.name, recoveryCode: recoveryCode.toLowerCase(), passphrase: next });
    expect(again.recoveryCode).not.toBe(recoveryCode);
    await expect(ask('people.signIn', lena)).rejects.toThrow('WRONG_PASSPHRASE');
    await expect(ask('people.recover', { name: lena.name, recoveryCode, passphrase: next })).rejects.toThrow('WRONG_PASSPHRASE');
    expect(await ask('people.signIn', { name: lena.name, passphrase: next })).toMatchObject({ role: 'lead' });
    expect((await ask('audit.verify', {}, await signedIn(next))).firstBroken).toBeNull();
  });

  it('would take in who puts the ring of a folder of their own beside it, or two by one recovery code', async () => {
    const { recoveryCode } = await ask('people.newRecoveryCode', { passphrase: lena.passphrase }, await signedIn());
    const ring = readRing(folder.path) ?? newRing();
    const code = newRecoveryCode();
    writeRing(folder.path, withRecovery(newRing(), code, new Uint8Array(32).fill(6)));
    await expect(ask('people.recover', { name: lena.name, recoveryCode: sayRecoveryCode(code), passphrase: 'known to Eve alone' })).rejects.toThrow('WRONG_PASSPHRASE');
    expect(readRing(folder.path)?.people).toEqual([]);
    writeRing(folder.path, ring);
    const both = await Promise.allSettled([1, 2].map((who) => ask('people.recover', { name: lena.name, recoveryCode, passphrase: `known to ${who} alone` })));
    expect(both).toMatchObject([{ status: 'fulfilled' }, { status: 'rejected' }]);
  });

  it('would be lost for good when its ring was taken away while it was open', async () => {
    await signedIn();
    await rm(join(folder.path, 'key-ring.json'));
    expect((await ask('people.newRecoveryCode', { passphrase: lena.passphrase }, await signedIn())).recoveryCode).toHaveLength(39);
    await shut();
    await start();
    expect(await ask('people.signIn', lena)).toMatchObject({ role: 'lead' });
  });

  it('would be taken for one whose passphrases are all wrong, when its database is gone', async () => {
    const { recoveryCode } = await ask('people.newRecoveryCode', { passphrase: lena.passphrase }, await signedIn());
    await shut();
    for (const name of await files()) if (name.startsWith('desk.db')) await rm(join(folder.path, name), { force: true });
    await start();
    await expect(ask('people.recover', { name: lena.name, recoveryCode, passphrase: 'written down this time' })).rejects.toThrow('NOT_FOUND');
    await expect(ask('people.signIn', lena)).rejects.toThrow('NOT_FOUND');
  });

  it('would forget at a restart how many wrong passphrases came', async () => {
    for (let at = 0; at < 5; at += 1) await expect(ask('people.signIn', { ...lena, passphrase: 'wrong' })).rejects.toThrow('WRONG_PASSPHRASE');
    await shut();
    await start();
    const refused = await core?.handle('people.signIn', lena, session());
    expect(refused).toMatchObject({ ok: false, error: { code: 'TOO_MANY_TRIES', data: { until: expect.any(Number) as number } } });
  });
});

async function signedIn(passphrase = lena.passphrase) {
  const caller = session();
  await ask('people.signIn', { name: lena.name, passphrase }, caller);
  return caller;
}

describe('a data folder from before there were accounts', () => {
  it('would not open as before, or keep its key open once it has a lead', async () => {
    const key = loadKeyFile(folder.path);
    const old = await openApp({ dataDir: folder.path, key, mode: 'write', holder: 'a test of before' });
    await old.desk.write((tx) => ensurePerson(tx, 'Lena Vogt', 'lead'));
    await old.desk.write((tx) => ensurePerson(tx, 'Dana', 'mediator'));
    await old.core.close();
    await start();
    expect(await ask('people.door', {})).toMatchObject({ state: 'new', isOlder: true });
    const caller = session();
    await ask('people.setUp', lena, caller);
    const accounts = await ask('people.accounts', {}, caller);
    expect(accounts).toMatchObject([{ name: 'Dana', passphrase: 'none' }, { name: 'Lena Vogt', role: 'lead', passphrase: 'own' }]);
    await expect(ask('people.add', { name: 'dana', role: 'triage', languages: [], skills: [], passphrase: 'given by Lena' }, caller)).rejects.toThrow('CONFLICT');
    expect(await ask('people.resetPassphrase', { personId: accounts[0]?.personId ?? '', passphrase: 'given by Lena' }, caller)).toMatchObject({ passphrase: 'given' });
    expect((await files()).filter((name) => name.startsWith('key'))).toEqual(['key-ring.json']);
    await shut();
    await start();
    expect(await ask('people.door', {})).toMatchObject({ state: 'closed' });
    expect(await ask('people.signIn', { name: 'Dana', passphrase: 'given by Lena' })).toMatchObject({ role: 'mediator' });
  });

  it('would have its lost database made anew under its ring', async () => {
    await start();
    await ask('people.setUp', lena);
    await shut();
    for (const name of await files()) if (name.startsWith('desk.db')) await rm(join(folder.path, name), { force: true });
    await start();
    await expect(ask('people.signIn', lena)).rejects.toThrow('NOT_FOUND');
    expect(await files()).not.toContain('desk.db');
  });
});

describe('a sample desk', () => {
  it('would name its people on a real desk, or not open by itself', async () => {
    core = await openDoor({ dataDir: folder.path, key: loadKeyFile(folder.path), mode: 'write', holder: 'a test', sample: 'accounts' });
    const { state, sample } = await ask('people.door', {});
    expect(state).toBe('open');
    for (const { name, role, passphrase } of sample ?? []) expect(await ask('people.signIn', { name, passphrase })).toMatchObject({ name, role });
    await shut();
    await start();
    expect(await ask('people.door', {})).toMatchObject({ state: 'open', sample: [{ name: 'Dana' }, {}, {}, {}, {}] });
  });

  it('would be made of a desk whose set-up was cut off, so that its first lead could never come in', async () => {
    writeRing(folder.path, withWrap(newRing(), lena.name, await drawOut(lena.passphrase), new Uint8Array(32).fill(5)));
    core = await openDoor({ dataDir: folder.path, key: null, mode: 'write', holder: 'a test', sample: 'docket' });
    expect(await ask('people.signIn', lena)).toMatchObject({ role: 'lead' });
    expect(await ask('people.door', {})).toMatchObject({ sample: null });
  });

  it('would be made of a desk that has people', async () => {
    await start();
    await ask('people.setUp', lena);
    await shut();
    core = await openDoor({ dataDir: folder.path, key: null, mode: 'write', holder: 'a test', sample: 'docket' });
    await ask('people.signIn', lena);
    expect(await ask('people.door', {})).toMatchObject({ sample: null });
    expect(await ask('desk.status', {}, await signedIn())).toMatchObject({ cases: 0 });
  });
});

it('a passphrase or a recovery code would lie somewhere in the data folder', async () => {
  await start();
  const { recoveryCode } = await ask('people.setUp', lena);
  await expect(ask('people.signIn', { ...lena, passphrase: 'a slip of the finger' })).rejects.toThrow('WRONG');
  await shut();
  await writeFile(join(folder.path, 'probe'), lena.passphrase);
  const found: string[] = [];
  for (const name of await files()) {
    const bytes = await readFile(join(folder.path, name)).catch(() => Buffer.alloc(0));
    for (const word of [lena.passphrase, lena.name, recoveryCode, recoveryCode.replaceAll('-', ''), 'a slip of the finger']) if (bytes.includes(word)) found.push(`${name}: ${word}`);
  }
  expect(found).toEqual([`probe: ${lena.passphrase}`]);
});

it('a machine on a shared database would lose its own secrets at a restart, or ask for a key to open', async () => {
  const databaseUrl = pathToFileURL(join(folder.path, 'shared.db')).href;
  const keys: Uint8Array[] = [];
  const on = async (machine: string) => {
    await shut();
    keys.length = 0;
    core = await openDoor({ dataDir: join(folder.path, machine), key: null, databaseUrl, mode: 'write', holder: machine }, { onKey: (key) => keys.push(key) });
  };
  await on('one');
  const lead = session();
  await ask('people.setUp', lena, lead);
  await ask('people.add', { name: 'Dana', role: 'mediator', languages: [], skills: [], passphrase: 'given by Lena' }, lead);
  const [ofOne] = keys.map((key) => Buffer.from(key));
  await on('two');
  expect(await ask('people.door', {})).toMatchObject({ state: 'open', person: null });
  await ask('people.signIn', lena);
  const [ofTwo] = keys.map((key) => Buffer.from(key));
  expect(ofTwo).not.toEqual(ofOne);
  await on('two');
  // Dana was never here while the key was: it stays sealed for her, and she works all the same.
  await ask('people.signIn', { name: 'Dana', passphrase: 'given by Lena' });
  expect(keys).toEqual([]);
  await ask('people.signIn', lena);
  expect(keys.map((key) => Buffer.from(key))).toEqual([ofTwo]);
  await ask('people.signIn', { name: 'Dana', passphrase: 'given by Lena' });
  await on('two');
  await ask('people.signIn', { name: 'Dana', passphrase: 'given by Lena' });
  expect(keys.map((key) => Buffer.from(key))).toEqual([ofTwo]);
});

it('a machine on a shared database would never get a key, because another was faster with the set-up', async () => {
  const databaseUrl = pathToFileURL(join(folder.path, 'shared.db')).href;
  const two = join(folder.path, 'two');
  const keys: Uint8Array[] = [];
  core = await openDoor({ dataDir: join(folder.path, 'one'), key: null, databaseUrl, mode: 'write', holder: 'one' });
  await ask('people.setUp', lena);
  await shut();
  core = await openDoor({ dataDir: two, key: null, databaseUrl, mode: 'write', holder: 'two' }, { onKey: (key) => keys.push(key) });
  writeRing(two, withWrap(newRing(), 'Eve', await drawOut('known to Eve alone'), new Uint8Array(32).fill(7)));
  await ask('people.signIn', lena);
  expect(keys).toHaveLength(1);
  expect(readRing(two)).toMatchObject({ isBeingMade: false, people: [{}] });
});
