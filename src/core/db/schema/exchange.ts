import { check, index, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { at, oneOf } from './columns.ts';

export const exchangeStates = ['taken', 'refused'] as const;

/** What became of a document of the exchange folder, by the SHA-256 of its bytes: taken in once, or refused and perhaps taken in later. */
export const exchangeDocument = sqliteTable(
  'exchange_document',
  {
    sha256: text().primaryKey(),
    fileName: text().notNull(),
    /** As the document says; null when it could not be read so far. */
    schema: text(),
    caseId: text(),
    state: text({ enum: exchangeStates }).notNull(),
    /** Why it was refused: a code and a sentence. */
    code: text(),
    words: text().notNull(),
    at: at().notNull(),
  },
  (table) => [index('exchange_document_at').on(table.at), check('exchange_document_states', oneOf(table.state, exchangeStates))],
);
