import { lstat, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder } from '../../evidence/vault/syncFolder.ts';
import { writeAll } from '../../evidence/vault/writeAll.ts';
import { foldersOf } from './fileTree.ts';
import { provedBytes } from './provedBytes.ts';
import type { OutgoingFile } from './writeBundle.ts';

/** Writes the files into `temp`, makes them durable and gives the folder its name; throws when `out` is there already. */
export async function writeFolder(out: string, temp: string, files: OutgoingFile[], signal?: AbortSignal): Promise<void> {
  if (await isThere(out)) throw new Error(`There is something at ${out} already. Nothing was written.`);
  try {
    const folders = new Set(files.flatMap((file) => foldersOf(file.path)));
    await mkdir(temp);
    for (const folder of [...folders].sort()) await mkdir(join(temp, folder));
    for (const file of files) await writeOne(join(temp, file.path), file, signal);
    for (const folder of folders) await syncFolder(join(temp, folder));
    await syncFolder(temp);
    await rename(temp, out);
    await syncFolder(dirname(out));
  } catch (error) {
    await rm(temp, { recursive: true, force: true });
    throw error;
  }
}

async function writeOne(path: string, file: OutgoingFile, signal?: AbortSignal): Promise<void> {
  const handle = await open(path, 'wx', 0o644);
  try {
    for await (const bytes of provedBytes(file, signal)) await writeAll(handle, bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
