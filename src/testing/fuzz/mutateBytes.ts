import type { Chance } from './chance.ts';

type Change = (bytes: Buffer, chance: Chance, other: Buffer) => Buffer;

const odd = [0, 1, 0x0a, 0x0d, 0x20, 0x22, 0x7f, 0x80, 0xc0, 0xed, 0xfe, 0xff];

function part(bytes: Buffer, chance: Chance): { from: number; to: number } {
  const from = chance.below(bytes.length + 1);
  return { from, to: Math.min(bytes.length, from + 1 + chance.below(chance.pick([4, 64, 4096, bytes.length + 1]))) };
}

const changes: Change[] = [
  function flipBits(bytes, chance) {
    for (let count = 1 + chance.below(8); count > 0 && bytes.length > 0; count -= 1) {
      const at = chance.below(bytes.length);
      bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << chance.below(8)), at);
    }
    return bytes;
  },
  function setOdd(bytes, chance) {
    for (let count = 1 + chance.below(4); count > 0 && bytes.length > 0; count -= 1) bytes.writeUInt8(chance.pick(odd), chance.below(bytes.length));
    return bytes;
  },
  function cutEnd(bytes, chance) {
    return bytes.subarray(0, chance.below(bytes.length + 1));
  },
  function cutOut(bytes, chance) {
    const { from, to } = part(bytes, chance);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  function repeat(bytes, chance) {
    const { from, to } = part(bytes, chance);
    const times = 1 + chance.below(to - from > 4096 ? 2 : 200);
    return Buffer.concat([bytes.subarray(0, to), ...Array.from({ length: times }, () => bytes.subarray(from, to)), bytes.subarray(to)]);
  },
  function splice(bytes, chance, other) {
    const { from, to } = part(other, chance);
    const at = chance.below(bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, at), other.subarray(from, to), bytes.subarray(chance.once(2) ? at : Math.min(bytes.length, at + to - from))]);
  },
  function insertNoise(bytes, chance) {
    const at = chance.below(bytes.length + 1);
    const noise = Buffer.from(Array.from({ length: 1 + chance.below(40) }, () => chance.below(256)));
    return Buffer.concat([bytes.subarray(0, at), noise, bytes.subarray(at)]);
  },
];

/** Changes bytes in one to three ways that know nothing of what they are; `other` is a file to take parts of. */
export function mutateBytes(bytes: Buffer, chance: Chance, other: Buffer): Buffer {
  let changed = Buffer.from(bytes);
  for (let count = 1 + chance.below(3); count > 0; count -= 1) changed = Buffer.from(chance.pick(changes)(changed, chance, other));
  return changed;
}
