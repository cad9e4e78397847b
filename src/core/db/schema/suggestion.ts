import { check, index, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { Followed, followedWords, type Suggestion } from '../../../contract/suggestions.ts';
import { json, oneOf, word } from './columns.ts';
import { ruling } from './ruling.ts';

/** What the desk suggested when a ruling was staged, and whether it was followed. Insert only, and part of the ruling in the log. */
export const rulingSuggestion = sqliteTable(
  'ruling_suggestion',
  {
    rulingId: text()
      .primaryKey()
      .references(() => ruling.rulingId),
    suggestion: json<Suggestion>().notNull(),
    /** Null when nothing was suggested. */
    followed: word(Followed),
  },
  (table) => [
    // So that the suggestion itself is not read to count how often it was followed.
    index('ruling_suggestion_count').on(table.rulingId, table.followed),
    check('ruling_suggestion_followed', oneOf(table.followed, followedWords)),
  ],
);
