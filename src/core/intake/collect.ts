import { lstat, open, readdir } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import { join } from 'node:path';
import type { FailedFile } from '../../contract/intake.ts';

/** A file or folder of this machine, and the name the person knows it by: an upload lies in a folder that nobody outside of the desk has seen. */
export type GivenPath = { path: string; name: string };
export type FoundFile = GivenPath & { size: number };

/** What lies at the given paths: bundles to open one by one, and groups of payload files (one group a folder). Failures go by the given name. */
export type Collected = { bundles: FoundFile[]; groups: FoundFile[][]; failed: FailedFile[] };

const mostFiles = 5_000;

/** Sorts files and folders into bundles and payloads without following a link. A folder with bagit.txt is one bundle. */
export async function collect(given: readonly GivenPath[]): Promise<Collected> {
  const found: Collected = { bundles: [], groups: [], failed: [] };
  const loose: FoundFile[] = [];
  for (const one of given) await collectPath(one, found, loose);
  if (loose.length > 0) found.groups.push(loose);
  return found;
}

async function collectPath({ path, name }: GivenPath, found: Collected, group: FoundFile[]): Promise<void> {
  const stat = await lstat(path).catch(() => null);
  if (!stat) {
    found.failed.push({ path: name, code: 'FILE_NOT_FOUND', message: 'There is no file or folder at this path, or it cannot be read.', at: null });
    return;
  }
  try {
    await sort({ path, name }, stat, found, group);
  } catch (error) {
    // What the disk or the system does not give must not keep its neighbours out.
    if (!(error instanceof Error && 'errno' in error && 'code' in error)) throw error;
    found.failed.push({ path: name, code: 'FILE_NOT_READABLE', message: `This desk could not read it (${String(error.code)}).`, at: null });
  }
}

async function sort({ path, name }: GivenPath, stat: Stats, found: Collected, group: FoundFile[]): Promise<void> {
  if (stat.isDirectory()) {
    await collectFolder({ path, name }, found);
  } else if (!stat.isFile()) {
    found.failed.push({ path: name, code: 'FILE_IS_SPECIAL', message: 'This is a link or a device, not a file; it was not read.', at: null });
  } else if (await startsLikeZip(path)) {
    found.bundles.push({ path, name, size: stat.size });
  } else {
    group.push({ path, name, size: stat.size });
  }
}

async function collectFolder({ path, name }: GivenPath, found: Collected): Promise<void> {
  const names = (await readdir(path)).sort();
  if (names.includes('bagit.txt') || (names.includes('data') && names.some((one) => one.startsWith('manifest-')))) {
    found.bundles.push({ path, name, size: await sizeOf(path) });
    return;
  }
  if (names.length > mostFiles) {
    found.failed.push({ path: name, code: 'FILE_TOO_MANY', message: `This folder holds more than ${mostFiles} files; it was not read.`, at: null });
    return;
  }
  const group: FoundFile[] = [];
  const above = name.replace(/[\\/]+$/, '');
  for (const one of names) await collectPath({ path: join(path, one), name: `${above}/${one}` }, found, group);
  if (group.length > 0) found.groups.push(group);
}

/** Bytes of the files of a folder, for the progress only: the bundle reader has its own limits. */
async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  if (entries.length > mostFiles) return 0;
  let bytes = 0;
  for (const entry of entries) if (entry.isFile()) bytes += (await lstat(join(entry.parentPath, entry.name))).size;
  return bytes;
}

async function startsLikeZip(path: string): Promise<boolean> {
  if (/\.zip$/i.test(path)) return true;
  const handle = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && buffer.readUInt32LE(0) === 0x04034b50;
  } finally {
    await handle.close();
  }
}
