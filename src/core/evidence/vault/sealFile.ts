import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { chunkBytes, keyBytes, sealChunk } from './sealedFormat.ts';
import { sealedPath } from './sealedPath.ts';
import { syncFolder } from './syncFolder.ts';
import { writeAll } from './writeAll.ts';

/** A sealed file: `name` inside the vault folder, the key that opens it, and hash (hex) and size of the plain bytes. */
export type SealedFile = { name: string; key: Uint8Array; sha256: string; size: number };

const chunksInOneWrite = 16;

/**
 * Seals a stream into the vault folder with a key of its own. When it returns, the file is on disk for good (temp name, fsync, rename,
 * fsync of the folder); when it throws or is aborted, nothing is left. The caller keeps the key: without it the bytes are gone.
 */
export async function sealFile(source: AsyncIterable<Uint8Array>, vaultDir: string, signal?: AbortSignal): Promise<SealedFile> {
  const id = randomBytes(16).toString('hex');
  const name = `${id.slice(0, 2)}/${id}`;
  const path = sealedPath(vaultDir, name);
  const folder = dirname(path);
  if ((await mkdir(folder, { recursive: true, mode: 0o700 })) !== undefined) await syncFolder(vaultDir);
  const temp = `${path}.part`;
  const key = randomBytes(keyBytes);
  try {
    const handle = await open(temp, 'wx', 0o600);
    let sealed;
    try {
      sealed = await writeSealed(source, handle, key, signal);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temp, path);
    await syncFolder(folder);
    return { name, key, ...sealed };
  } catch (error) {
    await rm(temp, { force: true });
    throw error;
  }
}

async function writeSealed(source: AsyncIterable<Uint8Array>, handle: FileHandle, key: Uint8Array, signal?: AbortSignal) {
  const hash = createHash('sha256');
  const chunk = Buffer.allocUnsafe(chunkBytes);
  let filled = 0;
  let index = 0;
  let size = 0;
  let ready: Buffer[] = [];
  let writing: Promise<void> = Promise.resolve();
  const seal = (isLast: boolean) => {
    ready.push(...sealChunk(key, index, isLast, chunk.subarray(0, filled)));
    index += 1;
    filled = 0;
  };
  // One write is on its way while the next parts are hashed and sealed; never more, so memory stays flat.
  const flush = async () => {
    const parts = ready;
    ready = [];
    await writing;
    writing = writeAll(handle, Buffer.concat(parts));
    writing.catch(() => undefined);
  };
  try {
    for await (const bytes of source) {
      signal?.throwIfAborted();
      hash.update(bytes);
      size += bytes.length;
      for (let from = 0; from < bytes.length; ) {
        // A full chunk is sealed only when another byte follows: the last one carries the end mark.
        if (filled === chunkBytes) seal(false);
        const taken = Math.min(chunkBytes - filled, bytes.length - from);
        chunk.set(bytes.subarray(from, from + taken), filled);
        filled += taken;
        from += taken;
      }
      if (ready.length >= chunksInOneWrite * 2) await flush();
    }
    seal(true);
    await flush();
  } finally {
    await writing;
  }
  return { sha256: hash.digest('hex'), size };
}
