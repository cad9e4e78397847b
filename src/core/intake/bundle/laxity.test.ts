import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bag, declare, line, manifestOf, payload, putFolder } from './bagBuilder.testing.ts';
import type { Changes } from './bagBuilder.testing.ts';
import { checkPath } from './checkPath.ts';

let dir = '';
beforeAll(async () => void (dir = await mkdtemp(join(tmpdir(), 'laxity-'))));
afterAll(() => rm(dir, { recursive: true }));

const manifest = manifestOf(payload);
const withFile = (path: string, written: string) => ({ 'bag-info.txt': '', [path]: 'x', 'manifest-sha256.txt': manifest + line('sha256', written, 'x') });
const info = (text: string) => ({ 'bag-info.txt': text });
const fetch = (text: string) => ({ 'fetch.txt': text });
const tagManifest = line('sha256', 'manifest-sha256.txt', manifest);

/** What bagit-python 1.9 takes for valid (or stumbles over without a word) and RFC 8493 does not -> our codes. */
const tooLax: [string, string[], Changes][] = [
  ['a third line in bagit.txt', ['BAG_DECLARATION_LINES'], { 'bagit.txt': `${declare()}Note: x\n` }],
  ['the lines of bagit.txt in the wrong order', ['BAG_VERSION_MALFORMED', 'BAG_ENCODING_MISSING'], { 'bagit.txt': declare().split('\n').reverse().join('\n').trimStart() }],
  ['blank lines in bagit.txt', ['BAG_ENCODING_MISSING', 'BAG_DECLARATION_LINES'], { 'bagit.txt': declare().replaceAll('\n', '\n\n') }],
  ['blanks around the colon in bagit.txt', ['BAG_VERSION_MALFORMED', 'BAG_ENCODING_MISSING'], { 'bagit.txt': declare().replaceAll(':', ' :') }],
  ['no blank behind the colon in bagit.txt', ['BAG_VERSION_MALFORMED', 'BAG_ENCODING_MISSING'], { 'bagit.txt': declare().replaceAll(': ', ':') }],
  ['any version below 2', ['BAG_VERSION_UNSUPPORTED'], { 'bagit.txt': declare('1.17') }],
  ['digits of other scripts in the version', ['BAG_VERSION_MALFORMED'], { 'bagit.txt': declare('\u0661.\u0660') }],
  ['an encoding that only Python knows', ['BAG_ENCODING_UNSUPPORTED'], { 'bagit.txt': declare('1.0', 'utf-8-sig') }],
  ['a byte order mark in a UTF-8 manifest', ['BAG_BOM'], { 'manifest-sha256.txt': `\ufeff${manifest}` }],
  ['blank lines in a manifest', ['BAG_MANIFEST_LINE'], { 'manifest-sha256.txt': manifest.replace('\n', '\n\n') }],
  ['comments in a manifest', ['BAG_MANIFEST_LINE'], { 'manifest-sha256.txt': `# made by hand\n${manifest}` }],
  ['lines of a manifest it cannot read', ['BAG_MANIFEST_LINE'], { 'manifest-sha256.txt': `${manifest}data/a.txt\n` }],
  ['a blank before a checksum', ['BAG_MANIFEST_LINE', 'FILE_UNLISTED'], { 'manifest-sha256.txt': ` ${manifest}` }],
  ['an asterisk before a path', ['BAG_MANIFEST_ASTERISK'], { 'manifest-sha256.txt': manifest.replace('data/a', '*data/a') }],
  ['a path that leaves the payload and comes back', ['BAG_PATH_OUTSIDE', 'FILE_UNLISTED'], { 'manifest-sha256.txt': manifest.replace('data/a', 'data/../data/a') }],
  ['a path in the spelling of Windows', ['BAG_PATH_BACKSLASH'], { 'manifest-sha256.txt': `${manifest}${line('sha256', 'tags\\x', 'x')}` }],
  ['a tag file in a payload manifest', ['BAG_PATH_NOT_PAYLOAD'], { 'manifest-sha256.txt': manifest + line('sha256', 'bagit.txt', declare()) }],
  ['a payload file that only one of two manifests lists', ['BAG_MANIFESTS_DISAGREE'], { 'manifest-sha512.txt': line('sha512', 'data/a.txt', 'one') }],
  ['a manifest whose name is in capitals, unread', ['BAG_MANIFEST_NAME', 'FILE_CHECKSUM_DIFFERS'], { 'manifest-SHA512.txt': manifestOf({ ...payload, 'data/a.txt': 'x' }, 'sha512') }],
  ['a tag manifest without the payload manifests', ['BAG_TAGMANIFEST_INCOMPLETE'], { 'tagmanifest-sha256.txt': line('sha256', 'bagit.txt', declare()) }],
  ['a payload file in a tag manifest', ['BAG_TAGMANIFEST_PAYLOAD'], { 'tagmanifest-sha256.txt': tagManifest + line('sha256', 'data/a.txt', 'one') }],
  ['a tag manifest in a tag manifest', ['BAG_TAGMANIFEST_NESTED'], { 'tagmanifest-md5.txt': line('md5', 'manifest-sha256.txt', manifest), 'tagmanifest-sha256.txt': tagManifest + line('sha256', 'tagmanifest-md5.txt', line('md5', 'manifest-sha256.txt', manifest)) }],
  ['blank lines in bag-info.txt', ['BAG_INFO_LINE'], info('Payload-Oxum: 6.2\n\nContact-Name: A\n')],
  ['no blank behind a label', ['BAG_INFO_LINE'], info('Contact-Name:A\n')],
  ['a blank before the colon of a label', ['BAG_INFO_LINE'], info('Contact-Name : A\n')],
  ['several Payload-Oxum, of which it reads one', ['BAG_OXUM_REPEATED', 'BAG_OXUM_DIFFERS'], info('Payload-Oxum: 6.2\nPayload-Oxum: 9.9\n')],
  ['Payload-Oxum in digits of other scripts', ['BAG_OXUM_MALFORMED'], info('Payload-Oxum: \u0666.\u0662\n')],
  ['Payload-Oxum that is negative or signed', ['BAG_OXUM_MALFORMED'], info('Payload-Oxum: +6.2\n')],
  ['Payload-Oxum in another case, which it does not look at', ['BAG_OXUM_DIFFERS'], info('payload-oxum: 7.2\n')],
  ['a length in fetch.txt that is no number', ['BAG_FETCH_LINE'], fetch('https://example.org/x many data/a.txt\n')],
  ['a length in fetch.txt that the file does not have', ['BAG_FETCH_LENGTH'], fetch('https://example.org/x 5 data/a.txt\n')],
  ['a tag file in fetch.txt', ['BAG_FETCH_NOT_PAYLOAD'], fetch('https://example.org/x - bagit.txt\n')],
  ['a file in fetch.txt that no manifest lists', ['BAG_FETCH_NOT_LISTED', 'BAG_FETCH_NOT_PRESENT'], fetch('https://example.org/x - data/z\n')],
  ['a path in fetch.txt that leaves the bag and comes back', ['BAG_FETCH_OUTSIDE'], fetch('https://example.org/x - data/../data/a.txt\n')],
  ['a percent sign that is not encoded', ['BAG_PATH_PERCENT'], withFile('data/50% off.txt', 'data/50% off.txt')],
];

