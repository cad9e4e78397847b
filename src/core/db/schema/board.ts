import { sql } from 'drizzle-orm';
import { check, index, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { Standing } from '../../../contract/board.ts';
import { questionStates } from '../../../contract/questions.ts';
import type { SpotPlace } from '../../../contract/spots.ts';
import { Adversary, GoodsKind, goodsKinds, type EvidenceKind } from '../../../contract/vocabulary.ts';
import { at, flag, int, json, oneOf, word } from './columns.ts';
import { disputeCase } from './disputeCase.ts';
import { evidence } from './evidence.ts';
import { person } from './person.ts';

// What mediators add to the claim board. It stays when the case is sent again, so nothing here refers to rows that are written anew.

const caseId = () =>
  text()
    .notNull()
    .references(() => disputeCase.caseId);
const evidenceId = () =>
  text()
    .notNull()
    .references(() => evidence.evidenceId);
/** Who wrote it, by name as it was then. */
const author = () => ({
  personId: text()
    .notNull()
    .references(() => person.personId),
  personName: text().notNull(),
  at: at().notNull(),
});

/** How a mediator says a claim stands, in place of what the positions give. */
export const claimStanding = sqliteTable(
  'claim_standing',
  { caseId: caseId(), claimId: text().notNull(), standing: word(Standing).notNull(), reason: text().notNull(), ...author() },
  (table) => [primaryKey({ columns: [table.caseId, table.claimId] }), check('claim_standing_standing', oneOf(table.standing, Standing.options))],
);

/** What kind of goods a mediator says an item is. */
export const goodsLabel = sqliteTable(
  'goods_label',
  { caseId: caseId(), itemId: text().notNull(), goods: word(GoodsKind).notNull(), ...author() },
  (table) => [primaryKey({ columns: [table.caseId, table.itemId] }), check('goods_label_goods', oneOf(table.goods, goodsKinds))],
);

/** An exhibit put onto a claim (`isTied`) or taken off one that its side had named. */
export const exhibitTie = sqliteTable(
  'exhibit_tie',
  { caseId: caseId(), evidenceId: evidenceId(), claimId: text().notNull(), isTied: flag().notNull(), proves: text(), ...author() },
  (table) => [primaryKey({ columns: [table.evidenceId, table.claimId] }), index('exhibit_tie_case').on(table.caseId)],
);

/** Two exhibits that cannot both be right; the lesser id stands first, so that a pair is there once. */
export const contradiction = sqliteTable(
  'contradiction',
  { contradictionId: text().primaryKey(), caseId: caseId(), firstId: evidenceId(), secondId: evidenceId(), words: text().notNull(), ...author() },
  (table) => [uniqueIndex('contradiction_pair').on(table.firstId, table.secondId), index('contradiction_case').on(table.caseId), check('contradiction_order', sql`first_id < second_id`)],
);

/** A named place in an exhibit or in a record of the case; one that was taken away keeps its number. */
export const spot = sqliteTable(
  'spot',
  {
    spotId: text().primaryKey(),
    caseId: caseId(),
    evidenceId: text().references(() => evidence.evidenceId),
    /** What it is numbered within: the exhibit's id, 'message' or 'scan'. */
    anchor: text().notNull(),
    number: int().notNull(),
    name: text().notNull(),
    place: json<SpotPlace>().notNull(),
    ...author(),
    removedAt: at(),
  },
  (table) => [uniqueIndex('spot_number').on(table.caseId, table.anchor, table.number)],
);

/** Something a party was asked for; the case waits for the answer. Rows of one `askId` were asked together. */
export const question = sqliteTable(
  'question',
  {
    questionId: text().primaryKey(),
    askId: text().notNull(),
    /** Its place among what was asked together. */
    position: int().notNull(),
    caseId: caseId(),
    to: word(Adversary).notNull(),
    text: text().notNull(),
    kinds: json<EvidenceKind[]>().notNull(),
    claimId: text(),
    ...author(),
    /** When its letter goes out; until then it can be undone. */
    sendAt: at().notNull(),
    dueAt: at().notNull(),
    state: text({ enum: questionStates }).notNull(),
    sentAt: at(),
    endedAt: at(),
    /** Set when it was asked in many cases at once. */
    bulkId: text(),
  },
  (table) => [
    index('question_case').on(table.caseId, table.at),
    index('question_due').on(table.dueAt),
    index('question_ask').on(table.askId),
    check('question_states', oneOf(table.state, questionStates)),
    check('question_times', sql`at <= send_at and send_at <= due_at`),
  ],
);

/** A reminder of one's own on a case. */
export const reminder = sqliteTable(
  'reminder',
  {
    caseId: caseId(),
    personId: text()
      .notNull()
      .references(() => person.personId),
    dueAt: at().notNull(),
    words: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.caseId] }), index('reminder_due').on(table.personId, table.dueAt)],
);
