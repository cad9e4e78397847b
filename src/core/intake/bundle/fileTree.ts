import type { IntakeFault } from '../../../contract/caseFile.ts';
import type { ReadResult } from './readAside.ts';

/** A regular file of the tree; `path` is '/'-separated from the bag's root, `size` in bytes. */
export type TreeFile = { path: string; size: number };

/** How to stop a long read and whom to tell about bytes done. */
export type ReadOptions = { signal?: AbortSignal | undefined; onBytes?: ((bytes: number) => void) | undefined };

/** The same for a whole bag; its payload is sealed into `stagingDir`, or only checked when that is null. */
export type CheckOptions = ReadOptions & { stagingDir: string | null };

/** The files of a bag, wherever they lie: a folder on disk or an archive. */
export type FileTree = {
  /** Sorted by path. */
  files: TreeFile[];
  folders: Set<string>;
  /** Links, devices and names that were left out. */
  faults: IntakeFault[];
  /** The content of a small file; null when it is larger than `limit` bytes. */
  readSmall(path: string, limit: number): Promise<Uint8Array | null>;
  /** Reads a file once, on a thread. With `stagingDir` its sealed copy lies there afterwards. */
  read(path: string, algorithms: readonly string[], stagingDir: string | null, options: ReadOptions): Promise<ReadResult>;
  /** Reads what no one asked for yet, so that no entry of an archive goes unchecked. */
  finish(options: ReadOptions): Promise<void>;
  close(): Promise<void>;
};

/** Orders by path in code units, so that every machine sorts alike. */
export function byPath(a: { path: string }, b: { path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

/** Every folder that leads to a path: 'data/a/b.txt' -> 'data', 'data/a'. */
export function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
