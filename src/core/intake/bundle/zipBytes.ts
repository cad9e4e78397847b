import type { FileHandle } from 'node:fs/promises';
import { ArchiveRefused } from './zipRefusal.ts';

/** Reads exactly `length` bytes; an archive that ends before is cut off. */
export async function readExactly(handle: FileHandle, offset: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  for (let done = 0; done < length; ) {
    const { bytesRead } = await handle.read(bytes, done, length - done, offset + done);
    if (bytesRead === 0) throw new ArchiveRefused('ARCHIVE_TRUNCATED');
    done += bytesRead;
  }
  return bytes;
}

/** A 64-bit number; one above 2^53 can only be a lie in an archive of at most a few GiB. */
export function readSize64(bytes: Buffer, offset: number): number {
  const value = bytes.readBigUInt64LE(offset);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new ArchiveRefused('ARCHIVE_ZIP64');
  return Number(value);
}
