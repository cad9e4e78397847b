import { sql } from 'drizzle-orm';
import { check, index, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { BulkOrder } from '../../../contract/bulk.ts';
import { at, int, json } from './columns.ts';
import { disputeCase } from './disputeCase.ts';
import { person } from './person.ts';

/** One thing done to many cases, by a job. */
export const bulk = sqliteTable(
  'bulk',
  {
    bulkId: text().primaryKey(),
    personId: text()
      .notNull()
      .references(() => person.personId),
    personName: text().notNull(),
    action: text().notNull(),
    /** What is done, as the contract says it. */
    order: json<BulkOrder>().notNull(),
    /** Kept in step with its items: `total` is all of them, the others by what came of them. */
    total: int().notNull().default(0),
    done: int().notNull().default(0),
    refused: int().notNull().default(0),
    failed: int().notNull().default(0),
    startedAt: at().notNull(),
    /** Somebody stopped it; what is done stays done. */
    stoppedAt: at(),
    finishedAt: at(),
  },
  (table) => [index('bulk_person').on(table.personId, table.startedAt), index('bulk_started').on(table.startedAt)],
);

/** One case of it and what came of it. */
export const bulkItem = sqliteTable(
  'bulk_item',
  {
    bulkId: text()
      .notNull()
      .references(() => bulk.bulkId),
    place: int().notNull(),
    caseId: text()
      .notNull()
      .references(() => disputeCase.caseId),
    state: text({ enum: ['waiting', 'done', 'refused', 'failed'] }).notNull(),
    /** Why it was refused or failed, for people. */
    words: text(),
  },
  (table) => [
    primaryKey({ columns: [table.bulkId, table.place] }),
    index('bulk_item_waiting').on(table.bulkId, table.place).where(sql`state = 'waiting'`),
    index('bulk_item_state_of').on(table.bulkId, table.state, table.place),
    check('bulk_item_state', sql`state in ('waiting', 'done', 'refused', 'failed')`),
  ],
);
