import chardet from 'chardet';

/** The most characters kept for showing and search. */
export const mostCharacters = 200_000;
/** Bytes looked at to tell an encoding by its letters. */
const sampleBytes = 64 * 1024;
/** Below this, out of 100, a guess at the encoding is no better than the most common one. */
const leastConfidence = 30;

/** Text with the encoding it was read by, named only when it is not UTF-8. */
export type DecodedText = { text: string; encoding: string | null };

/** Whether bytes start with the mark of UTF-16 in either order. */
export function hasUtf16Mark(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

/** Bytes as text by `readText`. */
export function decodeText(bytes: Uint8Array): string | null {
  return readText(bytes)?.text ?? null;
}

/** Bytes as text: by their mark, as UTF-8, as the document itself declares, else as their letters suggest; null when they are no text at all. */
export function readText(bytes: Uint8Array): DecodedText | null {
  if (hasUtf16Mark(bytes)) return decodeAs(bytes[0] === 0xff ? 'UTF-16LE' : 'UTF-16BE', bytes);
  if (bytes.subarray(0, 8_192).includes(0)) return null;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // Japanese mails of old are plain ASCII with escapes; as UTF-8 they would read as rows of signs.
    const isJapanese = text.includes('\u001b$') && chardet.detect(bytes.subarray(0, sampleBytes)) === 'ISO-2022-JP';
    return (isJapanese ? decodeAs('ISO-2022-JP', bytes) : null) ?? { text, encoding: null };
  } catch {
    // Not UTF-8: the next line finds out what it is.
  }
  // Old mail clients and shop systems write Windows-1252.
  return decodeAs(declaredEncoding(bytes), bytes) ?? decodeAs(likelyEncoding(bytes), bytes) ?? decodeAs('windows-1252', bytes);
}

/** Text that the database can hold: no U+0000, whole surrogates, limited in length, which it says. */
export function toShownText(text: string): string {
  const safe = text.replaceAll('\u0000', '\uFFFD').toWellFormed();
  if (safe.length <= mostCharacters) return safe;
  return `${safe.slice(0, mostCharacters).toWellFormed()}\n\n[The rest, ${safe.length - mostCharacters} characters, is in the original file.]`;
}

function decodeAs(encoding: string | null, bytes: Uint8Array): DecodedText | null {
  if (encoding === null) return null;
  try {
    return { text: new TextDecoder(encoding).decode(bytes), encoding };
  } catch {
    // A name this platform does not know.
    return null;
  }
}

function declaredEncoding(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 1_024)).toString('latin1');
  const name = /<meta[^<>]{0,200}?charset=["']?([\w-]{2,30})/i.exec(head)?.[1] ?? /^<\?xml[^<>]{0,100}?encoding=["']([\w-]{2,30})["']/.exec(head)?.[1];
  // Bytes that are no UTF-8 are none, whatever they say.
  return name && !/^utf-?8$/i.test(name) ? name : null;
}

function likelyEncoding(bytes: Uint8Array): string | null {
  const [best] = chardet.analyse(bytes.subarray(0, sampleBytes));
  return best && best.confidence >= leastConfidence && best.name !== 'UTF-8' ? best.name : null;
}
