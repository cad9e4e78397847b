import { sql } from 'drizzle-orm';
import { check, index, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Reckoning } from '../../../contract/deadlines.ts';
import type { Money } from '../../../contract/money.ts';
import { postagePayers } from '../../../contract/refunds.ts';
import { returnActs, returnEventKinds, returnNeeds, returnStates, returnTriggers, type FoundLine, type ReturnPhoto } from '../../../contract/returnParts.ts';
import type { Bearer } from '../../../contract/vocabulary.ts';
import { at, json, minor, oneOf } from './columns.ts';
import { disputeCase } from './disputeCase.ts';
import { person } from './person.ts';
import { ruling } from './ruling.ts';

/** Goods that go back by a ruling in effect; its id is the key of the order at the marketplace. */
export const returnOrder = sqliteTable(
  'return_order',
  {
    returnId: text().primaryKey(),
    caseId: text()
      .notNull()
      .references(() => disputeCase.caseId),
    rulingId: text()
      .notNull()
      .references(() => ruling.rulingId),
    state: text({ enum: returnStates }).notNull(),
    refundWhen: text({ enum: returnTriggers }).notNull(),
    labelPaidBy: text({ enum: postagePayers }),
    /** None for the whole order. */
    lines: json<{ itemId: string; quantity: number; title: string }[]>().notNull(),
    dueAt: at().notNull(),
    reckoning: json<Reckoning>(),
    /** Who arranges the label; null while nobody knows. */
    orderedBy: text({ enum: ['marketplace', 'people'] }),
    label: json<{ carrier: string; trackingNumber: string; url: string | null }>(),
    needs: text({ enum: returnNeeds }),
    needsAt: at(),
    createdAt: at().notNull(),
    changedAt: at().notNull(),
  },
  (table) => [
    uniqueIndex('return_one_live').on(table.caseId).where(sql`state not in ('lapsed', 'called_off', 'done')`),
    index('return_case').on(table.caseId, table.createdAt),
    index('return_needs').on(table.needsAt).where(sql`needs is not null`),
    check('return_states', oneOf(table.state, returnStates)),
    check('return_triggers', oneOf(table.refundWhen, returnTriggers)),
    check('return_payers', sql`label_paid_by is null or ${oneOf(table.labelPaidBy, postagePayers)}`),
    check('return_orders', sql`ordered_by is null or ordered_by in ('marketplace', 'people')`),
    check('return_need', sql`(needs is null) = (needs_at is null) and (needs is null or ${oneOf(table.needs, returnNeeds)})`),
  ],
);

/** A step of a return; `eventKey` is the id whoever told it gives it, so that it counts once. Never edited. */
export const returnEvent = sqliteTable(
  'return_event',
  {
    eventId: text().primaryKey(),
    returnId: text()
      .notNull()
      .references(() => returnOrder.returnId),
    eventKey: text(),
    kind: text({ enum: [...returnEventKinds, ...returnActs] }).notNull(),
    by: text({ enum: ['marketplace', 'exchange', 'person', 'desk'] }).notNull(),
    personId: text(),
    personName: text(),
    words: text(),
    lines: json<FoundLine[]>().notNull(),
    photos: json<ReturnPhoto[]>().notNull(),
    at: at().notNull(),
    notedAt: at().notNull(),
  },
  (table) => [
    uniqueIndex('return_event_once').on(table.returnId, table.eventKey).where(sql`event_key is not null`),
    index('return_event_at').on(table.returnId, table.at),
    check('return_event_kinds', oneOf(table.kind, [...returnEventKinds, ...returnActs])),
    check('return_event_by', sql`by in ('marketplace', 'exchange', 'person', 'desk')`),
  ],
);

export const returnChoices = ['pay', 'part', 'cancel'] as const;

/** What a person decided about the money of a return that did not go by itself. Never edited. */
export const returnDecision = sqliteTable(
  'return_decision',
  {
    decisionId: text().primaryKey(),
    returnId: text()
      .notNull()
      .references(() => returnOrder.returnId),
    choice: text({ enum: returnChoices }).notNull(),
    lines: json<{ lineId: string; minor: string }[]>().notNull(),
    amountMinor: minor().notNull(),
    currency: text().notNull(),
    reasons: text().notNull(),
    personId: text()
      .notNull()
      .references(() => person.personId),
    personName: text().notNull(),
    at: at().notNull(),
  },
  (table) => [
    index('return_decision_return').on(table.returnId, table.at),
    check('return_decision_choices', oneOf(table.choice, returnChoices)),
    check('return_decision_amount', sql`(choice = 'cancel') = (amount_minor = 0) and amount_minor >= 0`),
    check('return_decision_reasons', sql`trim(reasons) <> ''`),
  ],
);

export const lesserCauses = ['inspection', 'appeal'] as const;

/** Why a refund pays less than was ruled, or is borne otherwise: it takes the place of one that was cancelled. Written before the refund; never edited. */
export const lesserRefund = sqliteTable(
  'lesser_refund',
  {
    refundId: text().primaryKey(),
    insteadOf: text().notNull(),
    returnId: text()
      .notNull()
      .references(() => returnOrder.returnId),
    /** The decision, or the ruling on the appeal. */
    causeId: text().notNull(),
    cause: text({ enum: lesserCauses }).notNull(),
    amountMinor: minor().notNull(),
    currency: text().notNull(),
    shares: json<{ bearer: Bearer; amount: Money }[]>().notNull(),
    at: at().notNull(),
  },
  (table) => [
    uniqueIndex('lesser_refund_once').on(table.insteadOf),
    check('lesser_refund_causes', oneOf(table.cause, lesserCauses)),
    check('lesser_refund_amount', sql`amount_minor > 0`),
  ],
);
