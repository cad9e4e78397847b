import { sql } from 'drizzle-orm';
import { check, index, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { offerStates, replyWays } from '../../../contract/offers.ts';
import type { BearerShare, RefundBasis, RulingCheck, WorkingLine } from '../../../contract/rulings.ts';
import { Adversary, adversaries, Outcome } from '../../../contract/vocabulary.ts';
import { at, flag, json, money, oneOf, word } from './columns.ts';
import { disputeCase } from './disputeCase.ts';
import { person } from './person.ts';

/** A proposal of the mediator that both sides can accept before anything is ruled; its amount is worked out like a refund. */
export const offer = sqliteTable(
  'offer',
  {
    offerId: text().primaryKey(),
    caseId: text()
      .notNull()
      .references(() => disputeCase.caseId),
    personId: text()
      .notNull()
      .references(() => person.personId),
    personName: text().notNull(),
    at: at().notNull(),
    /** When its letters go out; until then it can be undone. */
    sendAt: at().notNull(),
    dueAt: at().notNull(),
    outcome: word(Outcome).notNull(),
    withReturn: flag().notNull(),
    ...money('amount'),
    basis: json<RefundBasis>().notNull(),
    bearers: json<BearerShare[]>().notNull(),
    working: json<WorkingLine[]>().notNull(),
    shares: json<RulingCheck['shares']>().notNull(),
    words: text().notNull(),
    policyVersion: text().notNull(),
    state: text({ enum: offerStates }).notNull(),
    endedAt: at(),
  },
  (table) => [
    uniqueIndex('offer_one_open').on(table.caseId).where(sql`state = 'open'`),
    index('offer_case').on(table.caseId, table.at),
    check('offer_states', oneOf(table.state, offerStates)),
    check('offer_amount', sql`(outcome = 'no_refund') = (amount_minor is null) and (amount_minor is null or amount_minor > 0)`),
    check('offer_ended', sql`(state = 'open') = (ended_at is null)`),
  ],
);

/** What a side said to an offer, once; a reply that a person entered by mistake is voided, never changed. */
export const offerReply = sqliteTable(
  'offer_reply',
  {
    replyId: text().primaryKey(),
    offerId: text()
      .notNull()
      .references(() => offer.offerId),
    from: word(Adversary).notNull(),
    reply: text({ enum: ['accepted', 'rejected'] }).notNull(),
    /** When the party said so, and when the desk learned of it. */
    saidAt: at().notNull(),
    receivedAt: at().notNull(),
    words: text(),
    how: text({ enum: replyWays }).notNull(),
    /** Who entered it; null for a document of the exchange folder. */
    personId: text().references(() => person.personId),
    personName: text(),
    voidedAt: at(),
  },
  (table) => [
    uniqueIndex('offer_reply_once').on(table.offerId, table.from).where(sql`voided_at is null`),
    check('offer_reply_from', oneOf(table.from, adversaries)),
    check('offer_reply_reply', sql`reply in ('accepted', 'rejected')`),
    check('offer_reply_ways', oneOf(table.how, replyWays)),
    check('offer_reply_by', sql`(how = 'exchange') = (person_id is null)`),
  ],
);
