import { createPrivateKey, createPublicKey, hkdfSync, sign, verify, type KeyObject } from 'node:crypto';
import type { Signer } from '../db/write.ts';
import { appendAnchor } from './anchorFile.ts';

/** DER heads of a raw Ed25519 key (RFC 8410): node takes keys in that wrapping only. */
const privateHead = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicHead = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * Signs with this desk's own key, which is derived from the key of its data folder (HKDF): nothing new has to be kept. A line that cannot be
 * written to the anchor file is told to `report` and caught up at the next start.
 */
export function createSigner(key: Uint8Array, dataDir: string, report: (error: unknown) => void): Signer {
  const privateKey = privateKeyOf(key);
  return {
    publicKey: rawPublic(privateKey),
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), privateKey).toString('hex'),
    keep: (line) => {
      try {
        appendAnchor(dataDir, line);
      } catch (error) {
        // The checkpoint is committed: an error here must not look as if it were not.
        report(error);
      }
    },
  };
}

/** The public half of a data folder's signing key, 64 hex digits. */
export function publicKeyOf(key: Uint8Array): string {
  return rawPublic(privateKeyOf(key));
}

const known = new Map<string, KeyObject>();

/** Whether a signature (hex) over a text is of a public key (hex); anything malformed is not. */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  try {
    let key = known.get(publicKey);
    if (!key) {
      key = createPublicKey({ key: Buffer.concat([publicHead, Buffer.from(publicKey, 'hex')]), format: 'der', type: 'spki' });
      if (known.size < 100) known.set(publicKey, key);
    }
    return verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'hex'));
  } catch {
    return false;
  }
}

/** How a key is called among people: its first 16 digits in fours. */
export function fingerprintOf(publicKey: string): string {
  return publicKey.slice(0, 16).match(/.{4}/g)?.join(' ') ?? publicKey;
}

function privateKeyOf(key: Uint8Array): KeyObject {
  const seed = Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), 'mediation desk: checkpoints of the log', 32));
  return createPrivateKey({ key: Buffer.concat([privateHead, seed]), format: 'der', type: 'pkcs8' });
}

function rawPublic(privateKey: KeyObject): string {
  return createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');
}
