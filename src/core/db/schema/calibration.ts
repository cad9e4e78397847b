import { check, index, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { sql } from 'drizzle-orm';
import { Outcome } from '../../../contract/vocabulary.ts';
import { at, int, money, word } from './columns.ts';
import { person } from './person.ts';
import { ruling } from './ruling.ts';

/** A round in which several people rate the same cases; nobody sees another's rating before all are done. */
export const calibration = sqliteTable('calibration', {
  calibrationId: text().primaryKey(),
  name: text().notNull(),
  openedAt: at().notNull(),
  openedById: text()
    .notNull()
    .references(() => person.personId),
  openedByName: text().notNull(),
  /** When the last one was done, or a lead ended it; then every rating is shown. */
  closedAt: at(),
});

/** Who rates in a round. */
export const calibrationPerson = sqliteTable(
  'calibration_person',
  {
    calibrationId: text()
      .notNull()
      .references(() => calibration.calibrationId),
    personId: text()
      .notNull()
      .references(() => person.personId),
    doneAt: at(),
    /** Taken out of the round by a lead before they were done. */
    leftAt: at(),
  },
  (table) => [primaryKey({ columns: [table.calibrationId, table.personId] }), index('calibration_person_open').on(table.personId).where(sql`done_at is null and left_at is null`)],
);

/** What is rated in a round. */
export const calibrationCase = sqliteTable(
  'calibration_case',
  {
    calibrationId: text()
      .notNull()
      .references(() => calibration.calibrationId),
    position: int().notNull(),
    rulingId: text()
      .notNull()
      .references(() => ruling.rulingId),
  },
  (table) => [primaryKey({ columns: [table.calibrationId, table.rulingId] })],
);

/** What was said about a closed round. Insert only. */
export const calibrationNote = sqliteTable(
  'calibration_note',
  {
    calibrationId: text()
      .notNull()
      .references(() => calibration.calibrationId),
    position: int().notNull(),
    personId: text()
      .notNull()
      .references(() => person.personId),
    personName: text().notNull(),
    words: text().notNull(),
    at: at().notNull(),
  },
  (table) => [primaryKey({ columns: [table.calibrationId, table.position] }), check('calibration_note_words', sql`trim(words) <> ''`)],
);

/** How one person would decide one case of a round; changed until they are done, then never. */
export const calibrationRating = sqliteTable(
  'calibration_rating',
  {
    calibrationId: text()
      .notNull()
      .references(() => calibration.calibrationId),
    rulingId: text().notNull(),
    personId: text()
      .notNull()
      .references(() => person.personId),
    outcome: word(Outcome).notNull(),
    ...money('amount'),
    words: text().notNull(),
    at: at().notNull(),
  },
  (table) => [primaryKey({ columns: [table.calibrationId, table.rulingId, table.personId] }), check('calibration_amount', sql`(outcome = 'no_refund') = (amount_minor is null) and (amount_minor is null or amount_minor > 0)`)],
);
