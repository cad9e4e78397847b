import { sql } from 'drizzle-orm';
import { check, index, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { GoodsKind, Outcome, reasons } from '../../../contract/vocabulary.ts';
import { at, int, oneOf, word } from './columns.ts';
import { disputeCase } from './disputeCase.ts';
import { ruling } from './ruling.ts';

/**
 * The ruling in force on each decided case, as later cases are likened to it: written when a ruling takes effect, in place of the one
 * before it. Derived from the ruling and its case; it decides nothing, so the log does not cover it.
 */
export const precedent = sqliteTable(
  'precedent',
  {
    /** Grows with time; also the row of `precedent_text`. */
    place: int().primaryKey(),
    caseId: text()
      .notNull()
      .references(() => disputeCase.caseId),
    rulingId: text()
      .notNull()
      .references(() => ruling.rulingId),
    reason: text({ enum: reasons }).notNull(),
    goods: word(GoodsKind),
    /** US cents by the ordering rates. */
    value: int().notNull(),
    outcome: word(Outcome).notNull(),
    /** Hundredths of a percent of the cap. */
    refundBp: int().notNull(),
    ruledAt: at().notNull(),
  },
  (table) => [
    uniqueIndex('precedent_case').on(table.caseId),
    // Holds all that a spread is counted from, so that no row is read for it.
    index('precedent_like').on(table.reason, table.value, table.goods, table.refundBp, table.outcome),
    index('precedent_newest').on(table.reason, table.place),
    check('precedent_reason', oneOf(table.reason, reasons)),
    check('precedent_refund', sql`refund_bp between 0 and 10000 and (outcome = 'no_refund') = (refund_bp = 0) and (outcome <> 'full_refund' or refund_bp = 10000)`),
  ],
);
