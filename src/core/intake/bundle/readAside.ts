import type { SealedFile } from '../../evidence/vault/sealFile.ts';
import { createThreadPool } from '../../threadPool.ts';
import type { ReadOptions } from './fileTree.ts';
import type { PlacedEntry } from './zipLayout.ts';
import { ArchiveRefused, isArchiveCode } from './zipRefusal.ts';

/** One file to be read once: `entry` of the archive at `path`, or the file at `path` itself. Sealed into `stagingDir`, or only read when null. */
export type ReadOrder = { path: string; entry: PlacedEntry | null; algorithms: readonly string[]; stagingDir: string | null };

/** What one reading gives: checksums (node:crypto name -> lower-case hex) and the sealed copy, when one was asked for. */
export type ReadResult = { digests: Map<string, string>; sealed: SealedFile | null };

const threadFile = new URL(import.meta.url.endsWith('.ts') ? './readThread.ts' : './readThread.js', import.meta.url);
/** As many as keep a small laptop busy: each unpacks, checks, hashes and seals a file by itself. */
const threads = 2;
const filesAtOnce = 2;
const pool = createThreadPool<ReadOrder, ReadResult>(threadFile, threads, filesAtOnce);

/** Reads a file on a thread: unpacked, checked, hashed and sealed in one pass. ArchiveRefused when an entry lies. */
export async function readAside(order: ReadOrder, options: ReadOptions): Promise<ReadResult> {
  try {
    return await pool.run(order, options);
  } catch (error) {
    const { code, path } = error as { code?: unknown; path?: unknown };
    if (isArchiveCode(code)) throw new ArchiveRefused(code, typeof path === 'string' ? path : null);
    throw error;
  }
}
