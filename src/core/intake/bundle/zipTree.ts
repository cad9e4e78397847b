import { byPath, foldersOf } from './fileTree.ts';
import type { FileTree, TreeFile } from './fileTree.ts';
import type { OpenZip } from './openZip.ts';
import { readAside } from './readAside.ts';
import { together } from './together.ts';
import { unpackEntry } from './zipExtract.ts';
import type { PlacedEntry } from './zipLayout.ts';

/** The entries of an archive below `prefix` as a tree. A lie found while unpacking throws ArchiveRefused; the caller then closes the tree. */
export function openZipTree(zip: OpenZip, prefix: string): FileTree {
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
    async readSmall(path, limit) {
      const entry = entryAt(path);
      if (entry.size > limit) return null;
      const parts: Uint8Array[] = [];
      for await (const part of unpackEntry(zip.handle, entry)) parts.push(Buffer.from(part));
      checked.add(path);
      return Buffer.concat(parts);
    },
    async read(path, algorithms, stagingDir, options) {
      const result = await readAside({ path: zip.path, entry: entryAt(path), algorithms, stagingDir }, options);
      checked.add(path);
      return result;
    },
    async finish({ signal }) {
      const left = [...entries].filter(([path]) => !checked.has(path));
      await readAll(zip.path, left.map(([, entry]) => entry), signal);
    },
    close: () => zip.close(),
  };
}

/** Unpacks entries into nothing, so that a hostile one is called by its name. */
export async function readAll(path: string, entries: readonly PlacedEntry[], signal?: AbortSignal): Promise<void> {
  await together(entries, signal, (entry, stop) => readAside({ path, entry, algorithms: [], stagingDir: null }, { signal: stop }));
}
