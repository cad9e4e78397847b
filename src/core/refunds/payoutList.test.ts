import { randomUUID } from 'node:crypto';
import { eq, gt, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { neutralCase, placeCase, soundRuling, takeCase } from '../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import type { SignedIn } from '../desk.ts';
import { jobHandlers } from '../jobs/methods.ts';
import { stageRuling } from '../rulings/stage.ts';
import { takeEffect } from '../rulings/takeEffect.ts';
import { job } from '../db/schema/job.ts';
import { refund, refundTally } from '../db/schema/ruling.ts';
import { LineFault } from './lineFault.ts';
import { payoutHandlers } from './payoutMethods.ts';
import { payOut } from './payOut.ts';

let temp: TempDesk;
let dana: SignedIn;

beforeEach(async () => {
  temp = await openTempDesk();
  dana = await temp.seat('Dana');
  for (const caseId of [await placeCase(temp.desk), await placeCase(temp.desk, neutralCase())]) {
    const file = await takeCase(temp.desk, caseId, dana);
    await stageRuling(temp.desk, { requestId: randomUUID(), caseId: file.caseId, expectedVersion: file.version, ruling: soundRuling(file) }, dana);
  }
  temp.clock.now += 15_000;
  expect(await temp.runDueJobs({ 'ruling.takeEffect': takeEffect })).toEqual([]);
});
afterEach(() => temp.close());

const list = (group: 'stuck' | 'open' | 'settled', change: { cursor?: string; limit?: number; only?: string } = {}) => payoutHandlers['payouts.list'](temp.desk, { group, only: null, cursor: null, limit: 50, ...change }, dana);
const pay = () => temp.runDueJobs({ 'refund.payOut': payOut });

describe('payouts.list', () => {
  it('shows what is agreed and not paid yet, with what it waits for', async () => {
    const { rows, groups } = await list('open');
    expect(groups).toMatchObject({ open: { count: 2, sums: [{ currency: 'USD' }] }, stuck: { count: 0, sums: [] } });
    expect(rows.map(({ refund: one }) => one.now)).toMatchObject([{ waits: 'It is handed over next.', canRetry: false }, { waits: 'It is handed over next.' }]);
    await temp.database.update(refund).set({ waitsFor: 'return' });
    expect((await list('open')).rows[0]?.refund.now).toMatchObject({ waits: 'It waits for the return of the goods.' });
  });

  it('would show a payout that cannot get through as one that is about to go', async () => {
    await temp.database.update(job).set({ attempts: 1, error: 'The marketplace is not working for now.' }).where(eq(job.kind, 'refund.payOut'));
    const waits = (await list('open')).rows.map(({ refund: one }) => one.now?.waits ?? '');
    expect(waits).toHaveLength(2);
    for (const words of waits) expect(words).toBe('The last try did not get through. The marketplace is not working for now.');
  });

  it('pages through payouts of one millisecond without losing or repeating any', async () => {
    const first = await list('open', { limit: 1 });
    const second = await list('open', { limit: 1, cursor: first.nextCursor ?? '' });
    expect(new Set([...first.rows, ...second.rows].map(({ refund: one }) => one.refundId)).size).toBe(2);
    expect(second.nextCursor).toBeNull();
    await expect(list('open', { cursor: 'elsewhere' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('would say other sums than the payouts come to, after some were refused and some were paid', async () => {
    const counted = () => temp.database.select({ state: refund.state, currency: refund.currency, refunds: sql<bigint>`count(*)`, minor: sql<bigint>`sum(${refund.amountMinor})` }).from(refund).groupBy(refund.state, refund.currency).orderBy(refund.state);
    const kept = () => temp.database.select().from(refundTally).where(gt(refundTally.refunds, 0)).orderBy(refundTally.state);
    temp.gateway.faults.push(new LineFault('refused', 'FUNDS_MISSING', 'No funds.'));
    for (let round = 0; round < 2; round += 1) {
      expect((await kept()).map((row) => ({ ...row, refunds: BigInt(row.refunds), minor: BigInt(row.minor) }))).toEqual(await counted());
      await pay();
    }
    expect((await kept()).map(({ state }) => state)).toEqual(['failed', 'settled']);
  });

  it('does not lose a refused payout out of sight: it is stuck with its reason, its steps and a retry that pays', async () => {
    temp.gateway.faults.push(new LineFault('refused', 'FUNDS_MISSING', 'No funds.'));
    await pay();
    const { rows, groups } = await list('stuck');
    const [stuck] = rows;
    expect(groups).toMatchObject({ stuck: { count: 1 }, settled: { count: 1 } });
    expect(stuck).toMatchObject({ refund: { state: 'failed', error: expect.stringContaining('No funds.') }, steps: [{ action: 'refund.failed' }, { action: 'refund.sent' }], stepsLeftOut: 0 });
    await jobHandlers['jobs.retry'](temp.desk, { jobId: stuck?.refund.now?.jobId ?? '' }, dana);
    expect((await list('stuck')).rows[0]?.refund.now).toMatchObject({ waits: 'It is tried again.' });
    expect(await pay()).toEqual([]);
    expect((await list('stuck')).rows).toEqual([]);
    expect((await list('stuck', { only: stuck?.refund.refundId ?? '' })).rows).toMatchObject([{ refund: { state: 'settled', now: null } }]);
  });
});
