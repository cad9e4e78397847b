import { eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placeCase, soundRuling, takeCase } from '../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { verifyLog } from '../audit/verify.ts';
import { openConnection } from '../db/open.ts';
import { auditEntry } from '../db/schema/audit.ts';
import { caseOrder } from '../db/schema/caseParts.ts';
import { job } from '../db/schema/job.ts';
import { refund } from '../db/schema/ruling.ts';
import { createWrite } from '../db/write.ts';
import type { Desk } from '../desk.ts';
import { jobHandlers } from '../jobs/methods.ts';
import type { ClaimedJob, JobAgain } from '../jobs/runner.ts';
import { stageRuling } from '../rulings/stage.ts';
import { takeEffect } from '../rulings/takeEffect.ts';
import { createExchangeFolder } from './exchangeFolder.ts';
import { LineFault } from './lineFault.ts';
import { lookAtPayout } from './lookAtPayout.ts';
import { payOut } from './payOut.ts';
import { createSharedFolder } from './sharedFolder.ts';

let temp: TempDesk;
let refundId: string;

beforeEach(async () => {
  temp = await openTempDesk();
  const dana = await temp.seat('Dana');
  const file = await takeCase(temp.desk, await placeCase(temp.desk), dana);
  await stageRuling(temp.desk, { requestId: randomUUID(), caseId: file.caseId, expectedVersion: file.version, ruling: soundRuling(file) }, dana);
  refundId = (await state()).refundId;
});
afterEach(() => temp.close());

async function state() {
  const [row] = await temp.desk.db.select().from(refund);
  if (!row) throw new Error('no refund');
  return row;
}

async function goLive(): Promise<void> {
  temp.clock.now += 15_000;
  expect(await temp.runDueJobs({ 'ruling.takeEffect': takeEffect })).toEqual([]);
}

function run(attempts = 1, desk: Desk = temp.desk, byHand?: true): Promise<JobAgain | void> {
  return payOut({ refundId, ...(byHand ? { byHand } : {}) }, { desk, signal: new AbortController().signal, progress: async () => {} }, { attempts, maxAttempts: 8 } as ClaimedJob);
}

async function actions(): Promise<string[]> {
  const rows = await temp.desk.db.select().from(auditEntry).where(eq(auditEntry.subject, `refund:${refundId}`)).orderBy(auditEntry.seq);
  return rows.map(({ action }) => action);
}

