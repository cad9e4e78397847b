import type { FileHandle } from 'node:fs/promises';
import { readExactly, readSize64 } from './zipBytes.ts';
import { descriptorFlag } from './zipDirectory.ts';
import type { ZipEntry } from './zipDirectory.ts';
import { readExtra } from './zipExtra.ts';
import { ArchiveRefused } from './zipRefusal.ts';

/** An entry whose data is known to lie at `[dataOffset, dataOffset + packedSize)` and to share no byte with any other. */
export type PlacedEntry = ZipEntry & { dataOffset: number };

const headerSignature = 0x04034b50;
const headerBytes = 30;
const descriptorSignature = 0x08074b50;

/**
 * Walks the entries from byte 0 to the list of contents. Each must begin where the one before ended: this alone stops overlaps,
 * hidden entries, prefixes and archives glued together.
 */
export async function placeEntries(handle: FileHandle, entries: ZipEntry[], directoryOffset: number): Promise<PlacedEntry[]> {
  const placed: PlacedEntry[] = [];
  let expected = 0;
  for (const [index, entry] of entries.entries()) {
    checkStart(entry, expected, index);
    const dataOffset = await readHeader(handle, entry, directoryOffset);
    const dataEnd = dataOffset + entry.packedSize;
    const next = entries[index + 1]?.headerOffset ?? directoryOffset;
    if (dataEnd > next || dataEnd > directoryOffset) throw new ArchiveRefused('ARCHIVE_OVERLAP', entry.name);
    expected = (entry.flags & descriptorFlag) === 0 ? dataEnd : await checkDescriptor(handle, entry, dataEnd, next);
    placed.push({ ...entry, dataOffset });
  }
  if (expected !== directoryOffset) throw new ArchiveRefused(entries.length === 0 ? 'ARCHIVE_PREFIX' : 'ARCHIVE_GAP');
  return placed;
}

function checkStart(entry: ZipEntry, expected: number, index: number): void {
  if (entry.headerOffset === expected) return;
  if (entry.headerOffset < expected) throw new ArchiveRefused('ARCHIVE_OVERLAP', entry.name);
  throw new ArchiveRefused(index === 0 ? 'ARCHIVE_PREFIX' : 'ARCHIVE_GAP', entry.name);
}

/** Checks one local header against the list of contents and gives the offset of its data. */
async function readHeader(handle: FileHandle, entry: ZipEntry, directoryOffset: number): Promise<number> {
  const { name, headerOffset } = entry;
  if (headerOffset + headerBytes > directoryOffset) throw new ArchiveRefused('ARCHIVE_OVERLAP', name);
  const header = await readExactly(handle, headerOffset, headerBytes);
  if (header.readUInt32LE(0) !== headerSignature) throw new ArchiveRefused('ARCHIVE_LOCAL_HEADER', name);
  const nameLength = header.readUInt16LE(26);
  const extraLength = header.readUInt16LE(28);
  const dataOffset = headerOffset + headerBytes + nameLength + extraLength;
  if (dataOffset > directoryOffset) throw new ArchiveRefused('ARCHIVE_OVERLAP', name);
  const rest = await readExactly(handle, headerOffset + headerBytes, nameLength + extraLength);
  const isSame =
    rest.subarray(0, nameLength).equals(entry.rawName) && header.readUInt16LE(6) === entry.flags && header.readUInt16LE(8) === (entry.isDeflated ? 8 : 0);
  if (!isSame) throw new ArchiveRefused('ARCHIVE_HEADERS_DISAGREE', name);
  checkNumbers(entry, header, readExtra(rest.subarray(nameLength), name));
  return dataOffset;
}

/** Checksum and sizes must be those of the list of contents; with a descriptor to come each may also be left at zero, as bsdtar leaves some. */
function checkNumbers(entry: ZipEntry, header: Buffer, zip64: Buffer | null): void {
  const { packedSize, size } = readSizes(header, zip64, entry.name);
  const crc = header.readUInt32LE(14);
  const mayBeOpen = (entry.flags & descriptorFlag) !== 0;
  const agrees = (said: number, is: number) => said === is || (mayBeOpen && said === 0);
  if (!agrees(crc, entry.crc) || !agrees(packedSize, entry.packedSize) || !agrees(size, entry.size)) throw new ArchiveRefused('ARCHIVE_HEADERS_DISAGREE', entry.name);
}

function readSizes(header: Buffer, zip64: Buffer | null, name: string): { packedSize: number; size: number } {
  const packedSize = header.readUInt32LE(18);
  const size = header.readUInt32LE(22);
  if (zip64 === null) {
    if (packedSize === 0xffffffff || size === 0xffffffff) throw new ArchiveRefused('ARCHIVE_ZIP64', name);
    return { packedSize, size };
  }
  // A local zip64 field always holds both sizes; the header's own are saturated, or zero when a descriptor follows.
  const isStandIn = (value: number) => value === 0xffffffff || value === 0;
  if (zip64.length !== 16 || !isStandIn(packedSize) || !isStandIn(size)) throw new ArchiveRefused('ARCHIVE_ZIP64', name);
  return { size: readSize64(zip64, 0), packedSize: readSize64(zip64, 8) };
}

/** The record behind the data: 12 or 20 bytes (zip64 sizes), 4 more with its signature. Its length is the room up to the next entry. */
async function checkDescriptor(handle: FileHandle, entry: ZipEntry, offset: number, next: number): Promise<number> {
  const length = next - offset;
  if (length < 12) throw new ArchiveRefused('ARCHIVE_DESCRIPTOR', entry.name);
  if (![12, 16, 20, 24].includes(length)) throw new ArchiveRefused('ARCHIVE_GAP', entry.name);
  const bytes = await readExactly(handle, offset, length);
  const isSigned = length === 16 || length === 24;
  if (isSigned && bytes.readUInt32LE(0) !== descriptorSignature) throw new ArchiveRefused('ARCHIVE_DESCRIPTOR', entry.name);
  const body = bytes.subarray(isSigned ? 4 : 0);
  const isWide = body.length === 20;
  const packedSize = isWide ? readSize64(body, 4) : body.readUInt32LE(4);
  const size = isWide ? readSize64(body, 12) : body.readUInt32LE(8);
  const isSame = body.readUInt32LE(0) === entry.crc && packedSize === entry.packedSize && size === entry.size;
  if (!isSame) throw new ArchiveRefused('ARCHIVE_DESCRIPTOR', entry.name);
  return next;
}
