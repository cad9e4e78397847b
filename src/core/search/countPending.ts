import { sql } from 'drizzle-orm';
import type { Db } from '../db/open.ts';

/** How many cases the index does not hold as they are now; counted up to `most`. */
export async function countPending(db: Db, most = 10_000): Promise<number> {
  const [row] = await db.all<{ n: bigint }>(sql`select count(*) as n from (select 1 from search_pending limit ${most})`);
  return Number(row?.n ?? 0);
}
