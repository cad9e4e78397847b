import { buildZip } from '../../core/intake/bundle/zipBuilder.testing.ts';
import type { Chance } from './chance.ts';

type Record = { signature: number; fields: readonly (readonly [number, 2 | 4])[]; nameAt: number; lengthAt: number };

/** The records of an archive with the offset and bytes of each field behind the signature. */
const records: Record[] = [
  { signature: 0x04034b50, fields: [[4, 2], [6, 2], [8, 2], [10, 4], [14, 4], [18, 4], [22, 4], [26, 2], [28, 2]], nameAt: 30, lengthAt: 26 },
  { signature: 0x02014b50, fields: [[4, 2], [6, 2], [8, 2], [10, 2], [12, 4], [16, 4], [20, 4], [24, 4], [28, 2], [30, 2], [32, 2], [34, 2], [36, 2], [38, 4], [42, 4]], nameAt: 46, lengthAt: 28 },
  { signature: 0x06054b50, fields: [[4, 2], [6, 2], [8, 2], [10, 2], [12, 4], [16, 4], [20, 2]], nameAt: 0, lengthAt: 0 },
];
const oddNumbers = [0, 1, 7, 8, 0x7f, 0x800, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];

function placesOf(bytes: Buffer, signature: number): number[] {
  const mark = Buffer.alloc(4);
  mark.writeUInt32LE(signature);
  const places: number[] = [];
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 4)) places.push(at);
  return places;
}

function setField(bytes: Buffer, at: number, size: 2 | 4, chance: Chance): void {
  if (at + size > bytes.length) return;
  const is = size === 2 ? bytes.readUInt16LE(at) : bytes.readUInt32LE(at);
  const value = chance.pick([chance.pick(oddNumbers), is + 1, is - 1, is ^ (1 << chance.below(size * 8)), chance.below(2 ** 32)]) >>> 0;
  if (size === 2) bytes.writeUInt16LE(value & 0xffff, at);
  else bytes.writeUInt32LE(value, at);
}

/** Makes a number of one record lie. */
function lie(bytes: Buffer, chance: Chance): void {
  const record = chance.pick(records);
  const places = placesOf(bytes, record.signature);
  if (places.length === 0) return;
  const [at, size] = chance.pick(record.fields);
  setField(bytes, chance.pick(places) + at, size, chance);
}

/** Tells the same lie in the local header and in the list of contents, so that the two agree. */
function lieTwice(bytes: Buffer, chance: Chance): void {
  const [local, central] = [placesOf(bytes, 0x04034b50), placesOf(bytes, 0x02014b50)];
  const index = chance.below(Math.min(local.length, central.length) + 1);
  const [here, there] = [local[index], central[index]];
  if (here === undefined || there === undefined) return;
  const size = chance.pick([2, 4] as const);
  const [from, to] = size === 2 ? chance.pick([[6, 8], [8, 10], [28, 30]] as const) : chance.pick([[14, 16], [18, 20], [22, 24]] as const);
  setField(bytes, here + from, size, chance);
  bytes.copy(bytes, there + to, here + from, here + from + size);
}

/** Writes a hostile name over one that is there, in both headers, as long as it was. */
function rename(bytes: Buffer, chance: Chance, names: string[]): void {
  const [local, central] = records;
  const wanted = Buffer.from(chance.pick(names));
  const index = chance.below(20);
  for (const record of [local, central]) {
    const at = record && placesOf(bytes, record.signature)[index];
    if (!record || at === undefined || at + record.nameAt > bytes.length) continue;
    const room = bytes.subarray(at + record.nameAt, at + record.nameAt + bytes.readUInt16LE(at + record.lengthAt));
    wanted.copy(room);
  }
}

/** Changes an archive by what its fields mean. */
export function mutateZip(bytes: Buffer, chance: Chance, names: string[]): Buffer {
  const changed = Buffer.from(bytes);
  for (let count = 1 + chance.below(3); count > 0; count -= 1) chance.pick([lie, lie, lieTwice, rename])(changed, chance, names);
  return changed;
}

/** Packs files into an archive in one of the ways writers do; odd names and double ones are packed as they are. */
export function pack(files: readonly (readonly [string, Uint8Array])[], chance: Chance): Buffer {
  const top = chance.pick(['', 'case/']);
  const deflate = chance.once(2);
  const flags = chance.pick([0x0800, 0x0800, 0, deflate ? 0x0802 : 0x0800]);
  return buildZip(files.map(([name, data]) => ({ name: top + name, data, deflate, flags })), chance.once(8) ? { zip64: true } : {});
}
