import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Stretch } from '../db/schema/account.ts';
import { writeDurably } from '../durableFile.ts';
import { DeskError } from '../fault.ts';
import { keyRingFile } from '../keyFile.ts';
import { nameKey } from './nameKey.ts';
import { readRecoveryCode } from './recoveryCode.ts';
import { drawOut, subKey, wrappingKeyOf, type Secret } from './stretch.ts';

const Hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));
const ivBytes = 12;
const tagBytes = 16;
const Sealed = Hex(ivBytes + 32 + tagBytes);

// The costs are bounded: a file put there by somebody else must not keep the desk busy for hours.
const Wrap = z.strictObject({
  /** Who, by a keyed hash of the name: the file names nobody. */
  tag: Hex(32),
  salt: Hex(16),
  stretch: z.strictObject({ memoryKib: z.int().min(8).max(1024 * 1024), passes: z.int().min(1).max(20), lanes: z.int().min(1).max(16) }),
  sealed: Sealed,
});
export type Wrap = z.infer<typeof Wrap>;

const KeyRing = z.strictObject({
  format: z.literal('mediation-desk-key-ring/1'),
  /** True until the first lead stands in the database: a start that ended in between is completed by their sign-in. */
  isBeingMade: z.boolean(),
  salt: Hex(32),
  people: z.array(Wrap).max(10_000),
  recovery: z.strictObject({ salt: Hex(16), sealed: Sealed }).nullable(),
});
export type KeyRing = z.infer<typeof KeyRing>;

/** The ring of a data folder; null when it has none. Throws DATABASE_KEY_WRONG for a damaged one. */
export function readRing(dataDir: string): KeyRing | null {
  let text: string;
  try {
    text = readFileSync(join(dataDir, keyRingFile), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  try {
    return KeyRing.parse(JSON.parse(text));
  } catch {
    throw new DeskError('DATABASE_KEY_WRONG', `The key ring ${join(dataDir, keyRingFile)} is damaged, so nobody can open this desk with it. Nothing was changed; put the file back from a backup.`);
  }
}

/** Puts the ring in place of the one before, for good. */
export function writeRing(dataDir: string, ring: KeyRing): void {
  writeDurably(join(dataDir, keyRingFile), `${JSON.stringify(ring, null, 1)}\n`);
}

/** A ring that opens for nobody yet. */
export function newRing(): KeyRing {
  return { format: 'mediation-desk-key-ring/1', isBeingMade: true, salt: randomBytes(32).toString('hex'), people: [], recovery: null };
}

/** How the ring calls a person. */
export function tagOf(ring: Pick<KeyRing, 'salt'>, name: string): string {
  return createHmac('sha256', Buffer.from(ring.salt, 'hex')).update(nameKey(name)).digest('hex');
}

/** The ring with the vault key wrapped for somebody too; what it held before stays. */
export function withWrap(ring: KeyRing, name: string, secret: Secret, vaultKey: Uint8Array): KeyRing {
  const about = { tag: tagOf(ring, name), salt: Buffer.from(secret.salt).toString('hex'), stretch: secret.stretch };
  const rest = ring.people.filter(({ tag, salt }) => tag !== about.tag || salt !== about.salt);
  return { ...ring, people: [...rest, { ...about, sealed: seal(wrappingKeyOf(secret), vaultKey, aboutWrap(about)) }] };
}

/** The vault key, for a name and a passphrase; null when the ring does not open for them. Takes as long for a name it does not know. */
export async function openRing(ring: KeyRing, name: string, passphrase: string): Promise<{ vaultKey: Uint8Array; secret: Secret } | null> {
  const tag = tagOf(ring, name);
  const wraps = ring.people.filter((wrap) => wrap.tag === tag);
  if (wraps.length === 0) await drawOut(passphrase);
  for (const wrap of wraps) {
    const secret = await drawOut(passphrase, Buffer.from(wrap.salt, 'hex'), wrap.stretch);
    const vaultKey = unseal(wrappingKeyOf(secret), wrap.sealed, aboutWrap(wrap));
    if (vaultKey) return { vaultKey, secret };
  }
  return null;
}

/** The ring with a recovery code in place of the one before. */
export function withRecovery(ring: KeyRing, code: Uint8Array, vaultKey: Uint8Array): KeyRing {
  const salt = randomBytes(16);
  return { ...ring, recovery: { salt: salt.toString('hex'), sealed: seal(recoveryKey(code, salt), vaultKey, recoveryUse) } };
}

/** The vault key, for a recovery code as somebody typed it; null when it is not the one. */
export function openByRecovery(ring: KeyRing, typed: string): Uint8Array | null {
  const code = readRecoveryCode(typed);
  if (!code || !ring.recovery) return null;
  return unseal(recoveryKey(code, Buffer.from(ring.recovery.salt, 'hex')), ring.recovery.sealed, recoveryUse);
}

const recoveryUse = 'mediation desk: opens by the recovery code';

// The code is 160 random bits: there is nothing to guess, so it is not drawn out.
const recoveryKey = (code: Uint8Array, salt: Uint8Array) => subKey(code, recoveryUse, salt);

/** What a wrap is bound to: put under another name, salt or cost it does not open. */
function aboutWrap({ tag, salt, stretch }: { tag: string; salt: string; stretch: Stretch }): string {
  return `mediation desk: vault key for ${tag} ${salt} ${stretch.memoryKib} ${stretch.passes} ${stretch.lanes}`;
}

function seal(key: Uint8Array, vaultKey: Uint8Array, about: string): string {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(about));
  return Buffer.concat([iv, cipher.update(vaultKey), cipher.final(), cipher.getAuthTag()]).toString('hex');
}

function unseal(key: Uint8Array, sealed: string, about: string): Uint8Array | null {
  const bytes = Buffer.from(sealed, 'hex');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(about));
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(ivBytes, -tagBytes)), decipher.final()]);
  } catch {
    return null; // Another key, or the wrap was changed.
  }
}
