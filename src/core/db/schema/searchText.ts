import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { int } from './columns.ts';

// The migration makes them by hand, because the schema tool knows no virtual tables. They hold no text: what can be read is the rowid, a case's number.

/** The words of a case, a row each, in a column for each place and speaker: see search/columns.ts. */
export const caseText = sqliteTable('case_text', { rowid: int().notNull() });

/** The ids of a case in pieces of three signs, to be found by a part of them. */
export const caseKeyText = sqliteTable('case_key_text', { rowid: int().notNull(), keys: text().notNull() });