/** What bagit-python 1.9 refuses, or takes for another file, although RFC 8493 allows it. */
const tooStrict: [string, Changes][] = [
  ['%25 for a percent sign', withFile('data/50% off.txt', 'data/50%25 off.txt')],
  ['a name that looks encoded', withFile('data/file%0A1.txt', 'data/file%250A1.txt')],
  ['line ends in names, in small letters', withFile('data/a\rb\nc', 'data/a%0db%0ac')],
  ['a name that ends in a blank', withFile('data/x ', 'data/x ')],
  ['an asterisk as part of a name', withFile('data/*x', 'data/*x')],
  ['a number sign as the start of a name', withFile('data/#x', 'data/#x')],
];

const codesOf = async (changes: Changes) => (await checkPath(await putFolder(dir, bag(changes)))).faults.map(({ code }) => code);

describe('where bagit-python is lax, or wrong', () => {
  it.each(tooLax)('%s: a fault here', async (_, codes, changes) => expect((await codesOf(changes)).sort()).toEqual([...codes].sort()));
  it.each(tooStrict)('%s: valid here', async (_, changes) => expect(await codesOf(changes)).toEqual([]));

  it('a right Payload-Oxum never makes up for a wrong checksum', async () => {
    expect(await codesOf({ 'data/a.txt': 'eno' })).toEqual(['FILE_CHECKSUM_DIFFERS']);
  });

  it('the tag manifests of drafts before 0.97 are checked as well', async () => {
    const files = bag({ 'tagmanifest-md5.txt': line('md5', 'bagit.txt', 'x') }, { version: '0.95', algorithm: 'md5' });
    expect((await checkPath(await putFolder(dir, files))).faults.map(({ code }) => code)).toEqual(['BAG_TAG_FILE_CHECKSUM']);
  });
});
