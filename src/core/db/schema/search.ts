import { index, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { int } from './columns.ts';

/** Cases whose words changed since they were indexed; triggers on everything that holds words write it. `turn` grows with each change. */
export const searchPending = sqliteTable('search_pending', { number: int().primaryKey(), turn: int().notNull().default(1) });

/** While a row is here the triggers write nothing: whoever fills the desk in bulk names the cases afterwards. */
export const searchPause = sqliteTable('search_pause', { one: int().primaryKey() });

/** The index still holds words of something that was erased, hidden from every search: it has to be written anew. `turn` grows with each. */
export const searchScrub = sqliteTable('search_scrub', { one: int().primaryKey(), turn: int().notNull().default(1) });

/** Ids of a case (its own, its source's, of order, parcels and parties), lower case without signs; `back` is the key from its end. */
export const searchKey = sqliteTable(
  'search_key',
  { number: int().notNull(), key: text().notNull(), back: text().notNull() },
  (table) => [primaryKey({ columns: [table.number, table.key] }), index('search_key_key').on(table.key, table.number), index('search_key_back').on(table.back, table.number)],
);

/** Words of names and titles, as the index folds them, for help with those that were misspelt. `cases`: in how many it was met, roughly. */
export const searchWord = sqliteTable(
  'search_word',
  { word: text().primaryKey(), back: text().notNull(), cases: int().notNull() },
  (table) => [index('search_word_back').on(table.back)],
);
