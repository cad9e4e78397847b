import type { z } from 'zod';
import { ApiFault } from './problem.ts';

/** The value as its schema takes it; a 400 with the places that are wrong otherwise. */
export function parse<Schema extends z.ZodType>(schema: Schema, value: unknown, code: string): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const words = result.error.issues.slice(0, 5).map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`);
  throw new ApiFault(400, code, words.join('; '));
}

/** A cursor: a few numbers and texts that mean something to this marketplace only. */
export function toCursor(...parts: (string | number)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** Reads a cursor back; a 400 when it is none of this list. */
export function fromCursor<Schema extends z.ZodType>(schema: Schema, cursor: string): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new ApiFault(400, 'CURSOR_UNKNOWN', 'This cursor is none that this list gave out.');
  }
}
