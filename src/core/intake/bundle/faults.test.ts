import { mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bag, declare, line, manifestOf, payload, putFolder, putZip } from './bagBuilder.testing.ts';
import type { Changes, Files } from './bagBuilder.testing.ts';
import { checkPath } from './checkPath.ts';
import { buildZip } from './zipBuilder.testing.ts';
import { defaultLimits } from './zipLimits.ts';

let dir = '';
beforeAll(async () => void (dir = await mkdtemp(join(tmpdir(), 'faults-'))));
afterAll(() => rm(dir, { recursive: true }));

const manifest = manifestOf(payload);
const add = (path: string, content = 'x') => ({ 'bag-info.txt': '', [path]: content, 'manifest-sha256.txt': manifestOf({ ...payload, [path]: content }) });
const listing = (lines: string) => ({ 'manifest-sha256.txt': manifest + lines });
const tagListing = (lines: string) => ({ 'tagmanifest-sha256.txt': line('sha256', 'manifest-sha256.txt', manifest) + lines });
const caseJson = (evidence: Record<string, unknown>[]) => JSON.stringify({ schema: 'dispute-case/1', source: 'aliexpress', sourceId: '1', stage: 'dispute', claims: [{ id: 'c', reason: 'other' }], evidence });
const item = (more: Record<string, unknown>) => ({ id: 'e', side: 'buyer', kind: 'photo', fileName: 'x', path: 'evidence/buyer/x', ...more });
const withCase = (evidence: Record<string, unknown>[], files: Files = { 'data/evidence/buyer/x': 'x' }) => {
  const all = { ...payload, ...files, 'data/case.json': caseJson(evidence) };
  return { 'bag-info.txt': '', ...all, 'manifest-sha256.txt': manifestOf(all) };
};
const manyJson = `[${'0,'.repeat(9 * 1024 * 1024)}0]`;

