import { check, index, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { sql } from 'drizzle-orm';
import { at, int } from './columns.ts';
import { disputeCase } from './disputeCase.ts';
import { person } from './person.ts';

const caseId = () =>
  text()
    .notNull()
    .references(() => disputeCase.caseId);

/** A tag somebody gave a case; lower case. */
export const caseTag = sqliteTable(
  'case_tag',
  { caseId: caseId(), tag: text().notNull(), personName: text().notNull(), at: at().notNull() },
  (table) => [primaryKey({ columns: [table.caseId, table.tag] }), index('case_tag_tag').on(table.tag, table.caseId), check('case_tag_given', sql`tag <> '' and tag = lower(trim(tag))`)],
);

/** How many cases have a tag, kept by triggers, so that nobody counts a million of them. */
export const tagTally = sqliteTable('tag_tally', { tag: text().primaryKey(), cases: int().notNull() }, (table) => [index('tag_tally_cases').on(table.cases)]);

/** When a person last looked at a case; what happened to it since is unread. */
export const caseSeen = sqliteTable(
  'case_seen',
  {
    personId: text()
      .notNull()
      .references(() => person.personId),
    caseId: caseId(),
    at: at().notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.caseId] })],
);
