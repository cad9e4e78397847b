import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { deskItself } from '../src/core/desk.ts';
import { quarantineDir } from '../src/core/evidence/keep.ts';
import { openBundle } from '../src/core/intake/bundle/openBundle.ts';
import { takeInBundle } from '../src/core/intake/takeInBundle.ts';
import { neutralCase } from '../src/testing/neutralCases.ts';
import { openBench, type Bench } from './desk.ts';
import { compareAll, type Comparison, type Contestant } from './measure.ts';

const files = 200;
const fileBytes = Math.floor(1024 ** 3 / files);
/** One file in ten is text that deflates, the others are like photos and films: they do not shrink. */
const isText = (index: number) => index % 10 === 9;

/** A bundle of 1 GiB in 200 deflated files: read, checked, hashed and sealed into the vault, against unpacking and hashing it by the system's tools. */
export async function benchImport(): Promise<Comparison[]> {
  const work = mkdtempSync(join(tmpdir(), 'bench-import-'));
  const bundle = join(work, 'bundle.zip');
  let bench: Bench | null = null;
  try {
    const idle = process.memoryUsage().rss;
    await writeLargeBundle(bundle);
    let peak = 0;
    const gapsMs: number[] = [];
    const sampling = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20);
    const results = await compareAll(
      {
        name: 'desk: checked, hashed, sealed, synced, recorded',
        operations: 1_024,
        prepare: async () => {
          await bench?.close();
          bench = await openBench();
          writeBack();
        },
        run: async () => {
          if (bench) gapsMs.push(await importOnce(bench.desk, bundle));
        },
      },
      peersHere(work, bundle),
    );
    clearInterval(sampling);
    const memory = Math.max(0, peak - idle) / 1_000_000;
    return results.map((result, index) => ({
      bench: `bundle import, 1 GiB in ${files} files (${(statSync(bundle).size / 1_000_000).toFixed(0)} MB packed)`,
      unit: 'MiB/s',
      ...result,
      bar: index === 0 ? '>= 1.0x' : '>= 4x',
      note: `Peak memory ${memory.toFixed(0)} MB over idle; the longest gap of the core's thread ${Math.max(...gapsMs).toFixed(0)} ms. The desk syncs to disk, the peers do not.`,
    }));
  } finally {
    await (bench as Bench | null)?.close();
    rmSync(work, { recursive: true, force: true });
  }
}

/** Nobody's time holds what another left for the system to write to disk. */
function writeBack(): void {
  execFileSync('sync');
}

/** One import into an empty desk; gives the longest gap of this thread, ms. */
async function importOnce(desk: Bench['desk'], bundlePath: string): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  try {
    const bundle = await openBundle(bundlePath, { quarantineDir: quarantineDir(desk) });
    const taken = await takeInBundle(desk, bundle, { path: bundlePath, name: 'bundle.zip' }, deskItself, 'bench', new AbortController().signal);
    if (!('caseId' in taken) || taken.faults.length > 0) throw new Error('The bundle was not taken in without fault.');
    await bundle.dispose();
    return delay.max / 1_000_000;
  } finally {
    delay.disable();
  }
}

/** The peers whose programs are on this machine; the bench stops when one is missing, because its bar could not be told. */
function peersHere(work: string, bundle: string): Contestant[] {
  const target = join(work, 'unpacked');
  const prepare = async () => {
    rmSync(target, { recursive: true, force: true });
    mkdirSync(target);
    writeBack();
  };
  const run = (command: string) => async () => void execFileSync('sh', ['-c', command], { cwd: work, stdio: 'ignore', env: { ...process.env, BUNDLE: bundle } });
  for (const program of ['bsdtar', 'openssl', 'unzip', 'sha256sum']) execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' });
  return [
    { name: 'bsdtar -x, then openssl dgst -sha256', operations: 1_024, prepare, run: run('bsdtar -xf "$BUNDLE" -C unpacked && find unpacked -type f -print0 | xargs -0 openssl dgst -sha256') },
    { name: 'unzip, then sha256sum', operations: 1_024, prepare, run: run('unzip -q "$BUNDLE" -d unpacked && find unpacked -type f -print0 | xargs -0 sha256sum') },
  ];
}

async function writeLargeBundle(path: string): Promise<void> {
  const zip = new ZipFile();
  const manifest: string[] = [];
  const evidence = [];
  const written = pipeline(zip.outputStream, createWriteStream(path));
  const add = async (name: string, bytes: Buffer) => {
    if (name.startsWith('data/')) manifest.push(`${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`);
    const source = Readable.from([bytes]);
    const read = once(source, 'end');
    zip.addReadStream(source, `bundle/${name}`, { size: bytes.length, compress: true });
    // One file at a time: all of them together would lie in memory.
    await read;
  };
  for (let index = 0; index < files; index += 1) {
    const name = isText(index) ? `chat-${index}.txt` : `photo-${index}.jpg`;
    evidence.push({ id: `e${index}`, side: 'buyer' as const, kind: 'other' as const, fileName: name, path: `evidence/buyer/${name}` });
    await add(`data/evidence/buyer/${name}`, isText(index) ? makeText() : randomBytes(fileBytes));
  }
  await add('data/case.json', Buffer.from(JSON.stringify(neutralCase({ evidence }))));
  await add('bagit.txt', Buffer.from('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'));
  await add('manifest-sha256.txt', Buffer.from(manifest.join('')));
  zip.end();
  await written;
}

function makeText(): Buffer {
  const words = Array.from({ length: 2_000 }, () => randomBytes(4).toString('hex').slice(0, 2 + (randomBytes(1)[0] ?? 0) % 7));
  const text = Array.from({ length: fileBytes / 5 }, (_, index) => words[(index * 7_919 + (index >> 3)) % words.length]).join(' ');
  return Buffer.from(text).subarray(0, fileBytes);
}
