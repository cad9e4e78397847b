import { randomBytes } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tempFolder } from '../../testing/tempFolder.ts';
import { newRing, openByRecovery, openRing, readRing, withRecovery, withWrap, writeRing, type KeyRing } from './keyRing.ts';
import { newRecoveryCode, readRecoveryCode, sayRecoveryCode } from './recoveryCode.ts';
import { drawOut } from './stretch.ts';

const cheap = { memoryKib: 64, passes: 1, lanes: 1 };
const vaultKey = new Uint8Array(randomBytes(32));
const wrapFor = async (ring: KeyRing, name: string, passphrase: string) => withWrap(ring, name, await drawOut(passphrase, undefined, cheap), vaultKey);

describe('the key ring', () => {
  it('would open for another person, another passphrase, or not for a name written otherwise', async () => {
    const ring = await wrapFor(await wrapFor(newRing(), 'Dana Ruiz', 'known to Dana'), 'Bo', 'known to Bo alone');
    expect((await openRing(ring, ' dana  RUIZ ', 'known to Dana'))?.vaultKey).toEqual(Buffer.from(vaultKey));
    for (const [name, passphrase] of [['Dana Ruiz', 'known to Bo alone'], ['Bo', 'known to Dana'], ['Eve', 'known to Dana'], ['Bo', '']] as const) expect(await openRing(ring, name, passphrase)).toBeNull();
  });

  it('would open with a wrap put under another name, or whose salt or cost was changed', async () => {
    const ring = await wrapFor(await wrapFor(newRing(), 'Dana', 'known to Dana'), 'Bo', 'known to Bo alone');
    const [dana, bo] = ring.people;
    if (!dana || !bo) throw new Error('Two wraps are needed.');
    expect(await openRing({ ...ring, people: [{ ...dana, tag: bo.tag }] }, 'Bo', 'known to Dana')).toBeNull();
    const flipped = `${dana.sealed.slice(0, -1)}${dana.sealed.endsWith('0') ? '1' : '0'}`;
    for (const change of [{ sealed: flipped }, { salt: '0'.repeat(32) }, { stretch: { ...cheap, passes: 2 } }]) expect(await openRing({ ...ring, people: [{ ...dana, ...change }] }, 'Dana', 'known to Dana')).toBeNull();
  });

  it('would not hold both passphrases of a person between the ring and the database', async () => {
    const ring = await wrapFor(await wrapFor(newRing(), 'Dana', 'the one before'), 'Dana', 'the one after it');
    for (const passphrase of ['the one before', 'the one after it']) expect((await openRing(ring, 'Dana', passphrase))?.vaultKey).toEqual(Buffer.from(vaultKey));
  });

  it('would still open by a recovery code that was replaced', () => {
    const [first, second] = [newRecoveryCode(), newRecoveryCode()];
    const ring = withRecovery(withRecovery(newRing(), first, vaultKey), second, vaultKey);
    expect(openByRecovery(ring, sayRecoveryCode(first))).toBeNull();
    expect(openByRecovery(ring, ` ${sayRecoveryCode(second).toLowerCase().replaceAll('-', ' ')}`)).toEqual(Buffer.from(vaultKey));
    expect(openByRecovery(ring, 'nonsense')).toBeNull();
  });
});

describe('the file of the key ring', () => {
  let folder: Awaited<ReturnType<typeof tempFolder>>;
  beforeEach(async () => {
    folder = await tempFolder();
  });
  afterEach(() => folder.remove());

  it('would name people, hold the key, be readable for others of the machine, or leave drafts behind', async () => {
    const ring = withRecovery(await wrapFor(newRing(), 'Dana Ruiz', 'known to Dana'), newRecoveryCode(), vaultKey);
    writeRing(folder.path, ring);
    writeRing(folder.path, ring);
    expect(await readdir(folder.path)).toEqual(['key-ring.json']);
    const text = await readFile(join(folder.path, 'key-ring.json'), 'utf8');
    expect(text).not.toMatch(/dana|ruiz/i);
    expect(text).not.toContain(Buffer.from(vaultKey).toString('hex'));
    expect((await stat(join(folder.path, 'key-ring.json'))).mode & 0o777).toBe(0o600);
    expect(readRing(folder.path)).toEqual(ring);
  });

  it('would be taken for none when it is damaged, and a new key made over it', async () => {
    expect(readRing(folder.path)).toBeNull();
    await writeFile(join(folder.path, 'key-ring.json'), '{"format":');
    expect(() => readRing(folder.path)).toThrow(/damaged/);
    // A cost that would keep the desk busy for hours is not one the desk wrote.
    const ring = await wrapFor(newRing(), 'Dana', 'known to Dana');
    await writeFile(join(folder.path, 'key-ring.json'), JSON.stringify({ ...ring, people: [{ ...ring.people[0], stretch: { memoryKib: 1e9, passes: 1e6, lanes: 1 } }] }));
    expect(() => readRing(folder.path)).toThrow(/damaged/);
  });
});

it('a recovery code would lose bits on paper, or mind how it is typed', () => {
  for (const code of [Buffer.alloc(20), Buffer.alloc(20, 255), newRecoveryCode()]) {
    const said = sayRecoveryCode(code);
    expect(said).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(readRecoveryCode(said)).toEqual(Buffer.from(code));
  }
  expect(readRecoveryCode('oooo-iill-0000-0000-0000-0000-0000-0000')).toEqual(readRecoveryCode('0000-1111-0000-0000-0000-0000-0000-0000'));
  for (const typed of ['', '0000', 'U000-0000-0000-0000-0000-0000-0000-0000']) expect(readRecoveryCode(typed)).toBeNull();
});
