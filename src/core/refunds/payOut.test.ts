import { eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placeCase, soundRuling, takeCase } from '../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { verifyLog } from '../audit/verify.ts';
import { job } from '../db/schema/job.ts';
import { refund } from '../db/schema/ruling.ts';
import type { Desk } from '../desk.ts';
import type { ClaimedJob } from '../jobs/runner.ts';
import { stageRuling } from '../rulings/stage.ts';
import { takeEffect } from '../rulings/takeEffect.ts';
import { createExchangeFolder } from './exchangeFolder.ts';
import { payOut } from './payOut.ts';

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

function run(attempts = 1, desk: Desk = temp.desk): Promise<void> {
  return payOut({ refundId }, { desk, signal: new AbortController().signal, progress: async () => {} }, { attempts, maxAttempts: 8 } as ClaimedJob);
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

  it('stays visible as failed with its reason after the last try, and is taken up again by a retry', async () => {
    await goLive();
    temp.gateway.failing = 'before';
    for (const attempts of [1, 7]) await expect(run(attempts)).rejects.toThrow();
    expect((await state()).state).toBe('unknown');
    await expect(run(8)).rejects.toThrow();
    expect(await state()).toMatchObject({ state: 'failed', error: 'The line to the marketplace is down.' });
    temp.gateway.failing = 'no';
    await run(1);
    expect((await state()).state).toBe('settled');
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  });

  it('refuses when another payout lies under its key, and pays nothing', async () => {
    await goLive();
    temp.gateway.payouts.set(refundId, { key: refundId } as never);
    await expect(run()).rejects.toThrow(/Another payout/);
    expect(temp.gateway.payoutCalls).toBe(0);
    expect((await state()).error).toContain('Another payout');
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

  it('is queued once for each refund', async () => {
    await goLive();
    expect(await temp.desk.db.select().from(job).where(eq(job.kind, 'refund.payOut'))).toMatchObject([{ words: 'Payout of USD 33.33 for C-20001' }]);
  });
});
