import type { FileHandle } from 'node:fs/promises';
import type { TransformOptions } from 'node:stream';
import { crc32, createInflateRaw, type InflateRaw, type ZlibOptions } from 'node:zlib';
import { readChunks } from '../../evidence/vault/readChunks.ts';
import type { PlacedEntry } from './zipLayout.ts';
import { ArchiveRefused } from './zipRefusal.ts';

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

/** Two parts are inflated ahead of the one that is worked on. */
const inflatedBytes = 256 * 1024;
const inflateOptions: ZlibOptions & TransformOptions = { chunkSize: inflatedBytes, highWaterMark: 2 * inflatedBytes };

async function* inflate(packed: AsyncIterable<Uint8Array>, entry: PlacedEntry): AsyncGenerator<Uint8Array, void, void> {
  const inflater = createInflateRaw(inflateOptions);
  const feeding = feed(packed, inflater);
  try {
    for await (const bytes of inflater) yield bytes;
    // Bytes behind the end of the packed data are a hiding place.
    if (inflater.bytesWritten !== entry.packedSize) throw new ArchiveRefused('ARCHIVE_DEFLATE', entry.name);
  } catch (error) {
    if (error instanceof Error && 'code' in error && /^Z_/.test(String(error.code))) throw new ArchiveRefused('ARCHIVE_DEFLATE', entry.name);
    throw error;
  } finally {
    inflater.destroy();
    // The archive must not be closed under a read that is still on its way.
    await feeding;
  }
}

/** Gives the inflater one part after the other, each only when the one before was taken in: its bytes may then be overwritten. */
async function feed(packed: AsyncIterable<Uint8Array>, inflater: InflateRaw): Promise<void> {
  // A write that failed is never answered; only the end of the inflater tells.
  const isClosed = new Promise<false>((resolve) => inflater.once('close', () => resolve(false)));
  try {
    for await (const part of packed) {
      const isTaken = new Promise<boolean>((resolve) => inflater.write(part, (error) => resolve(!error)));
      if (!(await Promise.race([isTaken, isClosed]))) return;
    }
    inflater.end();
  } catch (error) {
    inflater.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}
