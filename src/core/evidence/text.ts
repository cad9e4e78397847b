/** The most characters kept for showing and search. */
const mostCharacters = 200_000;

/** Whether bytes start with the mark of UTF-16 in either order. */
export function hasUtf16Mark(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

/** Bytes as text: UTF-8, UTF-16 by its mark, else Windows-1252; null when they are no text at all. */
export function decodeText(bytes: Uint8Array): string | null {
  if (hasUtf16Mark(bytes)) return new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes);
  if (bytes.subarray(0, 8_192).includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Not UTF-8; old mail clients and shop systems write Windows-1252.
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Text that the database can hold: no U+0000, whole surrogates, limited in length, which it says. */
export function toShownText(text: string): string {
  const safe = text.replaceAll('\u0000', '\uFFFD').toWellFormed();
  if (safe.length <= mostCharacters) return safe;
  return `${safe.slice(0, mostCharacters).toWellFormed()}\n\n[The rest, ${safe.length - mostCharacters} characters, is in the original file.]`;
}
