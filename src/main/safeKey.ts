import type { SafeStorage } from 'electron';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurably } from '../core/durableFile.ts';
import { DeskError } from '../core/fault.ts';
import { findKeyFile, keyFileName, keyRingFile, sealedKeyFileName } from '../core/keyFile.ts';

type Safe = Pick<SafeStorage, 'isEncryptionAvailable' | 'encryptString' | 'decryptString'> & Partial<Pick<SafeStorage, 'getSelectedStorageBackend'>>;

/**
 * The vault key of a data folder where it is to be had without anybody's passphrase: sealed by this system's key store, or in an open key
 * file. Null when people open the folder. Throws DATABASE_KEY_WRONG when a sealed key cannot be opened and nobody else could.
 */
export function findSafeKey(dataDir: string, safe: Safe, say: (words: string) => void): Uint8Array | null {
  const sealed = join(dataDir, sealedKeyFileName);
  if (!existsSync(sealed)) return findKeyFile(dataDir, say);
  const key = openSealed(sealed, safe);
  if (key) return key;
  const words = `The key in ${sealed} cannot be opened by this account's key store.`;
  if (!existsSync(join(dataDir, keyRingFile))) throw new DeskError('DATABASE_KEY_WRONG', `${words} Nothing was changed; unlock the key store and start again.`);
  say(`${words} The desk stays closed until somebody signs in.`);
  return null;
}

/**
 * Leaves the vault key with this system's key store, so that the desk opens at its next start and its jobs run; people sign in all the same.
 * Only beside a key ring: an open key file needs no second place.
 */
export function keepSafeKey(dataDir: string, key: Uint8Array, safe: Safe): void {
  const path = join(dataDir, sealedKeyFileName);
  if (!existsSync(join(dataDir, keyRingFile)) || existsSync(join(dataDir, keyFileName)) || !hasKeyStore(safe)) return;
  if (existsSync(path) && openSealed(path, safe)?.every((byte, at) => byte === key[at])) return;
  writeDurably(path, safe.encryptString(Buffer.from(key).toString('hex')));
}

/** `basic_text` on Linux is a fixed password in Electron's source: it hides nothing, so it counts as no key store. */
function hasKeyStore(safe: Safe): boolean {
  return safe.isEncryptionAvailable() && safe.getSelectedStorageBackend?.() !== 'basic_text';
}

/** Null for another account, another machine, a locked key store or a damaged file. */
function openSealed(path: string, safe: Safe): Uint8Array | null {
  let text = '';
  try {
    text = safe.decryptString(readFileSync(path));
  } catch {
    return null; // Said by whoever asked.
  }
  return /^[0-9a-f]{64}$/.test(text) ? Buffer.from(text, 'hex') : null;
}
