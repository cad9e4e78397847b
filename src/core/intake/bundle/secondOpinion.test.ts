import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { constants, deflateRawSync } from 'node:zlib';
import { BlobWriter, TextReader, ZipWriter } from '@zip.js/zip.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { bag, manifestOf, payload, putFolder } from './bagBuilder.testing.ts';
import type { Files } from './bagBuilder.testing.ts';
import { hostileArchives } from './hostileArchives.testing.ts';
import { openBundle } from './openBundle.ts';
import { buildZip } from './zipBuilder.testing.ts';
import type { BuiltEntry } from './zipBuilder.testing.ts';
import { readByZipJs } from './zipOpinion.testing.ts';

let dir = '';
beforeAll(async () => void (dir = await mkdtemp(join(tmpdir(), 'opinion-'))));
afterAll(() => rm(dir, { recursive: true }));

const large = { ...payload, 'data/\u8bc1\u636e/photo.jpg': Buffer.from(Array.from({ length: 2_000 }, () => crypto.randomUUID()).join('\n')), 'data/empty': '', 'data/noise': crypto.getRandomValues(new Uint8Array(3_000)) };
const files: Files = bag({ ...large, 'bag-info.txt': 'Contact-Name: A\n', 'manifest-sha256.txt': manifestOf(large) });

/** What the desk finds in an archive, or the code it refuses it with; the quarantine is empty afterwards. */
async function readByDesk(path: string): Promise<Map<string, Buffer> | string> {
  const quarantineDir = join(dir, crypto.randomUUID());
  const bundle = await openBundle(path, { quarantineDir });
  const found = new Map<string, Buffer>();
  for (const file of bundle.files) {
    const parts: Uint8Array[] = [];
    for await (const part of await file.read()) parts.push(Buffer.from(part));
    found.set(file.path, Buffer.concat(parts));
  }
  await bundle.dispose();
  expect(await readdir(quarantineDir).catch(() => [])).toEqual([]);
  return bundle.valid ? found : bundle.faults.map(({ code }) => code).join();
}

async function agree(path: string): Promise<void> {
  const theirs = await readByZipJs(await readFile(path));
  const below = [...theirs].flatMap(([name, bytes]) => (name.endsWith('/') || !name.includes('data/') ? [] : [[name.slice(name.indexOf('data/')), bytes] as const]));
  const ours = await readByDesk(path);
  expect(ours).toEqual(new Map(below));
  expect(below).toHaveLength(Object.keys(large).length);
}

const has = (command: string, ...args: string[]) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;
const python = `
import os, sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w', int(sys.argv[2])) as z:
    for top, _, names in os.walk(sys.argv[3]):
        for name in names: z.write(os.path.join(top, name), os.path.relpath(os.path.join(top, name), sys.argv[3]))`;
/** Programs that write archives: name, whether it is here, arguments for an archive `out` of the folder it runs in. */
const programs: [string, boolean, (out: string, folder: string) => string[]][] = [
  ...['-0', '-1', '-6', '-9'].map((level): (typeof programs)[number] => [`zip ${level} (Info-ZIP)`, has('zip', '-v'), (out) => ['zip', '-q', '-r', '-UN=UTF8', level, out, '.']]),
  ['zip of one top folder (Info-ZIP)', has('zip', '-v'), (out, folder) => ['sh', '-c', `cd .. && zip -q -r -UN=UTF8 "${out}" "$(basename "${folder}")"`]],
  ['bsdtar', has('bsdtar', '--version'), (out) => ['bsdtar', '-a', '-c', '-f', out, '--options', 'zip:hdrcharset=UTF-8', ...Object.keys(files)]],
  ['python zipfile, stored', has('python3', '-V'), (out, folder) => ['python3', '-c', python, out, '0', folder]],
  ['python zipfile, deflated', has('python3', '-V'), (out, folder) => ['python3', '-c', python, out, '8', folder]],
];

describe('zip.js in strict mode, the second opinion', () => {
  it('refuses less than this desk, and nothing that this desk takes', async () => {
    // Those of 65,000 entries are left out: zip.js compares each with each.
    const archives = hostileArchives.filter(([, , bytes]) => bytes.length < 1e6);
    const refused = await Promise.all(archives.map(([, , bytes]) => readByZipJs(bytes).then(() => false, () => true)));
    const count = refused.filter(Boolean).length;
    // All of them are refused here (zip.test.ts). That it refuses many shows that they are what they say they are.
    expect(count).toBeGreaterThan(archives.length / 3);
    expect(count).toBeLessThan(archives.length);
  });

  for (const [name, isHere, args] of programs) {
    it.skipIf(!isHere)(`reads an archive by ${name} as this desk does${isHere ? '' : ' (LEFT OUT: this machine does not have the program)'}`, async () => {
      const folder = await putFolder(dir, files);
      const out = `${folder}.zip`;
      const [command = '', ...rest] = args(out, folder);
      execFileSync(command, rest, { cwd: folder, env: { ...process.env, LC_ALL: 'C.UTF-8' } });
      await agree(out);
    });
  }

  it.each([true, false])('reads an archive by yazl as this desk does (deflated: %s)', async (compress) => {
    const zip = new ZipFile();
    for (const [path, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), `top/${path}`, { compress });
    zip.end();
    const parts: Buffer[] = [];
    for await (const part of zip.outputStream) parts.push(Buffer.from(part as Uint8Array));
    const path = join(dir, `yazl-${compress}.zip`);
    await writeFile(path, Buffer.concat(parts));
    await agree(path);
  });

  it.each([0, 1, 9])('reads an archive by zip.js as this desk does (level %i)', async (level) => {
    const writer = new ZipWriter(new BlobWriter(), { level, useWebWorkers: false });
    for (const [path, content] of Object.entries(files)) {
      await writer.add(path, typeof content === 'string' ? new TextReader(content) : new Blob([new Uint8Array(content)]).stream());
    }
    const path = join(dir, `zipjs-${level}.zip`);
    await writeFile(path, Buffer.from(await (await writer.close()).arrayBuffer()));
    await agree(path);
  });
});

