import { sql } from 'drizzle-orm';
import { check, index, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { roles } from '../../../contract/vocabulary.ts';
import { at, flag, json, oneOf } from './columns.ts';

/** Someone who works, or worked, at this desk. */
export const person = sqliteTable(
  'person',
  {
    personId: text().primaryKey(),
    name: text().notNull(),
    role: text({ enum: roles }).notNull(),
    createdAt: at().notNull(),
    /** Languages the person reads, as codes of the contract. */
    languages: json<string[]>().notNull().default([]),
    skills: json<string[]>().notNull().default([]),
    /** False: the person cannot sign in. */
    isActive: flag().notNull().default(true),
  },
  (table) => [uniqueIndex('person_name_role').on(table.name, table.role), index('person_seat').on(sql`lower(trim(${table.name}))`), check('person_role', oneOf(table.role, roles))],
);

/** Which person a window or browser works as. */
export const session = sqliteTable('session', {
  sessionId: text().primaryKey(),
  personId: text()
    .notNull()
    .references(() => person.personId),
  signedInAt: at().notNull(),
  /** The run of the desk it was opened in: no session outlives its desk. */
  runId: text().notNull().default(''),
  /** When its person was last at it. */
  seenAt: at().notNull().default(0),
  lockedAt: at(),
});

/** The first answer to a command, so that a retry of the same request gets it again and nothing runs twice. */
export const request = sqliteTable(
  'request',
  {
    requestId: text().notNull(),
    personId: text().notNull(),
    method: text().notNull(),
    inputSha256: text().notNull(),
    /** The answer as JSON; null for none. */
    value: json<unknown>(),
    at: at().notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.requestId] })],
);

/** Settings of this desk, one row each. */
export const setting = sqliteTable('setting', { name: text().primaryKey(), value: json<unknown>().notNull() });
