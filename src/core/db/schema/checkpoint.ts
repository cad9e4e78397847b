import { index, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { at, int } from './columns.ts';

/** A signature of this desk over the length and the head of its log. Insert only. */
export const checkpoint = sqliteTable(
  'checkpoint',
  {
    /** How many entries the log had: the number of the newest. */
    size: int().notNull(),
    /** The hash of that entry. */
    head: text().notNull(),
    at: at().notNull(),
    /** Ed25519 public key of the machine that signed, 64 hex digits. */
    publicKey: text().notNull(),
    /** 128 hex digits over the canonical checkpoint. */
    signature: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.size, table.publicKey] })],
);

/** A checkpoint that came from outside, to hold this log against. Insert only. */
export const anchor = sqliteTable(
  'anchor',
  {
    anchorId: text().primaryKey(),
    /** The log it says it is of. */
    logId: text().notNull(),
    size: int().notNull(),
    head: text().notNull(),
    at: at().notNull(),
    publicKey: text().notNull(),
    signature: text().notNull(),
    /** Where it came from, in the words of who brought it. */
    heldBy: text().notNull(),
    importedAt: at().notNull(),
    importedById: text().notNull(),
  },
  (table) => [index('anchor_size').on(table.size)],
);
