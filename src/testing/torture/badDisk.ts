import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync, openSync, writeSync, closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A small disk of its own that can be filled and emptied. */
export type SmallDisk = { path: string; fill(): void; makeRoom(): void; remove(): void };

/** A switch for syncs that fail, and what a process needs in its environment to be under it. */
export type FailingSync = { env: NodeJS.ProcessEnv; on(): void; off(): void; remove(): void };

/** Mounts a disk of so many MiB; why not, in words, where that is not permitted. */
export function mountSmallDisk(mebibytes: number): SmallDisk | string {
  const path = mkdtempSync(join(tmpdir(), 'desk-small-disk-'));
  const stuffing = join(path, 'stuffing');
  const mounted = tryRun('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'none', path]);
  if (mounted !== null) {
    rmSync(path, { recursive: true, force: true });
    return `a disk cannot be mounted here: ${mounted}`;
  }
  return {
    path,
    fill: () => fillUp(stuffing),
    makeRoom: () => rmSync(stuffing, { force: true }),
    remove: () => {
      tryRun('umount', ['-l', path]);
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** Writes until there is no room left. */
function fillUp(file: string): void {
  const handle = openSync(file, 'a');
  try {
    for (let size = 1 << 20; size >= 512; ) {
      try {
        writeSync(handle, Buffer.alloc(size));
      } catch {
        size >>= 1;
      }
    }
  } finally {
    closeSync(handle);
  }
}

/** Compiles the library that lets syncs fail; why not, in words, where there is no compiler or no way to load it. */
export function makeFailingSync(): FailingSync | string {
  if (process.platform !== 'linux') return 'syncs are made to fail on Linux alone';
  const folder = mkdtempSync(join(tmpdir(), 'desk-failing-sync-'));
  const [library, mark] = [join(folder, 'failingSync.so'), join(folder, 'failing')];
  const made = tryRun('cc', ['-shared', '-fPIC', '-O2', '-o', library, fileURLToPath(new URL('./failingSync.c', import.meta.url)), '-ldl']);
  if (made !== null) {
    rmSync(folder, { recursive: true, force: true });
    return `there is no C compiler here: ${made}`;
  }
  return {
    env: { LD_PRELOAD: library, FAILING_SYNC: mark },
    on: () => writeFileSync(mark, ''),
    off: () => rmSync(mark, { force: true }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Runs a program; what it says when it fails, else null. */
function tryRun(program: string, args: string[]): string | null {
  try {
    execFileSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    return null;
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n').at(-1) || error.message).trim() : String(error);
  }
}
