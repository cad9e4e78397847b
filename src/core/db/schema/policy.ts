import { check, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { sql } from 'drizzle-orm';
import { at, int } from './columns.ts';
import { person } from './person.ts';

const author = () => ({
  personId: text()
    .notNull()
    .references(() => person.personId),
  personName: text().notNull(),
});

/** A version of the policy that a lead published. Insert only: UPDATE and DELETE are refused by triggers, because rulings rest on it. */
export const policyVersion = sqliteTable(
  'policy_version',
  {
    version: text().primaryKey(),
    effectiveFrom: at().notNull(),
    /** The document, whole, and its SHA-256. */
    text: text().notNull(),
    textSha256: text().notNull(),
    /** The version it was written from. */
    basedOn: text().notNull(),
    ...author(),
    publishedAt: at().notNull(),
  },
  (table) => [uniqueIndex('policy_version_effective').on(table.effectiveFrom), check('policy_version_based', sql`based_on <> version`)],
);

/** What a lead is writing, one a lead; nothing rests on it. */
export const policyDraft = sqliteTable('policy_draft', {
  ...author(),
  personId: text()
    .primaryKey()
    .references(() => person.personId),
  text: text().notNull(),
  basedOn: text().notNull(),
  /** Grows with every save, so that two windows of one lead do not overwrite each other. */
  revision: int().notNull(),
  savedAt: at().notNull(),
});
