import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { TogetherCase, TogetherPattern, TogetherResult } from '../../../contract/together.ts';
import { at, json } from './columns.ts';
import { person } from './person.ts';

/** One ruling made on several cases at once. Each case is staged in a write of its own; a run that broke off goes on from what is written here. */
export const together = sqliteTable('together', {
  togetherId: text().primaryKey(),
  personId: text()
    .notNull()
    .references(() => person.personId),
  pattern: json<TogetherPattern>().notNull(),
  cases: json<TogetherCase[]>().notNull(),
  beganAt: at().notNull(),
  /** What came of each case; null until every one was tried. */
  results: json<TogetherResult[]>(),
});
