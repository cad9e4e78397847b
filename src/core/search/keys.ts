/** The shortest part of an id that is looked for inside ids. */
export const leastPart = 3;

/** An id as ids are compared: lower case, without the signs between its letters and digits. Pure. */
export function keyOf(id: string): string {
  return id.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '').slice(0, 64);
}

/** A key from its end, so that an index answers which keys end in something. Pure. */
export function backOf(key: string): string {
  return [...key].reverse().join('');
}

/** Whether a word could be an id or a part of one: it has a digit, and no ordinary word has. Pure. */
export function isLikeId(word: string): boolean {
  return /\p{N}/u.test(word) && keyOf(word).length >= leastPart && /^[\p{L}\p{N}\-_/.#]+$/u.test(word);
}
