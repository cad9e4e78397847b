import { sql } from 'drizzle-orm';
import { check, index, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { rulingStates, type BearerShare, type RefundBasis, type RulingCheck, type RulingDraft, type WorkingLine } from '../../../contract/rulings.ts';
import type { ReturnTerms } from '../../../contract/returnParts.ts';
import { FindingResult, Outcome, reasons } from '../../../contract/vocabulary.ts';
import { spot } from './board.ts';
import { at, flag, int, json, minor, money, oneOf, word } from './columns.ts';
import { disputeCase } from './disputeCase.ts';
import { evidence } from './evidence.ts';
import { offer } from './offer.ts';
import { person } from './person.ts';
import { together } from './together.ts';

/** A decision on a case: staged, held for a second person when it has to be, then taken back, returned or effective. */
export const ruling = sqliteTable(
  'ruling',
  {
    rulingId: text().primaryKey(),
    caseId: text()
      .notNull()
      .references(() => disputeCase.caseId),
    personId: text()
      .notNull()
      .references(() => person.personId),
    personName: text().notNull(),
    /** The offer that both sides accepted: then this is a settlement and no ruling of the desk. */
    offerId: text().references(() => offer.offerId),
    state: text({ enum: rulingStates }).notNull(),
    outcome: word(Outcome).notNull(),
    withReturn: flag().notNull(),
    reason: text({ enum: reasons }).notNull(),
    ...money('amount'),
    basis: json<RefundBasis>().notNull(),
    bearers: json<BearerShare[]>().notNull(),
    working: json<WorkingLine[]>().notNull(),
    shares: json<RulingCheck['shares']>().notNull(),
    clauses: json<string[]>().notNull(),
    reasons: text().notNull(),
    policyVersion: text().notNull(),
    stagedAt: at().notNull(),
    /** When it takes effect, or took effect. */
    effectiveAt: at().notNull(),
    /** The case file as the mediator saw it: canonical JSON and its SHA-256. */
    frozenFile: text().notNull(),
    frozenSha256: text().notNull(),
    /** Set when it was made together with others. */
    togetherId: text().references(() => together.togetherId),
    /** Until when a party may appeal; set when it takes effect, the moment its letters name. */
    appealUntil: at(),
    /** How the goods go back, with what is usual filled in. */
    returnTerms: json<ReturnTerms>(),
  },
  (table) => [
    uniqueIndex('ruling_one_open').on(table.caseId).where(sql`state in ('staged', 'held')`),
    index('ruling_held').on(table.stagedAt).where(sql`state = 'held'`),
    uniqueIndex('ruling_of_offer').on(table.offerId).where(sql`state not in ('undone', 'returned')`),
    index('ruling_case').on(table.caseId, table.stagedAt),
    // Holds all that the list of decisions is filtered by: a row is a page long, and none is read that does not fit.
    index('ruling_list').on(table.stagedAt, table.rulingId, table.state, table.outcome, table.reason, table.personId, table.offerId, table.amountCurrency, table.amountMinor, table.caseId),
    index('ruling_person').on(table.personId, table.stagedAt),
    // Hold all that figures count of a ruling, so that its row with the frozen file is not read for them.
    index('ruling_in_effect').on(table.effectiveAt, table.rulingId, table.caseId, table.personId, table.reason, table.outcome, table.offerId, table.appealUntil).where(sql`state = 'effective'`),
    index('ruling_of_case_in_effect').on(table.caseId, table.effectiveAt).where(sql`state = 'effective'`),
    index('ruling_together').on(table.togetherId).where(sql`together_id is not null`),
    check('ruling_states', oneOf(table.state, rulingStates)),
    check('ruling_amount', sql`(outcome = 'no_refund') = (amount_minor is null) and (amount_minor is null or amount_minor > 0)`),
  ],
);

/** What the mediator held about one claim. */
export const finding = sqliteTable(
  'finding',
  {
    rulingId: text()
      .notNull()
      .references(() => ruling.rulingId),
    claimId: text().notNull(),
    position: int().notNull(),
    result: word(FindingResult).notNull(),
    absence: text(),
    words: text(),
  },
  (table) => [primaryKey({ columns: [table.rulingId, table.claimId] })],
);

/** An exhibit a finding rests on. */
export const findingExhibit = sqliteTable(
  'finding_exhibit',
  {
    rulingId: text().notNull(),
    claimId: text().notNull(),
    position: int().notNull(),
    evidenceId: text()
      .notNull()
      .references(() => evidence.evidenceId),
  },
  (table) => [primaryKey({ columns: [table.rulingId, table.claimId, table.evidenceId] })],
);

/** A place in an exhibit or record that a finding rests on. */
export const findingSpot = sqliteTable(
  'finding_spot',
  {
    rulingId: text().notNull(),
    claimId: text().notNull(),
    position: int().notNull(),
    spotId: text()
      .notNull()
      .references(() => spot.spotId),
  },
  (table) => [primaryKey({ columns: [table.rulingId, table.claimId, table.spotId] })],
);

/** What a mediator has written so far, per case and person. */
export const rulingDraft = sqliteTable(
  'ruling_draft',
  {
    caseId: text()
      .notNull()
      .references(() => disputeCase.caseId),
    personId: text()
      .notNull()
      .references(() => person.personId),
    draft: json<RulingDraft>().notNull(),
    version: int().notNull().default(1),
    savedAt: at().notNull(),
  },
  (table) => [primaryKey({ columns: [table.caseId, table.personId] })],
);

export const refundStates = ['planned', 'approved', 'sent', 'settled', 'failed', 'unknown', 'cancelled'] as const;

export const refundWaits = ['return'] as const;

export const refundKinds = ['order', 'return_postage'] as const;

/** Money for the buyer; its id is the idempotency key of the payout. */
export const refund = sqliteTable(
  'refund',
  {
    refundId: text().primaryKey(),
    rulingId: text()
      .notNull()
      .references(() => ruling.rulingId),
    caseId: text()
      .notNull()
      .references(() => disputeCase.caseId),
    /** Return postage is paid beside the order's refund and is no part of it; a trigger knows no other words. */
    kind: text({ enum: refundKinds }).notNull().default('order'),
    amountMinor: minor().notNull(),
    currency: text().notNull(),
    state: text({ enum: refundStates }).notNull(),
    error: text(),
    createdAt: at().notNull(),
    changedAt: at().notNull(),
    /** What has to happen before an approved refund is paid; null: nothing. */
    waitsFor: text({ enum: refundWaits }),
  },
  (table) => [
    uniqueIndex('refund_one_live').on(table.rulingId, table.kind).where(sql`state <> 'cancelled'`),
    index('refund_case').on(table.caseId),
    index('refund_stuck').on(table.changedAt, table.refundId).where(sql`state in ('failed', 'unknown')`),
    index('refund_open').on(table.changedAt, table.refundId).where(sql`state in ('approved', 'sent')`),
    index('refund_settled').on(table.changedAt, table.refundId).where(sql`state = 'settled'`),
    check('refund_amount', sql`amount_minor > 0`),
    check('refund_states', oneOf(table.state, refundStates)),
    check('refund_waits', sql`waits_for is null or ${oneOf(table.waitsFor, refundWaits)}`),
  ],
);

/** How many refunds there are in each state and currency, and what they come to; kept by triggers on `refund`. */
export const refundTally = sqliteTable(
  'refund_tally',
  { state: text({ enum: refundStates }).notNull(), currency: text().notNull(), refunds: int().notNull(), minor: minor().notNull() },
  (table) => [primaryKey({ columns: [table.state, table.currency] })],
);

/** Which run of its job is at a payout; a run that another one has followed writes nothing any more. */
export const payoutRun = sqliteTable('payout_run', {
  refundId: text()
    .primaryKey()
    .references(() => refund.refundId),
  runId: text().notNull(),
  startedAt: at().notNull(),
  /** How often in a row the other side said that it is still at it. */
  asks: int().notNull(),
});

/** Of desks that share a database, each with an exchange folder of its own: in whose folder the file under a key lies, or is about to. */
export const handedByFolder = sqliteTable('handed_by_folder', {
  key: text().primaryKey(),
  folderId: text().notNull(),
  /** Where that folder is, for people. */
  place: text().notNull(),
  at: at().notNull(),
});

/** A draft as it was at one moment: one row for each save that changed it. Insert only. */
export const draftEdit = sqliteTable(
  'draft_edit',
  {
    caseId: text()
      .notNull()
      .references(() => disputeCase.caseId),
    personId: text()
      .notNull()
      .references(() => person.personId),
    version: int().notNull(),
    draft: json<RulingDraft>().notNull(),
    at: at().notNull(),
  },
  (table) => [primaryKey({ columns: [table.caseId, table.personId, table.version] })],
);
