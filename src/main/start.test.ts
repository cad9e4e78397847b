import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeSafeStorage } from '../testing/fakeElectron.ts';
import { tempFolder } from '../testing/tempFolder.ts';
import { findSafeKey, keepSafeKey } from './safeKey.ts';
import { readStartWords } from './startWords.ts';
import { readWindowState, writeWindowState } from './windowState.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
beforeEach(async () => {
  folder = await tempFolder();
});
afterEach(() => folder.remove());
const silent = () => undefined;

describe('the key in Electron', () => {
  const key = new Uint8Array(32).fill(9);
  const ring = () => writeFile(join(folder.path, 'key-ring.json'), '{}');

  it('is left with the key store beside the ring, never lies open on disk, and opens the desk at the next start', async () => {
    await ring();
    keepSafeKey(folder.path, key, createFakeSafeStorage());
    expect((await readdir(folder.path)).sort()).toEqual(['key-ring.json', 'key.safe']);
    expect((await stat(join(folder.path, 'key.safe'))).mode & 0o777).toBe(0o600);
    expect(findSafeKey(folder.path, createFakeSafeStorage(), silent)).toEqual(Buffer.from(key));
  });

  it('is not left with a key store that is only pretended (basic_text) or absent, nor beside an open key file', async () => {
    await ring();
    keepSafeKey(folder.path, key, createFakeSafeStorage({ backend: 'basic_text' }));
    keepSafeKey(folder.path, key, createFakeSafeStorage({ isAvailable: false }));
    await writeFile(join(folder.path, 'key'), 'ab'.repeat(32), { mode: 0o600 });
    keepSafeKey(folder.path, key, createFakeSafeStorage());
    expect((await readdir(folder.path)).sort()).toEqual(['key', 'key-ring.json']);
    expect(findSafeKey(folder.path, createFakeSafeStorage(), silent)).toEqual(Buffer.alloc(32, 0xab));
  });

  it('is nowhere in a new folder: its first lead makes it', async () => {
    expect(findSafeKey(folder.path, createFakeSafeStorage(), silent)).toBeNull();
    expect(await readdir(folder.path)).toEqual([]);
  });

  it('that cannot be unsealed is said, not replaced; people open the desk where there is a ring', async () => {
    await ring();
    keepSafeKey(folder.path, key, createFakeSafeStorage());
    const said: string[] = [];
    expect(findSafeKey(folder.path, createFakeSafeStorage({ isLocked: true }), (words) => said.push(words))).toBeNull();
    expect(said).toHaveLength(1);
    await rm(join(folder.path, 'key-ring.json'));
    expect(() => findSafeKey(folder.path, createFakeSafeStorage({ isLocked: true }), silent)).toThrow(/unlock the key store/);
    await writeFile(join(folder.path, 'key.safe'), 'gibberish');
    expect(() => findSafeKey(folder.path, createFakeSafeStorage(), silent)).toThrow(/Nothing was changed/);
  });

  it('is not made anew beside a database that lost its key', async () => {
    await writeFile(join(folder.path, 'desk.db'), 'x');
    expect(() => findSafeKey(folder.path, createFakeSafeStorage(), silent)).toThrow(/missing/);
  });
});

describe('the kept window', () => {
  const screens = [{ x: 0, y: 0, width: 1920, height: 1080 }];
  const path = () => join(folder.path, 'window.json');

  it('comes back where it was', () => {
    const state = { x: 40, y: 50, width: 1300, height: 800, isMaximized: true };
    writeWindowState(path(), state);
    expect(readWindowState(path(), screens)).toEqual(state);
  });

  it('does not come back on a screen that was unplugged', () => {
    writeWindowState(path(), { x: 3000, y: 50, width: 1300, height: 800, isMaximized: false });
    expect(readWindowState(path(), screens)).toEqual({ width: 1300, height: 800, isMaximized: false });
  });

  it('is never smaller than the screens need, nor made of what someone wrote into the file', async () => {
    await writeFile(path(), '{"width":10,"height":10,"x":1e9,"y":0}');
    expect(readWindowState(path(), screens)).toEqual({ width: 1024, height: 700, isMaximized: false });
    await writeFile(path(), '{"width":"wide"}');
    expect(readWindowState(path(), screens)).toMatchObject({ width: 1440, height: 900 });
    await writeFile(path(), 'not json');
    expect(readWindowState(path(), screens)).toMatchObject({ width: 1440 });
  });
});

describe('the words a start brings', () => {
  it('name files from the folder of the one who started, and switches of Chromium are no files', async () => {
    await writeFile(join(folder.path, 'case.zip'), '');
    const words = readStartWords(['--no-sandbox', '--demo', '--data', 'd', 'case.zip', 'absent.zip', '--allow-file-access=x'], folder.path);
    expect(words).toEqual({ data: join(folder.path, 'd'), demo: true, paths: [join(folder.path, 'case.zip')] });
  });
});
