import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';

/** Plain bytes in one sealed chunk; only the last chunk of a file may be shorter. */
export const chunkBytes = 64 * 1024;
/** Bytes of the authentication tag behind each chunk. */
export const tagBytes = 16;
/** Bytes of a file key. */
export const keyBytes = 32;

/** A sealed file that is not what was sealed: changed, cut, lengthened, reordered, or opened with another key. */
export class SealBroken extends Error {
  readonly code = 'SEAL_BROKEN';

  constructor(what: string) {
    super(`The stored file is damaged: ${what}. Nothing of the damaged part was shown.`);
    this.name = 'SealBroken';
  }
}

/** How many chunks `size` plain bytes take; an empty file has one empty chunk that carries the end mark. */
export function chunkCount(size: number): number {
  return Math.max(1, Math.ceil(size / chunkBytes));
}

/** Bytes on disk of a sealed file of `size` plain bytes. */
export function sealedSize(size: number): number {
  return size + chunkCount(size) * tagBytes;
}

/** Seals one chunk. A key seals one file only, so the chunk's index is a nonce that never repeats. */
export function sealChunk(key: KeyObject, index: number, isLast: boolean, plain: Uint8Array): Buffer[] {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(index), { authTagLength: tagBytes });
  cipher.setAAD(markOf(index, isLast));
  const body = cipher.update(plain);
  cipher.final();
  return [body, cipher.getAuthTag()];
}

/** Opens one chunk with its tag behind it; throws SealBroken before any byte of it is given out. */
export function openChunk(key: KeyObject, index: number, isLast: boolean, sealed: Uint8Array): Buffer {
  const end = sealed.length - tagBytes;
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(index), { authTagLength: tagBytes });
  decipher.setAAD(markOf(index, isLast));
  decipher.setAuthTag(sealed.subarray(end));
  const plain = decipher.update(sealed.subarray(0, end));
  try {
    decipher.final();
  } catch {
    throw new SealBroken(`part ${index + 1} does not match its seal`);
  }
  return plain;
}

function nonceOf(index: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(index, 6, 6);
  return nonce;
}

/** The associated data: the format's name, the chunk's place and whether the file ends here. */
function markOf(index: number, isLast: boolean): Buffer {
  const mark = Buffer.from('desk-vault/1......e', 'latin1');
  mark.writeUIntBE(index, 12, 6);
  mark[18] = isLast ? 1 : 0;
  return mark;
}
