import { createClient } from '@libsql/client';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DeskError } from '../fault.ts';
import { isBusy } from './write.ts';

/** Who holds a data folder for writing. */
export type Holder = { name: string; pid: number; since: string };

/**
 * Takes the data folder for this process; the result gives it back. The lock is an open write transaction on a
 * database of its own, so the system lets go of it when the process dies, however it dies.
 * Throws DATA_FOLDER_BUSY that names the other process.
 */
export async function lockDataFolder(dataDir: string, name: string): Promise<() => void> {
  const client = createClient({ url: pathToFileURL(join(dataDir, 'desk.lock')).href, timeout: 0, concurrency: 1 });
  const holderFile = join(dataDir, 'desk.holder.json');
  let held: Awaited<ReturnType<typeof client.transaction>>;
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
  const holder: Holder = { name, pid: process.pid, since: new Date().toISOString() };
  writeFileSync(holderFile, JSON.stringify(holder), { mode: 0o600 });
  return () => {
    rmSync(holderFile, { force: true });
    // Ended by hand: a closed client keeps the lock of an open transaction until memory is cleared.
    held.close();
    client.close();
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
