import { sql } from 'drizzle-orm';
import type { Db } from '../db/open.ts';

/**
 * Two cases right below a bound, as a part of a MATCH to be put beside each word of another. The index heeds a bound only where something matches: a word that
 * is common but stands in none of the columns asked for, or not next to the other, is walked over to its very end (50 ms at a million cases). At these two the
 * walk comes to rest, and both lie beyond the bound. Null when there are none, or other cases would be found by them.
 */
export async function fenceBelow(db: Db, from: number): Promise<string | null> {
  const [first, second] = await db.all<{ id: bigint }>(sql`select id from case_text_docsize where id < ${BigInt(from)} order by id desc limit 2`);
  if (!first || !second) return null;
  // Every case has its number among its words; where a later one says the same, as a part of an id, the letter before it is looked at as well.
  for (const letter of ['', 'c ']) {
    const fence = `{head} : ("${letter}${first.id}" OR "${letter}${second.id}")`;
    if ((await db.all(sql`select 1 from case_text where case_text match ${fence} and rowid >= ${BigInt(from)} limit 1`)).length === 0) return fence;
  }
  return null;
}
