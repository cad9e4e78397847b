import { sql } from 'drizzle-orm';
import { check, index, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { deadlineMoveKinds, type Reckoning } from '../../../contract/deadlines.ts';
import { at, int, json, oneOf } from './columns.ts';
import { disputeCase } from './disputeCase.ts';
import { person } from './person.ts';

/** What the desk did to the time of a party: set, extended, paused, resumed. Insert only; the newest row of a deadline says when it ends. */
export const deadlineMove = sqliteTable(
  'deadline_move',
  {
    moveId: text().primaryKey(),
    caseId: text()
      .notNull()
      .references(() => disputeCase.caseId),
    /** The id of a question, or of a deadline of the source, whose own row is written anew whenever the case is sent again. */
    deadlineId: text().notNull(),
    /** Its place among the moves of its deadline, from 0. */
    position: int().notNull(),
    kind: text({ enum: deadlineMoveKinds }).notNull(),
    personId: text()
      .notNull()
      .references(() => person.personId),
    personName: text().notNull(),
    at: at().notNull(),
    reason: text(),
    days: int().notNull(),
    untilAt: at(),
    dueBefore: at(),
    dueAt: at().notNull(),
    reckoning: json<Reckoning>().notNull(),
  },
  (table) => [
    uniqueIndex('deadline_move_place').on(table.caseId, table.deadlineId, table.position),
    index('deadline_move_case').on(table.caseId, table.at),
    check('deadline_move_kinds', oneOf(table.kind, deadlineMoveKinds)),
    check('deadline_move_set', sql`(kind = 'set') = (due_before is null) and (kind = 'set') = (reason is null) and (kind <> 'set' or position = 0)`),
    check('deadline_move_pause', sql`(kind = 'paused') = (until_at is not null) and (until_at is null or until_at > at)`),
    check('deadline_move_reason', sql`reason is null or length(trim(reason)) > 0`),
    check('deadline_move_days', sql`days between 0 and 366`),
    check('deadline_move_never_shorter', sql`kind not in ('extended', 'paused') or due_at >= due_before`),
  ],
);
