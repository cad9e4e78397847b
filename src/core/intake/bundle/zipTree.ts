import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { byPath, foldersOf } from './fileTree.ts';
import type { FileTree, TreeFile } from './fileTree.ts';
import type { OpenZip } from './openZip.ts';
import { extractEntry, unpackEntry } from './zipExtract.ts';
import type { PlacedEntry } from './zipLayout.ts';
import { diskReserve } from './zipLimits.ts';
import { ArchiveRefused } from './zipRefusal.ts';

/**
 * The entries of an archive below `prefix` as a tree. Unpacked files land under random names in a folder of their own in `quarantineDir`
 * (null: they are checked but not kept). A lie found while unpacking throws ArchiveRefused; the caller then disposes of the tree.
 */
export async function openZipTree(zip: OpenZip, prefix: string, quarantineDir: string | null): Promise<FileTree> {
  const entries = new Map<string, PlacedEntry>();
  const folders = new Set<string>();
  const files: TreeFile[] = [];
  for (const entry of zip.entries) {
    if (!entry.name.startsWith(prefix) || entry.name === prefix) continue;
    const path = entry.name.slice(prefix.length);
    for (const folder of foldersOf(path)) folders.add(folder);
    if (entry.isFolder) continue;
    entries.set(path, entry);
    files.push({ path, size: entry.size });
  }
  const folder = quarantineDir === null ? null : await makeQuarantine(quarantineDir, files);
  const kept = new Map<string, string>();
  const checked = new Set<string>();
  const entryAt = (path: string) => {
    const entry = entries.get(path);
    if (entry === undefined) throw new Error(`There is no file ${path} in the archive.`);
    return entry;
  };
  return {
    files: files.sort(byPath),
    folders,
    faults: [],
    locate: (path) => kept.get(path) ?? null,
    async readSmall(path, limit) {
      const entry = entryAt(path);
      if (entry.size > limit) return null;
      const parts: Uint8Array[] = [];
      for await (const part of unpackEntry(zip.handle, entry)) parts.push(Buffer.from(part));
      checked.add(path);
      return Buffer.concat(parts);
    },
    async digest(path, algorithms, options) {
      const target = folder === null || kept.has(path) ? null : join(folder, randomBytes(16).toString('hex'));
      const digests = await extractEntry(zip.handle, entryAt(path), { algorithms, target, ...options });
      if (target !== null) kept.set(path, target);
      checked.add(path);
      return digests;
    },
    async finish({ signal }) {
      for (const [path, entry] of entries) {
        if (!checked.has(path)) await extractEntry(zip.handle, entry, { algorithms: [], target: null, signal });
      }
    },
    async dispose() {
      await zip.close();
      if (folder !== null) await rm(folder, { recursive: true, force: true });
    },
  };
}

async function makeQuarantine(quarantineDir: string, files: TreeFile[]): Promise<string> {
  await mkdir(quarantineDir, { recursive: true, mode: 0o700 });
  const disk = await statfs(quarantineDir);
  const needed = files.reduce((sum, file) => sum + file.size, 0) * diskReserve;
  if (needed > disk.bavail * disk.bsize) throw new ArchiveRefused('ARCHIVE_DISK_SPACE');
  return mkdtemp(join(quarantineDir, 'bundle-'));
}
