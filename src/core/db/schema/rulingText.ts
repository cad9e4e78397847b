import { sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * The search index over the reasons of rulings: a full-text table of three-letter pieces, so that parts of words and writing without
 * blanks are found. A trigger writes it with each ruling, whose reasons never change. The migration makes it by hand, because the schema
 * tool knows no virtual tables.
 */
export const rulingText = sqliteTable('ruling_text', { words: text().notNull(), rulingId: text().notNull() });
