import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { RulingMoment } from '../../../contract/asItWas.ts';
import { json } from './columns.ts';
import { ruling } from './ruling.ts';

/** What a ruling rested on beside its frozen file: check, limit and policy of the moment it was staged. Insert only, and part of the ruling in the log. */
export const rulingMoment = sqliteTable('ruling_moment', {
  rulingId: text()
    .primaryKey()
    .references(() => ruling.rulingId),
  moment: json<RulingMoment>().notNull(),
});
