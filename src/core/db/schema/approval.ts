import { sql } from 'drizzle-orm';
import { check, index, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { approvalActions } from '../../../contract/approvals.ts';
import { at, int, minor, oneOf } from './columns.ts';
import { person } from './person.ts';
import { ruling } from './ruling.ts';

// Both tables are insert-only, by trigger: what was held and what was approved never changes afterwards.

/** That a ruling was above the limit of its author when its undo window ended, and the hash of what a second person may approve. */
export const rulingHold = sqliteTable(
  'ruling_hold',
  {
    rulingId: text()
      .primaryKey()
      .references(() => ruling.rulingId),
    heldAt: at().notNull(),
    dueAt: at().notNull(),
    sha256: text().notNull(),
    currency: text().notNull(),
    /** What its author may decide alone, and all that the desk refunds on the case with it. */
    limitMinor: minor().notNull(),
    totalMinor: minor().notNull(),
  },
  (table) => [index('ruling_hold_due').on(table.dueAt), check('ruling_hold_above', sql`total_minor > limit_minor`)],
);

/** What a second person did with a held ruling, step by step; the last one counts. */
export const approval = sqliteTable(
  'approval',
  {
    approvalId: text().primaryKey(),
    rulingId: text()
      .notNull()
      .references(() => ruling.rulingId),
    /** Counts up within a ruling, so that two people at once cannot both take the same step. */
    step: int().notNull(),
    action: text({ enum: approvalActions }).notNull(),
    personId: text()
      .notNull()
      .references(() => person.personId),
    personName: text().notNull(),
    /** Of the ruling; the second person is always another one. */
    authorId: text().notNull(),
    /** Of what was decided on. */
    sha256: text().notNull(),
    reason: text(),
    at: at().notNull(),
  },
  (table) => [
    uniqueIndex('approval_step').on(table.rulingId, table.step),
    index('approval_person').on(table.personId, table.at),
    check('approval_actions', oneOf(table.action, approvalActions)),
    check('approval_second_person', sql`person_id <> author_id`),
    check('approval_reasoned', sql`action in ('approved', 'undone') or reason is not null`),
  ],
);
