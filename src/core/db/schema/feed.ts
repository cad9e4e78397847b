import { sql } from 'drizzle-orm';
import { check, index, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { feedThings } from '../../../contract/feed.ts';
import { at, flag, int, oneOf } from './columns.ts';

/** How far the desk has followed one line to a marketplace, and how that goes. */
export const feedSource = sqliteTable('feed_source', {
  /** The address of the line: another one is another marketplace, with positions of its own. */
  line: text().primaryKey(),
  /** What the other side calls itself; null before it was asked. */
  name: text(),
  /** The `source` its case documents carry; a document of any other is refused. */
  source: text(),
  /** Events are read after this; null until the list of open disputes was begun. */
  position: text(),
  /** Where the list of open disputes goes on; null before its first and after its last page. */
  listCursor: text(),
  isListed: flag().notNull().default(sql`0`),
  listed: int().notNull().default(sql`0`),
  /** Things that wait at the other side, as far as it says; null when it does not. */
  behind: int(),
  /** Why nothing new is fetched just now. */
  pausedBecause: text(),
  lookedAt: at(),
  newsAt: at(),
  nextLookAt: at(),
  taken: int().notNull().default(sql`0`),
  unchanged: int().notNull().default(sql`0`),
  refused: int().notNull().default(sql`0`),
  /** Looks that failed one after the other. */
  failures: int().notNull().default(sql`0`),
  error: text(),
  errorSince: at(),
  /** What the last looks broke off at, and how often: after some times it is put aside. */
  stuckOn: text(),
  stuckTimes: int().notNull().default(sql`0`),
  rings: int().notNull().default(sql`0`),
  rungAt: at(),
  wrongRings: int().notNull().default(sql`0`),
  wrongRingAt: at(),
});

/** What came from a marketplace and could not be taken in, with the reason; gone as soon as it could. */
export const feedRefusal = sqliteTable(
  'feed_refusal',
  {
    refusalId: text().primaryKey(),
    line: text()
      .notNull()
      .references(() => feedSource.line),
    thing: text({ enum: feedThings }).notNull(),
    /** The id of the dispute or reply, or the key of the letter, refund or return. */
    about: text().notNull(),
    disputeId: text().notNull(),
    code: text().notNull(),
    words: text().notNull(),
    firstAt: at().notNull(),
    lastAt: at().notNull(),
    times: int().notNull(),
    /** When it is tried again by itself; null when only a person or the other side changes it. */
    tryAt: at(),
  },
  (table) => [
    uniqueIndex('feed_refusal_about').on(table.line, table.thing, table.about),
    index('feed_refusal_try').on(table.line, table.tryAt).where(sql`try_at is not null`),
    index('feed_refusal_last').on(table.lastAt),
    check('feed_refusal_things', oneOf(table.thing, feedThings)),
  ],
);

/** Webhooks that were heard, by the id of their event: one that is sent again rings no second time. */
export const webhookSeen = sqliteTable('webhook_seen', { eventId: text().primaryKey(), at: at().notNull() }, (table) => [index('webhook_seen_at').on(table.at)]);
