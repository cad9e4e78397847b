import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findKeyFile } from '../src/core/keyFile.ts';

/** Where desks of the benchmarks are kept from run to run: to make one of a million cases takes minutes. */
const folder = process.env['BENCH_DESKS'] ?? fileURLToPath(new URL('../.bench/', import.meta.url));
const program = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));
const seed = 'bench';
/** Of 100 generated cases. */
const decided = 10;

/** The data folder of a sample desk with so many generated cases, a tenth of them decided; made when it is asked for first and again after a change of the schema. Not to be written to. */
export function deskOf(cases: number): string {
  const path = join(folder, `${cases}-${seed}-${newestMigration()}`);
  if (existsSync(path)) return path;
  const making = `${path}.making`;
  process.stderr.write(`Making a desk of ${cases.toLocaleString('en')} cases in ${path} ...\n`);
  mkdirSync(folder, { recursive: true });
  // What a run before this one began and did not end is no desk of so many cases.
  rmSync(making, { recursive: true, force: true });
  execFileSync(process.execPath, [program, 'demo', '--data', making, '--cases', String(cases), '--seed', seed, '--decided', String(decided)], { stdio: ['ignore', 'ignore', 'inherit'] });
  renameSync(making, path);
  return path;
}

/** A copy of that desk that a benchmark may write to; `remove` clears it away. */
export function copyOfDesk(cases: number): { dataDir: string; remove(): void } {
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-desk-'));
  cpSync(deskOf(cases), dataDir, { recursive: true });
  return { dataDir, remove: () => rmSync(dataDir, { recursive: true, force: true }) };
}

/** The key of a desk in which nobody has a passphrase yet. */
export function keyOf(dataDir: string): Uint8Array {
  const key = findKeyFile(dataDir);
  if (!key) throw new Error(`The desk in ${dataDir} has no key file.`);
  return key;
}

function newestMigration(): string {
  const journal = JSON.parse(readFileSync(new URL('../drizzle/meta/_journal.json', import.meta.url), 'utf8')) as { entries: { tag: string }[] };
  return journal.entries.at(-1)?.tag ?? 'none';
}
