import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** Name of the file in the data folder that holds the secrets of the line to the marketplace, sealed. */
export const credentialsFile = 'credentials.sealed';

/** The secrets for one address; they are never used for another. */
export const Credentials = z.strictObject({ url: z.string(), token: z.string().nullable(), webhookSecret: z.string().nullable() });
export type Credentials = z.infer<typeof Credentials>;

/** Why secrets cannot be read: there is no key to open them with, the file is not as it was sealed, or there is none. */
export type WhyNoCredentials = 'no_key' | 'damaged' | 'absent';

const magic = Buffer.from('mediation desk credentials 1\n');
const ivBytes = 12;
const tagBytes = 16;

/** Reads every address's secrets. Damage is told apart from absence: a flipped bit must not look like a desk that was never connected. */
export async function readCredentials(dataDir: string, key: Uint8Array | null): Promise<Credentials[] | WhyNoCredentials> {
  let sealed: Buffer;
  try {
    sealed = await readFile(join(dataDir, credentialsFile));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'absent';
    throw error;
  }
  if (key === null) return 'no_key';
  try {
    return z.array(Credentials).parse(JSON.parse(unseal(sealed, key)));
  } catch {
    return 'damaged';
  }
}

/** Seals the secrets and puts the file in place of the one before, for good (fsync), closed to other accounts of the machine. */
export async function writeCredentials(dataDir: string, key: Uint8Array, all: readonly Credentials[]): Promise<void> {
  // In the folder that every start empties: what a crash leaves behind does not stay.
  const draft = join(dataDir, 'tmp', `${credentialsFile}.${randomBytes(8).toString('hex')}`);
  await mkdir(join(dataDir, 'tmp'), { recursive: true, mode: 0o700 });
  try {
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(seal(JSON.stringify(all), key));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, join(dataDir, credentialsFile));
    await syncFolder(dataDir);
  } finally {
    await rm(draft, { force: true });
  }
}

/** A key of its own for this file, so that no two uses of the folder's key can be played against each other. */
function sealingKey(key: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), 'mediation desk: credentials of the marketplace', 32));
}

function seal(text: string, key: Uint8Array): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(key), iv);
  cipher.setAAD(magic);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([magic, iv, body, cipher.getAuthTag()]);
}

function unseal(sealed: Buffer, key: Uint8Array): string {
  if (sealed.length < magic.length + ivBytes + tagBytes || !sealed.subarray(0, magic.length).equals(magic)) throw new Error('not sealed credentials');
  const iv = sealed.subarray(magic.length, magic.length + ivBytes);
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(key), iv, { authTagLength: tagBytes });
  decipher.setAAD(magic);
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  return Buffer.concat([decipher.update(sealed.subarray(magic.length + ivBytes, -tagBytes)), decipher.final()]).toString('utf8');
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return; // Windows cannot sync a folder; NTFS journals names by itself.
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
