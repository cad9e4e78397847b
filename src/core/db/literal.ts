import { sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';

/** A word or a whole number of our own, written out in a statement and not bound. */
export function literal(value: string | number): SQL {
  if (!(typeof value === 'number' ? Number.isSafeInteger(value) : /^[\w.-]+$/.test(value))) throw new RangeError('Only plain words and whole numbers are written out.');
  return sql.raw(typeof value === 'number' ? String(value) : `'${value}'`);
}

/**
 * As `eq`, with the word written out: of rows with this word there may be an index of their own, and where the word is bound SQLite prepares a
 * kept statement anew at each run, to see whether it may be used.
 */
export function isWord<Column extends SQLiteColumn>(column: Column, word: Column['_']['data'] & string): SQL {
  return sql`${column} = ${literal(word)}`;
}
