import { sql } from 'drizzle-orm';
import { check, index, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { JobKind, jobKinds, JobState } from '../../../contract/jobs.ts';
import { at, int, json, oneOf, word } from './columns.ts';

/** Work to be done after commit: durable, claimed in batches, retried with backoff. */
export const job = sqliteTable(
  'job',
  {
    jobId: text().primaryKey(),
    kind: word(JobKind).notNull(),
    /** At most one job with this key waits or runs. */
    uniqueKey: text(),
    words: text().notNull(),
    caseId: text(),
    payload: json<Record<string, unknown>>().notNull(),
    state: word(JobState).notNull(),
    attempts: int().notNull(),
    maxAttempts: int().notNull(),
    runAfter: at().notNull(),
    /** Until when the process that claimed it may be believed to be at it. */
    leaseEndsAt: at(),
    progress: int(),
    error: text(),
    createdAt: at().notNull(),
    finishedAt: at(),
  },
  (table) => [
    uniqueIndex('job_unique_key').on(table.uniqueKey).where(sql`state in ('waiting', 'running')`),
    index('job_due').on(table.runAfter).where(sql`state = 'waiting'`),
    index('job_waiting').on(table.kind, table.runAfter).where(sql`state = 'waiting'`),
    index('job_running').on(table.leaseEndsAt).where(sql`state = 'running'`),
    index('job_of_refund').on(table.uniqueKey).where(sql`kind = 'refund.payOut'`),
    index('job_state').on(table.state, table.createdAt),
    check('job_kinds', oneOf(table.kind, jobKinds)),
    check('job_states', oneOf(table.state, JobState.options)),
  ],
);
