import { eq, sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { review } from './db/schema/review.ts';
import { goldenKnown } from './db/schema/sample.ts';
import type { SignedIn } from './desk.ts';

// Names of their own, so that the column asked about may be one of the same tables.
const own = alias(review, 'golden_review');
const known = alias(goldenKnown, 'golden_known_by');

/**
 * Whether a person may be told that a ruling is golden, as SQL over a column with the ruling's id: they marked it or learned of it, or have
 * decided on it. The owner of the machine reviews nothing, so they may know all.
 */
export function mayKnowGolden(rulingId: SQLWrapper, by: SignedIn): SQL {
  if (by.role === 'admin') return sql`true`;
  return sql`(exists (select 1 from ${goldenKnown} as ${known} where ${eq(known.rulingId, rulingId)} and ${eq(known.personId, by.personId)})
    or exists (select 1 from ${review} as ${own} where ${eq(own.rulingId, rulingId)} and ${eq(own.reviewerId, by.personId)} and ${own.decidedAt} is not null))`;
}
