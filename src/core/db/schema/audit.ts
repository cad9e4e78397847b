import { sql } from 'drizzle-orm';
import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { at, int, json } from './columns.ts';

/** One covered row: its table, its id, and the hash of what it holds. */
export type RowHash = { table: 'ruling' | 'refund' | 'letter' | 'person' | 'policy_version' | 'answer' | 'disclosure' | 'offer' | 'offer_reply' | 'deadline_move' | 'approval' | 'ruling_limit' | 'appeal' | 'appeal_view' | 'correction' | 'conflict' | 'ledger_check' | 'ledger_difference' | 'return_order' | 'return_event' | 'return_decision' | 'lesser_refund' | 'account' | 'sample' | 'golden_case' | 'scorecard' | 'review' | 'calibration'; id: string; sha256: string };

/** The hash-chained log. Insert only: UPDATE and DELETE are refused by triggers. */
export const auditEntry = sqliteTable(
  'audit_entry',
  {
    seq: int().primaryKey(),
    at: at().notNull(),
    personId: text().notNull(),
    sessionId: text().notNull(),
    action: text().notNull(),
    /** The case, ruling or other thing acted on, as `<kind>:<id>`. */
    subject: text().notNull(),
    caseId: text(),
    subjectVersion: int(),
    /** SHA-256 over salt and payload; the payload lies in `audit_payload` and can be erased alone. */
    payloadSha256: text().notNull(),
    /** The rows this entry wrote in tables the log covers, each with the SHA-256 of its canonical content. */
    rows: json<RowHash[]>().notNull(),
    previousHash: text().notNull(),
    hash: text().notNull(),
  },
  (table) => [
    index('audit_entry_case').on(table.caseId, table.seq),
    index('audit_entry_subject').on(table.subject, table.seq),
    index('audit_entry_person').on(table.personId, table.seq),
    index('audit_entry_action').on(table.action, table.seq),
    index('audit_entry_skipped').on(table.at).where(sql`action = 'case.skipped'`),
  ],
);

/** Names and words of an entry: the part that may hold personal data. */
export const auditPayload = sqliteTable('audit_payload', {
  seq: int().primaryKey(),
  salt: text().notNull(),
  /** Canonical JSON `{personName, words, data}`. */
  payload: text().notNull(),
});
