import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { readChunks } from '../../evidence/vault/readChunks.ts';
import { sealFile } from '../../evidence/vault/sealFile.ts';
import type { ReadOrder, ReadResult } from './readAside.ts';
import { unpackEntry } from './zipExtract.ts';

type Tools = { signal: AbortSignal; onBytes: (bytes: number) => void };

/** Does one order in a single pass over the bytes. Throws ArchiveRefused when an entry lies; then, or when aborted, nothing is left. */
export async function readOrdered({ path, entry, algorithms, stagingDir }: ReadOrder, { signal, onBytes }: Tools): Promise<ReadResult> {
  // A sealed file comes with its sha-256; it is not worked out twice.
  const own = [...new Set(algorithms)].filter((name) => name !== 'sha256' || stagingDir === null);
  const hashes = own.map((name) => [name, createHash(name)] as const);
  const handle = await openRegular(path).catch(sayUnreadable);
  try {
    const { size } = await handle.stat();
    const source = entry ? unpackEntry(handle, entry) : readChunks(handle, 0, size);
    const watched = watch(source, (bytes) => {
      signal.throwIfAborted();
      for (const [, hash] of hashes) hash.update(bytes);
      onBytes(bytes.length);
    });
    const sealed = stagingDir === null ? await drain(watched) : await sealFile(watched, stagingDir, signal);
    const digests = new Map(hashes.map(([name, hash]) => [name, hash.digest('hex')]));
    if (sealed) digests.set('sha256', sealed.sha256);
    return { digests, sealed };
  } finally {
    await handle.close();
  }
}

/** Opens a regular file only: a link or pipe put in its place since the listing is refused, not followed. */
export async function openRegular(path: string): Promise<FileHandle> {
  const handle = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  if ((await handle.stat()).isFile()) return handle;
  await handle.close();
  throw new Error('The file was replaced by something else while it was read.');
}

/** The same bytes, each part looked at first; a disk that does not give them is told apart from one that cannot take them. */
async function* watch(source: AsyncIterable<Uint8Array>, look: (bytes: Uint8Array) => void): AsyncGenerator<Uint8Array, void, void> {
  const parts = source[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { done, value } = await parts.next().catch(sayUnreadable);
      if (done) return;
      look(value);
      yield value;
    }
  } finally {
    await parts.return?.();
  }
}

/** FILE_NOT_READABLE with the system's own code in its message; any other error stays what it is. */
function sayUnreadable(error: unknown): never {
  if (!(error instanceof Error) || !('errno' in error) || !('code' in error)) throw error;
  throw Object.assign(new Error(`The disk did not give this file (${String(error.code)}).`), { code: 'FILE_NOT_READABLE' });
}

async function drain(source: AsyncIterable<Uint8Array>): Promise<null> {
  for await (const bytes of source) void bytes;
  return null;
}
