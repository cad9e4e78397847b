import { sql } from 'drizzle-orm';
import { check, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { QueueRule } from '../../../contract/queues.ts';
import { at, flag, int, json } from './columns.ts';
import { person } from './person.ts';

/** A queue: the cases its rule takes, served to its people. A case belongs to the first queue that takes it, by place; without one to the general queue (null). */
export const workQueue = sqliteTable(
  'work_queue',
  {
    queueId: text().primaryKey(),
    name: text().notNull(),
    place: int().notNull(),
    rule: json<QueueRule>().notNull(),
    /** The skill a person needs to be served from it; null: none. */
    skill: text(),
    isActive: flag().notNull(),
    createdAt: at().notNull(),
    /** Set once it was taken away; the row stays for the cases that were in it. */
    removedAt: at(),
  },
  (table) => [uniqueIndex('work_queue_name').on(sql`lower(${table.name})`), check('work_queue_name_given', sql`trim(name) <> ''`)],
);

/** Who works on a queue; a queue with nobody is everybody's. `capacity`: the most of its cases the person has in hand at once; null: no limit. */
export const queuePerson = sqliteTable(
  'queue_person',
  {
    queueId: text()
      .notNull()
      .references(() => workQueue.queueId),
    personId: text()
      .notNull()
      .references(() => person.personId),
    capacity: int(),
  },
  (table) => [primaryKey({ columns: [table.queueId, table.personId] }), check('queue_person_capacity', sql`capacity is null or capacity > 0`)],
);