/** What is done to a sound bag -> the codes that come of it. A zip refuses some names by rules of its own: `F` marks the folder alone. */
const inBoth: [string, string[], Changes][] = [
  ['BAG_DECLARATION_MISSING', [], { 'bagit.txt': undefined }],
  ['BAG_DECLARATION_LINES', [], { 'bagit.txt': `${declare()}BagIt-Extra: 1\n` }],
  ['BAG_BOM', [], { 'bagit.txt': `\ufeff${declare()}` }],
  ['BAG_VERSION_MALFORMED', [], { 'bagit.txt': declare('1') }],
  ['BAG_VERSION_UNSUPPORTED', [], { 'bagit.txt': declare('1.1') }],
  ['BAG_ENCODING_MISSING', [], { 'bagit.txt': 'BagIt-Version: 1.0\n' }],
  ['BAG_ENCODING_UNSUPPORTED', [], { 'bagit.txt': declare('1.0', 'EBCDIC-US') }],
  ['BAG_DATA_MISSING', ['FILE_MISSING', 'FILE_MISSING'], { 'bag-info.txt': '', 'data/a.txt': undefined, 'data/b/c.txt': undefined }],
  ['BAG_MANIFEST_MISSING', ['FILE_UNLISTED', 'FILE_UNLISTED'], { 'manifest-sha256.txt': undefined }],
  ['BAG_MANIFEST_NAME', [], { 'manifest-sha256.txt': undefined, 'manifest-sha-256.txt': manifest }],
  ['BAG_MANIFEST_LINE', [], listing('nothing\n')],
  ['BAG_MANIFEST_CHECKSUM', [], { 'manifest-sha256.txt': `0${manifest}` }],
  ['BAG_MANIFEST_REPEATED', [], listing(line('sha256', 'data/a.txt', 'one'))],
  ['BAG_MANIFEST_ASTERISK', [], { 'manifest-sha256.txt': manifest.replace('data/a', '*data/a') }],
  ['BAG_MANIFESTS_DISAGREE', [], { 'manifest-sha512.txt': line('sha512', 'data/a.txt', 'one') }],
  ['BAG_ALGORITHM_NONE_KNOWN', [], { 'manifest-sha256.txt': undefined, 'manifest-crc99.txt': manifest }],
  ['BAG_PATH_OUTSIDE', [], listing(line('sha256', '../x', 'x'))],
  ['BAG_PATH_NOT_PAYLOAD', [], listing(line('sha256', 'bagit.txt', declare()))],
  ['BAG_PATH_FOLDER', [], listing(line('sha256', 'data/b', 'x'))],
  ['BAG_PATH_BACKSLASH', ['FILE_UNLISTED'], { 'manifest-sha256.txt': manifest.replace('data/b/c.txt', 'data\\b\\c.txt') }],
  ['BAG_PATH_PERCENT', [], add('data/100% wool.txt')],
  ['BAG_NAME_CASE', [], { 'manifest-sha256.txt': manifest.replace('a.txt', 'A.txt') }],
  ['BAG_TAG_FILE_ENCODING', ['BAG_MANIFEST_MISSING', 'FILE_UNLISTED', 'FILE_UNLISTED'], { 'manifest-sha256.txt': Buffer.from([0xe9, 0x20, 0x0a]) }],
  ['BAG_TAG_FILE_TOO_LARGE', [], { 'bag-info.txt': Buffer.alloc(33 * 1024 * 1024, `${crypto.randomUUID()}\n`) }],
  ['BAG_TOO_MANY_MANIFESTS', [], Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`manifest-${index}.txt`, manifest]))],
  ['BAG_TAG_FILE_MISSING', [], tagListing(line('sha256', 'about.txt', 'x'))],
  ['BAG_TAG_FILE_CHECKSUM', [], tagListing(line('sha256', 'bag-info.txt', 'x'))],
  ['BAG_TAGMANIFEST_INCOMPLETE', [], { 'tagmanifest-sha256.txt': line('sha256', 'bagit.txt', declare()) }],
  ['BAG_TAGMANIFEST_PAYLOAD', [], tagListing(line('sha256', 'data/a.txt', 'one'))],
  ['BAG_TAGMANIFEST_NESTED', [], { 'tagmanifest-md5.txt': line('md5', 'manifest-sha256.txt', manifest), ...tagListing(line('sha256', 'tagmanifest-md5.txt', line('md5', 'manifest-sha256.txt', manifest))) }],
  ['BAG_MANIFEST_TWICE', ['BAG_MANIFEST_NAME'], { 'manifest-SHA-256.txt': manifestOf(payload) }],
  ['BAG_PATH_TOO_LONG', [], { 'manifest-sha256.txt': `${manifestOf(payload)}${'0'.repeat(64)}  data/${'x'.repeat(1_020)}\n` }],
  ['BAG_INFO_LINE', [], { 'bag-info.txt': 'no label\n' }],
  ['BAG_OXUM_MALFORMED', [], { 'bag-info.txt': 'Payload-Oxum: 6\n' }],
  ['BAG_OXUM_REPEATED', [], { 'bag-info.txt': 'Payload-Oxum: 6.2\nPAYLOAD-OXUM: 6.2\n' }],
  ['BAG_OXUM_DIFFERS', [], { 'bag-info.txt': 'Payload-Oxum: 6.3\n' }],
  ['BAG_FETCH_LINE', [], { 'fetch.txt': 'not a line\n' }],
  ['BAG_FETCH_OUTSIDE', [], { 'fetch.txt': 'https://example.org/x - ~/x\n' }],
  ['BAG_FETCH_NOT_PAYLOAD', [], { 'fetch.txt': 'https://example.org/x - bag-info.txt\n' }],
  ['BAG_FETCH_NOT_LISTED', ['BAG_FETCH_NOT_PRESENT'], { 'fetch.txt': 'https://example.org/x - data/x\n' }],
  ['BAG_FETCH_NOT_PRESENT', [], { 'bag-info.txt': '', 'data/a.txt': undefined, 'fetch.txt': 'https://example.org/x - data/a.txt\n' }],
  ['BAG_FETCH_LENGTH', [], { 'fetch.txt': 'https://example.org/x 4 data/a.txt\n' }],
  ['FILE_MISSING', [], { 'bag-info.txt': '', 'data/a.txt': undefined }],
  ['FILE_UNLISTED', [], { 'bag-info.txt': '', 'data/x': 'x' }],
  ['FILE_CHECKSUM_DIFFERS', [], { 'data/a.txt': 'eno' }],
  ['CASE_JSON_BROKEN', [], add('data/case.json', '{"schema": ')],
  ['CASE_INVALID', [], add('data/case.json', caseJson([]).replace('"1"', 'null'))],
  ['CASE_TOO_LARGE', [], add('data/case.json', manyJson)],
  ['CASE_PATH_OUTSIDE', [], withCase([item({}), item({ id: 'f', path: '../secret' })])],
  ['CASE_FILE_NOT_IN_BAG', [], withCase([item({}), item({ id: 'f', path: 'evidence/buyer/gone' })])],
  ['CASE_HASH_DIFFERS', [], withCase([item({ sha256: '0'.repeat(64) })])],
  ['CASE_SIZE_DIFFERS', [], withCase([item({ size: 2 })])],
];
const inFolder: typeof inBoth = [
  ['FILE_NAMES_COLLIDE', [], { ...add('data/A.TXT') }],
  ['FILE_NAME_CONTROL', [], add('data/a\u0007b')],
  ['FILE_NAME_RESERVED', [], add('data/NUL.txt')],
];
const warned: typeof inBoth = [
  ['BAG_VERSION_OLD', [], { 'bagit.txt': declare('0.97') }],
  ['BAG_ENCODING_OLD', [], { 'bagit.txt': declare('1.0', 'US-ASCII') }],
  ['BAG_ALGORITHM_WEAK', [], { 'manifest-md5.txt': manifestOf(payload, 'md5') }],
  ['BAG_ALGORITHM_UNKNOWN', [], { 'manifest-crc99.txt': manifest }],
  ['BAG_PATH_NEEDLESS_DOT', [], { 'manifest-sha256.txt': manifest.replace('data/a', './data/a') }],
  ['BAG_NAME_NORMALISED', [], { 'bag-info.txt': '', 'data/e\u0301': 'x', 'manifest-sha256.txt': manifestOf({ ...payload, 'data/\u00e9': 'x' }) }],
  ['FILE_LEFT_BY_SYSTEM', [], add('data/b/.DS_Store')],
  ['CASE_FILE_NOT_CITED', [], withCase([])],
];

