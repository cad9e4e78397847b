import type { FileHandle } from 'node:fs/promises';
import { readExactly, readSize64 } from './zipBytes.ts';
import { ArchiveRefused } from './zipRefusal.ts';

/** Where the list of contents lies: `[offset, offset + size)`, and how many entries it says it has. */
export type DirectoryPlace = { offset: number; size: number; count: number };

const endSignature = 0x06054b50;
const endBytes = 22;
const locatorSignature = 0x07064b50;
const locatorBytes = 20;
const zip64EndSignature = 0x06064b50;
const zip64EndBytes = 56;

/** Reads the one end record, which must be the last 22 bytes of the file, and the zip64 records right before it. */
export async function findDirectory(handle: FileHandle, fileSize: number): Promise<DirectoryPlace> {
  if (fileSize < endBytes) throw await whyNoEnd(handle, fileSize);
  const end = await readExactly(handle, fileSize - endBytes, endBytes);
  if (end.readUInt32LE(0) !== endSignature || end.readUInt16LE(20) !== 0) throw await whyNoEnd(handle, fileSize);
  const endOffset = fileSize - endBytes;
  const zip64 = await readZip64End(handle, endOffset);
  const isSaturated = end.readUInt16LE(8) === 0xffff || end.readUInt16LE(10) === 0xffff || end.readUInt32LE(12) === 0xffffffff || end.readUInt32LE(16) === 0xffffffff;
  if (zip64 === null && isSaturated) throw new ArchiveRefused('ARCHIVE_ZIP64');
  if (zip64 !== null) {
    checkAgrees(end, zip64);
    return zip64.place;
  }
  const place = { offset: end.readUInt32LE(16), size: end.readUInt32LE(12), count: end.readUInt16LE(10) };
  if (end.readUInt16LE(4) !== 0 || end.readUInt16LE(6) !== 0 || end.readUInt16LE(8) !== place.count) throw new ArchiveRefused('ARCHIVE_MULTI_DISK');
  checkPlace(place, endOffset);
  return place;
}

type Zip64End = { place: DirectoryPlace };

async function readZip64End(handle: FileHandle, endOffset: number): Promise<Zip64End | null> {
  if (endOffset < locatorBytes) return null;
  const locator = await readExactly(handle, endOffset - locatorBytes, locatorBytes);
  if (locator.readUInt32LE(0) !== locatorSignature) return null;
  const recordOffset = endOffset - locatorBytes - zip64EndBytes;
  if (recordOffset < 0 || readSize64(locator, 8) !== recordOffset) throw new ArchiveRefused('ARCHIVE_ZIP64');
  if (locator.readUInt32LE(4) !== 0 || locator.readUInt32LE(16) > 1) throw new ArchiveRefused('ARCHIVE_MULTI_DISK');
  const record = await readExactly(handle, recordOffset, zip64EndBytes);
  // 44 is the size without the extensible part, where data could hide.
  if (record.readUInt32LE(0) !== zip64EndSignature || readSize64(record, 4) !== 44) throw new ArchiveRefused('ARCHIVE_ZIP64');
  const place = { offset: readSize64(record, 48), size: readSize64(record, 40), count: readSize64(record, 32) };
  if (record.readUInt32LE(16) !== 0 || record.readUInt32LE(20) !== 0 || readSize64(record, 24) !== place.count) {
    throw new ArchiveRefused('ARCHIVE_MULTI_DISK');
  }
  checkPlace(place, recordOffset);
  return { place };
}

/** Each field of the old end record is either saturated or says the same. */
function checkAgrees(end: Buffer, { place }: Zip64End): void {
  const agrees = (value: number, saturated: number, real: number) => value === saturated || value === real;
  const isAgreed =
    agrees(end.readUInt16LE(4), 0xffff, 0) &&
    agrees(end.readUInt16LE(6), 0xffff, 0) &&
    agrees(end.readUInt16LE(8), 0xffff, place.count) &&
    agrees(end.readUInt16LE(10), 0xffff, place.count) &&
    agrees(end.readUInt32LE(12), 0xffffffff, place.size) &&
    agrees(end.readUInt32LE(16), 0xffffffff, place.offset);
  if (!isAgreed) throw new ArchiveRefused('ARCHIVE_ZIP64');
}

function checkPlace(place: DirectoryPlace, endOfDirectory: number): void {
  const end = place.offset + place.size;
  if (end > endOfDirectory) throw new ArchiveRefused('ARCHIVE_DIRECTORY');
  // Offsets that are too small by some bytes are how data put before an archive shows.
  if (end < endOfDirectory) throw new ArchiveRefused('ARCHIVE_PREFIX');
}

/** There is no clean end record at the very end: says whether this is a comment, something behind the end, a cut archive or no zip. */
async function whyNoEnd(handle: FileHandle, fileSize: number): Promise<ArchiveRefused> {
  const length = Math.min(fileSize, endBytes + 0xffff);
  const tail = await readExactly(handle, fileSize - length, length);
  for (let at = length - endBytes; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) !== endSignature) continue;
    const commentEnd = at + endBytes + tail.readUInt16LE(at + 20);
    if (commentEnd === length) return new ArchiveRefused('ARCHIVE_COMMENT');
    return new ArchiveRefused(commentEnd < length ? 'ARCHIVE_TRAILING_DATA' : 'ARCHIVE_TRUNCATED');
  }
  const head = await readExactly(handle, 0, Math.min(4, fileSize));
  const isZip = head.length === 4 && [0x04034b50, 0x08074b50, 0x30304b50].includes(head.readUInt32LE(0));
  return new ArchiveRefused(isZip ? 'ARCHIVE_TRUNCATED' : 'ARCHIVE_NOT_ZIP');
}
