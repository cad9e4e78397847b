import { fold } from './fold.ts';

/** The shortest part of an id that is looked for inside ids. */
export const leastPart = 3;

/** An id or a name as they are compared: folded, without the signs between its letters and digits. Pure. */
export function keyOf(id: string): string {
  const key = fold(id).replace(/[^\p{L}\p{N}\p{M}]/gu, '').slice(0, 64);
  // Half a sign, written by way of JSON, is no UTF-8: libSQL ends the process when it reads it.
  return /[\ud800-\udbff]$/.test(key) ? key.slice(0, -1) : key;
}

/** A key from its end, so that an index answers which keys end in something. Pure. */
export function backOf(key: string): string {
  return [...key].reverse().join('');
}

/** Whether a word could be an id or a part of one: it has a digit, and no ordinary word has. Pure. */
export function isLikeId(word: string): boolean {
  return /\p{N}/u.test(word) && [...keyOf(word)].length >= leastPart && /^[\p{L}\p{N}\-_/.#]+$/u.test(word);
}
