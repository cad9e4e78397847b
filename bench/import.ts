import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { deskItself } from '../src/core/desk.ts';
import { quarantineDir } from '../src/core/evidence/keep.ts';
import { openBundle } from '../src/core/intake/bundle/openBundle.ts';
import { takeInBundle } from '../src/core/intake/takeInBundle.ts';
import { openBench, type Bench } from './desk.ts';
import { compareAll, figure, type Contestant, type Result } from './measure.ts';
import { needProgram } from './peers.ts';

const files = 200;
/** Writes a bundle of so many files to the path it is given, as a process of its own: what it takes must not count as memory of the desk. */
const bundleWriter = fileURLToPath(new URL('./writeLargeBundle.ts', import.meta.url));

/** A bundle of 1 GiB in 200 deflated files: read, checked, hashed and sealed into the vault, against unpacking and hashing it by the system's tools. */
export async function benchImport(): Promise<Result[]> {
  const work = mkdtempSync(join(tmpdir(), 'bench-import-'));
  const bundle = join(work, 'bundle.zip');
  let bench: Bench | null = null;
  try {
    execFileSync(process.execPath, [bundleWriter, bundle, String(files)]);
    const memory = watchMemory();
    const gapsMs: number[] = [];
    const results = await compareAll(
      {
        name: 'desk: checked, hashed, sealed, synced, recorded',
        operations: 1_024,
        prepare: async () => {
          await bench?.close();
          bench = await openBench();
          memory.startFrom();
          writeBack();
        },
        run: async () => {
          if (bench) gapsMs.push(await importOnce(bench.desk, bundle));
        },
      },
      peersHere(work, bundle),
    );
    const overIdle = memory.stop() / 1_000_000;
    const compared: Result[] = results.map((result, index) => ({
      bench: `bundle import, 1 GiB in ${files} files (${(statSync(bundle).size / 1_000_000).toFixed(0)} MB packed)`,
      unit: 'MiB/s',
      ...result,
      least: index === 0 ? 1 : 4,
      bar: index === 0 ? '>= 1.0x' : '>= 4x',
      note: 'The desk syncs to disk, the peers do not.',
    }));
    const longest = figure("longest gap of the core's thread", gapsMs);
    return [
      ...compared,
      { bench: 'memory of a bundle import, 1 GiB', unit: 'MB over idle', own: figure('peak of all rounds', [overIdle]), bar: '< 300 MB over idle', isMet: overIdle < 300, note: '' },
      { bench: 'stall by a bundle import, 1 GiB', unit: 'ms', own: longest, bar: 'the window thread never stalls over 50 ms', isMet: longest.max <= 50, note: "Of the core's own thread, which no window waits for; the thread that owns the windows is left out of it." },
    ];
  } finally {
    await (bench as Bench | null)?.close();
    rmSync(work, { recursive: true, force: true });
  }
}

/** Watches the memory of this process; `startFrom` takes the level of an idle desk once, `stop` gives the peak over it, bytes. */
function watchMemory() {
  const now = () => process.memoryUsage().rss;
  let idle: number | null = null;
  let peak = 0;
  const sampling = setInterval(() => (peak = Math.max(peak, now())), 20);
  return {
    startFrom: () => void (idle ??= now()),
    stop: () => {
      clearInterval(sampling);
      return Math.max(0, peak - (idle ?? peak));
    },
  };
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

/** The peers, whose programs are installed where that is allowed. */
function peersHere(work: string, bundle: string): Contestant[] {
  const target = join(work, 'unpacked');
  const prepare = async () => {
    rmSync(target, { recursive: true, force: true });
    mkdirSync(target);
    writeBack();
  };
  const run = (command: string) => async () => void execFileSync('sh', ['-c', command], { cwd: work, stdio: 'ignore', env: { ...process.env, BUNDLE: bundle } });
  for (const [program, debianPackage] of [['bsdtar', 'libarchive-tools'], ['openssl', 'openssl'], ['unzip', 'unzip'], ['sha256sum', 'coreutils']] as const) needProgram(program, debianPackage);
  return [
    { name: 'bsdtar -x, then openssl dgst -sha256', operations: 1_024, prepare, run: run('bsdtar -xf "$BUNDLE" -C unpacked && find unpacked -type f -print0 | xargs -0 openssl dgst -sha256') },
    { name: 'unzip, then sha256sum', operations: 1_024, prepare, run: run('unzip -q "$BUNDLE" -d unpacked && find unpacked -type f -print0 | xargs -0 sha256sum') },
  ];
}
