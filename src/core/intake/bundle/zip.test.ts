import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { BlobReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBundle } from './openBundle.ts';
import { openZip } from './openZip.ts';
import { buildZip, extraField, narrow, wide } from './zipBuilder.testing.ts';
import type { BuiltArchive, BuiltEntry } from './zipBuilder.testing.ts';
import { unpackEntry } from './zipExtract.ts';
import { defaultLimits } from './zipLimits.ts';

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

const hostile: [string, string, BuiltEntry[], BuiltArchive?][] = [
  ['a comment', 'ARCHIVE_COMMENT', [plain], { comment: 'hello' }],
  ['an entry comment', 'ARCHIVE_COMMENT', [{ ...plain, comment: 'x' }]],
  ['data behind the end', 'ARCHIVE_TRAILING_DATA', [plain], { tail: Buffer.from('x') }],
  ['data before the start', 'ARCHIVE_PREFIX', [{ ...plain, before: Buffer.from('MZ') }]],
  ['data before the start with offsets not moved', 'ARCHIVE_PREFIX', [{ ...plain, before: Buffer.from('MZ'), central: { offset: 0 } }], { end: { offset: 46 + 1 } }],
  ['a gap between entries', 'ARCHIVE_GAP', [plain, { ...deflated, before: Buffer.from('hidden') }]],
  ['a gap before the directory', 'ARCHIVE_GAP', [plain], { beforeDirectory: Buffer.from('hidden') }],
  ['a gap behind the directory', 'ARCHIVE_PREFIX', [plain], { afterDirectory: Buffer.from('hidden') }],
  ['two entries on the same data', 'ARCHIVE_OVERLAP', [plain, { ...plain, name: 'c.txt', central: { offset: 0 } }]],
  ['an entry reaching into the next', 'ARCHIVE_OVERLAP', [{ ...plain, packedSize: text.length + 10, size: text.length + 10 }, deflated]],
  ['an entry reaching into the directory', 'ARCHIVE_OVERLAP', [{ ...plain, packedSize: 5000, size: 5000 }]],
  ['an offset behind the directory', 'ARCHIVE_PREFIX', [{ ...plain, central: { offset: 9999 } }]],
  ['another name in the local header', 'ARCHIVE_HEADERS_DISAGREE', [{ ...plain, local: { name: 'z.txt' } }]],
  ['another method in the local header', 'ARCHIVE_HEADERS_DISAGREE', [{ ...plain, local: { method: 8 } }]],
  ['other flags in the local header', 'ARCHIVE_HEADERS_DISAGREE', [{ ...plain, local: { flags: 0 } }]],
  ['another crc in the local header', 'ARCHIVE_HEADERS_DISAGREE', [{ ...plain, local: { crc: 1 } }]],
  ['another size in the local header', 'ARCHIVE_HEADERS_DISAGREE', [{ ...plain, local: { size: 1 } }]],
  ['zeros in the local header without a descriptor', 'ARCHIVE_HEADERS_DISAGREE', [{ ...plain, local: { crc: 0, size: 0, packedSize: 0 } }]],
  ['encryption', 'ARCHIVE_ENCRYPTED', [{ ...plain, flags: 0x0801 }]],
  ['strong encryption', 'ARCHIVE_ENCRYPTED', [{ ...plain, flags: 0x0841 }]],
  ['a hidden directory', 'ARCHIVE_ENCRYPTED', [{ ...plain, flags: 0x2800 }]],
  ['patch data', 'ARCHIVE_FLAGS', [{ ...plain, flags: 0x0820 }]],
  ['a method such as LZMA', 'ARCHIVE_METHOD', [{ ...plain, method: 14 }]],
  ['several disks', 'ARCHIVE_MULTI_DISK', [plain], { end: { disk: 1 } }],
  ['an entry on another disk', 'ARCHIVE_MULTI_DISK', [{ ...plain, central: { disk: 1 } }]],
  ['another number of entries in all', 'ARCHIVE_MULTI_DISK', [plain], { end: { count: 1, total: 2 } }],
  ['too few entries promised', 'ARCHIVE_DIRECTORY', [plain, deflated], { end: { count: 1 } }],
  ['too many entries promised', 'ARCHIVE_DIRECTORY', [plain], { end: { count: 2 } }],
  ['more entries than the budget', 'ARCHIVE_TOO_MANY_ENTRIES', [plain], { end: { count: 5001 } }],
  ['a directory larger than the file', 'ARCHIVE_DIRECTORY', [plain], { end: { size: 0xfffffff } }],
  ['saturated numbers without zip64', 'ARCHIVE_ZIP64', [plain], { end: { offset: 0xffffffff } }],
  ['a zip64 record with room for more', 'ARCHIVE_ZIP64', [plain], { zip64: { recordSize: 48 } }],
  ['a zip64 locator pointing elsewhere', 'ARCHIVE_ZIP64', [plain], { zip64: { locator: 0 } }],
  ['a zip64 count that is a lie', 'ARCHIVE_DIRECTORY', [plain], { zip64: { count: 2 } }],
  ['a zip64 offset that is a lie', 'ARCHIVE_PREFIX', [plain], { zip64: { offset: 0 } }],
  ['old and zip64 records that differ', 'ARCHIVE_ZIP64', [plain], { zip64: true, end: { count: 3 } }],
  ['a zip64 field no number asks for', 'ARCHIVE_ZIP64', [{ ...plain, centralExtra: extraField(1, wide(42)) }]],
  ['a zip64 field that is too short', 'ARCHIVE_ZIP64', [{ ...plain, central: { size: 0xffffffff }, centralExtra: extraField(1, Buffer.alloc(4)) }]],
  ['a zip64 size above 2^53', 'ARCHIVE_ZIP64', [{ ...plain, central: { size: 0xffffffff }, centralExtra: extraField(1, Buffer.alloc(8, 0xff)) }]],
  ['an unknown extra field', 'ARCHIVE_EXTRA_FIELD', [{ ...plain, centralExtra: extraField(0x7075, Buffer.from('x')) }]],
  ['an unknown local extra field', 'ARCHIVE_EXTRA_FIELD', [{ ...plain, localExtra: extraField(0x9901, Buffer.from('x')) }]],
  ['a damaged extra field', 'ARCHIVE_EXTRA_FIELD', [{ ...plain, centralExtra: narrow(0xffff0001) }]],
  ['a link', 'ARCHIVE_LINK', [{ ...plain, attributes: unixMode(0o120777) }]],
  ['a device', 'ARCHIVE_SPECIAL_FILE', [{ ...plain, attributes: unixMode(0o020666) }]],
  ['a pipe', 'ARCHIVE_SPECIAL_FILE', [{ ...plain, attributes: unixMode(0o010666) }]],
  ['a file that says it is a folder', 'ARCHIVE_FILE_AND_FOLDER', [{ ...plain, attributes: 0x10 }]],
  ['a folder with data', 'ARCHIVE_FOLDER_WITH_DATA', [{ name: 'a/', data: 'x' }]],
  ['a wrong crc', 'ARCHIVE_CRC', [{ ...deflated, crc: 1 }]],
  ['stored sizes that differ', 'ARCHIVE_SIZE', [{ ...plain, size: 5 }]],
  ['more unpacked than listed', 'ARCHIVE_SIZE', [{ ...deflated, size: 5 }]],
  ['less unpacked than listed', 'ARCHIVE_SIZE', [{ ...deflated, size: 50 }]],
  ['deflated data with more behind its end', 'ARCHIVE_DEFLATE', [{ ...deflated, packed: Buffer.concat([deflateRawSync(text), Buffer.from('hidden')]) }]],
  ['deflated data that is cut', 'ARCHIVE_DEFLATE', [{ ...deflated, packed: deflateRawSync(text).subarray(0, -3) }]],
  ['deflated data that is none', 'ARCHIVE_DEFLATE', [{ ...deflated, packed: Buffer.alloc(20, 0xff) }]],
  ['a descriptor with another crc', 'ARCHIVE_DESCRIPTOR', [{ ...deflated, flags: 0x0808, descriptor: narrow(0x08074b50, 1, packedLength, text.length) }]],
  ['a descriptor with another size', 'ARCHIVE_DESCRIPTOR', [{ ...deflated, flags: 0x0808, descriptor: narrow(crc, packedLength, 7) }]],
  ['a missing descriptor', 'ARCHIVE_DESCRIPTOR', [{ ...deflated, flags: 0x0808 }]],
  ['a descriptor with data behind it', 'ARCHIVE_GAP', [{ ...deflated, flags: 0x0808, descriptor: narrow(0x08074b50, crc, packedLength, text.length, 1, 2, 3) }]],
  ['a bomb by ratio of one file', 'ARCHIVE_RATIO', [{ name: 'bomb', data: Buffer.alloc(1e6), deflate: true }]],
  ['a bomb by ratio in all', 'ARCHIVE_RATIO', [...'abc'].map((name) => ({ name, data: Buffer.alloc(21_000, 'evidence.'.repeat(3)), deflate: true }))],
  ['a file above the budget', 'ARCHIVE_FILE_TOO_LARGE', [{ ...deflated, size: 2 ** 30 + 1 }]],
  ['..', 'ARCHIVE_NAME_LEAVES', [{ ...plain, name: '../a.txt' }]],
  ['.. in the middle', 'ARCHIVE_NAME_LEAVES', [{ ...plain, name: 'a/../../b' }]],
  ['an absolute path', 'ARCHIVE_NAME_ABSOLUTE', [{ ...plain, name: '/etc/passwd' }]],
  ['a backslash', 'ARCHIVE_NAME_BACKSLASH', [{ ...plain, name: 'a\\..\\b' }]],
  ['a drive letter', 'ARCHIVE_NAME_DRIVE', [{ ...plain, name: 'C:/a' }]],
  ['an alternate stream', 'ARCHIVE_NAME_FORBIDDEN_CHARACTER', [{ ...plain, name: 'a.txt:evil' }]],
  ['a NUL', 'ARCHIVE_NAME_CONTROL', [{ ...plain, name: 'a.jpg\0.exe' }]],
  ['a line end', 'ARCHIVE_NAME_CONTROL', [{ ...plain, name: 'a\nb' }]],
  ['bidi controls', 'ARCHIVE_NAME_BIDI', [{ ...plain, name: 'a\u202egpj.exe' }]],
  ['invalid UTF-8', 'ARCHIVE_NAME_NOT_UTF8', [{ ...plain, name: Buffer.from([0x61, 0xff]) }]],
  ['an overlong UTF-8 dot', 'ARCHIVE_NAME_NOT_UTF8', [{ ...plain, name: Buffer.from([0xc0, 0xae, 0x2f]) }]],
  ['an empty name', 'ARCHIVE_NAME_EMPTY_PART', [{ ...plain, name: '' }]],
  ['an empty part', 'ARCHIVE_NAME_EMPTY_PART', [{ ...plain, name: 'a//b' }]],
  ['a dot part', 'ARCHIVE_NAME_EMPTY_PART', [{ ...plain, name: './b' }]],
  ['a trailing dot', 'ARCHIVE_NAME_TRAILING', [{ ...plain, name: 'a./b' }]],
  ['a trailing blank', 'ARCHIVE_NAME_TRAILING', [{ ...plain, name: 'a ' }]],
  ['a reserved name', 'ARCHIVE_NAME_RESERVED', [{ ...plain, name: 'x/com1.txt' }]],
  ['a reserved superscript name', 'ARCHIVE_NAME_RESERVED', [{ ...plain, name: 'LPT\u00b2' }]],
  ['a long part', 'ARCHIVE_NAME_TOO_LONG', [{ ...plain, name: 'x'.repeat(256) }]],
  ['a long path', 'ARCHIVE_NAME_TOO_LONG', [{ ...plain, name: Array.from('12345', () => 'x'.repeat(210)).join('/') }]],
  ['deep folders', 'ARCHIVE_NAME_TOO_DEEP', [{ ...plain, name: 'a/'.repeat(16) + 'b' }]],
  ['the same name twice', 'ARCHIVE_NAMES_COLLIDE', [plain, plain]],
  ['names that differ in case', 'ARCHIVE_NAMES_COLLIDE', [plain, { ...plain, name: 'A.TXT' }]],
  ['names that fold to one', 'ARCHIVE_NAMES_COLLIDE', [{ ...plain, name: 'stra\u00dfe' }, { ...plain, name: 'STRASSE' }]],
  ['names that differ in normalisation', 'ARCHIVE_NAMES_COLLIDE', [{ ...plain, name: '\u00e9' }, { ...plain, name: 'e\u0301' }]],
  ['folders that differ in case', 'ARCHIVE_NAMES_COLLIDE', [{ ...plain, name: 'A/1' }, { ...plain, name: 'a/2' }]],
  ['a file that is also a folder', 'ARCHIVE_FILE_AND_FOLDER', [{ ...plain, name: 'a' }, { ...plain, name: 'a/b' }]],
  ['a folder that is also a file', 'ARCHIVE_FILE_AND_FOLDER', [{ ...plain, name: 'a/b' }, { ...plain, name: 'A' }]],
];

