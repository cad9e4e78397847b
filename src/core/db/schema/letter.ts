import { sql } from 'drizzle-orm';
import { check, index, primaryKey, sqliteTable, text, uniqueIndex, type AnySQLiteColumn } from 'drizzle-orm/sqlite-core';
import { letterDeliveries, letterKinds, letterStates } from '../../../contract/letters.ts';
import { Adversary } from '../../../contract/vocabulary.ts';
import { at, flag, oneOf, word } from './columns.ts';
import { disputeCase } from './disputeCase.ts';
import { ruling } from './ruling.ts';

/** A letter to one party, as it goes out; never edited after it was planned. */
export const letter = sqliteTable(
  'letter',
  {
    letterId: text().primaryKey(),
    caseId: text()
      .notNull()
      .references(() => disputeCase.caseId),
    kind: text({ enum: letterKinds }).notNull(),
    /** The ruling it tells of, when it does. */
    rulingId: text().references(() => ruling.rulingId),
    /** What else it is about: the id of its question, offer or appeal. */
    aboutId: text(),
    /** The letter of which this is the same once more. */
    resendOf: text().references((): AnySQLiteColumn => letter.letterId),
    to: word(Adversary).notNull(),
    language: text().notNull(),
    subject: text().notNull(),
    body: text().notNull(),
    state: text({ enum: letterStates }).notNull(),
    /** Why the last try failed. */
    error: text(),
    /** Null for letters from before this was kept. */
    createdAt: at(),
    sentAt: at(),
    /** How far the marketplace says it came; null when it says nothing. */
    delivery: text({ enum: letterDeliveries }),
    deliveredAt: at(),
    /** Why the marketplace could not deliver it. */
    deliveryFault: text(),
  },
  (table) => [
    uniqueIndex('letter_ruling_to').on(table.rulingId, table.to).where(sql`kind = 'ruling' and resend_of is null`),
    index('letter_ruling').on(table.rulingId),
    index('letter_case').on(table.caseId),
    index('letter_about').on(table.aboutId).where(sql`about_id is not null`),
    check('letter_kinds', oneOf(table.kind, letterKinds)),
    check('letter_states', oneOf(table.state, letterStates)),
    check('letter_of_ruling', sql`kind <> 'ruling' or ruling_id is not null`),
    check('letter_sent_at', sql`(state = 'sent') = (sent_at is not null)`),
    check('letter_deliveries', sql`delivery is null or ${oneOf(table.delivery, letterDeliveries)}`),
    check('letter_error', sql`(state = 'failed') or error is null`),
  ],
);

/** The letter of a ruling to one side as it was signed, with marks for its moments; it goes out when the ruling takes effect. */
export const rulingLetter = sqliteTable(
  'ruling_letter',
  {
    rulingId: text()
      .notNull()
      .references(() => ruling.rulingId),
    to: word(Adversary).notNull(),
    language: text().notNull(),
    subject: text().notNull(),
    body: text().notNull(),
    /** Whether the mediator changed what the desk wrote. */
    isEdited: flag().notNull(),
  },
  (table) => [primaryKey({ columns: [table.rulingId, table.to] }), check('ruling_letter_to', oneOf(table.to, Adversary.options))],
);
