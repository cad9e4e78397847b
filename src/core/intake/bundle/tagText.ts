/** Encodings a tag file may declare; the keys are upper-case names as registered at IANA. */
const encodings: Record<string, (bytes: Uint8Array) => string | null> = {
  'UTF-8': (bytes) => decode('utf-8', bytes),
  UTF8: (bytes) => decode('utf-8', bytes),
  'US-ASCII': (bytes) => (bytes.some((byte) => byte > 0x7f) ? null : Buffer.from(bytes).toString('latin1')),
  ASCII: (bytes) => (bytes.some((byte) => byte > 0x7f) ? null : Buffer.from(bytes).toString('latin1')),
  // Not TextDecoder: it would read windows-1252 instead.
  'ISO-8859-1': (bytes) => Buffer.from(bytes).toString('latin1'),
  'UTF-16LE': (bytes) => decode('utf-16le', bytes),
  'UTF-16BE': (bytes) => decode('utf-16be', bytes),
  // RFC 2781: big end first unless a byte order mark says otherwise.
  'UTF-16': (bytes) => decode(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-16be', bytes),
};

/** Whether this desk can read tag files in the encoding. */
export function isKnownEncoding(encoding: string): boolean {
  return Object.hasOwn(encodings, encoding.toUpperCase());
}

/** The text of a tag file; null when it is not valid in the encoding. A byte order mark stays as U+FEFF. */
export function decodeTagFile(bytes: Uint8Array, encoding: string): string | null {
  return encodings[encoding.toUpperCase()]?.(bytes) ?? null;
}

/** How many lines a text has, counted no further than one above `most`. */
export function countLines(text: string, most: number): number {
  const ends = /\r\n|\n|\r/g;
  let count = 1;
  while (count <= most && ends.exec(text) !== null) count += 1;
  return count;
}

/** Lines ended by LF, CR or CRLF; the end of the last line makes no further line. */
export function splitLines(text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function decode(label: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
