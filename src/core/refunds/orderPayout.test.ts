import { eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placeCase, soundRuling, takeCase } from '../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { append } from '../audit/append.ts';
import { verifyLog } from '../audit/verify.ts';
import { refund } from '../db/schema/ruling.ts';
import { deskItself } from '../desk.ts';
import { stageRuling } from '../rulings/stage.ts';
import { takeEffect } from '../rulings/takeEffect.ts';
import { orderPayout, type RefundRow } from './orderPayout.ts';
import { payOut } from './payOut.ts';

let temp: TempDesk;
const jobs = { 'ruling.takeEffect': takeEffect, 'refund.payOut': payOut };

beforeEach(async () => {
  temp = await openTempDesk();
  const dana = await temp.seat('Dana');
  const file = await takeCase(temp.desk, await placeCase(temp.desk), dana);
  await stageRuling(temp.desk, { requestId: randomUUID(), caseId: file.caseId, expectedVersion: file.version, ruling: soundRuling(file) }, dana);
});
afterEach(() => temp.close());

async function theRefund(): Promise<RefundRow> {
  const [row] = await temp.desk.db.select().from(refund);
  if (!row) throw new Error('no refund');
  return row;
}

/** Writes what the refund waits for, with its entry in the log. */
async function setWaitsFor(waitsFor: 'return' | null, isOrdered: boolean): Promise<void> {
  await temp.desk.write(async (tx) => {
    const { refundId } = await theRefund();
    await tx.update(refund).set({ waitsFor }).where(eq(refund.refundId, refundId));
    const [row] = await tx.select().from(refund);
    if (!row) throw new Error('no refund');
    const rows = isOrdered ? [await orderPayout(tx, row, 'C-20001')] : [{ table: 'refund' as const, id: refundId }];
    await append(tx, { by: deskItself, action: 'return.triggered', subject: `refund:${refundId}`, caseId: row.caseId, words: 'The goods are back', rows });
  });
}

async function runAll(): Promise<void> {
  temp.clock.now += 15_000;
  for (let round = 0; round < 2; round += 1) expect(await temp.runDueJobs(jobs)).toEqual([]);
}

describe('ordering a payout', () => {
  it('approves it in the transaction that lets the ruling take effect, covered by the log', async () => {
    temp.clock.now += 15_000;
    expect(await temp.runDueJobs({ 'ruling.takeEffect': takeEffect })).toEqual([]);
    expect(await theRefund()).toMatchObject({ state: 'approved' });
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  });

  it('pays nothing while the goods are not back, and pays once they are', async () => {
    await setWaitsFor('return', false);
    await runAll();
    expect(await theRefund()).toMatchObject({ state: 'approved', waitsFor: 'return' });
    expect(temp.gateway.payoutCalls).toBe(0);
    await setWaitsFor(null, true);
    await runAll();
    expect(await theRefund()).toMatchObject({ state: 'settled', waitsFor: null });
    expect(temp.gateway.payoutCalls).toBe(1);
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  });
});
