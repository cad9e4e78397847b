import type { JobKind } from '../src/contract/jobs.ts';
import { enqueue } from '../src/core/jobs/enqueue.ts';
import { createRunner, type JobHandler } from '../src/core/jobs/runner.ts';
import { openBench } from './desk.ts';
import { compare, type Comparison } from './measure.ts';

const jobs = 500;

/** No-op jobs through the durable queue, against the same batched SQL on the bare driver. */
export async function benchJobs(): Promise<Comparison> {
  const { desk, peer, close } = await openBench();
  let left = 0;
  let finished = () => {};
  const noOp: JobHandler = async () => {
    left -= 1;
    if (left === 0) finished();
  };
  const handlers = Object.fromEntries(
    (['intake.import', 'evidence.inspect', 'evidence.check', 'lease.expire', 'ruling.takeEffect', 'refund.payOut', 'letter.send'] as const).map((kind) => [kind, noOp]),
  ) as Record<JobKind, JobHandler>;
  const runner = createRunner(desk, handlers, (error) => {
    throw error;
  });
  await runner.start();
  peer.exec("create table job (id integer primary key, state text not null, run_after integer not null) strict; create index job_due on job (run_after) where state = 'waiting'");
  const insert = peer.prepare("insert into job (state, run_after) values ('waiting', 1)");
  const claim = peer.prepare("update job set state = 'running' where id in (select id from job where state = 'waiting' and run_after <= 2 order by run_after limit 50) returning id");
  const settle = peer.prepare("update job set state = 'done' where id = ?");
  try {
    const result = await compare(
      {
        name: 'desk: added in one transaction, run, settled one by one',
        operations: jobs,
        run: async () => {
          left = jobs;
          const done = new Promise<void>((resolve) => {
            finished = resolve;
          });
          await desk.write(async (tx) => {
            for (let one = 0; one < jobs; one += 1) await enqueue(tx, { kind: 'letter.send', words: 'bench', payload: {} });
          });
          await done;
        },
      },
      {
        name: 'the same steps on the bare libsql driver',
        operations: jobs,
        run: async () => {
          peer.exec('begin immediate');
          for (let one = 0; one < jobs; one += 1) insert.run();
          peer.exec('commit');
          for (let claimed = claim.all() as { id: number }[]; claimed.length > 0; claimed = claim.all() as { id: number }[]) {
            for (const { id } of claimed) settle.run(id);
          }
        },
      },
    );
    return { bench: 'durable job queue, no-op jobs', unit: 'jobs/s', ...result, bar: '>= 0.8x the same batched SQL on the driver', note: 'WAL, synchronous FULL, encrypted file.' };
  } finally {
    await runner.stop();
    await close();
  }
}
