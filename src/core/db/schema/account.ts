import { check, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { sql } from 'drizzle-orm';
import { at, bytes, flag, json } from './columns.ts';
import { person } from './person.ts';

/** How a passphrase was stretched: argon2id with memory in KiB. */
export type Stretch = { memoryKib: number; passes: number; lanes: number };

/** What a person signs in with. The passphrase itself is nowhere: `verifier` is derived from it, apart from what wraps the vault key. */
export const account = sqliteTable(
  'account',
  {
    personId: text()
      .primaryKey()
      .references(() => person.personId),
    /** The name as it is compared: no two accounts differ by writing alone. */
    nameKey: text().notNull(),
    salt: bytes().notNull(),
    stretch: json<Stretch>().notNull(),
    verifier: bytes().notNull(),
    /** Given by somebody else: the person chooses their own at the next sign-in. */
    mustChange: flag().notNull(),
    changedAt: at().notNull(),
    lastSignedInAt: at(),
  },
  (table) => [uniqueIndex('account_name').on(table.nameKey), check('account_salt', sql`length(salt) >= 16 and length(verifier) = 32`)],
);
