import { z } from 'zod';

const unsafe = /\u0000|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** Whether JSON text holds no half of a surrogate pair, escaped or not: canonical JSON and hashes are not defined for one. */
export function isWholeText(json: string): boolean {
  return json.isWellFormed() && !/\\ud[89a-f]/i.test(json.replaceAll('\\\\', ''));
}

/** Text from outside: valid Unicode without U+0000 (libSQL cuts at NUL and aborts on broken UTF-8). */
export const Text = z.string().max(200_000).refine((value) => !unsafe.test(value), 'text with a NUL or a broken surrogate');

/** Text that says something. */
export const SomeText = Text.refine((value) => value.trim() !== '', 'must not be empty');

/** An id given by this desk (uuid v7) or by a source; always text, never a number. */
export const Id = z.string().min(1).max(200).refine((value) => !unsafe.test(value), 'no id');

/** A moment as integer milliseconds since 1970 UTC. */
export const Millis = z.int().min(-8_640_000_000_000_000).max(8_640_000_000_000_000);

/** A moment in a document: ISO 8601 with a zone. */
export const Instant = z.iso.datetime({ offset: true });

/** A lower-case hexadecimal SHA-256. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in lower-case hexadecimal');
