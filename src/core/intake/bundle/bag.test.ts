import { createHash } from 'node:crypto';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bag, declare, line, manifestOf, payload, putFolder } from './bagBuilder.testing.ts';
import type { Changes, Files } from './bagBuilder.testing.ts';
import { checkPath } from './checkPath.ts';
import { openBundle } from './openBundle.ts';
import { buildZip } from './zipBuilder.testing.ts';

let dir = '';
beforeAll(async () => void (dir = await mkdtemp(join(tmpdir(), 'bag-'))));
afterAll(() => rm(dir, { recursive: true }));

const folder = (files: Files) => putFolder(dir, files);
const declaration = declare();
const hash = (algorithm: string, content: string | Uint8Array) => createHash(algorithm).update(content).digest('hex');

async function codesOf(files: Files) {
  const result = await checkPath(await folder(files));
  return { ...result, faults: result.faults.map((fault) => fault.code), warnings: result.warnings.map((warning) => warning.code) };
}

const twice = bag()['manifest-sha256.txt'] + line('sha256', 'data/a.txt', 'one');

const faulty: [string, string[], Changes][] = [
  ['bagit.txt is missing', ['BAG_DECLARATION_MISSING'], { 'bagit.txt': undefined }],
  ['bagit.txt starts with a byte order mark', ['BAG_BOM'], { 'bagit.txt': `\ufeff${declaration}` }],
  ['bagit.txt has a third line', ['BAG_DECLARATION_LINES'], { 'bagit.txt': `${declaration}\n` }],
  ['bagit.txt has its lines the wrong way round', ['BAG_VERSION_MALFORMED', 'BAG_ENCODING_MISSING'], { 'bagit.txt': 'Tag-File-Character-Encoding: UTF-8\nBagIt-Version: 1.0\n' }],
  ['bagit.txt has blanks where none belong', ['BAG_VERSION_MALFORMED'], { 'bagit.txt': declaration.replace(':', ' :') }],
  ['the version has no major number', ['BAG_VERSION_MALFORMED'], { 'bagit.txt': declaration.replace('1.0', '.97') }],
  ['the version is unknown', ['BAG_VERSION_UNSUPPORTED'], { 'bagit.txt': declaration.replace('1.0', '2.0') }],
  ['the encoding line is missing', ['BAG_ENCODING_MISSING'], { 'bagit.txt': 'BagIt-Version: 1.0\n' }],
  ['the encoding is unknown', ['BAG_ENCODING_UNSUPPORTED'], { 'bagit.txt': declaration.replace('UTF-8', 'EBCDIC') }],
  ['there is no payload manifest', ['BAG_MANIFEST_MISSING', 'FILE_UNLISTED', 'FILE_UNLISTED'], { 'manifest-sha256.txt': undefined }],
  ['the manifest has a blank line', ['BAG_MANIFEST_LINE'], { 'manifest-sha256.txt': `${manifestOf(payload)}\n` }],
  ['the manifest has a line without a path', ['BAG_MANIFEST_LINE'], { 'manifest-sha256.txt': `${manifestOf(payload)}abcdef\n` }],
  ['a checksum is too short', ['BAG_MANIFEST_CHECKSUM'], { 'manifest-sha256.txt': manifestOf(payload).slice(1) }],
  ['a checksum is no hexadecimal number', ['BAG_MANIFEST_CHECKSUM'], { 'manifest-sha256.txt': `zz${manifestOf(payload).slice(2)}` }],
  ['a manifest name is in capitals', ['BAG_MANIFEST_NAME'], { 'manifest-sha256.txt': undefined, 'manifest-SHA256.txt': manifestOf(payload) }],
  ['a manifest is not valid UTF-8', ['BAG_TAG_FILE_ENCODING', 'BAG_MANIFEST_MISSING', 'FILE_UNLISTED', 'FILE_UNLISTED'], { 'manifest-sha256.txt': Buffer.from([0xff, 0xfe]) }],
  ['a manifest starts with a byte order mark', ['BAG_BOM'], { 'manifest-sha256.txt': `\ufeff${manifestOf(payload)}` }],
  ['no algorithm is known', ['BAG_ALGORITHM_NONE_KNOWN'], { 'manifest-sha256.txt': undefined, 'manifest-crc99.txt': manifestOf(payload) }],
  ['a manifest lists a tag file', ['BAG_PATH_NOT_PAYLOAD'], { 'manifest-sha256.txt': manifestOf(payload) + line('sha256', 'bagit.txt', declaration) }],
  ['a manifest leads out of the bag', ['BAG_PATH_OUTSIDE'], { 'manifest-sha256.txt': manifestOf(payload) + line('sha256', '../x', '') }],
  ['a manifest leads out of the payload', ['BAG_PATH_OUTSIDE'], { 'manifest-sha256.txt': manifestOf(payload) + line('sha256', 'data/../../x', '') }],
  ['a manifest names an absolute path', ['BAG_PATH_OUTSIDE'], { 'manifest-sha256.txt': manifestOf(payload) + line('sha256', '/etc/passwd', '') }],
  ['a manifest names a home folder', ['BAG_PATH_OUTSIDE'], { 'manifest-sha256.txt': manifestOf(payload) + line('sha256', '~root/foo', '') }],
  ['a manifest names a share', ['BAG_PATH_OUTSIDE'], { 'manifest-sha256.txt': manifestOf(payload) + line('sha256', '\\\\server\\x', '') }],
  ['a manifest names a drive', ['BAG_PATH_OUTSIDE'], { 'manifest-sha256.txt': manifestOf(payload) + line('sha256', 'C:\\x', '') }],
  ['a file is listed twice', ['BAG_MANIFEST_REPEATED'], { 'manifest-sha256.txt': twice }],
  ['a manifest was written by md5sum in binary mode', ['BAG_MANIFEST_ASTERISK'], { 'manifest-sha256.txt': manifestOf(payload).replace('data/a', '*data/a') }],
  ['a percent sign is not encoded', ['BAG_PATH_PERCENT'], { 'bag-info.txt': '', 'data/100%.txt': 'x', 'manifest-sha256.txt': manifestOf(payload) + line('sha256', 'data/100%.txt', 'x') }],
  ['a listed file is missing', ['FILE_MISSING'], { 'bag-info.txt': '', 'data/a.txt': undefined }],
  ['a file is not listed', ['FILE_UNLISTED'], { 'bag-info.txt': '', 'data/new.txt': 'x' }],
  ['a file was changed', ['FILE_CHECKSUM_DIFFERS'], { 'data/a.txt': 'eno' }],
  ['the case of a name differs', ['BAG_NAME_CASE'], { 'manifest-sha256.txt': manifestOf(payload).replace('a.txt', 'A.txt') }],
  ['two manifests list different files', ['BAG_MANIFESTS_DISAGREE'], { 'manifest-sha512.txt': line('sha512', 'data/a.txt', 'one') }],
  ['one of two manifests has another checksum', ['FILE_CHECKSUM_DIFFERS'], { 'manifest-sha512.txt': manifestOf({ ...payload, 'data/a.txt': 'x' }, 'sha512') }],
  ['Payload-Oxum counts wrong', ['BAG_OXUM_DIFFERS'], { 'bag-info.txt': 'Payload-Oxum: 7.2\n' }],
  ['Payload-Oxum is no pair of numbers', ['BAG_OXUM_MALFORMED'], { 'bag-info.txt': 'Payload-Oxum: \u0666.2\n' }],
  ['Payload-Oxum stands twice', ['BAG_OXUM_REPEATED'], { 'bag-info.txt': 'Payload-Oxum: 6.2\nPayload-Oxum: 6.2\n' }],
  ['bag-info.txt has a line without a colon', ['BAG_INFO_LINE'], { 'bag-info.txt': 'Payload-Oxum: 6.2\nhello\n' }],
  ['fetch.txt cannot be read', ['BAG_FETCH_LINE'], { 'fetch.txt': 'https://example.org/x\n' }],
  ['fetch.txt names a file outside the bag', ['BAG_FETCH_OUTSIDE'], { 'fetch.txt': 'https://example.org/x - ../x\n' }],
  ['fetch.txt names a file outside the payload', ['BAG_FETCH_NOT_PAYLOAD'], { 'fetch.txt': 'https://example.org/x - bag-info.txt\n' }],
  ['a file to be fetched is not here', ['BAG_FETCH_NOT_PRESENT'], { 'bag-info.txt': '', 'data/a.txt': undefined, 'fetch.txt': 'https://example.org/x 3 data/a.txt\n' }],
  ['a file to be fetched is not listed', ['BAG_FETCH_NOT_LISTED', 'BAG_FETCH_NOT_PRESENT'], { 'fetch.txt': 'https://example.org/x - data/x\n' }],
  ['a fetched file has another length', ['BAG_FETCH_LENGTH'], { 'fetch.txt': 'https://example.org/x 4 data/a.txt\n' }],
  ['a tag file was changed', ['BAG_TAG_FILE_CHECKSUM'], { 'tagmanifest-sha256.txt': line('sha256', 'manifest-sha256.txt', manifestOf(payload)) + line('sha256', 'bag-info.txt', 'x') }],
  ['a tag file is missing', ['BAG_TAG_FILE_MISSING'], { 'tagmanifest-sha256.txt': line('sha256', 'manifest-sha256.txt', manifestOf(payload)) + line('sha256', 'about.txt', 'x') }],
  ['a tag manifest leaves a payload manifest out', ['BAG_TAGMANIFEST_INCOMPLETE'], { 'tagmanifest-sha256.txt': line('sha256', 'bagit.txt', declaration) }],
  ['a tag manifest lists a payload file', ['BAG_TAGMANIFEST_PAYLOAD'], { 'tagmanifest-sha256.txt': line('sha256', 'manifest-sha256.txt', manifestOf(payload)) + line('sha256', 'data/a.txt', 'one') }],
  ['names collide by normalisation', ['FILE_NAMES_COLLIDE'], { 'bag-info.txt': '', 'data/\u00e9': 'x', 'data/e\u0301': 'x', 'manifest-sha256.txt': manifestOf({ ...payload, 'data/\u00e9': 'x', 'data/e\u0301': 'x' }) }],
  ['a name holds a control character', ['FILE_NAME_CONTROL'], { 'bag-info.txt': '', 'data/\u0007': 'x', 'manifest-sha256.txt': manifestOf({ ...payload, 'data/\u0007': 'x' }) }],
  ['a name is reserved by Windows', ['FILE_NAME_RESERVED'], { 'bag-info.txt': '', 'data/aux.txt': 'x', 'manifest-sha256.txt': manifestOf({ ...payload, 'data/aux.txt': 'x' }) }],
];

