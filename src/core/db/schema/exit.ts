import { sql } from 'drizzle-orm';
import { check, index, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { escalations } from '../../../contract/exits.ts';
import { Closing, closings } from '../../../contract/vocabulary.ts';
import { at, oneOf, word } from './columns.ts';
import { disputeCase } from './disputeCase.ts';
import { person } from './person.ts';

const caseId = () =>
  text()
    .notNull()
    .references(() => disputeCase.caseId);

/** How a case was closed at this desk other than by its source: by whom, why, and into which other case. */
export const caseExit = sqliteTable(
  'case_exit',
  {
    caseId: caseId().primaryKey(),
    as: word(Closing).notNull(),
    code: text(),
    words: text(),
    intoCaseId: text().references(() => disputeCase.caseId),
    personName: text().notNull(),
    at: at().notNull(),
  },
  (table) => [
    index('case_exit_into').on(table.intoCaseId).where(sql`into_case_id is not null`),
    check('case_exit_as', oneOf(table.as, closings)),
    check('case_exit_into_other', sql`("as" = 'merged') = (into_case_id is not null) and (into_case_id is null or into_case_id <> case_id)`),
  ],
);

/** A case handed to the leads; open until it is decided or a lead gives it back. */
export const escalation = sqliteTable(
  'escalation',
  {
    escalationId: text().primaryKey(),
    caseId: caseId(),
    reason: text({ enum: escalations }).notNull(),
    words: text(),
    personId: text()
      .notNull()
      .references(() => person.personId),
    personName: text().notNull(),
    at: at().notNull(),
    endedAt: at(),
  },
  (table) => [uniqueIndex('escalation_open').on(table.caseId).where(sql`ended_at is null`), check('escalation_reasons', oneOf(table.reason, escalations))],
);
