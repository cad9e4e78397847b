import { sql, type SQL } from 'drizzle-orm';
import { jobKinds, type JobKind } from '../../contract/jobs.ts';
import { job } from '../db/schema/job.ts';
import type { Tx } from '../db/write.ts';
import { lanes, type Lane } from './lanes.ts';
import { leaseMs } from './leases.ts';

/** A job as its handler gets it. */
export type ClaimedJob = typeof job.$inferSelect;

/** For each lane when its next waiting job is due; Infinity when none waits. One look into the index for each kind, however many jobs wait. */
export async function lookWhenDue(tx: Tx): Promise<number[]> {
  const rows = await tx.all<{ kind: JobKind; at: bigint | null }>(sql`select value as kind, (select min(run_after) from job where state = 'waiting' and kind = value) as at from json_each(${JSON.stringify(jobKinds)})`);
  const dueAt = new Map(rows.map(({ kind, at }) => [kind, at === null ? Infinity : Number(at)]));
  return lanes.map(({ kinds }) => Math.min(...kinds.map((kind) => dueAt.get(kind) ?? Infinity)));
}

/** Takes jobs of a lane that are due, the longest due first; those of the cases in `last` only when there are no others. */
export async function claimDue(tx: Tx, { kinds }: Lane, most: number, last: readonly string[]): Promise<ClaimedJob[]> {
  const first = await take(tx, kinds, most, last.length === 0 ? sql`true` : sql`coalesce(case_id, '') not in (select value from json_each(${JSON.stringify(last)}))`);
  return last.length === 0 || first.length === most ? first : [...first, ...(await take(tx, kinds, most - first.length, sql`true`))];
}

function take(tx: Tx, kinds: readonly JobKind[], most: number, which: SQL): Promise<ClaimedJob[]> {
  // Kind by kind through the index (kind, run_after): in one go all that is due would be sorted, also when a hundred thousand letters wait for a marketplace that is away.
  const ofKinds = kinds.map((kind) => sql`select * from (select job_id, run_after from job where state = 'waiting' and kind = ${kind} and run_after <= ${BigInt(tx.now)} and ${which} order by run_after limit ${BigInt(most)})`);
  return tx
    .update(job)
    .set({ state: 'running', attempts: sql`${job.attempts} + 1`, leaseEndsAt: tx.now + leaseMs })
    .where(sql`${job.jobId} in (select job_id from (${sql.join(ofKinds, sql` union all `)}) order by run_after limit ${BigInt(most)})`)
    .returning();
}
