import { sql } from 'drizzle-orm';
import { literal } from '../db/literal.ts';
import type { Db } from '../db/open.ts';

/** Pairs of cases below a bound that are tried. */
const pairsTried = 3;

/**
 * Two cases right below a bound, as a part of a MATCH to be put beside each word of another. The index heeds a bound only where something matches: a word that
 * is common but stands in none of the columns asked for, or not next to the other, is walked over to its very end (50 ms at a million cases). At these two the
 * walk comes to rest, and both lie beyond the bound. Null when there are none, or other cases would be found by them.
 */
export async function fenceBelow(db: Db, from: number): Promise<string | null> {
  const below = await db.all<{ id: bigint }>(sql`select id from case_text_docsize where id < ${BigInt(from)} order by id desc limit ${literal(2 * pairsTried)}`);
  // Every case has its number among its words; a later one may say the same, as a part of an id.
  const pairs = Array.from({ length: Math.floor(below.length / 2) }, (_, at) => [below[2 * at]?.id, below[2 * at + 1]?.id]);
  const fences = pairs.map(([first, second]) => `{head} : ("${first}" OR "${second}")`);
  const [nearest] = pairs;
  // The letter before it is said by no other, but stands in every case: to look at that as well makes a walk three times as long.
  if (nearest) fences.push(`{head} : ("c ${nearest[0]}" OR "c ${nearest[1]}")`);
  for (const fence of fences) {
    if ((await db.all(sql`select 1 from case_text where case_text match ${fence} and rowid >= ${BigInt(from)} limit 1`)).length === 0) return fence;
  }
  return null;
}