describe('strict zip reader', () => {
  it.each(hostile)('refuses %s (%s) and leaves nothing behind', async (_, code, entries, archive) => {
    expect(await refusalOf(buildZip(entries, archive))).toBe(code);
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
    ['names in many scripts', [{ ...plain, name: '\u8bc1\u636e/\u0434\u043e\u043a\u0430\u0437.txt' }]],
  ];

  it.each(friendly)('reads %s as zip.js in strict mode does', async (_, entries, archive) => {
    const bytes = buildZip(entries, archive);
    const zip = await openZip(await put(bytes), defaultLimits);
    const ours = new Map<string, string>();
    for (const entry of zip.entries) {
      const parts: Buffer[] = [];
      for await (const part of unpackEntry(zip.handle, entry)) parts.push(Buffer.from(part));
      ours.set(entry.name, Buffer.concat(parts).toString('hex'));
    }
    await zip.close();
    expect(ours).toEqual(await readWithZipJs(bytes));
  });
});

async function readWithZipJs(bytes: Uint8Array): Promise<Map<string, string>> {
  const reader = new ZipReader(new BlobReader(new Blob([new Uint8Array(bytes)])), { checkSignature: true, checkOverlappingEntry: true, useWebWorkers: false });
  const found = new Map<string, string>();
  for (const entry of await reader.getEntries()) {
    found.set(entry.filename, entry.directory ? '' : Buffer.from(await entry.getData(new Uint8ArrayWriter())).toString('hex'));
  }
  await reader.close();
  return found;
}
