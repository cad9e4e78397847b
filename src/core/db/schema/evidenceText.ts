import { sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * The search index over the words of evidence files: a full-text table of three-letter pieces, so that parts of words and writing
 * without blanks are found. One row a file, written and removed together with its inspection. The migration makes it by hand, because
 * the schema tool knows no virtual tables.
 */
export const evidenceText = sqliteTable('evidence_text', { text: text().notNull(), sha256: text().notNull() });
