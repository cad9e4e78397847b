import { check, index, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { sql } from 'drizzle-orm';
import { Outcome } from '../../../contract/vocabulary.ts';
import { at, int, json, money, word } from './columns.ts';
import { disputeCase } from './disputeCase.ts';
import { person } from './person.ts';
import { ruling } from './ruling.ts';
import { sample } from './sample.ts';

export const reviewStates = ['open', 'viewed', 'decided', 'disputed', 'final', 'dropped'] as const;
export const reviewVerdicts = ['agree', 'improve', 'overturn'] as const;

/** What reviews are measured by, by version. Insert only. */
export const scorecard = sqliteTable('scorecard', {
  version: int().primaryKey(),
  /** Questions and root causes, as a document of the contract. */
  content: json<unknown>().notNull(),
  publishedAt: at().notNull(),
  publishedById: text().notNull(),
  publishedByName: text().notNull(),
});

/**
 * A lead's audit of a ruling: `open` until the reviewer noted a view of their own without seeing the ruling, `viewed` until the verdict,
 * `decided` until the mediator answers, `disputed` until a second lead settles it, then `final`. A trigger refuses one's own ruling.
 */
export const review = sqliteTable(
  'review',
  {
    reviewId: text().primaryKey(),
    rulingId: text()
      .notNull()
      .references(() => ruling.rulingId),
    caseId: text()
      .notNull()
      .references(() => disputeCase.caseId),
    sampleId: text().references(() => sample.sampleId),
    reviewerId: text()
      .notNull()
      .references(() => person.personId),
    state: text({ enum: reviewStates }).notNull(),
    openedAt: at().notNull(),
    /** The reviewer's own view of the evidence, noted before the ruling is shown; never changed. */
    outcome: word(Outcome),
    ...money('amount'),
    viewWords: text(),
    viewedAt: at(),
    verdict: text({ enum: reviewVerdicts }),
    rootCause: text(),
    words: text(),
    scorecardVersion: int().references(() => scorecard.version),
    /** Points by question of the scorecard. */
    scores: json<Record<string, number> | null>(),
    decidedAt: at(),
    /** Until when the mediator may answer; then the verdict is final without. */
    answerUntil: at(),
    /** What the verdict came to after a dispute; equal to `verdict` without one. */
    settledVerdict: text({ enum: reviewVerdicts }),
    finalAt: at(),
  },
  (table) => [
    uniqueIndex('review_one_live').on(table.rulingId, table.reviewerId).where(sql`state <> 'dropped'`),
    index('review_ruling').on(table.rulingId),
    index('review_case').on(table.caseId),
    index('review_open_of').on(table.reviewerId).where(sql`state = 'open'`),
    index('review_state').on(table.state, table.openedAt),
    index('review_final').on(table.finalAt).where(sql`state = 'final'`),
    check('review_states', sql`state in ('open', 'viewed', 'decided', 'disputed', 'final', 'dropped')`),
    check('review_verdicts', sql`(verdict is null or verdict in ('agree', 'improve', 'overturn')) and (settled_verdict is null or settled_verdict in ('agree', 'improve', 'overturn'))`),
    check('review_view_first', sql`state in ('open', 'dropped') or (viewed_at is not null and outcome is not null)`),
    check('review_amount', sql`outcome is null or ((outcome = 'no_refund') = (amount_minor is null) and (amount_minor is null or amount_minor > 0))`),
    check('review_decided_whole', sql`state in ('open', 'viewed', 'dropped') or (verdict is not null and decided_at is not null and trim(words) <> '' and scorecard_version is not null)`),
    check('review_cause', sql`verdict is null or verdict = 'agree' or root_cause is not null`),
    check('review_final_whole', sql`(state = 'final') = (final_at is not null) and (state = 'final') = (settled_verdict is not null)`),
  ],
);

/** What the mediator says to a review, and what a second lead says to that. Insert only. */
export const reviewAnswer = sqliteTable(
  'review_answer',
  {
    reviewId: text()
      .notNull()
      .references(() => review.reviewId),
    kind: text({ enum: ['acknowledged', 'disputed', 'upheld', 'changed'] }).notNull(),
    personId: text()
      .notNull()
      .references(() => person.personId),
    personName: text().notNull(),
    words: text().notNull(),
    /** What a second lead changed the verdict to. */
    verdict: text({ enum: reviewVerdicts }),
    at: at().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.reviewId, table.kind] }),
    check('review_answer_kinds', sql`kind in ('acknowledged', 'disputed', 'upheld', 'changed')`),
    check('review_answer_words', sql`kind = 'acknowledged' or trim(words) <> ''`),
    check('review_answer_verdict', sql`(kind = 'changed') = (verdict is not null)`),
  ],
);
