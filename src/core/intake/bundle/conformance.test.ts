import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bag, declare, line, manifestOf, payload, putFolder, putZip } from './bagBuilder.testing.ts';
import type { Changes, Files } from './bagBuilder.testing.ts';
import { checkPath } from './checkPath.ts';

// The cases of the Library of Congress conformance suite, made anew here: what each is for, its verdict there, and our codes for it.

let dir = '';
beforeAll(async () => void (dir = await mkdtemp(join(tmpdir(), 'conformance-'))));
afterAll(() => rm(dir, { recursive: true }));

type Verdict = 'valid' | 'warning' | 'invalid';
/** `codes`: the faults of an invalid bag, the warnings (besides those of its age) of another. `isFolderOnly`: our archive rules refuse its names. */
type Case = { version: string; verdict: Verdict; name: string; files: Files; codes: string[]; isFolderOnly?: boolean };

const md5 = (changes: Changes = {}, version = '0.97') => bag(changes, { version, algorithm: 'md5' });
const manifest = (files: Files = payload) => manifestOf(files, 'md5');
const draft = (verdict: Verdict, name: string, changes: Changes, codes: string[] = [], more: Partial<Case> = {}): Case => {
  const version = more.version ?? '0.97';
  return { version, verdict, name, files: md5(changes, version), codes, ...more };
};
/** A bag with the payload given and its manifest. */
const holding = (files: Files, lines = manifest(files)): Changes => ({ 'data/a.txt': undefined, 'data/b/c.txt': undefined, 'bag-info.txt': '', ...files, 'manifest-md5.txt': lines });
const final = (verdict: Verdict, name: string, changes: Changes, codes: string[] = []): Case => ({ version: '1.0', verdict, name, files: bag(changes, { algorithm: 'sha512' }), codes });

const crlf = (text: string) => text.replaceAll('\n', '\r\n');
const utf16 = (text: string, mark = '') => Buffer.from(mark + text, 'utf16le').swap16();
const names = { 'data/%7Edir2/test4.txt': '4', 'data/dir1/~test3.txt': '3', 'data/%test2.txt': '2', 'data/100%25.txt': '1' };
const surname = { composed: 'data/N\u00fa\u00f1ez', decomposed: 'data/Nu\u0301n\u0303ez' };
const fetched = 'http://localhost:8989/bags/a.txt - data/a.txt\nhttp://localhost:8989/bags/c%20.txt 3 data/b/c.txt\n';
const encoded = (encoding: string, encode: (text: string) => Uint8Array): Changes => {
  const tags = { 'bagit.txt': declare('0.97', encoding), 'bag-info.txt': encode('Contact-Name: Zo\u00eb N\u00fa\u00f1ez\n'), 'manifest-md5.txt': encode(manifest()) };
  return { ...tags, 'tagmanifest-md5.txt': encode(Object.entries(tags).map(([path, content]) => line('md5', path, content)).join('')) };
};
const inner = Object.fromEntries(Object.entries(md5()).map(([path, content]) => [`data/inner/${path}`, content]));
const outside = (path: string) => ({ 'manifest-md5.txt': manifest() + line('md5', path, 'x') });
const fetchOutside = (path: string) => ({ 'fetch.txt': `http://localhost/x 1 ${path}\n` });

const old: Case[] = ['0.93', '0.94', '0.95', '0.96'].flatMap((version) => {
  const info = version === '0.96' ? 'bag-info.txt' : 'package-info.txt';
  const twice = 'Contact-Name: Edna Janssen\nContact-Name: Foo Janssen\nPacking-Date: 2009-10-14\nPacking-Date: 2016-10-14\n';
  return [
    draft('valid', 'basic-bag', {}, [], { version }),
    // The suite's own bags of these ages end their lines with CRLF, and some have no end at the last.
    draft('valid', 'basic-bag with CRLF', { 'bagit.txt': crlf(declare(version)).trimEnd(), 'manifest-md5.txt': crlf(manifest()) }, [], { version }),
    draft('valid', 'duplicate-metadata-entries', { [info]: crlf(twice) }, [], { version }),
  ];
});