describe('refund.payOut', () => {
  it('never pays for a ruling that can still be taken back', async () => {
    await expect(run()).rejects.toThrow(/not in effect/);
    expect(temp.gateway.payoutCalls).toBe(0);
  });

  it('pays once, however often it runs', async () => {
    await goLive();
    for (let time = 0; time < 3; time += 1) await run();
    expect(temp.gateway.payoutCalls).toBe(1);
    expect(await state()).toMatchObject({ state: 'settled', error: null });
    expect(await actions()).toEqual(['refund.sent', 'refund.settled']);
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  });

  it('does not pay again when the answer of the first try was lost', async () => {
    await goLive();
    temp.gateway.failing = 'after';
    await expect(run()).rejects.toThrow(/No answer/);
    expect(await state()).toMatchObject({ state: 'unknown', error: 'No answer came in time.' });
    temp.gateway.failing = 'no';
    await run(2);
    expect(temp.gateway.payoutCalls).toBe(1);
    expect(await state()).toMatchObject({ state: 'settled', error: null });
  });

  it('pays after a crash between handing over and writing it down, without handing over twice', async () => {
    await goLive();
    await run();
    await temp.database.update(refund).set({ state: 'sent' }).where(eq(refund.refundId, refundId));
    await run();
    expect(temp.gateway.payoutCalls).toBe(1);
    expect((await state()).state).toBe('settled');
  });

  it('says after the last try that nobody knows whether it was paid, not that it failed, and asks before it sends again', async () => {
    await goLive();
    temp.gateway.failing = 'after';
    await expect(run(8)).rejects.toThrow();
    expect(await state()).toMatchObject({ state: 'unknown', error: expect.stringMatching(/^It is NOT known whether USD 33.33 was paid/) });
    temp.gateway.failing = 'no';
    await run(1);
    expect(temp.gateway.payoutCalls).toBe(1);
    expect((await state()).state).toBe('settled');
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  });

  it('is failed at once with the reason of the marketplace when it refuses, and is sent again only by hand', async () => {
    await goLive();
    temp.gateway.faults.push(new LineFault('refused', 'FUNDS_MISSING', 'The seller has no funds.'));
    await expect(run()).rejects.toMatchObject({ verdict: 'refused', code: 'FUNDS_MISSING' });
    expect(await state()).toMatchObject({ state: 'failed', error: 'The seller has no funds.' });
    await expect(run()).rejects.toMatchObject({ verdict: 'refused' });
    expect(temp.gateway.payoutCalls).toBe(1);
    await run(1, temp.desk, true);
    expect(temp.gateway.payouts.size).toBe(1);
    expect(await state()).toMatchObject({ state: 'settled', error: null });
  });

  it('stands where it stood when the marketplace takes nothing just now, and fails only after the last try', async () => {
    await goLive();
    const busy = () => new LineFault('notNow', 'TOO_MANY_REQUESTS', 'Too many requests.', 30_000);
    temp.gateway.faults.push(busy(), busy());
    await expect(run()).rejects.toMatchObject({ retryAfterMs: 30_000 });
    expect(await state()).toMatchObject({ state: 'approved', error: 'Too many requests.' });
    await expect(run(8)).rejects.toThrow();
    expect(await state()).toMatchObject({ state: 'failed', error: 'It was not handed over. Too many requests.' });
    expect(temp.gateway.payouts.size).toBe(0);
  });

  it('does not take for refused what says that another request with the key is at work', async () => {
    await goLive();
    temp.gateway.faults.push(new LineFault('notNow', 'KEY_IN_USE', 'The first request still runs.'), new LineFault('refused', 'KEY_REUSED', 'Other content.'));
    for (let time = 0; time < 2; time += 1) {
      await expect(run()).rejects.toMatchObject({ verdict: 'unsure' });
      expect((await state()).state).toBe('unknown');
    }
  });

  it('asks again while the marketplace is at it, less and less often, without handing over twice and without counting that as failed', async () => {
    await goLive();
    temp.gateway.standings.set(refundId, { state: 'processing', reason: null });
    const waits: number[] = [];
    for (let time = 0; time < 12; time += 1) waits.push(((await run())?.again ?? 0) - temp.clock.now);
    expect(waits.every((ms) => ms >= 4_000 && ms <= 900_000)).toBe(true);
    expect(waits.at(-1)).toBeGreaterThan(waits[0] ?? Infinity);
    expect(await state()).toMatchObject({ state: 'sent', error: null });
    temp.gateway.standings.clear();
    expect(await run()).toBeUndefined();
    expect(temp.gateway.payoutCalls).toBe(1);
    expect(await actions()).toEqual(['refund.sent', 'refund.settled']);
  });

  it('writes down what contradicts what was known, and pays nothing for it', async () => {
    await goLive();
    await run();
    temp.gateway.standings.set(refundId, { state: 'failed', reason: 'The account is closed.' });
    await temp.desk.write((tx) => lookAtPayout(tx, refundId));
    expect(await temp.runDueJobs({ 'refund.payOut': payOut })).toMatchObject([{ verdict: 'refused' }]);
    expect(await state()).toMatchObject({ state: 'failed', error: expect.stringContaining('The account is closed.') });
    temp.gateway.standings.clear();
    await run();
    expect((await state()).state).toBe('settled');
    expect(await actions()).toEqual(['refund.sent', 'refund.settled', 'refund.failed', 'refund.settled']);
    expect(temp.gateway.payoutCalls).toBe(1);
  });

  it('asks by key when the answer names another amount, and goes on when the right one stands there', async () => {
    await goLive();
    const answer = temp.gateway.payOut;
    temp.gateway.payOut = async (order) => ({ ...(await answer(order)), order: { ...order, amount: { minor: '33330', currency: 'USD' } } });
    await expect(run()).rejects.toMatchObject({ verdict: 'unsure', code: 'ANSWER_DIFFERS' });
    expect(await state()).toMatchObject({ state: 'unknown', error: expect.stringContaining('ordered USD 33.33, there USD 333.30') });
    await run(2);
    expect(temp.gateway.payoutCalls).toBe(1);
    expect((await state()).state).toBe('settled');
  });

  it('stops with both amounts when another payout stands under its key, and does not send by itself or by hand', async () => {
    await goLive();
    temp.gateway.payouts.set(refundId, { key: refundId, source: 'x', sourceId: 'dispute-18', orderId: null, amount: { minor: '9900', currency: 'USD' }, shares: [], rulingId: 'r', decidedAt: '' });
    for (const byHand of [undefined, true] as const) await expect(run(1, temp.desk, byHand)).rejects.toMatchObject({ code: 'ANOTHER_PAYOUT' });
    expect(temp.gateway.payoutCalls).toBe(0);
    expect(await state()).toMatchObject({ state: 'failed', error: expect.stringContaining('ordered USD 33.33, there USD 99.00') });
  });

  it('holds back what a chargeback at the marketplace would pay twice, or what the order has no room for', async () => {
    await goLive();
    const captured = { minor: '9998', currency: 'USD' };
    const [{ orderId } = { orderId: null }] = await temp.desk.db.select({ orderId: caseOrder.orderId }).from(caseOrder);
    if (orderId === null) throw new Error('a case without an order');
    for (const [facts, words] of [
      [{ captured, refunded: captured, refundable: { minor: '3332', currency: 'USD' }, chargeback: null }, 'USD 33.32 can still be refunded'],
      [{ captured, refunded: captured, refundable: captured, chargeback: { isOpen: true, reference: 'CB-1' } }, 'A chargeback (CB-1) is open'],
      [{ captured, refunded: captured, refundable: { minor: '9998', currency: 'EUR' }, chargeback: null }, 'counts this order in EUR'],
    ] as const) {
      temp.gateway.orders.set(orderId, facts);
      await expect(run(1, temp.desk, true)).rejects.toMatchObject({ code: 'HELD_BACK' });
      expect(await state()).toMatchObject({ state: 'failed', error: expect.stringContaining(words) });
    }
    temp.gateway.orders.set(orderId, { captured, refunded: captured, refundable: { minor: '3333', currency: 'USD' }, chargeback: null });
    await run(1, temp.desk, true);
    expect(temp.gateway.payoutCalls).toBe(1);
  });

  it('hands over once when two workers take it up at the same moment', async () => {
    await goLive();
    await Promise.all([run(), run(), run()]);
    expect(temp.gateway.payoutCalls).toBe(1);
    expect(await actions()).toEqual(['refund.sent', 'refund.settled']);
  });

  it('hands over once when two desks on one database take it up at the same moment, each with a write lock of its own', async () => {
    await goLive();
    const source = { dataDir: temp.desk.dataDir, key: new Uint8Array(32).fill(7) };
    const [writing, reading] = [await openConnection(source, 'write'), await openConnection(source, 'read')];
    const other: Desk = { ...temp.desk, db: reading.db, write: createWrite(writing, temp.desk.events, temp.desk.clock) };
    await Promise.all([run(1), run(1, other)]);
    for (const one of [reading, writing]) one.close();
    expect(temp.gateway.payoutCalls).toBe(1);
    expect(await actions()).toEqual(['refund.sent', 'refund.settled']);
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  });

  it('would be handed over twice, into the exchange folders of two desks on one database, when the first died before it wrote down what it did', async () => {
    await goLive();
    const folders = ['one', 'two'].map((name) => join(temp.desk.dataDir, name));
    const [first, second] = folders.map((dataDir): Desk => ({ ...temp.desk, isShared: true, dataDir, gateway: createSharedFolder({ ...temp.desk, dataDir }) }));
    if (!first || !second) throw new Error('no desks');
    let writes = 0;
    const write: Desk['write'] = (work) => ((writes += 1) > 2 ? Promise.reject(new Error('killed')) : temp.desk.write(work));
    await expect(run(1, { ...first, write })).rejects.toThrow('killed');
    await run(2, second).catch(() => {});
    await run(3, second).catch(() => {});
    await run(4, second, true).catch(() => {});
    const files = folders.flatMap((dataDir) => readdirSync(dataDir, { recursive: true }).filter((name) => String(name).includes('payout-')));
    expect(files).toHaveLength(1);
    await run(5, first);
    expect(await state()).toMatchObject({ state: 'settled', error: null });
  });

  it('would be sent again by itself after a crash, because a person had it tried once more before', async () => {
    await goLive();
    const work = () => temp.runDueJobs({ 'refund.payOut': payOut });
    temp.gateway.standings.set(refundId, { state: 'failed', reason: 'The card is closed.' });
    expect(await work()).toHaveLength(1);
    const [payout] = await temp.desk.db.select().from(job).where(eq(job.kind, 'refund.payOut'));
    await jobHandlers['jobs.retry'](temp.desk, { jobId: payout?.jobId ?? '' }, await temp.seat('Dana'));
    expect(await work()).toHaveLength(1);
    expect(temp.gateway.payoutCalls).toBe(2);
    // The desk died before the job knew that it had failed.
    expect(await work()).toHaveLength(1);
    expect(temp.gateway.payoutCalls).toBe(2);
    expect(await state()).toMatchObject({ state: 'failed' });
  });

  it('would not be asked about by hand while it waits for the marketplace, or be sent again when it turns out that it failed', async () => {
    await goLive();
    const { standings } = temp.gateway;
    const work = () => temp.runDueJobs({ 'refund.payOut': payOut });
    const find = async () => (await temp.desk.db.select().from(job).where(eq(job.kind, 'refund.payOut')))[0];
    standings.set(refundId, { state: 'processing', reason: null });
    expect(await work()).toEqual([]);
    expect(await find()).toMatchObject({ state: 'waiting', attempts: 0 });
    await jobHandlers['jobs.retry'](temp.desk, { jobId: (await find())?.jobId ?? '' }, await temp.seat('Dana'));
    standings.set(refundId, { state: 'failed', reason: 'The card is closed.' });
    expect(await work()).toHaveLength(1);
    // The desk died before the job knew that it had failed.
    expect(await work()).toHaveLength(1);
    expect(temp.gateway.payoutCalls).toBe(1);
  });

  it('leaves one file in the exchange folder, whatever became of the database in between', async () => {
    await goLive();
    const desk = { ...temp.desk, gateway: createExchangeFolder(temp.desk.dataDir) };
    await run(1, desk);
    await temp.database.update(refund).set({ state: 'planned' }).where(eq(refund.refundId, refundId));
    await run(1, desk);
    expect(readdirSync(join(temp.desk.dataDir, 'exchange', 'out'))).toEqual([`payout-${refundId}.json`]);
    expect((await state()).state).toBe('settled');
  });

  it('is queued once for each refund, with tries for about a day', async () => {
    await goLive();
    expect(await temp.desk.db.select().from(job).where(eq(job.kind, 'refund.payOut'))).toMatchObject([{ words: 'Payout of USD 33.33 for C-20001', maxAttempts: 100 }]);
  });
});

describe('looking at a payout', () => {
  it('makes its job due now, and no second one', async () => {
    await goLive();
    temp.gateway.standings.set(refundId, { state: 'processing', reason: null });
    expect(await temp.runDueJobs({ 'refund.payOut': payOut })).toEqual([]);
    temp.gateway.standings.clear();
    await temp.desk.write((tx) => lookAtPayout(tx, refundId));
    expect(await temp.runDueJobs({ 'refund.payOut': payOut })).toEqual([]);
    expect((await state()).state).toBe('settled');
    expect(await temp.desk.db.select().from(job).where(eq(job.kind, 'refund.payOut'))).toHaveLength(1);
  });
});
