import { check, index, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { Adversary, adversaries } from '../../../contract/vocabulary.ts';
import { at, oneOf, word } from './columns.ts';
import { disputeCase } from './disputeCase.ts';
import { evidence } from './evidence.ts';

export const disclosureWays = ['letter', 'source'] as const;

/** That an exhibit was shown to the side that did not hand it in. Insert only. */
export const disclosure = sqliteTable(
  'disclosure',
  {
    disclosureId: text().primaryKey(),
    caseId: text()
      .notNull()
      .references(() => disputeCase.caseId),
    evidenceId: text()
      .notNull()
      .references(() => evidence.evidenceId),
    to: word(Adversary).notNull(),
    /** What was shown: another file under the same exhibit was not. */
    sha256: text(),
    how: text({ enum: disclosureWays }).notNull(),
    /** The letter that lists it. */
    letterId: text(),
    personName: text(),
    at: at().notNull(),
  },
  (table) => [
    index('disclosure_case').on(table.caseId),
    uniqueIndex('disclosure_once').on(table.evidenceId, table.to, table.letterId),
    check('disclosure_to', oneOf(table.to, adversaries)),
    check('disclosure_ways', oneOf(table.how, disclosureWays)),
  ],
);
