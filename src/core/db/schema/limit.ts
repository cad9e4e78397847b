import { sql } from 'drizzle-orm';
import { check, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { at, minor } from './columns.ts';
import { person } from './person.ts';

/** The most somebody may decide alone in a case: a person, those of a role, or everyone. */
export const rulingLimit = sqliteTable(
  'ruling_limit',
  {
    limitId: text().primaryKey(),
    /** `person:<id>`, `role:mediator`, `role:lead` or `everyone`. */
    holder: text().notNull(),
    personId: text().references(() => person.personId),
    currency: text().notNull(),
    /** Null: taken away again. The row stays, because the log covers it. */
    minor: minor(),
    setBy: text().notNull(),
    setAt: at().notNull(),
  },
  (table) => [
    uniqueIndex('ruling_limit_holder').on(table.holder, table.currency),
    check('ruling_limit_holders', sql`holder in ('everyone', 'role:mediator', 'role:lead') or (person_id is not null and holder = 'person:' || person_id)`),
    check('ruling_limit_amount', sql`minor is null or minor >= 0`),
  ],
);
