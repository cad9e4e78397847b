import { eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseFile } from '../../contract/caseFile.ts';
import type { RulingInput } from '../../contract/rulings.ts';
import { neutralCase, placeCase, soundRuling, takeCase } from '../../testing/builders.ts';
import { backOf, tell, told } from '../../testing/returned.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { verifyLog } from '../audit/verify.ts';
import { readCaseFile } from '../cases/caseFile.ts';
import { refund } from '../db/schema/ruling.ts';
import type { SignedIn } from '../desk.ts';
import { sendLetter } from '../letters/sendLetter.ts';
import { payOut } from '../refunds/payOut.ts';
import { rulingHandlers } from './methods.ts';
import { takeEffect } from './takeEffect.ts';

const jobs = { 'ruling.takeEffect': takeEffect, 'refund.payOut': payOut, 'letter.send': sendLetter };

let temp: TempDesk;
let dana: SignedIn;
let file: CaseFile;

beforeEach(async () => {
  temp = await openTempDesk();
  dana = await temp.seat('Dana');
  file = await takeCase(temp.desk, await placeCase(temp.desk), dana);
});
afterEach(() => temp.close());

const terms = (): Partial<RulingInput> => ({
  withReturn: true,
  postage: { paidBy: 'platform', minor: '700' },
  exchange: { currency: 'EUR', rate: '0.9137', source: 'ECB', at: temp.clock.now, for: 'buyer' },
  bearers: [{ bearer: 'seller', minor: '3000' }, { bearer: 'carrier', minor: '333' }],
});
const stage = (input: RulingInput) => rulingHandlers['rulings.stage'](temp.desk, { requestId: randomUUID(), caseId: file.caseId, expectedVersion: file.version, ruling: input }, dana);
const refundsOf = (rulingId: string) => temp.desk.db.select().from(refund).where(eq(refund.rulingId, rulingId));

async function runAll(): Promise<void> {
  temp.clock.now += 60_000;
  for (let round = 0; round < 3; round += 1) expect(await temp.runDueJobs(jobs)).toEqual([]);
}

describe('a refund with return postage and a second currency', () => {
  it('is paid in two payouts, each once and under a key of its own, and the postage by who bears it', async () => {
    const { rulingId } = await stage(soundRuling(file, terms()));
    await runAll();
    expect(temp.gateway.payouts.size).toBe(0);
    await tell(temp, (await backOf(temp, file.caseId)).returnId, told(temp, 'delivered'));
    const orders = [...temp.gateway.payouts.values()].toSorted((a, b) => Number(b.amount.minor) - Number(a.amount.minor));
    expect(orders).toMatchObject([
      { amount: { minor: '3333', currency: 'USD' }, shares: [{ bearer: 'seller', amount: { minor: '3000' } }, { bearer: 'carrier', amount: { minor: '333' } }], exchange: { rate: '0.9137', source: 'ECB', for: 'buyer', amount: { minor: '3045', currency: 'EUR' } } },
      { amount: { minor: '700', currency: 'USD' }, for: 'return_postage', shares: [{ bearer: 'platform', amount: { minor: '700' } }], exchange: { amount: { minor: '640', currency: 'EUR' } } },
    ]);
    expect(orders[0]).not.toHaveProperty('for');
    expect((await refundsOf(rulingId)).map(({ kind, state }) => [kind, state]).toSorted()).toEqual([['order', 'settled'], ['return_postage', 'settled']]);
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  });

  it('takes the refund off what is left, line by line, and the postage off nothing', async () => {
    await stage(soundRuling(file, terms()));
    const { refundRoom } = await readCaseFile(temp.desk.db, file.caseId, dana, temp.clock.now);
    expect([refundRoom.cap?.minor, refundRoom.refundedHere?.minor]).toEqual(['3332', '3333']);
    expect(refundRoom.lines.map((line) => line.before?.minor)).toEqual(['3000', '333']);
  });

  it('is read back as its mediator wrote it, with the same working', async () => {
    const { rulingId } = await stage(soundRuling(file, terms()));
    const decision = await rulingHandlers['rulings.get'](temp.desk, { rulingId }, dana);
    expect(decision.ruling).toEqual({ ...soundRuling(file, terms()), returnTerms: { refundWhen: 'delivered', days: file.timeLimits?.returnShipment, lines: [{ itemId: 'item-1', quantity: 1 }] } });
    expect(decision).toMatchObject({ refund: { amount: { minor: '3333' } }, postageRefund: { amount: { minor: '700' } }, sheet: { buyerGets: { minor: '4033' }, exchange: { buyerGets: { minor: '3685' } } } });
  });

  it('is taken back whole: neither part is paid after an undo', async () => {
    const { rulingId } = await stage(soundRuling(file, terms()));
    await rulingHandlers['rulings.undo'](temp.desk, { requestId: randomUUID(), rulingId }, dana);
    await runAll();
    expect(temp.gateway.payouts.size).toBe(0);
    expect((await refundsOf(rulingId)).map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
  });
});

it('tells a working that was changed behind the desk', async () => {
  await stage(soundRuling(file, terms()));
  await temp.database.run('drop trigger refund_sheet_no_update');
  await temp.database.run(`update refund_sheet set postage_minor = 900`);
  expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: false });
});

it('carries 10^17 minor units and four decimals from the document to the payout without losing one', async () => {
  const clf = (minor: string) => ({ minor, currency: 'CLF' });
  const order = { id: 'big', currency: 'CLF', captured: clf('100000000000000003'), shipping: clf('1'), placedAt: '2026-05-01T08:00:00Z' };
  const items = [{ id: 'item-1', title: 'Crane', unitPrice: clf('99999999999999999') }];
  file = await takeCase(temp.desk, await placeCase(temp.desk, neutralCase({ order, items })), dana);
  const { rulingId } = await stage(soundRuling(file, { basis: { by: 'sum', minor: '99999999999999998' } }));
  await runAll();
  expect([...temp.gateway.payouts.values()].map(({ amount }) => amount)).toEqual([clf('99999999999999998')]);
  const decision = await rulingHandlers['rulings.get'](temp.desk, { rulingId }, dana);
  expect([decision.summary.amount, decision.sheet?.capAfter]).toEqual([clf('99999999999999998'), clf('5')]);
});
