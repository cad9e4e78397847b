import { sql } from 'drizzle-orm';
import type { Database } from '../db/open.ts';

/** Lets nobody write down which cases changed, while a desk is filled in bulk: a hundred rows of a case would each name it. */
export async function pauseIndex(db: Pick<Database, 'run'>): Promise<void> {
  await db.run(sql`insert into search_pause (one) values (1) on conflict do nothing`);
}

/** Ends the pause and names all cases that the index does not hold yet, for `indexInBulk`. */
export async function resumeIndex(db: Pick<Database, 'run'>): Promise<void> {
  await db.run(sql`delete from search_pause`);
  await db.run(sql`insert into search_pending (number) select number from dispute_case where number not in (select rowid from case_text) on conflict do nothing`);
}
