import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { int } from './columns.ts';

/** How many cases there are of each kind, kept by triggers on `dispute_case`; '' stands for what is not known. Rows of no case are gone. */
export const caseTally = sqliteTable(
  'case_tally',
  {
    state: text().notNull(),
    reason: text().notNull(),
    currency: text().notNull(),
    market: text().notNull(),
    language: text().notNull(),
    queueId: text().notNull(),
    source: text().notNull(),
    cases: int().notNull(),
  },
  (table) => [primaryKey({ columns: [table.state, table.reason, table.currency, table.market, table.language, table.queueId, table.source] })],
);
