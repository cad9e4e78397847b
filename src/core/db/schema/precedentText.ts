import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { int } from './columns.ts';

/**
 * The words of decided cases (title and claims, cut into words, so that writing without blanks is found too) with the reason they were
 * ruled on; `rowid` is the place of the precedent. The migration makes it by hand, because the schema tool knows no virtual tables.
 */
export const precedentText = sqliteTable('precedent_text', { rowid: int().notNull(), reason: text().notNull(), words: text().notNull() });
