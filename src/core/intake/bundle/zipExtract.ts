import { readSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import type { TransformOptions } from 'node:stream';
import { crc32, createInflateRaw, inflateRawSync, type InflateRaw, type ZlibOptions } from 'node:zlib';
import { readChunks } from '../../evidence/vault/readChunks.ts';
import type { PlacedEntry } from './zipLayout.ts';
import { ArchiveRefused } from './zipRefusal.ts';

/** The unpacked bytes of one entry; ends only when size and crc are exactly as listed. A part is valid until the next is asked for. */
export async function* unpackEntry(archive: FileHandle, entry: PlacedEntry): AsyncGenerator<Uint8Array, void, void> {
  let size = 0;
  let crc = 0;
  for await (const bytes of unpack(archive, entry)) {
    size += bytes.length;
    // A bomb that lists a small size stops here, before its bytes are kept.
    if (size > entry.size) throw new ArchiveRefused('ARCHIVE_SIZE', entry.name);
    crc = crc32(bytes, crc);
    yield bytes;
  }
  if (size !== entry.size) throw new ArchiveRefused('ARCHIVE_SIZE', entry.name);
  if (crc !== entry.crc) throw new ArchiveRefused('ARCHIVE_CRC', entry.name);
}

/** An entry that is no longer than this, packed and not, is unpacked in one go: a stream through the same library takes half as long again. */
const mostAtOnce = 8 * 1024 * 1024;
const partBytes = 1024 * 1024;

function unpack(archive: FileHandle, entry: PlacedEntry): AsyncGenerator<Uint8Array, void, void> {
  if (entry.isDeflated && entry.size <= mostAtOnce && entry.packedSize <= mostAtOnce) return inflateAtOnce(archive, entry);
  const packed = readChunks(archive, entry.dataOffset, entry.packedSize);
  return entry.isDeflated ? inflate(packed, entry) : packed;
}

/** What zlib answers when asked for `info`, which its types leave out. */
type Inflated = { buffer: Uint8Array; engine: { bytesWritten: number } };

async function* inflateAtOnce(archive: FileHandle, entry: PlacedEntry): AsyncGenerator<Uint8Array, void, void> {
  const packed = readPacked(archive, entry);
  try {
    const inflated: unknown = inflateRawSync(packed, { info: true, maxOutputLength: Math.max(1, entry.size), chunkSize: entry.size + 64 });
    const { buffer, engine } = inflated as Inflated;
    if (engine.bytesWritten !== entry.packedSize) throw new ArchiveRefused('ARCHIVE_DEFLATE', entry.name);
    // In parts, so that what is made of one is written away while the next is worked on.
    for (let at = 0; at < buffer.length; at += partBytes) yield buffer.subarray(at, at + partBytes);
  } catch (error) {
    throw refusalOf(error, entry);
  }
}

let packedBytes: Buffer | null = null;

/** The packed bytes, in a buffer that the next call uses again. */
function readPacked(archive: FileHandle, entry: PlacedEntry): Uint8Array {
  packedBytes ??= Buffer.allocUnsafeSlow(mostAtOnce);
  let done = 0;
  while (done < entry.packedSize) {
    const bytesRead = readSync(archive.fd, packedBytes, done, entry.packedSize - done, entry.dataOffset + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return packedBytes.subarray(0, done);
}

/** What the inflater's own error says of the entry; any other error stays what it is. */
function refusalOf(error: unknown, entry: PlacedEntry): unknown {
  if (!(error instanceof Error && 'code' in error)) return error;
  if (error.code === 'ERR_BUFFER_TOO_LARGE') return new ArchiveRefused('ARCHIVE_SIZE', entry.name);
  return /^Z_/.test(String(error.code)) ? new ArchiveRefused('ARCHIVE_DEFLATE', entry.name) : error;
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
    throw refusalOf(error, entry);
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
