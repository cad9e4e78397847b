import crypto from 'node:crypto';
import type { Stretch } from '../db/schema/account.ts';

/** RFC 9106 recommends these for machines without much memory to spare: 64 MiB, three passes. One lane, because one thread does it. */
export const usualStretch: Stretch = { memoryKib: 64 * 1024, passes: 3, lanes: 1 };

/** For a passphrase everybody may know: drawing it out guards nothing. */
export const lightStretch: Stretch = { memoryKib: 8, passes: 1, lanes: 1 };

/** A passphrase drawn out: `stretched` opens and proves things and is kept nowhere. */
export type Secret = { salt: Uint8Array; stretch: Stretch; stretched: Uint8Array };

/** Draws a passphrase out by argon2id (RFC 9106), with a salt of its own unless one is given; takes about 0.2 s and 64 MiB, off this thread. */
export async function drawOut(passphrase: string, salt: Uint8Array = crypto.randomBytes(16), stretch: Stretch = usualStretch): Promise<Secret> {
  // The same characters however a keyboard composed them (RFC 8265, OpaqueString).
  const message = Buffer.from(passphrase.normalize('NFC'), 'utf8');
  return { salt, stretch, stretched: await argon2id(message, salt, stretch) };
}

/** What the account keeps to tell the right passphrase: derived apart from what wraps the vault key, so that it opens nothing. */
export function verifierOf({ stretched }: Secret): Uint8Array {
  return subKey(stretched, 'mediation desk: proves a passphrase');
}

/** The key under which the vault key is wrapped for this passphrase. */
export function wrappingKeyOf({ stretched }: Secret): Uint8Array {
  return subKey(stretched, 'mediation desk: wraps the vault key');
}

/** 32 bytes for one use alone (HKDF-SHA-256, RFC 5869). */
export function subKey(key: Uint8Array, use: string, salt: Uint8Array = Buffer.alloc(0)): Uint8Array {
  return new Uint8Array(crypto.hkdfSync('sha256', key, salt, use, 32));
}

/** Argon2id by the runtime, or by a library where the runtime has none, as Electron's has not. */
async function argon2id(message: Uint8Array, salt: Uint8Array, stretch: Stretch): Promise<Uint8Array> {
  return hasArgon2() ? byRuntime(message, salt, stretch) : byLibrary(message, salt, stretch);
}

function hasArgon2(): boolean {
  return typeof crypto.argon2 === 'function' && process.versions['electron'] === undefined;
}

/** 32 bytes by node:crypto. */
export function byRuntime(message: Uint8Array, nonce: Uint8Array, { memoryKib, passes, lanes }: Stretch): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    crypto.argon2('argon2id', { message, nonce, parallelism: lanes, tagLength: 32, memory: memoryKib, passes }, (error, tag) => (error ? reject(error) : resolve(tag)));
  });
}

/** The same 32 bytes by @node-rs/argon2, which is loaded only where it is needed. */
export async function byLibrary(message: Uint8Array, salt: Uint8Array, { memoryKib, passes, lanes }: Stretch): Promise<Uint8Array> {
  const { hashRaw } = await import('@node-rs/argon2');
  return hashRaw(message, { algorithm: 2, version: 1, memoryCost: memoryKib, timeCost: passes, parallelism: lanes, outputLen: 32, salt });
}
