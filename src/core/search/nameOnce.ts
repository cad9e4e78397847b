import { sql } from 'drizzle-orm';
import type { Tx } from '../db/write.ts';

/**
 * Writes rows of many cases without each row naming its case as changed; all cases from a number on, and those given by id, are named once
 * behind it. The pause begins and ends within the transaction of the caller, so nobody else's change goes unnoticed.
 */
export async function nameOnce(tx: Pick<Tx, 'run'>, changed: { from: number | null; caseIds: readonly string[] }, write: () => Promise<void>): Promise<void> {
  await tx.run(sql`insert into search_pause (one) values (1) on conflict do nothing`);
  await write();
  await tx.run(sql`delete from search_pause`);
  await tx.run(sql`insert into search_pending (number) select number from dispute_case where case_id in (select value from json_each(${JSON.stringify(changed.caseIds)})) on conflict do update set turn = turn + 1`);
  if (changed.from !== null) await tx.run(sql`insert into search_pending (number) select number from dispute_case where number >= ${changed.from} on conflict do update set turn = turn + 1`);
}
