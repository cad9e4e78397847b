import type { SafeStorage } from 'electron';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DeskError } from '../core/fault.ts';
import { keyFileName, loadKeyFile, sealedKeyFileName } from '../core/keyFile.ts';

type Safe = Pick<SafeStorage, 'isEncryptionAvailable' | 'encryptString' | 'decryptString'> & Partial<Pick<SafeStorage, 'getSelectedStorageBackend'>>;

/**
 * The key of a data folder: the one this system's key store sealed, or the key file. A new folder gets a sealed key where there is a
 * real key store. Throws DATABASE_KEY_WRONG when a sealed key cannot be opened.
 */
export function loadSafeKey(dataDir: string, safe: Safe, say: (words: string) => void): Uint8Array {
  const sealed = join(dataDir, sealedKeyFileName);
  if (existsSync(sealed)) return openSealed(sealed, safe);
  const isNew = !existsSync(join(dataDir, keyFileName)) && !existsSync(join(dataDir, 'desk.db'));
  if (!isNew || !hasKeyStore(safe)) return loadKeyFile(dataDir, say);
  const key = randomBytes(32);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  keep(sealed, safe.encryptString(key.toString('hex')));
  return key;
}

/** `basic_text` on Linux is a fixed password in Electron's source: it hides nothing, so it counts as no key store. */
function hasKeyStore(safe: Safe): boolean {
  return safe.isEncryptionAvailable() && safe.getSelectedStorageBackend?.() !== 'basic_text';
}

function openSealed(path: string, safe: Safe): Uint8Array {
  let text = '';
  try {
    text = safe.decryptString(readFileSync(path));
  } catch {
    text = ''; // Another account, another machine or a locked key store: said below, whatever it was.
  }
  if (!/^[0-9a-f]{64}$/.test(text)) {
    throw new DeskError('DATABASE_KEY_WRONG', `The key in ${path} cannot be opened by this account's key store. Nothing was changed; unlock the key store and start again.`);
  }
  return Buffer.from(text, 'hex');
}

function keep(path: string, bytes: Uint8Array): void {
  const next = `${path}.new`;
  const file = openSync(next, 'w', 0o600);
  try {
    writeSync(file, bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(next, path);
}
