import { chmod, mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tempFolder } from '../testing/tempFolder.ts';
import { findKeyFile, loadKeyFile } from './keyFile.ts';

describe('the key file', () => {
  let folder: Awaited<ReturnType<typeof tempFolder>>;
  beforeEach(async () => {
    folder = await tempFolder();
  });
  afterEach(() => folder.remove());

  it('is made once and is the same at the second start', () => {
    const first = loadKeyFile(folder.path);
    expect(first).toHaveLength(32);
    expect(loadKeyFile(folder.path)).toEqual(first);
  });

  it('is made with the data folder, closed to other accounts, and leaves nothing else behind', async () => {
    const dataDir = join(folder.path, 'new', 'desk');
    loadKeyFile(dataDir);
    expect((await stat(join(dataDir, 'key'))).mode & 0o777).toBe(0o600);
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
    expect(await readdir(dataDir)).toEqual(['key']);
  });

  it('is never made anew beside a database, which it would lock away for good', async () => {
    await writeFile(join(folder.path, 'desk.db'), 'x');
    expect(() => loadKeyFile(folder.path)).toThrow(/key file "key" is missing/);
    expect(await readdir(folder.path)).toEqual(['desk.db']);
  });

  it('is not made beside a key that the key store of the system has sealed', async () => {
    await writeFile(join(folder.path, 'key.safe'), 'x');
    expect(() => loadKeyFile(folder.path)).toThrow(/only the Electron console can open/);
  });

  it('is refused when cut, instead of opening with part of a key', async () => {
    loadKeyFile(folder.path);
    const path = join(folder.path, 'key');
    await writeFile(path, (await readFile(path, 'utf8')).slice(0, 40));
    expect(() => loadKeyFile(folder.path)).toThrow(/damaged/);
  });

  it('that was being taken away when the power went keeps nobody out of the folder its ring opens', async () => {
    loadKeyFile(folder.path);
    const path = join(folder.path, 'key');
    const half = Buffer.alloc((await readFile(path)).length);
    await writeFile(path, half);
    expect(() => findKeyFile(folder.path)).toThrow(/damaged/);
    await writeFile(join(folder.path, 'key-ring.json'), '{}');
    expect(findKeyFile(folder.path)).toBeNull();
  });

  it('is closed when other accounts could read it, and that is said', async () => {
    const said: string[] = [];
    const key = loadKeyFile(folder.path);
    await chmod(join(folder.path, 'key'), 0o644);
    expect(loadKeyFile(folder.path, (words) => said.push(words))).toEqual(key);
    expect((await stat(join(folder.path, 'key'))).mode & 0o777).toBe(0o600);
    expect(said).toHaveLength(1);
  });

  it('says where it failed when the place of the key is a folder', async () => {
    await mkdir(join(folder.path, 'key'), { mode: 0o700 });
    expect(() => loadKeyFile(folder.path)).toThrow();
  });
});
