import { sql } from 'drizzle-orm';
import { index, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { int } from './columns.ts';

/** How many cases there are of each kind, kept by triggers on `dispute_case`; '' stands for what is not known. `changed` grows with every change of any row, so that a copy of it can follow. */
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
    changed: int().notNull().default(sql`0`),
  },
  (table) => [index('case_tally_changed').on(table.changed), primaryKey({ columns: [table.state, table.reason, table.currency, table.market, table.language, table.queueId, table.source] })],
);
