import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { readChunks } from '../../evidence/vault/readChunks.ts';
import { writeAll } from '../../evidence/vault/writeAll.ts';
import type { PlacedEntry } from './zipLayout.ts';
import { ArchiveRefused } from './zipRefusal.ts';

/** Checksums in lower-case hex by node:crypto name. */
export type Digests = Map<string, string>;

/** What to do with the bytes: which hashes, where to write them (a new file, nothing when null), how to stop and whom to tell. */
export type ExtractOptions = { algorithms: Iterable<string>; target: string | null; signal?: AbortSignal | undefined; onBytes?: ((bytes: number) => void) | undefined };

/** Unpacks one entry in one pass: size, crc and every hash asked for, written to `target`. Throws ArchiveRefused when it lies. */
export async function extractEntry(archive: FileHandle, entry: PlacedEntry, options: ExtractOptions): Promise<Digests> {
  const hashes = [...new Set(options.algorithms)].map((name) => [name, createHash(name)] as const);
  const target = options.target === null ? null : await open(options.target, 'wx', 0o600);
  try {
    for await (const bytes of unpackEntry(archive, entry)) {
      options.signal?.throwIfAborted();
      const writing = target === null ? Promise.resolve() : writeAll(target, bytes);
      for (const [, hash] of hashes) hash.update(bytes);
      await writing;
      options.onBytes?.(bytes.length);
    }
  } finally {
    await target?.close();
  }
  return new Map(hashes.map(([name, hash]: readonly [string, Hash]) => [name, hash.digest('hex')]));
}

/** The unpacked bytes of one entry; ends only when size and crc are exactly as listed. A part is valid until the next is asked for. */
export async function* unpackEntry(archive: FileHandle, entry: PlacedEntry): AsyncGenerator<Uint8Array, void, void> {
  const packed = readChunks(archive, entry.dataOffset, entry.packedSize);
  let size = 0;
  let crc = 0;
  for await (const bytes of entry.isDeflated ? inflate(packed, entry) : packed) {
    size += bytes.length;
    // A bomb that lists a small size stops here, before its bytes are kept.
    if (size > entry.size) throw new ArchiveRefused('ARCHIVE_SIZE', entry.name);
    crc = crc32(bytes, crc);
    yield bytes;
  }
  if (size !== entry.size) throw new ArchiveRefused('ARCHIVE_SIZE', entry.name);
  if (crc !== entry.crc) throw new ArchiveRefused('ARCHIVE_CRC', entry.name);
}

async function* inflate(packed: AsyncIterable<Uint8Array>, entry: PlacedEntry): AsyncGenerator<Uint8Array, void, void> {
  const inflater = createInflateRaw({ chunkSize: 256 * 1024 });
  const source = Readable.from(copies(packed), { highWaterMark: 1 });
  source.on('error', (error) => inflater.destroy(error));
  source.pipe(inflater);
  try {
    for await (const bytes of inflater) yield bytes;
  } catch (error) {
    if (error instanceof Error && 'code' in error && /^Z_/.test(String(error.code))) throw new ArchiveRefused('ARCHIVE_DEFLATE', entry.name);
    throw error;
  } finally {
    source.destroy();
    inflater.destroy();
  }
  // Bytes behind the end of the packed data are a hiding place.
  if (inflater.bytesWritten !== entry.packedSize) throw new ArchiveRefused('ARCHIVE_DEFLATE', entry.name);
}

/** The inflater keeps what it is given while the next part is read, so each part needs bytes of its own. */
async function* copies(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  for await (const part of parts) yield Buffer.from(part);
}
