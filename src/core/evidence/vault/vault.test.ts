import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eraseSealed, openSealed, verifySealed } from './openSealed.ts';
import { readWholeFile } from './readChunks.ts';
import { SealBroken, chunkBytes, sealedSize, tagBytes } from './sealedFormat.ts';
import { sealedPath } from './sealedPath.ts';
import { sealFile, settleSealed } from './sealFile.ts';

let dir = '';
beforeAll(async () => void (dir = await mkdtemp(join(tmpdir(), 'vault-'))));
afterAll(() => rm(dir, { recursive: true }));

async function* inParts(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function seal(bytes: Uint8Array, partSize = 50_000) {
  const sealed = await sealFile(inParts(bytes, partSize), dir);
  await settleSealed([sealed.name], dir, dir);
  return { ...sealed, path: sealedPath(dir, sealed.name) };
}

async function read(path: string, key: Uint8Array, size: number, range = {}): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of await openSealed(path, key, size, range)) parts.push(part);
  return Buffer.concat(parts);
}

describe('vault', () => {
  it.each([0, 1, chunkBytes - 1, chunkBytes, chunkBytes + 1, 16 * chunkBytes, 40 * chunkBytes + 17])('gives back %i bytes as they were', async (size) => {
    const bytes = randomBytes(size);
    const sealed = await seal(bytes);
    expect(sealed.size).toBe(size);
    expect(sealed.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect((await readFile(sealed.path)).length).toBe(sealedSize(size));
    expect((await read(sealed.path, sealed.key, size)).equals(bytes)).toBe(true);
    expect(await verifySealed(sealed.path, sealed.key, size, sealed.sha256)).toBe(true);
  });

  it('does not leave plain bytes on disk', async () => {
    const sealed = await seal(Buffer.alloc(1000, 'secret words '));
    expect((await readFile(sealed.path)).includes('secret')).toBe(false);
  });

  it('gives exactly the range asked for across chunk borders', async () => {
    const bytes = randomBytes(20 * chunkBytes + 100);
    const { path, key, size } = await seal(bytes);
    const borders = [0, 1, chunkBytes - 1, chunkBytes, chunkBytes + 1, 16 * chunkBytes - 1, 16 * chunkBytes, size - 1];
    for (const start of borders) {
      for (const end of borders.filter((to) => to >= start)) {
        expect((await read(path, key, size, { start, end })).equals(bytes.subarray(start, end + 1)), `${start}-${end}`).toBe(true);
      }
    }
    expect((await read(path, key, size, { start: size - 5 })).length).toBe(5);
    await expect(openSealed(path, key, size, { start: size })).rejects.toThrow(RangeError);
    await expect(openSealed(path, key, size, { start: 5, end: 4 })).rejects.toThrow(RangeError);
  });

  it('notices a flip of any byte of a small file', async () => {
    const { path, key, size, sha256 } = await seal(randomBytes(300));
    const good = await readFile(path);
    for (let at = 0; at < good.length; at += 1) {
      const bad = Buffer.from(good);
      bad.writeUInt8(bad.readUInt8(at) ^ 1, at);
      await writeFile(path, bad);
      expect(await verifySealed(path, key, size, sha256), `byte ${at}`).toBe(false);
    }
  });

  it('shows no byte of a damaged chunk and every byte of the others', async () => {
    const bytes = randomBytes(5 * chunkBytes + 10);
    const { path, key, size } = await seal(bytes);
    const good = await readFile(path);
    for (let chunk = 0; chunk < 6; chunk += 1) {
      const bad = Buffer.from(good);
      const at = chunk * (chunkBytes + tagBytes) + 3;
      bad.writeUInt8(bad.readUInt8(at) ^ 0x80, at);
      await writeFile(path, bad);
      const start = chunk * chunkBytes;
      await expect(read(path, key, size, { start, end: start })).rejects.toThrow(SealBroken);
      const other = chunk === 0 ? chunkBytes : 0;
      expect((await read(path, key, size, { start: other, end: other + 9 })).equals(bytes.subarray(other, other + 10))).toBe(true);
    }
  });

  it('notices swapped, cut and appended chunks before a byte is shown', async () => {
    const { path, key, size, sha256 } = await seal(randomBytes(4 * chunkBytes));
    const good = await readFile(path);
    const step = chunkBytes + tagBytes;
    const chunk = (index: number) => good.subarray(index * step, (index + 1) * step);
    const swapped = Buffer.concat([chunk(1), chunk(0), chunk(2), chunk(3)]);
    const lastTwoSwapped = Buffer.concat([chunk(0), chunk(1), chunk(3), chunk(2)]);
    for (const bad of [swapped, lastTwoSwapped]) {
      await writeFile(path, bad);
      expect(await verifySealed(path, key, size, sha256)).toBe(false);
    }
    await expect(read(path, key, size)).rejects.toThrow(SealBroken);
    for (const bad of [good.subarray(0, 3 * step), good.subarray(0, -1), Buffer.concat([good, chunk(0)]), Buffer.concat([good, Buffer.alloc(1)])]) {
      await writeFile(path, bad);
      await expect(openSealed(path, key, size)).rejects.toThrow(SealBroken);
    }
    // Cut at a chunk border and the size in the database changed with it: the end mark is missing.
    await writeFile(path, good.subarray(0, 3 * step));
    await expect(read(path, key, 3 * chunkBytes)).rejects.toThrow(SealBroken);
  });

  it('refuses the chunk of another file and the key of another file', async () => {
    const one = await seal(randomBytes(2 * chunkBytes));
    const other = await seal(randomBytes(2 * chunkBytes));
    await expect(read(one.path, other.key, one.size)).rejects.toThrow(SealBroken);
    await writeFile(one.path, await readFile(other.path));
    expect(await verifySealed(one.path, one.key, one.size, one.sha256)).toBe(false);
  });

  it('leaves nothing behind when the source fails or the work is aborted', async () => {
    const fresh = await mkdtemp(join(dir, 'fresh-'));
    async function* failing() {
      yield randomBytes(3 * chunkBytes);
      throw new Error('stick pulled out');
    }
    await expect(sealFile(failing(), fresh)).rejects.toThrow('stick pulled out');
    await expect(sealFile(inParts(randomBytes(10), 5), fresh, AbortSignal.abort())).rejects.toThrow();
    const left = await readdir(fresh, { recursive: true, withFileTypes: true });
    expect(left.filter((item) => item.isFile())).toEqual([]);
  });

  it('copes with a source that uses its buffer again', async () => {
    const file = join(dir, 'source.bin');
    const bytes = randomBytes(5 * 1024 * 1024 + 3);
    await writeFile(file, bytes);
    const { name, key, size } = await sealFile(readWholeFile(file), dir);
    await settleSealed([name], dir, dir);
    expect((await read(sealedPath(dir, name), key, size)).equals(bytes)).toBe(true);
  });

  it('erases twice without an error and takes no path for a name', async () => {
    const { name, path } = await seal(randomBytes(9));
    await eraseSealed(dir, name);
    await eraseSealed(dir, name);
    expect(existsSync(path)).toBe(false);
    await expect(eraseSealed(dir, '../../etc/passwd')).rejects.toThrow('no name');
    expect(await verifySealed(path, randomBytes(32), 9, '0'.repeat(64))).toBe(false);
  });
});
