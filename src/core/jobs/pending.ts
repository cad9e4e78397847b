import { sql, type SQL } from 'drizzle-orm';
import { job } from '../db/schema/job.ts';

/** A job that waits or runs, as the index of keys has it written: without it no job is found by its key but by going through all. */
export const isPending = sql`${job.state} in ('waiting', 'running')`;

/** A job that waits and whose key begins so. The index is named: by itself SQLite would rather go through all that wait, a hundred thousand where a marketplace is away. */
export function waitsWithKey(beginning: string): SQL {
  const found = sql`select ${job.jobId} from ${job} indexed by job_unique_key where ${isPending} and +${job.state} = 'waiting' and ${job.uniqueKey} >= ${beginning} and ${job.uniqueKey} < ${`${beginning}\u{10ffff}`}`;
  return sql`${job.jobId} in (${found})`;
}
