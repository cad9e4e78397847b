import { eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseFile } from '../../contract/caseFile.ts';
import type { NeutralCase } from '../../contract/neutralCase.ts';
import { neutralCase, placeCase, soundRuling, takeCase } from '../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { verifyLog } from '../audit/verify.ts';
import { loadCase } from '../cases/lease.ts';
import { refund, ruling } from '../db/schema/ruling.ts';
import type { SignedIn } from '../desk.ts';
import type { ClaimedJob } from '../jobs/runner.ts';
import { payOut } from '../refunds/payOut.ts';
import { stageRuling } from './stage.ts';
import { takeEffect } from './takeEffect.ts';

let temp: TempDesk;
let dana: SignedIn;
let sent: NeutralCase;

beforeEach(async () => {
  temp = await openTempDesk();
  dana = await temp.seat('Dana');
  sent = neutralCase();
});
afterEach(() => temp.close());

const usd = (minor: string) => ({ minor, currency: 'USD' });
const stage = (file: CaseFile) => stageRuling(temp.desk, { requestId: randomUUID(), caseId: file.caseId, expectedVersion: file.version, ruling: soundRuling(file) }, dana);
const sendAgain = (change: Partial<NeutralCase>) => placeCase(temp.desk, { ...sent, ...change });

async function staged(): Promise<string> {
  const file = await takeCase(temp.desk, await placeCase(temp.desk, sent), dana);
  await stage(file);
  return file.caseId;
}

async function runOut(): Promise<void> {
  temp.clock.now += 15_000;
  expect(await temp.runDueJobs({ 'ruling.takeEffect': takeEffect })).toEqual([]);
}

async function isTakenBack(caseId: string, state: 'queued' | 'closed'): Promise<void> {
  await temp.runDueJobs({ 'refund.payOut': payOut });
  expect(temp.gateway.payoutCalls).toBe(0);
  expect(await loadCase(temp.desk.db, caseId)).toMatchObject({ state });
  expect(await temp.desk.db.select().from(ruling)).toMatchObject([{ state: 'undone' }]);
  expect(await temp.desk.db.select().from(refund)).toMatchObject([{ state: 'cancelled' }]);
  expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
}

describe('a case that is sent again while its ruling is staged', () => {
  it('is not paid by the desk when the buyer\'s bank charges back meanwhile', async () => {
    const caseId = await staged();
    await sendAgain({ chargeback: { isOpen: true, reference: 'CB-1', openedAt: null, amount: null } });
    await runOut();
    await isTakenBack(caseId, 'queued');
  });

  it('is not paid by the desk when the marketplace refunded it meanwhile', async () => {
    const caseId = await staged();
    await sendAgain({ order: sent.order && { ...sent.order, refundedBefore: usd('6000') } });
    await runOut();
    await isTakenBack(caseId, 'queued');
  });

  it('is not paid in a currency the order is not in any more', async () => {
    const caseId = await staged();
    await sendAgain({ order: sent.order && { ...sent.order, captured: { minor: '6665', currency: 'JPY' }, shipping: null } });
    await runOut();
    await isTakenBack(caseId, 'queued');
  });

  it('is not ruled when the dispute was closed at its source meanwhile', async () => {
    const caseId = await staged();
    await sendAgain({ stage: 'closed' });
    await runOut();
    await isTakenBack(caseId, 'closed');
  });

  it('is ruled as it was staged when nothing about its money changed', async () => {
    const caseId = await staged();
    await sendAgain({ sourceStatus: 'still open' });
    await runOut();
    expect(await loadCase(temp.desk.db, caseId)).toMatchObject({ state: 'ruled' });
  });
});

describe('a payout that waits to be tried again', () => {
  const pay = async () => {
    const [row] = await temp.desk.db.select().from(refund);
    return payOut({ refundId: row?.refundId }, { desk: temp.desk, signal: new AbortController().signal, progress: async () => {} }, { attempts: 1, maxAttempts: 8 } as ClaimedJob);
  };

  it('is held back, with its reason, after a chargeback was opened', async () => {
    await staged();
    await runOut();
    await sendAgain({ chargeback: { isOpen: true, reference: 'CB-1', openedAt: null, amount: null } });
    await expect(pay()).rejects.toThrow(/held back.*CB-1/);
    expect(temp.gateway.payoutCalls).toBe(0);
    expect(await temp.desk.db.select().from(refund)).toMatchObject([{ state: 'failed', error: expect.stringContaining('CB-1') as string }]);
  });

  it('goes to the order that was ruled on, and is known again, although the case came with another order', async () => {
    await staged();
    await runOut();
    await sendAgain({ order: sent.order && { ...sent.order, id: 'elsewhere' } });
    await pay();
    expect([...temp.gateway.payouts.values()]).toMatchObject([{ orderId: sent.order?.id }]);
    await temp.database.update(refund).set({ state: 'sent' });
    await sendAgain({ order: sent.order && { ...sent.order, id: 'third', refundedBefore: usd('3333') } });
    await pay();
    expect(temp.gateway.payoutCalls).toBe(1);
    expect(await temp.desk.db.select().from(refund).where(eq(refund.state, 'settled'))).toHaveLength(1);
  });
});

describe('two cases about one order', () => {
  const order = (change = {}) => ({ order: { ...neutralCase().order, id: 'shared', currency: 'USD', captured: usd('6665'), ...change } as NeutralCase['order'] });

  it('do not refund more than is left when the source had refunded a part before', async () => {
    const before = { refundedBefore: usd('3332') };
    const first = await placeCase(temp.desk, neutralCase(order(before)));
    const second = await placeCase(temp.desk, neutralCase(order(before)));
    // Half of the 33.33 left each would fit twice; the whole of it does not.
    await stage(await takeCase(temp.desk, first, dana));
    const file = await takeCase(temp.desk, second, dana);
    const all = soundRuling(file, { outcome: 'full_refund', basis: { by: 'full' } });
    await expect(stageRuling(temp.desk, { requestId: randomUUID(), caseId: file.caseId, expectedVersion: file.version, ruling: all }, dana)).rejects.toMatchObject({ code: 'ABOVE_CAP' });
  });

  it('still refund what is left when the source counts the first refund already', async () => {
    await stage(await takeCase(temp.desk, await placeCase(temp.desk, neutralCase(order())), dana));
    await runOut();
    temp.clock.now += 1_000;
    const file = await takeCase(temp.desk, await placeCase(temp.desk, neutralCase(order({ refundedBefore: usd('3333') }))), dana);
    const all = soundRuling(file, { outcome: 'full_refund', basis: { by: 'full' } });
    await expect(stageRuling(temp.desk, { requestId: randomUUID(), caseId: file.caseId, expectedVersion: file.version, ruling: all }, dana)).resolves.toMatchObject({ amount: usd('3332') });
  });

  it('are not refunded in two currencies', async () => {
    await stage(await takeCase(temp.desk, await placeCase(temp.desk, neutralCase(order())), dana));
    const euros = { captured: { minor: '6665', currency: 'EUR' }, shipping: null };
    const file = await takeCase(temp.desk, await placeCase(temp.desk, neutralCase({ ...order(euros), items: [] })), dana);
    await expect(stage(file)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
  });
});
