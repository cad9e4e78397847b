import { lstat, open, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { FailedFile } from '../../contract/intake.ts';

/** What lies at the given paths: bundles to open one by one, and groups of payload files (one group a folder). */
export type Collected = { bundles: { path: string; size: number }[]; groups: { path: string; size: number }[][]; failed: FailedFile[] };

const mostFiles = 5_000;

/** Sorts files and folders into bundles and payloads without following a link. A folder with bagit.txt is one bundle. */
export async function collect(paths: string[]): Promise<Collected> {
  const found: Collected = { bundles: [], groups: [], failed: [] };
  const loose: { path: string; size: number }[] = [];
  for (const path of paths) await collectPath(path, found, loose);
  if (loose.length > 0) found.groups.push(loose);
  return found;
}

async function collectPath(path: string, found: Collected, group: { path: string; size: number }[]): Promise<void> {
  const stat = await lstat(path).catch(() => null);
  if (!stat) {
    found.failed.push({ path, code: 'FILE_NOT_FOUND', message: 'There is no file or folder at this path, or it cannot be read.', at: null });
  } else if (stat.isDirectory()) {
    await collectFolder(path, found);
  } else if (!stat.isFile()) {
    found.failed.push({ path, code: 'FILE_IS_SPECIAL', message: 'This is a link or a device, not a file; it was not read.', at: null });
  } else if (await startsLikeZip(path)) {
    found.bundles.push({ path, size: stat.size });
  } else {
    group.push({ path, size: stat.size });
  }
}

async function collectFolder(folder: string, found: Collected): Promise<void> {
  const names = (await readdir(folder)).sort();
  if (names.includes('bagit.txt') || (names.includes('data') && names.some((name) => name.startsWith('manifest-')))) {
    found.bundles.push({ path: folder, size: 0 });
    return;
  }
  if (names.length > mostFiles) {
    found.failed.push({ path: folder, code: 'FILE_TOO_MANY', message: `The folder ${basename(folder)} holds more than ${mostFiles} files; it was not read.`, at: null });
    return;
  }
  const group: { path: string; size: number }[] = [];
  for (const name of names) await collectPath(join(folder, name), found, group);
  if (group.length > 0) found.groups.push(group);
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
