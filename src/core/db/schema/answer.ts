import { check, index, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { Adversary, adversaries } from '../../../contract/vocabulary.ts';
import { at, flag, json, oneOf, word } from './columns.ts';
import { disputeCase } from './disputeCase.ts';

/** What a party answered through the exchange folder; its files are exhibits that name it. Insert only. */
export const answer = sqliteTable(
  'answer',
  {
    answerId: text().primaryKey(),
    caseId: text()
      .notNull()
      .references(() => disputeCase.caseId),
    from: word(Adversary).notNull(),
    /** The questions it answers. */
    questionIds: json<string[]>().notNull(),
    /** When the party said so, as the marketplace states it, and when it reached the desk. */
    saidAt: at().notNull(),
    receivedAt: at().notNull(),
    words: text(),
    language: text(),
    isLate: flag().notNull(),
    /** Why it is late, in words. */
    lateWords: text(),
    /** SHA-256 of the document it came in. */
    documentSha256: text().notNull(),
  },
  (table) => [index('answer_case').on(table.caseId, table.receivedAt), check('answer_from', oneOf(table.from, adversaries))],
);
