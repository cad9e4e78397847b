import { sql } from 'drizzle-orm';
import { jobKinds, type JobKind } from '../src/contract/jobs.ts';
import type { Tx } from '../src/core/db/write.ts';
import type { Desk } from '../src/core/desk.ts';
import { enqueue } from '../src/core/jobs/enqueue.ts';
import { createRunner, type JobHandler } from '../src/core/jobs/runner.ts';
import { openBench, type Bench } from './desk.ts';
import { batchedPeer, bullPeer, plainPeer, type QueuePeer } from './jobPeers.ts';
import { compareAll, isQuick, spread, type Result, type Spread, type Unmeasured } from './measure.ts';
import { PeerMissing } from './peers.ts';

const jobs = isQuick ? 400 : 2_000;
const starts = 200;
const bench = 'durable job queue, no-op jobs that wait, run and settled';

/** No-op jobs through the durable queue, against two queues of others and the same batched SQL; and how soon a job starts. */
export async function benchJobs(): Promise<Result[]> {
  const here = await openBench();
  const schema = (await here.writing.db.all<{ sql: string }>(sql`select sql from sqlite_master where tbl_name = 'job' and sql is not null order by type desc`)).map((one) => one.sql);
  const peers: QueuePeer[] = [];
  const missing: Unmeasured[] = [];
  try {
    for (const [open, bar] of [[plainPeer, '>= 2x plainjob'], [bullPeer, '>= 4x BullMQ with AOF always'], [batchedPeer, '>= 0.8x the same batched SQL on better-sqlite3']] as const) {
      try {
        peers.push(await open(here.desk.dataDir, jobs, schema));
      } catch (error) {
        if (!(error instanceof PeerMissing)) throw error;
        missing.push({ bench, bar, why: error.message });
      }
    }
    const versus = await compareAll(deskQueue(here), peers);
    const note = `${jobs} jobs a round, 8 at once. The desk sees to leases, lanes, attempts and an event for every step, which the batched SQL does not.`;
    const compared = versus.map((one, at) => ({ bench, unit: 'jobs/s', ...one, least: peers[at]?.least ?? null, bar: peers[at]?.bar ?? '', note }));
    return [...compared, ...missing, await benchStart(here.desk)];
  } finally {
    for (const peer of peers) await peer.close();
    await here.close();
  }
}

function deskQueue({ desk }: Bench) {
  let stop = async () => {};
  return {
    name: "the desk's queue",
    operations: jobs,
    prepare: async () => {
      await stop();
      await desk.write(async (tx) => {
        for (let one = 0; one < jobs; one += 1) await addNoOp(tx);
      });
    },
    run: async () => {
      // One event when a job starts, one when it is settled.
      let left = 2 * jobs;
      const settled = new Promise<void>((resolve) => {
        const stopListening = desk.events.on(({ type }) => {
          if (type !== 'job.changed') return;
          left -= 1;
          if (left > 0) return;
          stopListening();
          resolve();
        });
      });
      const runner = createRunner(desk, handlersOf(async () => {}), fail);
      stop = () => runner.stop();
      await runner.start();
      await settled;
      await stop();
    },
  };
}

/** From the commit of a transaction that adds one job to the start of it, the runner asleep before. */
async function benchStart(desk: Desk): Promise<Spread> {
  let started = (_at: number) => {};
  const runner = createRunner(desk, handlersOf(async () => started(performance.now())), fail);
  await runner.start();
  const times: number[] = [];
  try {
    for (let one = 0; one < starts + 20; one += 1) {
      let committedAt = 0;
      const start = new Promise<number>((resolve) => (started = resolve));
      await desk.write(async (tx) => {
        tx.afterCommit(() => (committedAt = performance.now()));
        await addNoOp(tx);
      });
      if (one >= 20) times.push((await start) - committedAt);
      else await start;
      // The runner settles it and goes to sleep.
      await desk.write(async () => undefined);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  } finally {
    await runner.stop();
  }
  return spread({ bench: 'start of a job after the commit of its cause', unit: 'ms', bar: 'p95 <= 2 ms', note: 'Woken by the commit; nothing polls.' }, times, ({ p95 }) => p95 <= 2);
}

function addNoOp(tx: Tx): Promise<void> {
  return enqueue(tx, { kind: 'letter.send', words: 'bench', payload: {} });
}

function handlersOf(handler: JobHandler): Record<JobKind, JobHandler> {
  return Object.fromEntries(jobKinds.map((kind) => [kind, handler])) as Record<JobKind, JobHandler>;
}

function fail(error: unknown): never {
  throw error;
}
