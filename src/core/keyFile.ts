import { randomBytes } from 'node:crypto';
import { chmodSync, closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { databaseFile } from './db/databaseFile.ts';
import { syncFolder } from './durableFile.ts';
import { DeskError } from './fault.ts';
import { newId } from './ids.ts';

/** Name of the key file in the data folder: 64 hex digits, mode 0600. */
export const keyFileName = 'key';
/** Name of the file with the key as Electron's safeStorage sealed it; only the Electron shell can open it. */
export const sealedKeyFileName = 'key.safe';
/** Name of the file with the vault key, wrapped for each person apart. */
export const keyRingFile = 'key-ring.json';

/**
 * The 32-byte key of a data folder from before there were accounts, or of a sample desk: it lies open in its key file. Null when there is
 * none: then people open the folder with the key ring, or it is new. `say` hears of a repaired file mode. Throws DATABASE_KEY_WRONG when a
 * database is there that nothing here opens, or the key file is damaged.
 */
export function findKeyFile(dataDir: string, say: (words: string) => void = () => undefined): Uint8Array | null {
  const path = join(dataDir, keyFileName);
  if (!existsSync(path)) {
    if (!existsSync(join(dataDir, keyRingFile))) refuseLostKey(dataDir);
    return null;
  }
  closeToOthers(path, say);
  const text = readFileSync(path, 'utf8').trim();
  // Half taken away when the power went: the ring opens the folder, and its next opening removes the rest.
  if (/^\0*$/.test(text) && existsSync(join(dataDir, keyRingFile))) return null;
  if (!/^[0-9a-f]{64}$/.test(text)) {
    throw new DeskError('DATABASE_KEY_WRONG', `The key file ${path} is damaged: it should hold 64 hex digits. Nothing was changed; put the right key file back.`);
  }
  return Buffer.from(text, 'hex');
}

/** The key file of a sample desk, made at its first start: what everybody may know needs no passphrase to be opened. */
export function loadKeyFile(dataDir: string, say: (words: string) => void = () => undefined): Uint8Array {
  const found = findKeyFile(dataDir, say);
  if (found) return found;
  if (existsSync(join(dataDir, keyRingFile))) throw new DeskError('DATABASE_KEY_WRONG', `The desk in ${dataDir} is opened by its people, so it gets no key file. Nothing was changed.`);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  keepNewKey(dataDir, join(dataDir, keyFileName));
  return loadKeyFile(dataDir, say);
}

/** Whether nothing of a desk is in a data folder yet. */
export function isNewFolder(dataDir: string): boolean {
  return [keyFileName, sealedKeyFileName, keyRingFile, databaseFile].every((name) => !existsSync(join(dataDir, name)));
}

/** Throws when the folder has a database that only a key could open that is not here: a new key would lock it away for good. */
function refuseLostKey(dataDir: string): void {
  if (existsSync(join(dataDir, sealedKeyFileName))) {
    throw new DeskError(
      'DATABASE_KEY_WRONG',
      `The key of ${dataDir} is sealed by this system's key store, which only the Electron console can open. Nothing was changed; use \`npm start\`.`,
    );
  }
  if (existsSync(join(dataDir, databaseFile))) {
    throw new DeskError('DATABASE_KEY_WRONG', `There is a database in ${dataDir}, but its key file "${keyFileName}" is missing. Nothing was changed; put the key file back.`);
  }
}

/** Writes a new key under another name and links it into place, so that two first starts at once agree on one whole key. */
function keepNewKey(dataDir: string, path: string): void {
  const own = join(dataDir, `key-${newId()}.new`);
  const file = openSync(own, 'wx', 0o600);
  try {
    writeSync(file, `${randomBytes(32).toString('hex')}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  try {
    linkSync(own, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(own, { force: true });
  }
  syncFolder(dataDir);
}

/** A key that other accounts of this machine can read is closed to them, and said. */
function closeToOthers(path: string, say: (words: string) => void): void {
  if (process.platform === 'win32' || (statSync(path).mode & 0o077) === 0) return;
  chmodSync(path, 0o600);
  say(`The key file ${path} could be read by other accounts of this machine. It is closed to them now; whoever read it before can open the database.`);
}
