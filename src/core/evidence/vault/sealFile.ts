import { createHash, createSecretKey, randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { chunkBytes, keyBytes, sealChunk } from './sealedFormat.ts';
import { sealedPath, stagedPath } from './sealedPath.ts';
import { syncFolder } from './syncFolder.ts';
import { writeParts } from './writeAll.ts';

/** A sealed file: `name` inside the vault folder, the key that opens it, and hash (hex) and size of the plain bytes. */
export type SealedFile = { name: string; key: Uint8Array; sha256: string; size: number };

const chunksInOneWrite = 16;

/**
 * Seals a stream into a staging folder with a key of its own. When it returns, the bytes are on disk for good (fsync); when it throws or is
 * aborted, nothing is left. The caller keeps the key: without it the bytes are gone.
 */
export async function sealFile(source: AsyncIterable<Uint8Array>, stagingDir: string, signal?: AbortSignal): Promise<SealedFile> {
  const id = randomBytes(16).toString('hex');
  const name = `${id.slice(0, 2)}/${id}`;
  const path = stagedPath(stagingDir, name);
  const key = randomBytes(keyBytes);
  const handle = await open(path, 'wx', 0o600);
  try {
    try {
      const sealed = await writeSealed(source, handle, key, signal);
      await handle.sync();
      return { name, key, ...sealed };
    } finally {
      await handle.close();
    }
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

/** Moves sealed files from their staging folder into the vault, for good: renamed, then each folder synced once. Both lie on one disk. */
export async function settleSealed(names: readonly string[], stagingDir: string, vaultDir: string): Promise<void> {
  const folders = new Set<string>();
  for (const name of names) {
    const path = sealedPath(vaultDir, name);
    const folder = dirname(path);
    if (!folders.has(folder) && (await mkdir(folder, { recursive: true, mode: 0o700 })) !== undefined) folders.add(vaultDir);
    folders.add(folder);
    await rename(stagedPath(stagingDir, name), path);
  }
  // At once: the disk writes its journal for many folders as fast as for one.
  await Promise.all([...folders].map(syncFolder));
}

async function writeSealed(source: AsyncIterable<Uint8Array>, handle: FileHandle, key: Uint8Array, signal?: AbortSignal) {
  const hash = createHash('sha256');
  const writer = createWriter(handle);
  const secret = createSecretKey(key);
  /** The start of the next chunk; it is sealed only when another byte follows, because the last chunk carries the end mark. */
  const held = Buffer.allocUnsafe(chunkBytes);
  let heldBytes = 0;
  let index = 0;
  let size = 0;
  const seal = (plain: Uint8Array, isLast: boolean) => {
    writer.add(sealChunk(secret, index, isLast, plain));
    index += 1;
  };
  try {
    for await (const bytes of source) {
      signal?.throwIfAborted();
      hash.update(bytes);
      size += bytes.length;
      for (let from = 0; from < bytes.length; ) {
        if (heldBytes === chunkBytes) {
          seal(held, false);
          heldBytes = 0;
        }
        // A whole chunk with more behind it is sealed where it lies.
        if (heldBytes === 0 && bytes.length - from > chunkBytes) {
          seal(bytes.subarray(from, from + chunkBytes), false);
          from += chunkBytes;
          continue;
        }
        const taken = Math.min(chunkBytes - heldBytes, bytes.length - from);
        held.set(bytes.subarray(from, from + taken), heldBytes);
        heldBytes += taken;
        from += taken;
      }
      await writer.flush(chunksInOneWrite);
    }
    seal(held.subarray(0, heldBytes), true);
    await writer.flush(1);
  } finally {
    await writer.end();
  }
  return { sha256: hash.digest('hex'), size };
}

/** Collects sealed chunks and writes many at once; one write is on its way while the next parts are hashed and sealed, so memory stays flat. */
function createWriter(handle: FileHandle) {
  let ready: Uint8Array[] = [];
  let writing: Promise<void> = Promise.resolve();
  return {
    add: (parts: readonly Uint8Array[]): void => void ready.push(...parts),
    /** Writes what is ready when that is at least so many chunks. */
    flush: async (chunks: number): Promise<void> => {
      if (ready.length < chunks * 2) return;
      const parts = ready;
      ready = [];
      await writing;
      writing = writeParts(handle, parts);
      // Heard by the next flush or the end; until then it must not end the process.
      writing.catch(() => undefined);
    },
    end: (): Promise<void> => writing,
  };
}
