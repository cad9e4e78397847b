import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { jobKinds, type JobKind } from '../../contract/jobs.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { job } from '../db/schema/job.ts';
import { backoffMs } from './backoff.ts';
import { enqueue } from './enqueue.ts';
import { lanes } from './lanes.ts';
import { jobHandlers } from './methods.ts';
import { createRunner, type JobHandler, type Runner } from './runner.ts';

let temp: TempDesk;
let runner: Runner | undefined;

beforeEach(async () => {
  temp = await openTempDesk();
});
afterEach(async () => {
  await runner?.stop();
  await temp.close();
});

function startRunner(handler: JobHandler, others: Partial<Record<JobKind, JobHandler>> = {}): Promise<void> {
  const fail = () => Promise.reject(new Error('not under test'));
  const handlers: Record<JobKind, JobHandler> = {
    'intake.import': fail,
    'evidence.inspect': fail,
    'evidence.check': fail,
    'lease.expire': fail,
    'ruling.takeEffect': fail,
    'refund.payOut': handler,
    'correction.send': fail,
    'letter.send': fail,
    'question.lapse': fail,
    'offer.lapse': fail,
    'disclosure.copy': fail,
    'case.close': fail,
    'return.order': fail,
    'return.lapse': fail,
    'feed.pull': fail,
    'ledger.reconcile': fail,
    'queues.place': fail,
    'bulk.run': fail,
    ...others,
  };
  runner = createRunner(temp.desk, handlers, (error) => {
    throw error;
  });
  return runner.start();
}

const order = (change: Partial<Parameters<typeof enqueue>[1]> = {}) =>
  temp.desk.write((tx) => enqueue(tx, { kind: 'refund.payOut', words: 'A payout', payload: {}, ...change }));

async function settled(state: 'done' | 'failed' | 'waiting'): Promise<typeof job.$inferSelect> {
  for (let tries = 0; tries < 200; tries += 1) {
    const [row] = await temp.desk.db.select().from(job).where(eq(job.state, state));
    if (row && (state !== 'waiting' || row.attempts > 0)) return row;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`No job became ${state}.`);
}

