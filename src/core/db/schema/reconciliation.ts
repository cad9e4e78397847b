import { sql } from 'drizzle-orm';
import { check, index, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { checkStates, differenceCodes, differenceStates, type LedgerSum } from '../../../contract/reconciliation.ts';
import { at, flag, int, json, minor, money, oneOf } from './columns.ts';
import { disputeCase } from './disputeCase.ts';
import { refundStates } from './ruling.ts';

const lines = ['folder', 'api'] as const;
const ledgerKinds = ['refund', 'return_postage', 'correction', 'reversal'] as const;

/** One comparison of the marketplace's ledger with the refunds of the desk. */
export const ledgerCheck = sqliteTable(
  'ledger_check',
  {
    checkId: text().primaryKey(),
    state: text({ enum: checkStates }).notNull(),
    line: text({ enum: lines }).notNull(),
    fromAt: at().notNull(),
    untilAt: at().notNull(),
    /** The span was asked for; else it follows on the last check. */
    isSpanAsked: flag().notNull(),
    personId: text().notNull(),
    personName: text().notNull(),
    /** The unique key of the job that does it. */
    jobKey: text().notNull(),
    startedAt: at().notNull(),
    finishedAt: at(),
    entries: int().notNull().default(0),
    payouts: int().notNull().default(0),
    agreed: int().notNull().default(0),
    opened: int().notNull().default(0),
    found: int().notNull().default(0),
    gone: int().notNull().default(0),
    sums: json<LedgerSum[]>().notNull(),
    error: text(),
  },
  (table) => [
    uniqueIndex('ledger_check_one_running').on(table.state).where(sql`state = 'running'`),
    index('ledger_check_started').on(table.startedAt),
    index('ledger_check_follows').on(table.untilAt).where(sql`state = 'done' and is_span_asked = 0`),
    check('ledger_check_states', oneOf(table.state, checkStates)),
    check('ledger_check_lines', oneOf(table.line, lines)),
    check('ledger_check_span', sql`from_at < until_at`),
    check('ledger_check_finished', sql`(state = 'running') = (finished_at is null)`),
    check('ledger_check_error', sql`(state = 'failed') = (error is not null)`),
  ],
);

/**
 * Entries of the ledger as they were last read: a second payment under a key is found however many days after the first. A copy from outside,
 * which the log does not cover: the next check of the same days writes it anew.
 */
export const ledgerEntry = sqliteTable(
  'ledger_entry',
  {
    line: text({ enum: lines }).notNull(),
    entryId: text().notNull(),
    key: text(),
    kind: text({ enum: ledgerKinds }).notNull(),
    sourceId: text(),
    orderId: text(),
    amountMinor: minor().notNull(),
    currency: text().notNull(),
    at: at().notNull(),
    /** The check that read it last. */
    checkId: text()
      .notNull()
      .references(() => ledgerCheck.checkId),
  },
  (table) => [
    primaryKey({ columns: [table.line, table.entryId] }),
    index('ledger_entry_key').on(table.key).where(sql`key is not null`),
    index('ledger_entry_check').on(table.checkId, table.key, table.entryId),
    check('ledger_entry_kinds', oneOf(table.kind, ledgerKinds)),
  ],
);

/** Something on which the ledger and the desk do not agree; one open row for each kind and key. */
export const ledgerDifference = sqliteTable(
  'ledger_difference',
  {
    differenceId: text().primaryKey(),
    line: text({ enum: lines }).notNull(),
    code: text({ enum: differenceCodes }).notNull(),
    /** The key, or the entry of what has none. */
    subject: text().notNull(),
    state: text({ enum: differenceStates }).notNull(),
    entryIds: json<string[]>().notNull(),
    movedAt: at(),
    ...money('here'),
    hereState: text({ enum: refundStates }),
    ...money('there'),
    caseId: text().references(() => disputeCase.caseId),
    orderId: text(),
    firstCheckId: text()
      .notNull()
      .references(() => ledgerCheck.checkId),
    firstSeenAt: at().notNull(),
    /** Moves with each check that finds it; the log does not cover this and the next two columns. */
    lastCheckId: text()
      .notNull()
      .references(() => ledgerCheck.checkId),
    lastSeenAt: at().notNull(),
    lookedAgain: int().notNull().default(0),
    closedAt: at(),
    closedById: text(),
    closedByName: text(),
    closedWords: text(),
  },
  (table) => [
    uniqueIndex('ledger_difference_one_open').on(table.line, table.code, table.subject).where(sql`state = 'open'`),
    index('ledger_difference_subject').on(table.subject),
    index('ledger_difference_open').on(table.firstSeenAt).where(sql`state = 'open'`),
    index('ledger_difference_closed').on(table.closedAt).where(sql`state <> 'open'`),
    check('ledger_difference_codes', oneOf(table.code, differenceCodes)),
    check('ledger_difference_states', oneOf(table.state, differenceStates)),
    check('ledger_difference_closed_whole', sql`(state = 'open') = (closed_at is null)`),
    check('ledger_difference_settled_whole', sql`(state = 'settled') = (closed_by_id is not null) and (state = 'settled') = (closed_words is not null and trim(closed_words) <> '')`),
  ],
);
