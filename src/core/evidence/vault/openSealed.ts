import { createHash, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SealBroken, chunkBytes, chunkCount, openChunk, sealedSize, tagBytes } from './sealedFormat.ts';
import { sealedPath } from './sealedPath.ts';
import { syncFolder } from './syncFolder.ts';

/** First and last byte wanted, both included, as in an HTTP range; left out means from the start, to the end. */
export type SealedRange = { start?: number; end?: number };

const chunksInOneRead = 16;

/**
 * Opens a sealed file for reading. `path` is its place on disk, `size` its plain size. Only bytes whose chunk is proved whole are given
 * out. Rejects with SealBroken when the file's length is wrong and with the system's error when it is not there; the stream fails with
 * SealBroken at the first damaged chunk.
 */
export async function openSealed(path: string, key: Uint8Array, size: number, range: SealedRange = {}): Promise<ReadableStream<Uint8Array>> {
  const { parts, handle } = await openParts(path, key, size, range);
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await parts.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await parts.return();
        // A generator that never started does not run its own clean-up.
        await handle.close();
      },
    },
    { highWaterMark: 1 },
  );
}

/** Whether a sealed file is there, opens with its key and holds the bytes of this sha-256 (hex). Throws only when it could not be looked at. */
export async function verifySealed(path: string, key: Uint8Array, size: number, sha256: string, signal?: AbortSignal): Promise<boolean> {
  const hash = createHash('sha256');
  try {
    const { parts } = await openParts(path, key, size, {});
    for await (const part of parts) {
      signal?.throwIfAborted();
      hash.update(part);
    }
  } catch (error) {
    if (error instanceof SealBroken || ['ENOENT', 'EISDIR', 'EIO'].includes(codeOf(error))) return false;
    throw error;
  }
  const expected = Buffer.from(sha256, 'hex');
  return expected.length === 32 && timingSafeEqual(hash.digest(), expected);
}

/** Removes a sealed file for good; one that is gone already is no error. Forgetting its key is the caller's part. */
export async function eraseSealed(vaultDir: string, name: string): Promise<void> {
  const path = sealedPath(vaultDir, name);
  await rm(path, { force: true });
  await syncFolder(dirname(path)).catch((error: unknown) => {
    if (codeOf(error) !== 'ENOENT') throw error;
  });
}

type OpenParts = { parts: AsyncGenerator<Uint8Array, void, void>; handle: FileHandle };

async function openParts(path: string, key: Uint8Array, size: number, range: SealedRange): Promise<OpenParts> {
  const start = range.start ?? 0;
  const end = Math.min(range.end ?? size - 1, size - 1);
  const isEmptyFile = size === 0 && start === 0;
  if (!isEmptyFile && !(start >= 0 && start <= end)) throw new RangeError('The range asked for lies outside the file.');
  const handle = await open(path, 'r');
  try {
    // A cut or lengthened file is refused before its first byte is shown.
    const { size: found } = await handle.stat();
    if (found !== sealedSize(size)) throw new SealBroken('its length is not what was stored');
  } catch (error) {
    await handle.close();
    throw error;
  }
  return { parts: readParts(handle, key, size, start, end), handle };
}

async function* readParts(handle: FileHandle, key: Uint8Array, size: number, start: number, end: number): AsyncGenerator<Uint8Array, void, void> {
  const secret = createSecretKey(key);
  try {
    const last = chunkCount(size) - 1;
    const wantedLast = end < start ? last : Math.floor(end / chunkBytes);
    let first = Math.floor(start / chunkBytes);
    let pending = readSealed(handle, first, wantedLast, size);
    while (first <= wantedLast) {
      const sealed = await pending;
      const from = first;
      first += chunksInOneRead;
      if (first <= wantedLast) pending = readSealed(handle, first, wantedLast, size);
      pending.catch(() => undefined);
      const plain = openRun(sealed, from, secret, last);
      const cutFrom = Math.max(0, start - from * chunkBytes);
      const cutTo = Math.min(plain.length, end + 1 - from * chunkBytes);
      if (cutTo > cutFrom) yield plain.subarray(cutFrom, cutTo);
    }
  } finally {
    await handle.close();
  }
}

/** Reads the sealed bytes of up to 16 chunks from `first` on. */
async function readSealed(handle: FileHandle, first: number, wantedLast: number, size: number): Promise<Buffer> {
  const to = Math.min(first + chunksInOneRead - 1, wantedLast);
  const offset = first * (chunkBytes + tagBytes);
  const length = Math.min((to + 1) * (chunkBytes + tagBytes), sealedSize(size)) - offset;
  const sealed = Buffer.allocUnsafe(length);
  for (let done = 0; done < length; ) {
    const { bytesRead } = await handle.read(sealed, done, length - done, offset + done);
    if (bytesRead === 0) throw new SealBroken('it ends too early');
    done += bytesRead;
  }
  return sealed;
}

function openRun(sealed: Buffer, first: number, key: KeyObject, last: number): Uint8Array {
  const plain: Buffer[] = [];
  for (let offset = 0, index = first; offset < sealed.length; offset += chunkBytes + tagBytes, index += 1) {
    plain.push(openChunk(key, index, index === last, sealed.subarray(offset, offset + chunkBytes + tagBytes)));
  }
  // A copy of its own: the stream may be transferred to another thread.
  return new Uint8Array(Buffer.concat(plain));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