const damageOnly = ['FILE_CHECKSUM_DIFFERS', 'BAG_TAG_FILE_CHECKSUM'];

describe('bag validation', () => {
  it.each(faulty)('says so when %s', async (_, codes, changes) => {
    const result = await codesOf(bag(changes));
    expect(result.faults).toEqual(codes);
    expect(result).toMatchObject({ kind: 'bag', valid: false, complete: codes.every((code) => damageOnly.includes(code)) });
  });

  const sound: [string, string[], Changes][] = [
    ['a plain bag', [], {}],
    ['a bag without bag-info.txt', [], { 'bag-info.txt': undefined }],
    ['line ends of every kind', [], { 'bagit.txt': declaration.replaceAll('\n', '\r\n'), 'manifest-sha256.txt': manifestOf(payload).replaceAll('\n', '\r') }],
    ['checksums in capitals and tabs', [], { 'manifest-sha256.txt': Object.entries(payload).map(([path, content]) => `${hash('sha256', content).toUpperCase()}\t${path}\n`).join('') }],
    ['every known algorithm', ['BAG_ALGORITHM_WEAK', 'BAG_ALGORITHM_WEAK'], Object.fromEntries(['md5', 'sha1', 'sha224', 'sha384', 'sha512'].map((name) => [`manifest-${name}.txt`, manifestOf(payload, name)]))],
    ['an unknown algorithm beside a known one', ['BAG_ALGORITHM_UNKNOWN'], { 'manifest-crc99.txt': manifestOf(payload) }],
    ['a needless ./', ['BAG_PATH_NEEDLESS_DOT', 'BAG_PATH_NEEDLESS_DOT'], { 'manifest-sha256.txt': manifestOf(payload).replaceAll('  data', '  ./data') }],
    ['a name in another Unicode form', ['BAG_NAME_NORMALISED'], { 'bag-info.txt': '', 'data/e\u0301': 'x', 'manifest-sha256.txt': manifestOf({ ...payload, 'data/\u00e9': 'x' }) }],
    ['encoded percent signs and line ends', ['FILE_NAME_NOT_PORTABLE'], { 'bag-info.txt': '', 'data/100%\r\n.txt': 'x', 'manifest-sha256.txt': manifestOf(payload) + line('sha256', 'data/100%25%0D%0a.txt', 'x') }],
    ['repeated and folded labels', [], { 'bag-info.txt': 'Contact-Name: A\nContact-Name: B\n  and C\nPayload-Oxum: 6.2\n' }],
    ['tag files in ISO-8859-1', ['BAG_ENCODING_OLD'], { 'bagit.txt': declaration.replace('UTF-8', 'ISO-8859-1'), 'bag-info.txt': '', 'data/\u00e9': 'x', 'manifest-sha256.txt': Buffer.from(manifestOf({ ...payload, 'data/\u00e9': 'x' }), 'latin1') }],
    ['fetched files that are here', [], { 'fetch.txt': 'https://example.org/x 3 data/a.txt\nhttps://example.org/y - data/b/c.txt\n' }],
  ];

  it.each(sound)('finds %s valid', async (_, warnings, changes) => {
    expect(await codesOf(bag(changes))).toMatchObject({ kind: 'bag', version: '1.0', valid: true, complete: true, faults: [], warnings });
  });

  it('reads tag files in UTF-16, with and without a byte order mark', async () => {
    const encode = (text: string, mark: string) => Buffer.from(mark + text, 'utf16le').swap16();
    for (const [encoding, mark] of [['UTF-16', '\ufeff'], ['UTF-16BE', '']] as const) {
      const manifest = encode(manifestOf(payload), mark);
      const tags = { 'bagit.txt': declaration.replace('UTF-8', encoding), 'bag-info.txt': encode('Payload-Oxum: 6.2\n', mark) };
      const tagManifest = encode(line('sha256', 'manifest-sha256.txt', manifest), mark);
      const result = await codesOf(bag({ ...tags, 'manifest-sha256.txt': manifest, 'tagmanifest-sha256.txt': tagManifest }));
      expect(result).toMatchObject({ valid: true, faults: [], warnings: ['BAG_ENCODING_OLD'] });
    }
  });

  it.each(['0.93', '0.94', '0.95', '0.96', '0.97'])('reads version %s with a warning and without the rules of 1.0', async (version) => {
    const lax = { 'bagit.txt': declare(version), 'manifest-sha256.txt': twice, 'manifest-sha512.txt': line('sha512', 'data/a.txt', 'one'), 'tagmanifest-sha256.txt': line('sha256', 'bagit.txt', declare(version)) };
    const result = await codesOf(bag(lax));
    expect(result).toMatchObject({ version, valid: true, faults: [] });
    expect(result.warnings).toEqual(['BAG_VERSION_OLD', 'BAG_MANIFEST_REPEATED', 'BAG_MANIFESTS_DISAGREE', 'BAG_TAGMANIFEST_INCOMPLETE', 'BAG_TAGMANIFEST_INCOMPLETE']);
    const twoSums = manifestOf(payload) + line('sha256', 'data/a.txt', 'x');
    expect((await codesOf(bag({ ...lax, 'manifest-sha256.txt': twoSums }))).faults).toEqual(['BAG_MANIFEST_REPEATED']);
  });

  it('follows no link and opens no device', async () => {
    const root = await folder(bag({ 'bag-info.txt': '', 'data/a.txt': undefined }));
    await symlink('/etc/passwd', join(root, 'data/a.txt'));
    const result = await checkPath(root);
    expect(result.faults.map((fault) => fault.code)).toEqual(['FILE_IS_LINK', 'FILE_MISSING']);
    expect(result.valid).toBe(false);
  });

  it('keeps the good files of a broken bag usable and marked', async () => {
    const bundle = await openBundle(await folder(bag({ 'data/b/c.txt': 'changed', 'data/new.txt': 'x', 'manifest-sha256.txt': manifestOf(payload) + line('sha256', 'data/gone', '') })), { quarantineDir: dir });
    expect(bundle.files.map(({ path, state }) => `${path} ${state}`)).toEqual(['data/a.txt good', 'data/b/c.txt damaged', 'data/new.txt unlisted', 'data/gone missing']);
    const parts: Buffer[] = [];
    for await (const part of (await bundle.files[0]?.read()) ?? []) parts.push(Buffer.from(part));
    expect(Buffer.concat(parts).toString()).toBe('one');
    await expect(bundle.files[3]?.read()).rejects.toThrow('not here');
  });

  it('gives the same verdict for a folder and for archives of it', async () => {
    for (const changes of [{}, { 'data/a.txt': 'eno' }, { 'data/new.txt': 'x' }]) {
      const files = bag(changes);
      const expected = { ...(await checkPath(await folder(files))), path: '' };
      for (const top of ['', 'my case/']) {
        const path = join(dir, `${crypto.randomUUID()}.zip`);
        await writeFile(path, buildZip(Object.entries(files).map(([name, data]) => ({ name: top + name, data, deflate: true }))));
        expect({ ...(await checkPath(path)), path: '' }).toEqual(expected);
      }
    }
  });

  it('says what a path is that is no bag', async () => {
    const codes = async (path: string) => (await checkPath(path)).faults.map((fault) => fault.code);
    expect(await checkPath(join(dir, 'nowhere'))).toMatchObject({ kind: 'unknown', valid: false, faults: [{ code: 'FILE_NOT_FOUND' }] });
    expect(await codes(await folder({ 'a.txt': 'x' }))).toEqual(['BAG_DECLARATION_MISSING']);
    expect(await codes('/dev/null')).toEqual(['FILE_IS_SPECIAL']);
    await writeFile(join(dir, 'loose.zip'), buildZip([{ name: 'a', data: 'x' }, { name: 'b', data: 'x' }]));
    expect(await codes(join(dir, 'loose.zip'))).toEqual(['BAG_DECLARATION_MISSING']);
  });

  it('throws and leaves nothing behind when it is cancelled', async () => {
    await expect(openBundle(await folder(bag()), { quarantineDir: dir, signal: AbortSignal.abort() })).rejects.toThrow();
  });
});
