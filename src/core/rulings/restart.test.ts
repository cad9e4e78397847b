import { eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { placeCase, soundRuling, takeCase } from '../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { verifyLog } from '../audit/verify.ts';
import { job } from '../db/schema/job.ts';
import { letter } from '../db/schema/letter.ts';
import { refund, ruling } from '../db/schema/ruling.ts';
import { createRunner, type JobHandler, type Runner } from '../jobs/runner.ts';
import { sendLetter } from '../letters/sendLetter.ts';
import { payOut } from '../refunds/payOut.ts';
import { stageRuling } from './stage.ts';
import { takeEffect } from './takeEffect.ts';

let temp: TempDesk;
const runners: Runner[] = [];

beforeEach(async () => {
  temp = await openTempDesk();
  const dana = await temp.seat('Dana');
  const file = await takeCase(temp.desk, await placeCase(temp.desk), dana);
  await stageRuling(temp.desk, { requestId: randomUUID(), caseId: file.caseId, expectedVersion: file.version, ruling: soundRuling(file) }, dana);
});
afterEach(async () => {
  for (const runner of runners.splice(0)) await runner.stop();
  temp.close();
});

const never: JobHandler = async () => {};

/** A desk that starts on the same data folder. */
async function start(): Promise<void> {
  const runner = createRunner(
    temp.desk,
    {
      'intake.import': never,
      'evidence.inspect': never,
      'evidence.check': never,
      'lease.expire': never,
      'ruling.takeEffect': takeEffect,
      'refund.payOut': payOut,
      'correction.send': never,
      'letter.send': sendLetter,
      'question.lapse': never,
      'offer.lapse': never,
      'disclosure.copy': never,
      'case.close': never,
      'return.order': never,
      'return.lapse': never,
      'feed.pull': never,
      'ledger.reconcile': never,
      'queues.place': never,
      'bulk.run': never,
    },
    (error) => {
      throw error;
    },
  );
  runners.push(runner);
  await runner.start();
}

async function allIsDone(): Promise<void> {
  expect(await temp.desk.db.select({ state: refund.state }).from(refund)).toEqual([{ state: 'settled' }]);
  expect(await temp.desk.db.select({ state: letter.state }).from(letter)).toEqual([{ state: 'sent' }, { state: 'sent' }]);
}

describe('a desk that starts again', () => {
  it('lets a ruling take effect whose time came while it was down, and pays once', async () => {
    temp.clock.now += 86_400_000;
    await start();
    await vi.waitFor(allIsDone, 20_000);
    expect(temp.gateway.payoutCalls).toBe(1);
    expect(await temp.desk.db.select({ state: ruling.state }).from(ruling)).toEqual([{ state: 'effective' }]);
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  }, 30_000);

  it('does once more what a dead process had claimed, without a second payout or letter', async () => {
    temp.clock.now += 15_000;
    await start();
    await vi.waitFor(allIsDone, 20_000);
    for (const runner of runners.splice(0)) await runner.stop();
    await temp.database.update(job).set({ state: 'running', finishedAt: null }).where(eq(job.state, 'done'));
    await start();
    const doneAgain = () => temp.desk.db.select({ attempts: job.attempts }).from(job).where(eq(job.state, 'done'));
    await vi.waitFor(async () => expect(await doneAgain()).toEqual(Array.from({ length: 4 }, () => ({ attempts: 2 }))), 20_000);
    await allIsDone();
    expect(temp.gateway.payoutCalls).toBe(1);
    expect(temp.gateway.letters.size).toBe(2);
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  }, 60_000);
});
