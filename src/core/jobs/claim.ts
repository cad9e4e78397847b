import { getTableColumns, sql, type SQL } from 'drizzle-orm';
import { jobKinds, type JobKind } from '../../contract/jobs.ts';
import { hot } from '../db/hot.ts';
import { literal } from '../db/literal.ts';
import { packedColumns } from '../db/packed.ts';
import { job } from '../db/schema/job.ts';
import type { Tx } from '../db/write.ts';
import { madeOnce } from '../madeOnce.ts';
import { lanes, type Lane } from './lanes.ts';
import { leaseMs } from './leases.ts';

/** A job as its handler gets it. */
export type ClaimedJob = typeof job.$inferSelect;

const place = (name: string) => sql`${sql.placeholder(name)}`;
const listed = (name: string) => sql`(select value from json_each(${place(name)}))`;

const readDue = hot((db) =>
  db
    .select({ kind: sql<JobKind>`value`.as('kind'), at: sql<bigint | null>`(select min(run_after) from job where state = 'waiting' and kind = value)`.as('at') })
    .from(sql`json_each(${JSON.stringify(jobKinds)})`)
    .prepare(),
);

/** For each lane when its next waiting job is due; Infinity when none waits. One look into the index for each kind, however many jobs wait. */
export async function lookWhenDue(tx: Tx): Promise<number[]> {
  const dueAt = new Map((await readDue(tx).all()).map(({ kind, at }) => [kind, at === null ? Infinity : Number(at)]));
  return lanes.map(({ kinds }) => Math.min(...kinds.map((kind) => dueAt.get(kind) ?? Infinity)));
}

/**
 * Takes jobs of a lane that are due, the longest due first: as many as can begin now, and `ahead` more that never were tried. Those of the
 * cases in `last` come only when there are no others.
 */
export async function claimDue(tx: Tx, lane: Lane, free: number, ahead: number, last: readonly string[]): Promise<ClaimedJob[]> {
  const read = async (which: keyof typeof sieves, most: number) => {
    const found = await readerOf(which, ...lane.kinds)(tx).get({ now: BigInt(tx.now), most: BigInt(most), ...(which === 'all' ? {} : { last: JSON.stringify(last) }) });
    return rowsOfJobs.read(found?.rows);
  };
  const due = await read(last.length === 0 ? 'all' : 'others', free + ahead);
  if (last.length > 0 && due.length < free + ahead) due.push(...(await read('last', free + ahead - due.length)));
  const claimed = due.filter(({ attempts }, at) => at < free || attempts === 0);
  if (claimed.length === 0) return [];
  const leaseEndsAt = tx.now + leaseMs;
  for (const [at, one] of claimed.entries()) Object.assign(one, { state: 'running', attempts: one.attempts + 1, leaseEndsAt, progress: at < free ? null : 0 });
  const idsOf = (some: readonly ClaimedJob[]) => JSON.stringify(some.map(({ jobId }) => jobId));
  await take(tx).run({ all: idsOf(claimed), ahead: idsOf(claimed.slice(free)), leaseEndsAt: BigInt(leaseEndsAt) });
  return claimed;
}

const sieves = { all: sql`true`, others: sql`coalesce(case_id, '') not in ${listed('last')}`, last: sql`case_id in ${listed('last')}` };
const readerOf = madeOnce((which: keyof typeof sieves, ...kinds: JobKind[]) => build(kinds, sieves[which]));

const rowsOfJobs = packedColumns<ClaimedJob>(getTableColumns(job));

function build(kinds: readonly JobKind[], which: SQL) {
  // Kind by kind through the index (kind, run_after): in one go all that is due would be sorted, also when a hundred thousand letters wait for a marketplace that is away.
  const ofKinds = kinds.map((kind) => sql`select * from (select * from job where state = 'waiting' and kind = ${literal(kind)} and run_after <= ${place('now')} and ${which} order by run_after limit ${place('most')})`);
  const due = sql`select * from (${sql.join(ofKinds, sql` union all `)}) order by run_after limit ${place('most')}`;
  return hot((db) => db.select({ rows: rowsOfJobs.text.as('rows') }).from(sql`(${due})`).prepare());
}

/** Those ahead of their turn stand at no progress: `takeUpLeft` knows by it that they may never have begun. */
const take = hot((db) =>
  db
    .update(job)
    .set({ state: 'running', attempts: sql`${job.attempts} + 1`, leaseEndsAt: sql`${place('leaseEndsAt')}`, progress: sql`iif(${job.jobId} in ${listed('ahead')}, 0, null)` })
    .where(sql`${job.jobId} in ${listed('all')}`)
    .prepare(),
);
