import { eq, inArray } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JobKind } from '../../contract/jobs.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { job } from '../db/schema/job.ts';
import { enqueue } from './enqueue.ts';
import { createRunner, type JobHandler, type Runner } from './runner.ts';

let temp: TempDesk;
let runner: Runner | undefined;
let heard: unknown[];

beforeEach(async () => {
  heard = [];
  temp = await openTempDesk();
});
afterEach(async () => {
  await runner?.stop();
  await temp.close();
});

function start(handler: JobHandler): Promise<void> {
  const handlers = new Proxy({}, { get: () => handler }) as Record<JobKind, JobHandler>;
  runner = createRunner(temp.desk, handlers, (error) => heard.push(error));
  return runner.start();
}

const order = (payload: Record<string, unknown> = {}) => temp.desk.write((tx) => enqueue(tx, { kind: 'refund.payOut', words: 'A payout', payload }));

describe('jobs written and claimed together', () => {
  it('would sync the disk for the end of every job by itself: those that end together are written together', async () => {
    await temp.desk.write(async (tx) => {
      for (let one = 0; one < 80; one += 1) await enqueue(tx, { kind: 'refund.payOut', words: 'A payout', payload: {} });
    });
    const write = temp.desk.write;
    let writes = 0;
    temp.desk.write = (change) => ((writes += 1), write(change));
    await start(async () => {});
    await expect.poll(() => temp.desk.db.$count(job, eq(job.state, 'done')), { timeout: 10_000 }).toBe(80n);
    expect(writes).toBeLessThan(40);
  });

  it('would lose the ends of other jobs with one that cannot be written', async () => {
    const ends: (() => void)[] = [];
    const handler: JobHandler = ({ again }) => new Promise((resolve) => ends.push(() => resolve(again === undefined ? undefined : { again: Number(again) })));
    await start(handler);
    for (const payload of [{}, {}, {}, { again: 'never' }]) await order(payload);
    await expect.poll(() => ends.length, { timeout: 10_000 }).toBe(4);
    for (const end of ends) end();
    await expect.poll(() => temp.desk.db.$count(job, eq(job.state, 'done')), { timeout: 10_000 }).toBe(3n);
    expect(heard).toHaveLength(1);
  });

  it('would keep the next start waiting for jobs that were claimed ahead and never started', async () => {
    let isSlow = false;
    await start((_payload, { signal }) => (isSlow ? new Promise((_resolve, reject) => signal.addEventListener('abort', reject)) : Promise.resolve()));
    for (let one = 0; one < 60; one += 1) await order();
    await expect.poll(() => temp.desk.db.$count(job, eq(job.state, 'done')), { timeout: 10_000 }).toBe(60n);
    isSlow = true;
    await temp.desk.write(async (tx) => {
      for (let one = 0; one < 30; one += 1) await enqueue(tx, { kind: 'refund.payOut', words: 'A payout', payload: {} });
    });
    await expect.poll(() => temp.desk.db.$count(job, eq(job.state, 'running')), { timeout: 10_000 }).toBeGreaterThanOrEqual(6n);
    await runner?.stop();
    const left = await temp.desk.db.select().from(job).where(inArray(job.state, ['waiting', 'running']));
    expect(left.filter(({ state }) => state === 'running')).toHaveLength(6);
    expect(left.filter(({ state, attempts }) => state === 'waiting' && attempts === 0)).toHaveLength(24);
  });

  it('would take tries from jobs that never began, death after death of the process under those claimed with them', async () => {
    let isDeadly = false;
    const began = new Map<string, number>();
    const runners: Runner[] = [];
    const begin = async () => {
      await start((_payload, { signal }, { jobId }) => {
        if (isDeadly) began.set(jobId, 1 + (began.get(jobId) ?? 0));
        return isDeadly ? new Promise((_resolve, reject) => signal.addEventListener('abort', reject)) : Promise.resolve();
      });
      if (runner) runners.push(runner);
    };
    await begin();
    for (let one = 0; one < 60; one += 1) await order();
    await expect.poll(() => temp.desk.db.$count(job, eq(job.state, 'done')), { timeout: 10_000 }).toBe(60n);
    isDeadly = true;
    await temp.desk.write(async (tx) => {
      for (let one = 0; one < 30; one += 1) await enqueue(tx, { kind: 'refund.payOut', words: 'A payout', payload: {} });
    });
    await expect.poll(() => temp.desk.db.$count(job, eq(job.state, 'running')), { timeout: 10_000 }).toBe(30n);
    for (let death = 1; death <= 3; death += 1) {
      // A desk that starts finds what another left running, as after a crash.
      await begin();
      await expect.poll(() => [...began.values()].reduce((sum, times) => sum + times, 0), { timeout: 10_000 }).toBe(6 * (death + 1));
      const left = await temp.desk.db.select().from(job).where(inArray(job.state, ['waiting', 'running']));
      for (const { jobId, attempts, maxAttempts } of left) expect(100 - (maxAttempts - attempts)).toBeLessThanOrEqual(began.get(jobId) ?? 0);
      expect(left).toHaveLength(30);
    }
    for (const one of runners) await one.stop();
  });
});