const draft97: Case[] = [
  ...['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'].map((algorithm): Case => ({
    version: '0.97', verdict: 'valid', name: `basic-bag-${algorithm}`, files: bag({}, { version: '0.97', algorithm }), codes: [],
  })),
  draft('valid', 'minimal-bag', { 'bag-info.txt': undefined, 'tagmanifest-md5.txt': undefined }),
  draft('valid', 'minimal-bag without payload', holding({ 'data/.keep': '' })),
  draft('valid', 'duplicate-metadata-entries', { 'bag-info.txt': 'Bagging-Date: 2016-02-26\nBagging-Date: 2016-03-10\nContact-Email: a@example.org\nContact-Email: b@example.org\n' }),
  draft('valid', 'uncommon-metadata-separators', { 'bag-info.txt': 'Contact-Name : A\nContact-Phone\t:\t1\nContact-Email:a@example.org\nExternal-Description:   long\n\tand longer\n   \n' }),
  draft('valid', 'bag-in-a-bag', holding(inner)),
  draft('valid', 'bag-with-encoded-names', holding(names, manifest(names)), ['BAG_PATH_PERCENT', 'BAG_PATH_PERCENT']),
  draft('valid', 'bag-with-escapable-characters', holding({ 'data/test file with spaces.txt': 'x', "data/it's & #1 + (2) [3]; {4}=!@$^`,.txt": 'x' })),
  draft('valid', 'bag-with-space', holding({ 'data/a b.txt': 'x', 'data/c  d/e.txt': 'y' })),
  draft('valid', 'bag-with-leading-dot-slash-in-manifest', { 'manifest-md5.txt': manifest().replace('data/a', './data/a') }, ['BAG_PATH_NEEDLESS_DOT']),
  draft('valid', 'one blank between checksum and path', { 'manifest-md5.txt': manifest().replaceAll('  ', ' ') }),
  draft('valid', 'bare CR line ends', { 'manifest-md5.txt': manifest().replaceAll('\n', '\r'), 'bagit.txt': declare('0.97').replaceAll('\n', '\r') }),
  draft('valid', 'checksums in capitals', { 'manifest-md5.txt': Object.entries(payload).map(([path, content]) => `${line('md5', path, content).slice(0, 32).toUpperCase()}  ${path}\n`).join('') }),
  draft('valid', 'encoding in lower case', { 'bagit.txt': declare('0.97', 'utf-8') }),
  draft('valid', 'UTF-16-encoded-tag-files', encoded('UTF-16BE', utf16), ['BAG_ENCODING_OLD']),
  draft('valid', 'UTF-16-encoded-tag-files with a mark', encoded('UTF-16', (text) => utf16(text, '\ufeff')), ['BAG_ENCODING_OLD']),
  draft('valid', 'ISO-8859-1-encoded-tag-files', encoded('ISO-8859-1', (text) => Buffer.from(text, 'latin1')), ['BAG_ENCODING_OLD']),
  draft('valid', 'holey-bag with everything here', { 'fetch.txt': fetched }),
  draft('valid', 'several manifests', { 'manifest-sha256.txt': manifestOf(payload) }),
  draft('valid', 'a file in one manifest of two', { 'manifest-sha256.txt': line('sha256', 'data/a.txt', 'one') }, ['BAG_MANIFESTS_DISAGREE']),
  draft('valid', 'an unknown algorithm beside a known one', { 'manifest-whirlpool9.txt': 'abcd  data/a.txt\nabcd  data/b/c.txt\n' }, ['BAG_ALGORITHM_UNKNOWN']),
  draft('valid', 'tag files in folders', { 'tags/deep/notes.txt': 'x', 'empty.txt': '' }),
  draft('warning', 'made-with-md5sum-tools', { 'manifest-md5.txt': manifest().replaceAll('  ', ' *') }, ['BAG_MANIFEST_ASTERISK', 'BAG_MANIFEST_ASTERISK']),
  draft('warning', 'relative-path', { 'manifest-md5.txt': manifest().replaceAll('  ', '  ./') }, ['BAG_PATH_NEEDLESS_DOT', 'BAG_PATH_NEEDLESS_DOT']),
  draft('warning', 'special-system-files', holding({ 'data/.DS_Store': 'x', 'data/x/Thumbs.db': 'y' }), ['FILE_LEFT_BY_SYSTEM', 'FILE_LEFT_BY_SYSTEM']),
  draft('warning', 'filename-normalization', holding({ [surname.decomposed]: '' }, manifest({ [surname.composed]: '' })), ['BAG_NAME_NORMALISED']),
  draft('warning', 'same-filename-listed-twice-with-the-same-hash', { 'manifest-md5.txt': manifest() + line('md5', 'data/a.txt', 'one') }, ['BAG_MANIFEST_REPEATED']),
  // Whether both files are there depends on the file system the suite was laid out on; the bag is sound on either.
  draft('warning', 'same-filename-listed-twice-with-different-normalization', holding({ [surname.decomposed]: '' }, manifest({ [surname.composed]: '', [surname.decomposed]: '' })), ['BAG_NAME_NORMALISED', 'BAG_MANIFEST_REPEATED']),
  draft('warning', 'same-filename-listed-twice-with-different-normalization, both here', holding({ [surname.composed]: '', [surname.decomposed]: '' }), ['FILE_NAMES_COLLIDE'], { isFolderOnly: true }),
  draft('warning', 'duplicate-file-with-different-case', holding({ 'data/hello.txt': 'x', 'data/HELLO.txt': 'y' }), ['FILE_NAMES_COLLIDE'], { isFolderOnly: true }),
  draft('warning', 'duplicate-file-with-different-case, one here', holding({ 'data/hello.txt': 'x' }, manifest({ 'data/hello.txt': 'x', 'data/HELLO.txt': 'x' })), ['BAG_NAME_CASE', 'BAG_MANIFEST_REPEATED']),
  draft('invalid', 'baginfo-missing-encoding', { 'bagit.txt': 'BagIt-Version: 0.97\n' }, ['BAG_ENCODING_MISSING']),
  draft('invalid', 'bom-in-bagit.txt', { 'bagit.txt': `\ufeff${declare('0.97')}` }, ['BAG_BOM']),
  draft('invalid', 'bagit-with-invalid-whitespace', { 'bagit.txt': declare('0.97').replaceAll(':', ' :') }, ['BAG_VERSION_MALFORMED', 'BAG_ENCODING_MISSING']),
  draft('invalid', 'invalid-version-number', { 'bagit.txt': declare('.97') }, ['BAG_VERSION_MALFORMED']),
  draft('invalid', 'corrupt-data-file', { 'data/a.txt': 'eno' }, ['FILE_CHECKSUM_DIFFERS']),
  draft('invalid', 'corrupt-tag-file', { 'tagmanifest-md5.txt': line('md5', 'bag-info.txt', 'other') + line('md5', 'manifest-md5.txt', manifest()) }, ['BAG_TAG_FILE_CHECKSUM']),
  draft('invalid', 'extra-file-in-bag', { 'bag-info.txt': '', 'data/bar': 'x' }, ['FILE_UNLISTED']),
  draft('invalid', 'missing-baginfo', { 'bag-info.txt': undefined, 'tagmanifest-md5.txt': line('md5', 'bag-info.txt', 'x') + line('md5', 'manifest-md5.txt', manifest()) }, ['BAG_TAG_FILE_MISSING']),
  draft('invalid', 'missing-bagit.txt', { 'bagit.txt': undefined }, ['BAG_DECLARATION_MISSING']),
  draft('invalid', 'same-filename-listed-twice-with-different-hashes', { 'manifest-md5.txt': manifest() + line('md5', 'data/a.txt', 'two') }, ['BAG_MANIFEST_REPEATED']),
  draft('invalid', 'out-of-scope-file-paths-using-dot-notation', outside('../../../README.md'), ['BAG_PATH_OUTSIDE']),
  draft('invalid', 'out-of-scope-file-paths-using-dot-notation-for-fetch', fetchOutside('../../../README.md'), ['BAG_FETCH_OUTSIDE']),
];