/** Codes that need more than other bytes in a bag; each has its own test below. */
const special = ['FILE_NAME_TOO_DEEP', 'FILE_NAME_TOO_LONG', 'FILE_NOT_FOUND', 'FILE_IS_LINK', 'FILE_IS_SPECIAL', 'FILE_NAME_NOT_UTF8', 'FILE_NOT_READABLE', 'BAG_TOO_MANY_FILES', 'FILE_NAME_NOT_PORTABLE', 'CASE_NOT_TEXT'];

const codesOf = (list: { code: string }[]) => list.map(({ code }) => code);
const faultsOf = async (path: string, limits = defaultLimits) => codesOf((await checkPath(path, { limits })).faults);

describe('every fault has a code of its own', () => {
  it.each(inBoth)('%s, in a folder and in an archive', async (code, further, changes) => {
    const files = bag(changes);
    const expected = [code, ...further].sort();
    expect((await faultsOf(await putFolder(dir, files))).sort()).toEqual(expected);
    // A ratio of its own: the huge files of this table are not to be taken for bombs.
    expect((await faultsOf(await putZip(dir, files), { ...defaultLimits, fileRatio: 1e6, totalRatio: 1e6 })).sort()).toEqual(expected);
  });

  it.each(inFolder)('%s, in a folder; an archive is refused as a whole', async (code, further, changes) => {
    expect(await faultsOf(await putFolder(dir, bag(changes)))).toEqual([code, ...further]);
    expect(await faultsOf(await putZip(dir, bag(changes)))).toEqual([expect.stringMatching(/^ARCHIVE_NAME/)]);
  });

  it.each(warned)('%s is a warning of a valid bag', async (code, further, changes) => {
    for (const path of [await putFolder(dir, bag(changes)), await putZip(dir, bag(changes))]) {
      const { valid, faults, warnings } = await checkPath(path);
      expect({ valid, faults, warnings: codesOf(warnings) }).toEqual({ valid: true, faults: [], warnings: [code, ...further] });
    }
  });

  it('each says what and where in a sentence, and no two say the same', async () => {
    const sentences = new Map<string, string>();
    for (const [code, , changes] of [...inBoth, ...inFolder, ...warned]) {
      const { faults, warnings } = await checkPath(await putFolder(dir, bag(changes)));
      const found = [...faults, ...warnings].find((fault) => fault.code === code);
      expect(found?.message, code).toMatch(/^(?:[A-Z]|[\w/-]+\.(?:txt|json))[^\n]{15,}\.$/);
      sentences.set(found?.message ?? '', code);
    }
    expect([...sentences.values()].sort()).toEqual([...inBoth, ...inFolder, ...warned].map(([code]) => code).sort());
  });

  it('says what lies in the way instead of a file', async () => {
    expect(await faultsOf(join(dir, 'nowhere'))).toEqual(['FILE_NOT_FOUND']);
    const root = await putFolder(dir, bag());
    await symlink('/etc/passwd', join(root, 'data/link'));
    await symlink('/etc', join(root, 'tags'));
    expect(await faultsOf(root)).toEqual(['FILE_IS_LINK', 'FILE_IS_LINK']);
    const socket = createServer().listen(join(await putFolder(dir, bag()), 's'));
    await new Promise((resolve) => socket.once('listening', resolve));
    expect(await faultsOf(join(String(socket.address()), '..'))).toEqual(['FILE_IS_SPECIAL']);
    socket.close();
  });

  it.skipIf(process.platform !== 'linux')('tells names that are no text, where a file system allows them (left out where it does not)', async () => {
    const root = await putFolder(dir, bag());
    await writeFile(Buffer.concat([Buffer.from(`${root}/data/`), Buffer.from([0xff])]), 'x');
    expect(await faultsOf(root)).toEqual(['FILE_NAME_NOT_UTF8']);
  });

  it('warns of names that not every system can bear, and stops at a folder of far too many files', async () => {
    const { valid, warnings } = await checkPath(await putFolder(dir, bag(add('data/what?.txt'))));
    expect({ valid, codes: codesOf(warnings) }).toEqual({ valid: true, codes: ['FILE_NAME_NOT_PORTABLE'] });
    expect(await faultsOf(await putFolder(dir, bag()), { ...defaultLimits, entries: 3 })).toEqual(['BAG_TOO_MANY_FILES']);
    const notText = { ...payload, 'data/case.json': Buffer.from([0x7b, 0xff, 0x7d]) };
    expect(await faultsOf(await putFolder(dir, bag({ 'bag-info.txt': '', ...notText, 'manifest-sha256.txt': manifestOf(notText) })))).toEqual(['CASE_NOT_TEXT']);
  });

  it('gives evidence the file of its exact name when another differs in the form of its letters alone', async () => {
    const files = withCase([item({ path: 'evidence/buyer/\u00e9', size: 1 })], { 'data/evidence/buyer/\u00e9': 'x', 'data/evidence/buyer/e\u0301': 'other' });
    expect(await faultsOf(await putFolder(dir, bag(files)))).toEqual(['FILE_NAMES_COLLIDE']);
  });

  it('keeps a report short, however much is wrong', async () => {
    const { faults } = await checkPath(await putFolder(dir, bag({ 'bag-info.txt': 'x\n'.repeat(90_000) })));
    expect(faults).toHaveLength(1_001);
    expect(faults.at(-1)).toEqual({ code: 'BAG_INFO_LINE', path: null, message: 'There are 89000 more of this kind.' });
  });

  it('no code is left without a case here', async () => {
    const sources = (await readdir(import.meta.dirname)).filter((name) => /\.ts$/.test(name) && !/\.(test|testing)\.ts$/.test(name));
    const texts = await Promise.all(sources.map((name) => readFile(join(import.meta.dirname, name), 'utf8')));
    const inSource = new Set(texts.join('\n').match(/(?<=')(?:BAG|FILE|CASE)_[A-Z0-9_]+(?=')/g));
    const here = new Set([...[...inBoth, ...inFolder, ...warned].flatMap(([code, further]) => [code, ...further]), ...special]);
    expect([...inSource].filter((code) => !here.has(code))).toEqual([]);
  });

  it('an archive with a bag that is not its one folder is no bag', async () => {
    const files = Object.entries(bag()).map(([name, data]) => ({ name: `bag/${name}`, data }));
    const path = join(dir, 'two.zip');
    await writeFile(path, buildZip([...files, { name: 'other.txt', data: 'x' }]));
    expect(await faultsOf(path)).toEqual(['BAG_DECLARATION_MISSING']);
  });
});