describe('the job queue', () => {
  it('runs a job that was added while it slept, without polling', async () => {
    const ran: unknown[] = [];
    await startRunner(async (payload) => void ran.push(payload));
    await order({ payload: { refundId: 'r' } });
    await settled('done');
    expect(ran).toEqual([{ refundId: 'r' }]);
  });

  it('forgets a job whose cause was rolled back', async () => {
    await expect(
      temp.desk.write(async (tx) => {
        await enqueue(tx, { kind: 'refund.payOut', words: 'x', payload: {} });
        throw new Error('the cause failed');
      }),
    ).rejects.toThrow('the cause failed');
    expect(await temp.desk.db.select().from(job)).toEqual([]);
  });

  it('does not add a second job with the key of one that waits', async () => {
    await order({ uniqueKey: 'k' });
    await order({ uniqueKey: 'k' });
    expect(await temp.desk.db.select().from(job)).toHaveLength(1);
  });

  it('keeps the error of a failed try and waits longer each time', async () => {
    await startRunner(() => Promise.reject(new Error('the marketplace is down')));
    await order({ maxAttempts: 3 });
    const row = await settled('waiting');
    expect(row).toMatchObject({ attempts: 1, error: 'the marketplace is down' });
    expect(row.runAfter).toBeGreaterThan(temp.clock.now);
  });

  it('fails after its last try, keeps why, and runs again when a person asks', async () => {
    let isDown = true;
    await startRunner(async () => {
      if (isDown) throw new Error('down');
    });
    await order({ maxAttempts: 1 });
    const failed = await settled('failed');
    expect(failed.error).toBe('down');
    isDown = false;
    await jobHandlers['jobs.retry'](temp.desk, { jobId: failed.jobId }, await temp.seat('Ada'));
    expect(await settled('done')).toMatchObject({ jobId: failed.jobId, error: null });
  });

  it('tries at once what waits after a failed try, and never what waits for its first: the undo window must not be cut short', async () => {
    let isDown = true;
    await startRunner(async () => {
      if (isDown) throw new Error('down');
    });
    await order({ maxAttempts: 3 });
    const waiting = await settled('waiting');
    isDown = false;
    await jobHandlers['jobs.retry'](temp.desk, { jobId: waiting.jobId }, await temp.seat('Ada'));
    expect(await settled('done')).toMatchObject({ jobId: waiting.jobId, error: null });
    await order({ runAfter: temp.clock.now + 15_000 });
    const [later] = await temp.desk.db.select().from(job).where(eq(job.state, 'waiting'));
    await expect((async () => jobHandlers['jobs.retry'](temp.desk, { jobId: later?.jobId ?? '' }, await temp.seat('Ada')))()).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
  });

  it('leaves a marketplace alone for as long as it asks, and does not spend all tries on what it has refused', async () => {
    const fault = (verdict: string, retryAfterMs: number | null) => Object.assign(new Error(verdict), { verdict, retryAfterMs });
    await startRunner(() => Promise.reject(fault('notNow', 600_000)), { 'letter.send': () => Promise.reject(fault('refused', null)) });
    await order();
    expect((await settled('waiting')).runAfter).toBeGreaterThanOrEqual(temp.clock.now + 600_000);
    await order({ kind: 'letter.send' });
    expect(await settled('failed')).toMatchObject({ kind: 'letter.send', attempts: 1, maxAttempts: 100, error: 'refused' });
  });

  it('takes a job up again at the moment it names, without counting that as a failed try', async () => {
    let runs = 0;
    await startRunner(async () => {
      runs += 1;
      return runs < 3 ? { again: temp.clock.now } : undefined;
    });
    await order({ maxAttempts: 1 });
    expect(await settled('done')).toMatchObject({ attempts: 1, error: null });
    expect(runs).toBe(3);
  });

  it('keeps the end of a job whose write failed at first, so that it does not stand as running until the next start', async () => {
    const write = temp.desk.write;
    let isFull = false;
    temp.desk.write = (change) => (isFull ? ((isFull = false), Promise.reject(new Error('SQLITE_FULL'))) : write(change));
    const heard: unknown[] = [];
    const handlers = new Proxy({}, { get: () => async () => void (isFull = true) }) as Record<JobKind, JobHandler>;
    runner = createRunner(temp.desk, handlers, (error) => heard.push(error));
    await runner.start();
    await order();
    await settled('done');
    expect(heard).toHaveLength(1);
  });

  it('runs a job again that a dead process left running', async () => {
    await order();
    await temp.desk.write((tx) => tx.update(job).set({ state: 'running', leaseEndsAt: tx.now + 60_000 }));
    let runs = 0;
    await startRunner(async () => void (runs += 1));
    await settled('done');
    expect(runs).toBe(1);
  });

  it('leaves a job to a person under which the process died again and again (a file that ends whoever reads it)', async () => {
    await order({ maxAttempts: 2 });
    await temp.database.update(job).set({ state: 'running', attempts: 5 });
    let runs = 0;
    await startRunner(async () => {
      runs += 1;
    });
    expect(await settled('failed')).toMatchObject({ error: expect.stringContaining('again and again') as string });
    expect(runs).toBe(0);
  });

  it('does not run a job before its time', async () => {
    let runs = 0;
    await startRunner(async () => void (runs += 1));
    await order({ runAfter: temp.clock.now + 3_600_000 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(runs).toBe(0);
    temp.clock.now += 3_600_001;
    runner?.wake();
    await settled('done');
  });

  it('runs payouts, rulings, letters, leases and imports while a hostile bundle keeps every place for evidence busy', async () => {
    const [ran, looks]: [string[], Set<string>] = [[], new Set()];
    let [atOnce, most] = [0, 0];
    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    const slow: JobHandler = async (_payload, _tools, { jobId }) => {
      looks.add(jobId);
      most = Math.max(most, (atOnce += 1));
      await released;
      atOnce -= 1;
    };
    const note: JobHandler = async (_payload, _tools, { kind }) => void ran.push(kind);
    const quick = ['ruling.takeEffect', 'letter.send', 'lease.expire', 'intake.import', 'question.lapse'] as const;
    await temp.desk.write(async (tx) => {
      for (let file = 0; file < 30; file += 1) await enqueue(tx, { kind: 'evidence.inspect', words: 'Look into a slow picture', payload: {} });
    });
    await startRunner(note, { 'evidence.inspect': slow, ...Object.fromEntries(quick.map((kind) => [kind, note])) });
    await expect.poll(() => looks.size, { timeout: 10_000 }).toBe(2);
    for (const kind of [...quick, 'refund.payOut'] as const) await order({ kind });
    await expect.poll(() => [...ran].sort(), { timeout: 10_000 }).toEqual([...quick, 'refund.payOut'].sort());
    expect(looks.size).toBe(2);
    release();
    await expect.poll(() => looks.size, { timeout: 20_000 }).toBe(30);
    expect(most).toBe(2);
  });

  it('lets rulings take effect and leases end while payouts and letters fill every other place with a marketplace that does not answer', async () => {
    const ran: string[] = [];
    let [atOnce, most] = [0, 0];
    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    const hang: JobHandler = async () => {
      most = Math.max(most, (atOnce += 1));
      await released;
    };
    const note: JobHandler = async (_payload, _tools, { kind }) => void ran.push(kind);
    for (let one = 0; one < 10; one += 1) for (const kind of ['refund.payOut', 'letter.send'] as const) await order({ kind });
    await startRunner(hang, { 'letter.send': hang, 'ruling.takeEffect': note, 'lease.expire': note });
    await expect.poll(() => atOnce, { timeout: 10_000 }).toBe(6);
    for (const kind of ['ruling.takeEffect', 'lease.expire'] as const) await order({ kind });
    await expect.poll(() => [...ran].sort(), { timeout: 10_000 }).toEqual(['lease.expire', 'ruling.takeEffect']);
    expect(most).toBe(6);
    release();
    await expect.poll(() => atOnce, { timeout: 10_000 }).toBe(20);
  });

  it('leaves no kind of job out of its lanes: it would wait for ever', () => {
    expect(lanes.flatMap(({ kinds }) => kinds).sort()).toEqual([...jobKinds].sort());
  });

  it('claims rulings and money before what was due earlier', async () => {
    const ran: string[] = [];
    const note: JobHandler = async (_payload, _tools, { kind }) => void ran.push(kind);
    for (const kind of ['evidence.inspect', 'intake.import', 'letter.send', 'refund.payOut'] as const) {
      await order({ kind });
      temp.clock.now += 1_000;
    }
    await startRunner(note, { 'evidence.inspect': note, 'intake.import': note, 'letter.send': note });
    await expect.poll(() => ran, { timeout: 10_000 }).toEqual(['refund.payOut', 'letter.send', 'intake.import', 'evidence.inspect']);
  });

  it('closes its claim before the desk closes: the database must not go away under it', async () => {
    await startRunner(async () => {});
    for (let one = 0; one < 5; one += 1) await order();
    runner?.wake();
    await runner?.stop();
    const left = await temp.desk.db.select().from(job);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await temp.desk.db.select().from(job)).toEqual(left);
  });

  it('never waits longer than a quarter of an hour between tries', () => {
    for (let attempts = 1; attempts < 40; attempts += 1) expect(backoffMs(attempts, () => 1)).toBeLessThanOrEqual(900_000);
    expect(backoffMs(1, () => 0)).toBe(500);
  });
});

describe('desks on one database', () => {
  afterEach(() => void vi.useRealTimers());

  it('would leave a payout to the next start of some desk when the one that was at it died, or take one away that is alive', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    Object.assign(temp.desk, { isShared: true });
    await order({ uniqueKey: 'left', payload: { is: 'left' } });
    await temp.desk.write((tx) => tx.update(job).set({ state: 'running', attempts: 1, leaseEndsAt: tx.now + 60_000 }));
    let [leftRuns, ownRuns] = [0, 0];
    let finish = () => {};
    const long = new Promise<void>((resolve) => (finish = resolve));
    await startRunner(async ({ is }) => {
      if (is === 'left') return void (leftRuns += 1);
      ownRuns += 1;
      return long;
    });
    await order({ uniqueKey: 'own', payload: { is: 'own' } });
    const beats = async () => {
      for (let beat = 0; beat < 9; beat += 1) {
        temp.clock.now += 20_000;
        vi.advanceTimersByTime(20_000);
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
    };
    await beats();
    expect([leftRuns, ownRuns]).toEqual([1, 1]);
    const [own] = await temp.desk.db.select().from(job).where(eq(job.uniqueKey, 'own'));
    expect(own).toMatchObject({ state: 'running', attempts: 1 });
    expect(own?.leaseEndsAt).toBeGreaterThan(temp.clock.now);
    finish();
    await settled('done');
  });
});
