import { desc, sql } from 'drizzle-orm';
import { check, index, primaryKey, sqliteTable, text, uniqueIndex, type AnySQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { CaseFile, IntakeFault } from '../../../contract/caseFile.ts';
import type { NeutralCase, UnmappedField } from '../../../contract/neutralCase.ts';
import type { RulingDocument } from '../../../contract/bundleDocuments.ts';
import { Actor, caseStates, Closing, closings, reasons, SourceStage } from '../../../contract/vocabulary.ts';
import { at, flag, int, json, money, oneOf, word } from './columns.ts';
import { person } from './person.ts';
import { workQueue } from './workQueue.ts';

const shelves = ['open', ...caseStates] as const;
type Column = AnySQLiteColumn;
/** What the tally counts by, at the end of an index, so that a list passes over what it does not show without reading it. */
function alongside(table: Record<'reason' | 'amountCurrency' | 'market' | 'language' | 'queueId' | 'source', Column>): [Column, Column, Column, Column, Column, Column] {
  return [table.reason, table.amountCurrency, table.market, table.language, table.queueId, table.source];
}

/** One escalated dispute, with what the queue needs to show and serve it. */
export const disputeCase = sqliteTable(
  'dispute_case',
  {
    caseId: text().primaryKey(),
    /** Shown as C-<number>. */
    number: int().notNull(),
    version: int().notNull(),
    state: text({ enum: caseStates }).notNull(),
    /** `open` for the two states of the queue, else the state; kept by triggers. A case that is taken or handed back stays where it is in the lists. */
    shelf: text({ enum: shelves }).notNull().default('received'),
    source: text().notNull(),
    sourceId: text().notNull(),
    /** SHA-256 of the canonical neutral case and its files: the same content is never taken in twice. */
    contentSha256: text().notNull(),
    stage: word(SourceStage).notNull(),
    sourceStatus: text(),
    whoseTurn: word(Actor),
    openedAt: at(),
    escalatedAt: at(),
    escalationCause: text(),
    receivedAt: at().notNull(),
    /** Container faults; a case with any is read-only until it is accepted or a sound copy arrives. */
    integrity: json<CaseFile['integrity'] & { warnings: IntakeFault[] }>().notNull(),
    isReadOnly: flag().notNull(),
    goodsReturn: json<NeutralCase['goodsReturn']>(),
    outcome: json<NeutralCase['outcome']>(),
    contactBefore: json<NeutralCase['contactBefore']>(),
    chargeback: json<NeutralCase['chargeback']>(),
    unmapped: json<UnmappedField[]>().notNull(),
    /** A ruling that came along in the bundle, decided at another desk. */
    carriedRuling: json<RulingDocument>(),
    /** How its source ended it, when that was no ruling of this desk; kept while a ruling under way has to fall back first. */
    endedOutside: json<{ as: 'withdrawn' | 'settled' | 'at_source'; words: string | null; at: number }>(),
    // what the queue shows, kept in step by intake and relabelling
    reason: text({ enum: reasons }).notNull(),
    claimCount: int().notNull(),
    title: text(),
    buyerName: text(),
    sellerName: text(),
    ...money('amount'),
    /** The next deadline of anyone. */
    dueAt: at(),
    /** Until when a party that has not spoken may still answer; nothing can be ruled before. */
    answerUntil: at(),
    /** The amount in US cents by the policy book's ordering rates; orders the queue, decides nothing. */
    value: int().notNull(),
    /** The buyer's country and the first part of their language tag. */
    market: text(),
    language: text(),
    /** The queue its facts put it into; null: the general one. */
    queueId: text().references(() => workQueue.queueId),
    /** Its points when it was weighed last; the queue serves the highest first. Kept by the desk, part of no version. */
    priority: int().notNull().default(0),
    /** When its points change next by time alone; null: never, or it is not waiting. */
    weighAt: at(),
    /** Why somebody may come to harm, by whoever said so. */
    harm: text(),
    /** An appeal or a correction waits for a decision. */
    hasAppeal: flag().notNull().default(false),
    /** It waits for a lead: an escalation is open. */
    isForLead: flag().notNull().default(false),
    /** When something last happened to it that is news, what (`answer.received:seller`, see audit/activity.ts), and by whom of the desk. */
    lastActivityAt: at().notNull().default(0),
    lastActivity: text(),
    lastActivityBy: text(),
    /** How often it was taken, skipped, and lost by a lease that ran out, since it was last decided. */
    takings: int().notNull().default(0),
    skips: int().notNull().default(0),
    lapses: int().notNull().default(0),
    /** Lower-cased words a list is filtered by. */
    searchText: text().notNull(),
    /** How it came to its end; set while it is closed. */
    closedAs: word(Closing),
    /** Served to this person alone until the moment given: they asked the party, or their ruling was returned. */
    keptForPersonId: text().references(() => person.personId),
    keptUntil: at(),
    /** When and why it came back after it had waited for a party; empty once it waits again. */
    cameBackAt: at(),
    cameBackWords: text(),
    leasePersonId: text().references(() => person.personId),
    leaseSessionId: text(),
    leaseEndsAt: at(),
  },
  (table) => [
    uniqueIndex('dispute_case_number').on(table.number),
    uniqueIndex('dispute_case_source').on(table.source, table.sourceId),
    index('dispute_case_waiting_value').on(table.value).where(sql`state = 'queued'`),
    index('dispute_case_marked').on(table.number).where(sql`harm is not null or has_appeal = 1`),
    index('dispute_case_queue_due').on(table.queueId, table.dueAt).where(sql`state = 'queued'`),
    index('dispute_case_queue_age').on(table.queueId, table.receivedAt, table.number).where(sql`state = 'queued'`),
    index('dispute_case_head').on(table.queueId, table.isForLead, desc(table.priority), table.number).where(sql`state = 'queued'`),
    index('dispute_case_trouble').on(table.number).where(sql`takings >= 4 or skips >= 3 or lapses >= 3`),
    index('dispute_case_weigh').on(table.weighAt).where(sql`weigh_at is not null`),
    // One for each order of a list: see cases/walk.ts.
    index('dispute_case_list_priority').on(table.shelf, desc(table.priority), table.number, ...alongside(table)),
    index('dispute_case_list_due').on(table.shelf, table.dueAt, table.number, ...alongside(table)),
    index('dispute_case_list_amount').on(table.shelf, desc(table.value), table.number, ...alongside(table)),
    index('dispute_case_list_age').on(table.shelf, table.receivedAt, table.number, ...alongside(table)),
    index('dispute_case_list_activity').on(table.shelf, desc(table.lastActivityAt), table.number, ...alongside(table)),
    // The few that a mark is about.
    index('dispute_case_appeal').on(table.number).where(sql`has_appeal = 1`),
    index('dispute_case_harm').on(table.number).where(sql`harm is not null`),
    index('dispute_case_faulty').on(table.number).where(sql`json_array_length(integrity, '$.faults') > 0`),
    index('dispute_case_kind').on(table.state, ...alongside(table)),
    // What most filters ask of a case that a search has found by its words: read from here, its row is not touched.
    index('dispute_case_filter').on(table.number, table.state, table.reason, table.amountCurrency, table.amountMinor, table.value, table.market, table.language, table.queueId, table.source, table.receivedAt, table.dueAt, table.caseId),
    index('dispute_case_received').on(table.receivedAt, table.caseId, table.reason),
    index('dispute_case_state').on(table.state, table.number),
    index('dispute_case_lease').on(table.leasePersonId).where(sql`lease_person_id is not null`),
    index('dispute_case_kept').on(table.keptForPersonId).where(sql`kept_for_person_id is not null`),
    check('dispute_case_states', oneOf(table.state, caseStates)),
    check('dispute_case_closed_as', sql`(state = 'closed') = (closed_as is not null)`),
    check('dispute_case_closings', sql`closed_as is null or ${oneOf(table.closedAs, closings)}`),
    check('dispute_case_kept_whole', sql`(kept_for_person_id is null) = (kept_until is null)`),
    check('dispute_case_lease_whole', sql`(lease_person_id is null) = (lease_ends_at is null) and (lease_person_id is null) = (lease_session_id is null)`),
    check('dispute_case_lease_state', sql`lease_person_id is null or state = 'in_review'`),
  ],
);

/** A person passed a case on: it is not served to them again until the moment given, or (`isLast`) only when nothing else is there. */
export const caseSkip = sqliteTable(
  'case_skip',
  {
    caseId: text()
      .notNull()
      .references(() => disputeCase.caseId),
    personId: text()
      .notNull()
      .references(() => person.personId),
    reason: text().notNull(),
    at: at().notNull(),
    untilAt: at().notNull(),
    isLast: flag().notNull().default(sql`0`),
  },
  (table) => [primaryKey({ columns: [table.caseId, table.personId] }), index('case_skip_person').on(table.personId, table.untilAt)],
);

/** A private note of the desk; never sent to a party. */
export const note = sqliteTable(
  'note',
  {
    noteId: text().primaryKey(),
    caseId: text()
      .notNull()
      .references(() => disputeCase.caseId),
    personId: text().notNull(),
    personName: text().notNull(),
    at: at().notNull(),
    text: text().notNull(),
    /** Left for whoever takes the case next. */
    isHandover: flag().notNull().default(sql`0`),
  },
  (table) => [index('note_case').on(table.caseId, table.at)],
);
