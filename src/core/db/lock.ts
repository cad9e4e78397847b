import { createClient, type Transaction } from '@libsql/client';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DeskError } from '../fault.ts';
import { isBusy } from './write.ts';

/** Who holds a data folder for writing. */
export type Holder = { name: string; pid: number; since: string };

/**
 * The data folder, held by this process. `leftBy`: who held it last and never gave it back, because it was killed or lost its power; null after
 * a clean end. `release` gives it back; not `isClean` leaves the mark for the next start.
 */
export type FolderLock = { leftBy: Holder | null; release(isClean: boolean): void };

/**
 * Takes the data folder for this process. The lock is an open write transaction on a
 * database of its own, so the system lets go of it when the process dies, however it dies.
 * Throws DATA_FOLDER_BUSY that names the other process.
 */
export async function lockDataFolder(dataDir: string, name: string): Promise<FolderLock> {
  const client = createClient({ url: pathToFileURL(join(dataDir, 'desk.lock')).href, timeout: 0, concurrency: 1 });
  const holderFile = join(dataDir, 'desk.holder.json');
  let held: Transaction;
  try {
    held = await client.transaction('write');
  } catch (error) {
    client.close();
    if (!isBusy(error)) throw error;
    const holder = readHolder(holderFile);
    throw new DeskError(
      'DATA_FOLDER_BUSY',
      `The data folder ${dataDir} is in use by ${holder ? `${holder.name} (process ${holder.pid}, since ${holder.since})` : 'another process'}. ` +
        'Close it first. `desk list`, `desk verify` and `desk export` work beside it.',
      holder,
    );
  }
  const leftBy = readHolder(holderFile);
  const holder: Holder = { name, pid: process.pid, since: new Date().toISOString() };
  writeFileSync(holderFile, JSON.stringify(holder), { mode: 0o600 });
  return {
    leftBy,
    release: (isClean) => {
      if (isClean) rmSync(holderFile, { force: true });
      // Closing the client alone leaves the lock to the garbage collector.
      held.close();
      client.close();
    },
  };
}

function readHolder(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    // The holder may be between taking the lock and writing its name; the lock itself already says no.
    return null;
  }
}
