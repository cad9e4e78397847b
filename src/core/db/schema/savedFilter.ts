import { check, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { sql } from 'drizzle-orm';
import { at, flag, json } from './columns.ts';
import { person } from './person.ts';

/** A filter somebody keeps under a name, for themselves or for the team. */
export const savedFilter = sqliteTable(
  'saved_filter',
  {
    filterId: text().primaryKey(),
    personId: text()
      .notNull()
      .references(() => person.personId),
    /** The list it filters. */
    list: text({ enum: ['decisions', 'cases'] }).notNull(),
    name: text().notNull(),
    isForTeam: flag().notNull(),
    filter: json<unknown>().notNull(),
    savedAt: at().notNull(),
  },
  (table) => [uniqueIndex('saved_filter_name').on(table.personId, table.list, table.name), check('saved_filter_name_given', sql`trim(name) <> ''`)],
);
