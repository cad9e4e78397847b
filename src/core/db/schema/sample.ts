import { check, index, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { sql } from 'drizzle-orm';
import type { Money } from '../../../contract/money.ts';
import type { Outcome } from '../../../contract/vocabulary.ts';
import { at, bytes, int, json } from './columns.ts';
import { person } from './person.ts';
import { ruling } from './ruling.ts';

/** Rulings drawn for review. Its seed and its population give the same rows again. Insert only. */
export const sample = sqliteTable(
  'sample',
  {
    sampleId: text().primaryKey(),
    name: text().notNull(),
    seed: text().notNull(),
    /** What to draw, as a document of the contract. */
    plan: json<unknown>().notNull(),
    /** Rulings that took effect from `fromAt` to before `untilAt`. */
    fromAt: at().notNull(),
    untilAt: at().notNull(),
    populationSize: int().notNull(),
    /** SHA-256 over the ids of the population in order: another population is told apart. */
    populationSha256: text().notNull(),
    drawnAt: at().notNull(),
    drawnById: text()
      .notNull()
      .references(() => person.personId),
    drawnByName: text().notNull(),
  },
  (table) => [index('sample_drawn').on(table.drawnAt), check('sample_span', sql`until_at > from_at`)],
);

/** One ruling of a sample, in the order drawn. Insert only. */
export const sampleItem = sqliteTable(
  'sample_item',
  {
    sampleId: text()
      .notNull()
      .references(() => sample.sampleId),
    position: int().notNull(),
    rulingId: text()
      .notNull()
      .references(() => ruling.rulingId),
    /** The rule that drew it; `golden` is never told to who reviews. */
    drawnBy: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.sampleId, table.position] }), uniqueIndex('sample_item_once').on(table.sampleId, table.rulingId), index('sample_item_ruling').on(table.rulingId)],
);

/** Which rulings a sample was drawn from: their ids in order, deflated. Insert only; `populationSha256` of the sample holds it. */
export const samplePopulation = sqliteTable('sample_population', {
  sampleId: text()
    .primaryKey()
    .references(() => sample.sampleId),
  ids: bytes().notNull(),
});

/** A ruling whose right answer is settled, mixed unmarked into samples to measure who reviews. */
export const goldenCase = sqliteTable(
  'golden_case',
  {
    rulingId: text()
      .primaryKey()
      .references(() => ruling.rulingId),
    verdict: text({ enum: ['agree', 'improve', 'overturn'] }).notNull(),
    outcome: text().$type<Outcome>().notNull(),
    amount: json<Money | null>().notNull(),
    /** Why this is the right answer. */
    words: text().notNull(),
    addedAt: at().notNull(),
    addedById: text()
      .notNull()
      .references(() => person.personId),
    retiredAt: at(),
    /** What the log calls it by: an entry that named the ruling would tell every reader which one is golden. */
    goldenId: text().notNull().default(''),
  },
  (table) => [uniqueIndex('golden_case_id').on(table.goldenId), check('golden_words', sql`trim(words) <> ''`), check('golden_verdicts', sql`verdict in ('agree', 'improve', 'overturn')`)],
);

/** Who knows that a ruling is golden, and so never reviews it. Insert only. */
export const goldenKnown = sqliteTable(
  'golden_known',
  {
    rulingId: text()
      .notNull()
      .references(() => goldenCase.rulingId),
    personId: text()
      .notNull()
      .references(() => person.personId),
    at: at().notNull(),
  },
  (table) => [primaryKey({ columns: [table.rulingId, table.personId] })],
);