// The suite asks only the system that understands such a path to refuse it. A bag travels: here every system's are refused, whether or not
// something lies there.
const systems: Case[] = [
  ['linux: absolute-path', '/tmp/foo'],
  ['linux: shortcut', '~/foo'],
  ['linux: shortcut-username', '~root/foo'],
  ['windows: absolute-path', 'C:\\Windows\\System32\\setx.exe'],
  ['windows: shortcut', '%HomeDrive%\\Windows\\System32\\setx.exe'],
  ['windows: unc', '\\\\?\\UNC\\server\\Windows\\System32\\setx.exe'],
].flatMap(([name = '', path = '']) => [
  draft('invalid', name, outside(path), ['BAG_PATH_OUTSIDE']),
  draft('invalid', `${name} for fetch`, fetchOutside(path), ['BAG_FETCH_OUTSIDE']),
]);

const release: Case[] = [
  final('valid', 'basicBag', {}),
  final('valid', 'basicBag of two algorithms', { 'manifest-sha256.txt': manifestOf(payload) }),
  final('invalid', 'bagit-with-invalid-whitespace', { 'bagit.txt': declare().replace(':', ' :') }, ['BAG_VERSION_MALFORMED']),
  final('invalid', 'missing-from-manifest', { 'bag-info.txt': '', 'data/new.txt': 'x', 'manifest-sha256.txt': manifestOf({ ...payload, 'data/new.txt': 'x' }) }, ['BAG_MANIFESTS_DISAGREE']),
  final('invalid', 'same-filename-listed-twice-with-different-hashes', { 'manifest-sha512.txt': manifestOf(payload, 'sha512') + line('sha512', 'data/a.txt', 'x') }, ['BAG_MANIFEST_REPEATED']),
];

const ageCodes = ['BAG_VERSION_OLD', 'BAG_ALGORITHM_WEAK'];
const codesOf = (list: { code: string }[]) => list.map((fault) => fault.code);

describe('the conformance suite of the Library of Congress', () => {
  it.each([...old, ...draft97, ...systems, ...release].map((one) => [one.version, one.verdict, one.name, one] as const))('v%s %s: %s', async (_version, _verdict, _name, one) => {
    const paths = [await putFolder(dir, one.files), ...(one.isFolderOnly ? [] : [await putZip(dir, one.files)])];
    for (const path of paths) {
      const { valid, faults, warnings } = await checkPath(path);
      expect({ valid, faults: codesOf(faults) }).toEqual({ valid: one.verdict !== 'invalid', faults: one.verdict === 'invalid' ? one.codes : [] });
      if (one.verdict !== 'invalid') expect(codesOf(warnings).filter((code) => !ageCodes.includes(code))).toEqual(one.codes);
    }
  });

  it('tells of every draft that it is one', async () => {
    for (const { version, files } of [...old, ...draft97.filter(({ verdict }) => verdict !== 'invalid')]) {
      const { version: found, warnings } = await checkPath(await putFolder(dir, files));
      expect({ found, codes: codesOf(warnings) }).toMatchObject({ found: version, codes: expect.arrayContaining(['BAG_VERSION_OLD']) as string[] });
    }
  });
});
