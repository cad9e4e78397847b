import { randomBytes } from 'node:crypto';

// Crockford's base32: no I, L, O or U, so that what is read from paper is not mistaken.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const bytesInAll = 20;
const lettersInAll = (bytesInAll * 8) / 5;
const groupLength = 4;

/** 160 random bits. */
export function newRecoveryCode(): Uint8Array {
  return randomBytes(bytesInAll);
}

/** A recovery code for paper: eight groups of four. */
export function sayRecoveryCode(code: Uint8Array): string {
  let bits = BigInt(`0x${Buffer.from(code).toString('hex')}`);
  let letters = '';
  for (let at = 0; at < lettersInAll; at += 1) {
    letters = alphabet.charAt(Number(bits & 31n)) + letters;
    bits >>= 5n;
  }
  return (letters.match(new RegExp(`.{${groupLength}}`, 'g')) ?? []).join('-');
}

/** A recovery code as it is typed: in any case, with or without dashes, O for 0 and I or L for 1; null when it is none. */
export function readRecoveryCode(typed: string): Uint8Array | null {
  const letters = typed.toUpperCase().replaceAll(/[\s-]/gu, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  if (letters.length !== lettersInAll) return null;
  let bits = 0n;
  for (const letter of letters) {
    const value = alphabet.indexOf(letter);
    if (value < 0) return null;
    bits = (bits << 5n) | BigInt(value);
  }
  return Buffer.from(bits.toString(16).padStart(bytesInAll * 2, '0'), 'hex');
}
