import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of an archive made by hand; every field a header holds can be made to lie. */
export type BuiltEntry = {
  name: string | Uint8Array;
  data?: Uint8Array | string;
  deflate?: boolean;
  /** Packed bytes as they are written, instead of those of `data`. */
  packed?: Uint8Array;
  flags?: number;
  method?: number;
  crc?: number;
  size?: number;
  packedSize?: number;
  attributes?: number;
  comment?: string;
  centralExtra?: Uint8Array;
  localExtra?: Uint8Array;
  descriptor?: Uint8Array;
  /** Bytes put before the local header. */
  before?: Uint8Array;
  local?: { name?: string; flags?: number; method?: number; crc?: number; size?: number; packedSize?: number };
  central?: { size?: number; packedSize?: number; offset?: number; disk?: number };
};

/** What is wrong with the archive as a whole. */
export type BuiltArchive = {
  beforeDirectory?: Uint8Array;
  afterDirectory?: Uint8Array;
  comment?: string;
  end?: { disk?: number; count?: number; total?: number; size?: number; offset?: number };
  tail?: Uint8Array;
  zip64?: boolean | { count?: number; offset?: number; size?: number; recordSize?: number; locator?: number };
};

/** Builds an archive byte by byte. */
export function buildZip(entries: BuiltEntry[], archive: BuiltArchive = {}): Buffer {
  const parts: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  const add = (bytes: Uint8Array) => {
    parts.push(Buffer.from(bytes));
    offset += bytes.length;
  };
  for (const entry of entries) {
    add(entry.before ?? Buffer.alloc(0));
    const start = offset;
    for (const part of localParts(entry)) add(part);
    central.push(centralHeader(entry, start));
  }
  add(archive.beforeDirectory ?? Buffer.alloc(0));
  const directory = Buffer.concat(central);
  const place = { offset, size: directory.length, count: entries.length };
  add(directory);
  add(archive.afterDirectory ?? Buffer.alloc(0));
  if (archive.zip64) for (const part of zip64Parts(place, offset, archive.zip64)) add(part);
  add(endRecord(place, archive));
  add(archive.tail ?? Buffer.alloc(0));
  return Buffer.concat(parts);
}

function numbersOf(entry: BuiltEntry) {
  const data = Buffer.from(entry.data ?? '');
  const packed = Buffer.from(entry.packed ?? (entry.deflate ? deflateRawSync(data) : data));
  return {
    packed,
    name: Buffer.from(entry.name),
    flags: entry.flags ?? 0x0800,
    method: entry.method ?? (entry.deflate ? 8 : 0),
    crc: entry.crc ?? crc32(data),
    size: entry.size ?? data.length,
    packedSize: entry.packedSize ?? packed.length,
  };
}

function localParts(entry: BuiltEntry): Uint8Array[] {
  const is = numbersOf(entry);
  const says = { ...is, ...entry.local };
  const name = Buffer.from(says.name);
  const extra = entry.localExtra ?? Buffer.alloc(0);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(says.flags, 6);
  header.writeUInt16LE(says.method, 8);
  header.writeUInt32LE(says.crc, 14);
  header.writeUInt32LE(says.packedSize, 18);
  header.writeUInt32LE(says.size, 22);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(extra.length, 28);
  return [header, name, extra, is.packed, entry.descriptor ?? Buffer.alloc(0)];
}

function centralHeader(entry: BuiltEntry, start: number): Buffer {
  const is = numbersOf(entry);
  const comment = Buffer.from(entry.comment ?? '');
  const extra = Buffer.from(entry.centralExtra ?? Buffer.alloc(0));
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE((3 << 8) | 63, 4);
  header.writeUInt16LE(20, 6);
  header.writeUInt16LE(is.flags, 8);
  header.writeUInt16LE(is.method, 10);
  header.writeUInt32LE(is.crc, 16);
  header.writeUInt32LE(entry.central?.packedSize ?? is.packedSize, 20);
  header.writeUInt32LE(entry.central?.size ?? is.size, 24);
  header.writeUInt16LE(is.name.length, 28);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt16LE(comment.length, 32);
  header.writeUInt16LE(entry.central?.disk ?? 0, 34);
  header.writeUInt32LE(entry.attributes ?? 0, 38);
  header.writeUInt32LE(entry.central?.offset ?? start, 42);
  return Buffer.concat([header, is.name, extra, comment]);
}

function endRecord(place: { offset: number; size: number; count: number }, archive: BuiltArchive): Buffer {
  const comment = Buffer.from(archive.comment ?? '');
  const saturate = archive.zip64 !== undefined;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(archive.end?.disk ?? 0, 4);
  end.writeUInt16LE(archive.end?.disk ?? 0, 6);
  end.writeUInt16LE(archive.end?.count ?? (saturate ? 0xffff : place.count), 8);
  end.writeUInt16LE(archive.end?.total ?? archive.end?.count ?? (saturate ? 0xffff : place.count), 10);
  end.writeUInt32LE(archive.end?.size ?? (saturate ? 0xffffffff : place.size), 12);
  end.writeUInt32LE(archive.end?.offset ?? (saturate ? 0xffffffff : place.offset), 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([end, comment]);
}

function zip64Parts(place: { offset: number; size: number; count: number }, at: number, zip64: NonNullable<BuiltArchive['zip64']>): Buffer[] {
  const lies = zip64 === true || zip64 === false ? {} : zip64;
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(BigInt(lies.recordSize ?? 44), 4);
  record.writeBigUInt64LE(BigInt(lies.count ?? place.count), 24);
  record.writeBigUInt64LE(BigInt(lies.count ?? place.count), 32);
  record.writeBigUInt64LE(BigInt(lies.size ?? place.size), 40);
  record.writeBigUInt64LE(BigInt(lies.offset ?? place.offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(lies.locator ?? at), 8);
  locator.writeUInt32LE(1, 16);
  return [record, locator];
}

/** An extra field. */
export function extraField(id: number, body: Uint8Array): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(id, 0);
  head.writeUInt16LE(body.length, 2);
  return Buffer.concat([head, body]);
}

/** 64-bit numbers, as the zip64 extra field and long descriptors hold them. */
export function wide(...values: number[]): Buffer {
  const bytes = Buffer.alloc(8 * values.length);
  for (const [index, value] of values.entries()) bytes.writeBigUInt64LE(BigInt(value), index * 8);
  return bytes;
}

/** 32-bit numbers. */
export function narrow(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value, index * 4);
  return bytes;
}
