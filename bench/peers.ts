import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('./peers/', import.meta.url));
const require = createRequire(`${folder}index.js`);

/** A peer that is not on this machine and cannot be had: its bars are not measured. */
export class PeerMissing extends Error {}

/** A statement of better-sqlite3, of which there are no types in the normal install. */
export type PeerStatement = { run(...values: unknown[]): unknown; get(...values: unknown[]): unknown; all(...values: unknown[]): unknown[] };
/** A database of better-sqlite3. */
export type PeerDatabase = { exec(text: string): unknown; prepare(text: string): PeerStatement; pragma(text: string): unknown; close(): unknown };

/** Loads a package of bench/peers/package.json; all of them are installed there on first use. */
export function loadPeer<Module>(name: string): Module {
  if (!existsSync(`${folder}node_modules/${name}`)) {
    tell(`Installing the packages the desk is measured against into ${folder}node_modules ...`);
    const npm = process.env['npm_execpath'];
    const [command, first] = npm?.endsWith('js') ? [process.execPath, [npm]] : ['npm', []];
    attempt(`${name} could not be installed`, () => execFileSync(command, [...first, 'ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] }));
  }
  return require(name) as Module;
}

/** A file of better-sqlite3 as durable as the desk's, without encryption, which it does not know. */
export function openBetterSqlite(path: string): PeerDatabase {
  const Database = loadPeer<new (path: string) => PeerDatabase>('better-sqlite3');
  const database = new Database(path);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  return database;
}

/** Sees to it that a program of the system is there: as root on Debian it is installed, with a word that it is. */
export function needProgram(program: string, debianPackage: string): void {
  if (isThere(program)) return;
  if (process.getuid?.() !== 0 || !isThere('apt-get')) throw new PeerMissing(`The program ${program} is not on this machine (on Debian: apt-get install ${debianPackage}).`);
  tell(`Installing ${debianPackage} of Debian, to measure against ${program} ...`);
  attempt(`${debianPackage} could not be installed`, () => {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', debianPackage], { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  });
}

function attempt(what: string, run: () => unknown): void {
  try {
    run();
  } catch (error) {
    throw new PeerMissing(`${what}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
  }
}

function isThere(program: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Words beside the results, which may be read by a program. */
export function tell(words: string): void {
  process.stderr.write(`${words}\n`);
}
