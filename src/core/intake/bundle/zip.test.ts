import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostileArchives } from './hostileArchives.testing.ts';
import { openBundle } from './openBundle.ts';
import { openZip } from './openZip.ts';
import { buildZip, extraField, narrow, wide } from './zipBuilder.testing.ts';
import type { BuiltArchive, BuiltEntry } from './zipBuilder.testing.ts';
import { unpackEntry } from './zipExtract.ts';
import { defaultLimits } from './zipLimits.ts';
import { readByZipJs } from './zipOpinion.testing.ts';

let dir = '';
beforeAll(async () => void (dir = await mkdtemp(join(tmpdir(), 'zip-'))));
afterAll(() => rm(dir, { recursive: true }));

const text = 'some evidence, and then some more evidence';
const crc = crc32(text);
const plain: BuiltEntry = { name: 'a.txt', data: text };
const deflated: BuiltEntry = { name: 'b.txt', data: text, deflate: true };
const packedLength = deflateRawSync(text).length;
const unixMode = (mode: number) => (mode << 16) >>> 0;

async function put(bytes: Uint8Array): Promise<string> {
  const path = join(dir, `${crypto.randomUUID()}.zip`);
  await writeFile(path, bytes);
  return path;
}

async function refusalOf(bytes: Uint8Array, limits = defaultLimits): Promise<string> {
  const quarantineDir = join(dir, crypto.randomUUID());
  const bundle = await openBundle(await put(bytes), { quarantineDir, limits });
  expect(bundle).toMatchObject({ kind: 'unknown', valid: false, complete: false, files: [], caseJson: null });
  // Nothing is left behind, whatever the reason.
  expect(await readdir(quarantineDir).catch(() => [])).toEqual([]);
  return bundle.faults.map((fault) => fault.code).join();
}

describe('strict zip reader', () => {
  it.each(hostileArchives)('refuses %s (%s) and leaves nothing behind', async (_, code, bytes) => {
    const startedAt = performance.now();
    expect(await refusalOf(bytes)).toBe(code);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });

  it('is tried with 140 archives and more, no two the same', () => {
    expect(new Set(hostileArchives.map(([name]) => name)).size).toBe(hostileArchives.length);
    expect(hostileArchives.length).toBeGreaterThan(140);
  });

  it('refuses an archive cut at any byte', async () => {
    const whole = buildZip([plain, deflated]);
    for (let length = 0; length < whole.length; length += 7) {
      expect(await refusalOf(whole.subarray(0, length)), `cut at ${length}`).toMatch(/^ARCHIVE_(NOT_ZIP|TRUNCATED)$/);
    }
  });

  it('refuses two archives glued together and a file that is no zip', async () => {
    const one = buildZip([plain]);
    expect(await refusalOf(Buffer.concat([one, buildZip([deflated])]))).toBe('ARCHIVE_PREFIX');
    expect(await refusalOf(Buffer.from('%PDF-1.7 and so on, long enough to hold an end record'))).toBe('ARCHIVE_NOT_ZIP');
    expect(await refusalOf(Buffer.alloc(0))).toBe('ARCHIVE_NOT_ZIP');
  });

  it('refuses archives above the budgets of size', async () => {
    const zip = buildZip([plain, deflated]);
    expect(await refusalOf(zip, { ...defaultLimits, archiveBytes: 100 })).toBe('ARCHIVE_TOO_LARGE');
    expect(await refusalOf(zip, { ...defaultLimits, totalBytes: 50 })).toBe('ARCHIVE_TOO_LARGE');
    expect(await refusalOf(zip, { ...defaultLimits, entries: 1 })).toBe('ARCHIVE_TOO_MANY_ENTRIES');
  });

  const friendly: [string, BuiltEntry[], BuiltArchive?][] = [
    ['stored and deflated entries', [plain, deflated, { name: 'e', data: '' }, { name: 'f/' }, { name: 'f/g', data: 'x', deflate: true }]],
    ['an empty archive', []],
    ['unix modes and times', [{ ...plain, attributes: unixMode(0o100644), localExtra: extraField(0x5455, Buffer.alloc(9)), centralExtra: extraField(0x5455, Buffer.alloc(5)) }, { name: 'd/', attributes: unixMode(0o040755) + 0x10 }]],
    ['a signed descriptor', [{ ...deflated, flags: 0x0808, local: { crc: 0, size: 0, packedSize: 0 }, descriptor: narrow(0x08074b50, crc, packedLength, text.length) }, plain]],
    ['a bare descriptor', [{ ...deflated, flags: 0x0808, local: { crc: 0, size: 0, packedSize: 0 }, descriptor: narrow(crc, packedLength, text.length) }]],
    ['zip64 end records', [plain, deflated], { zip64: true }],
    ['zip64 sizes', [{ ...plain, central: { size: 0xffffffff, packedSize: 0xffffffff, offset: 0xffffffff }, centralExtra: extraField(1, wide(text.length, text.length, 0)), local: { size: 0xffffffff, packedSize: 0xffffffff }, localExtra: extraField(1, wide(text.length, text.length)) }]],
    ['what zip -9 and zip -1 say of their effort', [{ ...deflated, flags: 0x0802 }, { ...deflated, name: 'c', flags: 0x0006 }, { ...plain, name: 'd', flags: 0x0802 }]],
    ['records of an archive as the data of a stored entry', [{ ...plain, data: buildZip([deflated]) }]],
    ['names in many scripts', [{ ...plain, name: '\u8bc1\u636e/\u0434\u043e\u043a\u0430\u0437.txt' }]],
  ];

  it.each(friendly)('reads %s as zip.js in strict mode does', async (_, entries, archive) => {
    const bytes = buildZip(entries, archive);
    const zip = await openZip(await put(bytes), defaultLimits);
    const ours = new Map<string, Buffer>();
    for (const entry of zip.entries) {
      const parts: Buffer[] = [];
      for await (const part of unpackEntry(zip.handle, entry)) parts.push(Buffer.from(part));
      ours.set(entry.name, Buffer.concat(parts));
    }
    await zip.close();
    expect(ours).toEqual(await readByZipJs(bytes));
  });
});
