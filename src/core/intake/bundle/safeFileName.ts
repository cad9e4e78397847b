import { bidiCharacters, controlCharacters, forbiddenCharacters, isReservedName } from './nameRules.ts';

const mostBytes = 120;
const unsafe = new RegExp([controlCharacters, bidiCharacters, forbiddenCharacters, /[\\/]/].map((rule) => rule.source).join('|'), 'g');

/**
 * A name that every system can save under and no program takes for a path: NFC, at most 120 bytes, its extension kept.
 * Names that differ may come out the same; the caller numbers them.
 */
export function safeFileName(name: string): string {
  const plain = name.toWellFormed().normalize('NFC').replaceAll(unsafe, '_');
  const trimmed = plain.replace(/^[. ]+/, '').replace(/[. ]+$/, '');
  const short = shorten(trimmed);
  if (short === '') return 'file';
  return isReservedName(short) ? `_${short}` : short;
}

function shorten(name: string): string {
  if (Buffer.byteLength(name) <= mostBytes) return name;
  const extension = /\.[a-z0-9]{1,10}$/i.exec(name)?.[0] ?? '';
  const letters = Array.from(name.slice(0, name.length - extension.length));
  while (Buffer.byteLength(letters.join('')) > mostBytes - extension.length) letters.length -= Math.max(1, Math.floor((letters.length - mostBytes) / 2));
  return letters.join('').replace(/[. ]+$/, '') + extension;
}
