import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import Database from 'libsql';
import { chromiumOptions } from '../e2e/fixtures/chromium.ts';

/** What a run was made on and with: figures of two machines are not compared. */
export type Settings = {
  at: string;
  machine: { cpu: string; cores: number; memoryGb: number; system: string; load: string };
  versions: Record<string, string>;
  database: string;
};

/** The settings of a run that began under such a load; programs and packages that are not there are left out. */
export function readSettings(load: string): Settings {
  const versions = {
    node: process.versions.node,
    sqlite: `${sqliteVersion()} (in libsql ${packageVersion('../node_modules/libsql') ?? '?'})`,
    'better-sqlite3': packageVersion('./peers/node_modules/better-sqlite3'),
    plainjob: packageVersion('./peers/node_modules/plainjob'),
    bullmq: packageVersion('./peers/node_modules/bullmq'),
    redis: programVersion('redis-server', '--version', /v=([\d.]+)/),
    vipsthumbnail: programVersion('vipsthumbnail', '--vips-version', /libvips ([\d.]+)/),
    sharp: packageVersion('../node_modules/sharp'),
    bsdtar: programVersion('bsdtar', '--version', /bsdtar ([\d.]+)/),
    openssl: programVersion('openssl', 'version', /OpenSSL (\S+)/),
    unzip: programVersion('unzip', '-v', /UnZip ([\d.]+)/),
    sha256sum: programVersion('sha256sum', '--version', /coreutils\) ([\d.]+)/),
    chromium: programVersion(chromiumOptions.executablePath ?? 'chromium', '--version', /([\d.]+)/),
  };
  return {
    at: new Date().toISOString(),
    machine: { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, memoryGb: Math.round(totalmem() / 1024 ** 3), system: `${type()} ${release()}`, load },
    versions: Object.fromEntries(Object.entries(versions).flatMap(([name, version]) => (version ? [[name, version]] : []))),
    database: "The desk's database: encrypted file, journal_mode WAL, synchronous FULL, foreign_keys on, secure_delete on, one connection to write and one to read. Peers on SQLite: WAL, synchronous FULL; better-sqlite3 knows no encryption.",
  };
}

/** Processes at work over the last minute, in words. */
export function loadText(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}

function sqliteVersion(): string {
  const memory = new Database(':memory:');
  const { version } = memory.prepare('select sqlite_version() as version').get() as { version: string };
  memory.close();
  return version;
}

function packageVersion(folder: string): string | null {
  const file = new URL(`${folder}/package.json`, import.meta.url);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version : null;
}

function programVersion(program: string, argument: string, pattern: RegExp): string | null {
  try {
    return pattern.exec(execFileSync(program, [argument], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))?.[1] ?? null;
  } catch {
    return null;
  }
}
