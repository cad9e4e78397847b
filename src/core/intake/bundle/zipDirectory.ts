import type { FileHandle } from 'node:fs/promises';
import { findNameClash } from './comparableName.ts';
import { checkName } from './nameRules.ts';
import { readExactly, readSize64 } from './zipBytes.ts';
import { findDirectory } from './zipEnd.ts';
import { readExtra } from './zipExtra.ts';
import { ArchiveRefused } from './zipRefusal.ts';

/** One file or folder (name ends with '/') of the list of contents; offsets and sizes in bytes. */
export type ZipEntry = {
  name: string;
  rawName: Buffer;
  isFolder: boolean;
  flags: number;
  isDeflated: boolean;
  crc: number;
  packedSize: number;
  size: number;
  headerOffset: number;
  isZip64: boolean;
};

/** Bit 3: sizes and checksum follow the data. Bit 11: the name is UTF-8. */
export const descriptorFlag = 0x0008;
const utf8Flag = 0x0800;
/** Bits 1 and 2 say how hard the writer tried to deflate (`zip -9`, `zip -1`, also of what it then stored); no reader needs them. */
const effortFlags = 0x0006;
const encryptionFlags = 0x2041;

const headerSignature = 0x02014b50;
const headerBytes = 46;
/** More than 5,000 entries with the longest names and extras ever seen in good faith. */
const mostDirectoryBytes = 16 * 1024 * 1024;

/** Reads and checks the whole list of contents; `directoryOffset` is where the entries' data must end. */
export async function readDirectory(handle: FileHandle, fileSize: number, mostEntries: number): Promise<{ entries: ZipEntry[]; directoryOffset: number }> {
  const place = await findDirectory(handle, fileSize);
  if (place.count > mostEntries) throw new ArchiveRefused('ARCHIVE_TOO_MANY_ENTRIES', null, `It says ${place.count}; ${mostEntries} are accepted.`);
  if (place.size > mostDirectoryBytes) throw new ArchiveRefused('ARCHIVE_DIRECTORY');
  const bytes = await readExactly(handle, place.offset, place.size);
  const entries: ZipEntry[] = [];
  let offset = 0;
  while (entries.length < place.count) {
    const { entry, end } = readEntry(bytes, offset);
    entries.push(entry);
    offset = end;
  }
  if (offset !== bytes.length) throw new ArchiveRefused('ARCHIVE_DIRECTORY');
  const clash = findNameClash(entries.map((entry) => entry.name));
  if (clash !== null) throw new ArchiveRefused(clash.kind === 'collision' ? 'ARCHIVE_NAMES_COLLIDE' : 'ARCHIVE_FILE_AND_FOLDER', clash.path);
  return { entries, directoryOffset: place.offset };
}

function readEntry(bytes: Buffer, offset: number): { entry: ZipEntry; end: number } {
  if (offset + headerBytes > bytes.length || bytes.readUInt32LE(offset) !== headerSignature) throw new ArchiveRefused('ARCHIVE_DIRECTORY');
  const header = bytes.subarray(offset);
  const nameEnd = headerBytes + header.readUInt16LE(28);
  const extraEnd = nameEnd + header.readUInt16LE(30);
  const end = extraEnd + header.readUInt16LE(32);
  if (end > header.length) throw new ArchiveRefused('ARCHIVE_DIRECTORY');
  const rawName = header.subarray(headerBytes, nameEnd);
  const name = decodeName(rawName);
  const entry: ZipEntry = {
    name,
    rawName,
    isFolder: name.endsWith('/'),
    flags: header.readUInt16LE(8),
    isDeflated: header.readUInt16LE(10) === 8,
    crc: header.readUInt32LE(16),
    ...readSizes(header, readExtra(header.subarray(nameEnd, extraEnd), name), name),
  };
  checkEntry(entry, header);
  if (end !== extraEnd) throw new ArchiveRefused('ARCHIVE_COMMENT', name);
  return { entry, end: offset + end };
}

function decodeName(raw: Buffer): string {
  let name: string;
  try {
    name = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(raw);
  } catch {
    throw new ArchiveRefused('ARCHIVE_NAME_NOT_UTF8', raw.toString('latin1'));
  }
  const fault = checkName(name.replace(/\/$/, ''));
  if (fault !== null) throw new ArchiveRefused(fault === 'TOO_DEEP' ? 'ARCHIVE_NAME_TOO_DEEP' : `ARCHIVE_NAME_${fault}`, name);
  return name;
}

type Sizes = Pick<ZipEntry, 'size' | 'packedSize' | 'headerOffset' | 'isZip64'>;

/** The zip64 field holds exactly the numbers that are saturated in the header, in this order. */
function readSizes(header: Buffer, zip64: Buffer | null, name: string): Sizes {
  let offset = 0;
  const read = (at: number) => {
    const value = header.readUInt32LE(at);
    if (value !== 0xffffffff) return value;
    if (zip64 === null || offset + 8 > zip64.length) throw new ArchiveRefused('ARCHIVE_ZIP64', name);
    offset += 8;
    return readSize64(zip64, offset - 8);
  };
  const size = read(24);
  const packedSize = read(20);
  const headerOffset = read(42);
  if (zip64 !== null && (offset === 0 || offset !== zip64.length)) throw new ArchiveRefused('ARCHIVE_ZIP64', name);
  return { size, packedSize, headerOffset, isZip64: zip64 !== null };
}

function checkEntry(entry: ZipEntry, header: Buffer): void {
  const { name, flags } = entry;
  const method = header.readUInt16LE(10);
  if ((flags & encryptionFlags) !== 0) throw new ArchiveRefused('ARCHIVE_ENCRYPTED', name);
  if ((flags & ~(descriptorFlag | utf8Flag | effortFlags)) !== 0) throw new ArchiveRefused('ARCHIVE_FLAGS', name);
  if (method !== 0 && method !== 8) throw new ArchiveRefused('ARCHIVE_METHOD', name);
  if (header.readUInt16LE(34) !== 0) throw new ArchiveRefused('ARCHIVE_MULTI_DISK', name);
  checkType(entry, header);
  if (entry.isFolder && (entry.size !== 0 || entry.packedSize !== 0 || entry.crc !== 0)) throw new ArchiveRefused('ARCHIVE_FOLDER_WITH_DATA', name);
  if (!entry.isDeflated && entry.size !== entry.packedSize) throw new ArchiveRefused('ARCHIVE_SIZE', name);
}

/** Only regular files and folders, by the unix mode and the DOS attribute alike, whatever system the archive names. */
function checkType(entry: ZipEntry, header: Buffer): void {
  const attributes = header.readUInt32LE(38);
  const unixType = (attributes >>> 28) & 0xf;
  // The low half is of DOS and Windows: label 0x08, device 0x40, link (reparse point) 0x400.
  if (unixType === 0o12 || (attributes & 0x400) !== 0) throw new ArchiveRefused('ARCHIVE_LINK', entry.name);
  if ((unixType !== 0 && unixType !== 0o10 && unixType !== 0o04) || (attributes & 0x48) !== 0) throw new ArchiveRefused('ARCHIVE_SPECIAL_FILE', entry.name);
  const saysFolder = unixType === 0o04 || (attributes & 0x10) !== 0;
  const saysFile = unixType === 0o10;
  if (entry.isFolder ? saysFile : saysFolder) throw new ArchiveRefused('ARCHIVE_FILE_AND_FOLDER', entry.name);
}