/** Entries of a sound bag before whatever comes. */
const entriesOf = (content: Files): BuiltEntry[] => Object.entries(content).map(([name, data]) => ({ name, data, deflate: true }));
/** Deflated zeros: one flushed block of 32 MiB as often as wanted, so that 10 GB cost no time to make. */
function zeros(blocks: number): Buffer {
  const block = deflateRawSync(Buffer.alloc(32 * 2 ** 20), { finishFlush: constants.Z_FULL_FLUSH });
  return Buffer.concat([...Array.from({ length: blocks }, () => block), deflateRawSync('')]);
}

type Heavy = { name: string; codes: string[]; make: () => Buffer };
function nested(depth: number): Buffer {
  if (depth === 0) return buildZip([{ name: 'x', packed: zeros(30), size: 960 * 2 ** 20, method: 8 }]);
  const data = nested(depth - 1);
  return buildZip(Array.from({ length: 4 }, (_, index) => ({ name: `${index}.zip`, data })));
}
/** A sound bag with the nested archive stored, not deflated again. */
function bagOf(nest: Buffer): BuiltEntry[] {
  const content = { ...payload, 'data/42.zip': nest };
  return Object.entries(bag({ 'bag-info.txt': undefined, ...content, 'manifest-sha256.txt': manifestOf(content) })).map(([name, data]) => ({ name, data }));
}
const heavy: Heavy[] = [
  { name: 'a bomb of 10 GB that lists 1 MB', codes: ['ARCHIVE_SIZE'], make: () => buildZip([...entriesOf(bag()), { name: 'data/x', packed: zeros(320), size: 2 ** 20, method: 8 }]) },
  { name: 'a bomb of 10 GB as the manifest', codes: ['ARCHIVE_SIZE'], make: () => buildZip([...entriesOf(bag({ 'manifest-sha256.txt': undefined })), { name: 'manifest-sha256.txt', packed: zeros(320), size: 2 ** 20, method: 8 }]) },
  { name: '65,535 entries', codes: ['ARCHIVE_TOO_MANY_ENTRIES'], make: () => hostileArchives.find(([name]) => name === '65,535 entries')?.[2] ?? Buffer.alloc(0) },
  { name: 'archives in archives in archives, which stay closed', codes: [], make: () => buildZip(bagOf(nested(2))) },
  { name: 'a manifest of a million lines', codes: ['BAG_TAG_FILE_TOO_LARGE', 'BAG_MANIFEST_MISSING', 'FILE_UNLISTED', 'FILE_UNLISTED'], make: () => buildZip(Object.entries(bag({ 'manifest-sha256.txt': Buffer.alloc(30e6, `abcd  data/${crypto.randomUUID()}\n`) })).map(([name, data]) => ({ name, data }))) },
  { name: 'damage behind files that were already kept', codes: ['ARCHIVE_CRC'], make: () => buildZip([...entriesOf(bag()), { name: 'data/z', data: Buffer.alloc(5e6, crypto.randomUUID()), crc: 1 }]) },
];

describe('heavy archives', () => {
  it.each(heavy)('$name: an answer in 10 s, in little memory, with nothing left behind', async ({ codes, make }) => {
    const path = join(dir, `${crypto.randomUUID()}.zip`);
    await writeFile(path, make());
    const quarantine = join(dir, crypto.randomUUID());
    await mkdir(quarantine);
    // A file of its own: the threads of a script from the command line would run the script again.
    const script = join(dir, `${crypto.randomUUID()}.mjs`);
    await writeFile(script, `
      import { openBundle } from ${JSON.stringify(new URL('./openBundle.ts', import.meta.url).href)};
      const [path, quarantineDir] = process.argv.slice(-2);
      const before = process.resourceUsage().maxRSS;
      const bundle = await openBundle(path, { quarantineDir });
      await bundle.dispose();
      console.log(JSON.stringify({ codes: bundle.faults.map((fault) => fault.code), grownMb: Math.round((process.resourceUsage().maxRSS - before) / 1024) }));`);
    const startedAt = performance.now();
    const said = execFileSync(process.execPath, [script, path, quarantine], { timeout: 20_000 });
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    const { codes: found, grownMb } = JSON.parse(said.toString()) as { codes: string[]; grownMb: number };
    expect(found).toEqual(codes);
    expect(grownMb).toBeLessThan(300);
    expect(await readdir(quarantine)).toEqual([]);
  });
});
