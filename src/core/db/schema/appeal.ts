import { sql } from 'drizzle-orm';
import { check, index, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { AppealResult, appealResults, appealStates, AppealWay, appealWays } from '../../../contract/appealParts.ts';
import type { Money } from '../../../contract/money.ts';
import { Adversary, adversaries, Outcome, type Bearer } from '../../../contract/vocabulary.ts';
import { at, json, minor, money, oneOf, word } from './columns.ts';
import { disputeCase } from './disputeCase.ts';
import { person } from './person.ts';
import { review } from './review.ts';
import { ruling } from './ruling.ts';

/**
 * An appeal of a party against a ruling in effect, with what it says is new; or, with a `reviewId`, a correction that the desk opened itself
 * after a review had overturned the ruling: no party is behind it, and `by` and `how` say nothing.
 */
export const appeal = sqliteTable(
  'appeal',
  {
    appealId: text().primaryKey(),
    caseId: text()
      .notNull()
      .references(() => disputeCase.caseId),
    rulingId: text()
      .notNull()
      .references(() => ruling.rulingId),
    by: word(Adversary).notNull(),
    how: word(AppealWay).notNull(),
    newInformation: text().notNull(),
    exhibits: json<string[]>().notNull(),
    receivedAt: at().notNull(),
    recordedAt: at().notNull(),
    /** Who recorded it; the desk itself for a document. */
    personId: text().notNull(),
    personName: text().notNull(),
    state: text({ enum: appealStates }).notNull(),
    result: word(AppealResult),
    decidedRulingId: text().references(() => ruling.rulingId),
    decidedAt: at(),
    reviewId: text().references(() => review.reviewId),
  },
  (table) => [
    uniqueIndex('appeal_one_open').on(table.caseId).where(sql`state = 'open'`),
    index('appeal_recorded').on(table.recordedAt),
    index('appeal_case').on(table.caseId),
    uniqueIndex('appeal_once_a_side').on(table.caseId, table.by).where(sql`review_id is null`),
    uniqueIndex('appeal_once_a_review').on(table.reviewId).where(sql`review_id is not null`),
    uniqueIndex('appeal_once_a_ruling').on(table.rulingId),
    check('appeal_sides', oneOf(table.by, adversaries)),
    check('appeal_ways', oneOf(table.how, appealWays)),
    check('appeal_states', oneOf(table.state, appealStates)),
    check('appeal_results', sql`result is null or ${oneOf(table.result, appealResults)}`),
    check('appeal_says_what_is_new', sql`trim(new_information) <> ''`),
    check('appeal_decided_whole', sql`(state = 'decided') = (result is not null) and (state = 'decided') = (decided_ruling_id is not null) and (state = 'decided') = (decided_at is not null)`),
  ],
);

/** The view of one person on an appeal, noted before they saw the ruling appealed; never changed. */
export const appealView = sqliteTable(
  'appeal_view',
  {
    viewId: text().primaryKey(),
    appealId: text()
      .notNull()
      .references(() => appeal.appealId),
    personId: text()
      .notNull()
      .references(() => person.personId),
    outcome: word(Outcome).notNull(),
    ...money('amount'),
    words: text().notNull(),
    notedAt: at().notNull(),
  },
  (table) => [
    uniqueIndex('appeal_view_once').on(table.appealId, table.personId),
    check('appeal_view_amount', sql`(outcome = 'no_refund') = (amount_minor is null) and (amount_minor is null or amount_minor > 0)`),
  ],
);

/** Parts of an amount by who is concerned. */
export type MoneyParts = { party: Bearer | 'buyer'; amount: Money }[];

/** What a ruling on an appeal says of it, and the money that is its difference to the ruling before. */
export const appealRuling = sqliteTable(
  'appeal_ruling',
  {
    rulingId: text()
      .primaryKey()
      .references(() => ruling.rulingId),
    appealId: text()
      .notNull()
      .references(() => appeal.appealId),
    result: word(AppealResult).notNull(),
    newInformation: text().notNull(),
    /** Who bears the refund of the difference; empty when there is none. */
    refundShares: json<{ bearer: Bearer; amount: Money }[]>().notNull(),
    /** Who gives back, and who gets it: both sum to the same. */
    debits: json<MoneyParts>().notNull(),
    credits: json<MoneyParts>().notNull(),
  },
  (table) => [index('appeal_ruling_appeal').on(table.appealId), check('appeal_ruling_results', oneOf(table.result, appealResults))],
);

export const correctionStates = ['planned', 'sent', 'failed'] as const;

/** Money a ruling on an appeal takes back or moves between those who bear it: a request to the marketplace; its id is the idempotency key. */
export const correction = sqliteTable(
  'correction',
  {
    correctionId: text().primaryKey(),
    rulingId: text()
      .notNull()
      .references(() => ruling.rulingId),
    caseId: text()
      .notNull()
      .references(() => disputeCase.caseId),
    /** What is asked back from the buyer; 0 when it only moves between those who bear the refund. */
    buyerMinor: minor().notNull(),
    currency: text().notNull(),
    debits: json<MoneyParts>().notNull(),
    credits: json<MoneyParts>().notNull(),
    state: text({ enum: correctionStates }).notNull(),
    error: text(),
    createdAt: at().notNull(),
    changedAt: at().notNull(),
  },
  (table) => [
    uniqueIndex('correction_ruling').on(table.rulingId),
    index('correction_case').on(table.caseId),
    check('correction_amount', sql`buyer_minor >= 0`),
    check('correction_states', oneOf(table.state, correctionStates)),
  ],
);

/** A conflict of interest of a person with a party: by its id at a source, or by a seller's name. */
export const conflict = sqliteTable(
  'conflict',
  {
    conflictId: text().primaryKey(),
    personId: text()
      .notNull()
      .references(() => person.personId),
    source: text(),
    partyId: text(),
    partyName: text().notNull(),
    /** The name as names are compared; null when the party's id is known. */
    nameKey: text(),
    words: text().notNull(),
    fromAt: at().notNull(),
    untilAt: at(),
    enteredById: text().notNull(),
    enteredByName: text().notNull(),
    enteredAt: at().notNull(),
  },
  (table) => [
    index('conflict_person').on(table.personId),
    index('conflict_party').on(table.partyId).where(sql`party_id is not null`),
    index('conflict_name').on(table.nameKey).where(sql`name_key is not null`),
    check('conflict_party_whole', sql`(source is null) = (party_id is null) and (party_id is null) = (name_key is not null)`),
    check('conflict_time', sql`until_at is null or until_at >= from_at`),
  ],
);

/** A person stepped back from a case: it is never served to them again. */
export const recusal = sqliteTable(
  'recusal',
  {
    caseId: text()
      .notNull()
      .references(() => disputeCase.caseId),
    personId: text()
      .notNull()
      .references(() => person.personId),
    personName: text().notNull(),
    reason: text().notNull(),
    at: at().notNull(),
  },
  (table) => [primaryKey({ columns: [table.caseId, table.personId] }), index('recusal_person').on(table.personId), check('recusal_reasoned', sql`trim(reason) <> ''`)],
);
