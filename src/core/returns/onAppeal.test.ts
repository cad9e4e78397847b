import { eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppealAnswer } from '../../contract/appealParts.ts';
import type { RulingInput } from '../../contract/rulings.ts';
import { recordAppeal, ruleOn } from '../../testing/appealed.ts';
import { takeCase } from '../../testing/builders.ts';
import { backOf, decide, paidTo, refundsOf, ruleWithReturn, runAll, tell, told } from '../../testing/returned.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { verifyLog } from '../audit/verify.ts';
import { readCaseFile } from '../cases/caseFile.ts';
import { correction } from '../db/schema/appeal.ts';
import { caseOrder } from '../db/schema/caseParts.ts';
import type { SignedIn } from '../desk.ts';
import { letterHandlers } from '../letters/methods.ts';
import { returnHandlers } from './methods.ts';

let temp: TempDesk;
let ada: SignedIn;
let bo: SignedIn;
beforeEach(async () => {
  temp = await openTempDesk();
  ada = await temp.seat('Ada');
  bo = await temp.seat('Bo');
});
afterEach(() => temp.close());

const answer = (result: AppealAnswer['result']): AppealAnswer => ({ result, newInformation: 'It changes this.' });
const full: Partial<RulingInput> = { outcome: 'full_refund', basis: { by: 'full' }, withReturn: true };
const half: Partial<RulingInput> = { outcome: 'partial_refund', basis: { by: 'percent', percent: '50' }, withReturn: true };
const none: Partial<RulingInput> = { outcome: 'no_refund', basis: { by: 'sum', minor: '0' }, bearers: [] };
const corrections = (caseId: string) => temp.desk.db.select().from(correction).where(eq(correction.caseId, caseId));

async function appealed(change: Partial<RulingInput>, then: Partial<RulingInput>, result: AppealAnswer['result'], between = async (_returnId: string) => {}) {
  const { caseId, returnId } = await ruleWithReturn(temp, ada, change);
  await recordAppeal(temp, caseId, ada, 'seller');
  await between(returnId);
  // No finding may contradict a refusal.
  const findings = then.outcome === 'no_refund' ? await refusing(caseId) : {};
  await ruleOn(temp, caseId, bo, { ...then, ...findings }, answer(result));
  await runAll(temp);
  return { caseId, returnId };
}

async function refusing(caseId: string): Promise<Partial<RulingInput>> {
  const file = await takeCase(temp.desk, caseId, bo);
  return { findings: file.claims.map(({ claimId }) => ({ claimId, result: 'not_established' as const, exhibits: [], spots: [], absence: 'a photo of the label', words: null })) };
}

describe('an appeal decided while goods are on their way back', () => {
  it('would ask the buyer for money that was never paid, when it lowers the refund', async () => {
    const { caseId, returnId } = await appealed(full, half, 'changed');
    expect(await corrections(caseId)).toEqual([]);
    expect(await refundsOf(temp, caseId)).toEqual(['6665 cancelled', '3333 approved return']);
    await tell(temp, returnId, told(temp, 'delivered'));
    expect(paidTo(temp)).toBe(3333n);
    expect((await verifyLog(temp.desk.db)).firstBroken).toBeNull();
  });

  it('would pay the addition before the goods, or not at all, when it raises the refund', async () => {
    const { caseId, returnId } = await appealed(half, full, 'changed');
    expect((await refundsOf(temp, caseId)).toSorted()).toEqual(['3332 approved return', '3333 approved return']);
    expect(paidTo(temp)).toBe(0n);
    await tell(temp, returnId, told(temp, 'delivered'));
    expect(paidTo(temp)).toBe(6665n);
  });

  it('would let the seller be debited although another pays now', async () => {
    const { caseId, returnId } = await appealed(full, { ...full, bearers: [{ bearer: 'platform', percent: 100 }] }, 'changed');
    expect(await corrections(caseId)).toEqual([]);
    await tell(temp, returnId, told(temp, 'delivered'));
    expect([...temp.gateway.payouts.values()].map(({ shares }) => shares)).toEqual([[{ bearer: 'platform', amount: { minor: '6665', currency: 'USD' } }]]);
    expect(await refundsOf(temp, caseId)).toEqual(['6665 cancelled', '6665 settled']);
  });

  it('would keep the money waiting for goods that need not come back', async () => {
    const { caseId, returnId } = await appealed(full, { ...full, withReturn: false }, 'changed');
    expect(await refundsOf(temp, caseId)).toEqual(['6665 settled']);
    expect((await backOf(temp, caseId)).state).toBe('called_off');
    expect(temp.gateway.calledOff).toEqual([returnId]);
  });

  it('would pay for goods that come although nothing is refunded any more', async () => {
    const { caseId, returnId } = await appealed(full, none, 'changed');
    expect(await refundsOf(temp, caseId)).toEqual(['6665 cancelled']);
    expect(await corrections(caseId)).toEqual([]);
    await tell(temp, returnId, told(temp, 'delivered'));
    expect(paidTo(temp)).toBe(0n);
  });

  it('would ask for nothing back when the goods came, and the money went, before it was decided', async () => {
    const { caseId } = await appealed(full, half, 'changed', (returnId) => tell(temp, returnId, told(temp, 'delivered')).then(() => {}));
    expect(await refundsOf(temp, caseId)).toEqual(['6665 settled']);
    expect((await corrections(caseId)).map(({ buyerMinor }) => buyerMinor)).toEqual([3332n]);
  });

  it('would ask for money back on another order, when the case is sent again with one before the request went out', async () => {
    const { caseId, returnId } = await ruleWithReturn(temp, ada);
    await recordAppeal(temp, caseId, ada, 'seller');
    await tell(temp, returnId, told(temp, 'delivered'));
    const [before] = await temp.desk.db.select({ orderId: caseOrder.orderId }).from(caseOrder).where(eq(caseOrder.caseId, caseId));
    temp.gateway.failing = 'before';
    await ruleOn(temp, caseId, bo, half, answer('changed')).catch(() => undefined);
    temp.gateway.failing = 'no';
    await temp.desk.write((tx) => tx.update(caseOrder).set({ orderId: 'another' }).where(eq(caseOrder.caseId, caseId)));
    await runAll(temp);
    expect([...temp.gateway.corrections.values()]).toMatchObject([{ orderId: before?.orderId, debits: [{ party: 'buyer', amount: { minor: '3332' } }] }]);
  });

  it('would end the time to send, or let a person decide, over the head of who hears the appeal', async () => {
    const { caseId, returnId } = await ruleWithReturn(temp, ada);
    await recordAppeal(temp, caseId, ada, 'seller');
    temp.clock.now = (await backOf(temp, caseId)).dueAt + 1;
    await runAll(temp);
    expect((await backOf(temp, caseId)).state).toBe('ordered');
    await tell(temp, returnId, told(temp, 'refused'));
    await expect(decide(temp, returnId, ada, { choice: 'cancel' })).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
  });
});

it('would tell that goods go back to those who may come to decide the appeal, before they noted a view', async () => {
  const lea = await temp.seat('Lea', 'lead');
  const { caseId, returnId } = await ruleWithReturn(temp, ada);
  await returnHandlers['returns.extend'](temp.desk, { requestId: randomUUID(), returnId, days: 3, reason: 'The buyer is ill.' }, ada);
  await tell(temp, returnId, told(temp, 'refused'));
  await recordAppeal(temp, caseId, ada, 'seller');
  const seen = async (by: SignedIn) => ({
    returns: (await readCaseFile(temp.desk.db, caseId, by, temp.clock.now)).returns.length,
    toDecide: (await returnHandlers['returns.toDecide'](temp.desk, {}, by)).length,
    letters: (await letterHandlers['letters.ofCase'](temp.desk, { caseId }, by)).filter(({ kind }) => kind === 'notice').length,
  });
  expect(await seen(lea)).toEqual({ returns: 0, toDecide: 0, letters: 0 });
  expect(await seen(ada)).toEqual({ returns: 1, toDecide: 1, letters: 2 });
  await expect(returnHandlers['returns.record'](temp.desk, { requestId: randomUUID(), returnId, kind: 'lost', at: null, words: null, lines: [], evidenceIds: [] }, bo)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
});

describe('an appeal after the goods fell short', () => {
  it('would pay only the difference to money that was never paid', async () => {
    const { caseId } = await ruleWithReturn(temp, ada, { returnTerms: { refundWhen: 'delivered', days: 1, lines: [{ itemId: 'item-1', quantity: 2 }, { itemId: 'item-2', quantity: 1 }] } });
    temp.clock.now = (await backOf(temp, caseId)).dueAt;
    await runAll(temp);
    await recordAppeal(temp, caseId, ada, 'buyer');
    await ruleOn(temp, caseId, bo, { ...full, withReturn: false }, answer('changed'));
    expect(await refundsOf(temp, caseId)).toEqual(['6665 cancelled', '6665 settled']);
    expect(paidTo(temp)).toBe(6665n);
    expect((await verifyLog(temp.desk.db)).firstBroken).toBeNull();
  });

  it('would pay after all, by confirming that the refund was to be paid for goods that come back', async () => {
    const { caseId } = await ruleWithReturn(temp, ada, { returnTerms: { refundWhen: 'delivered', days: 1, lines: [{ itemId: 'item-1', quantity: 2 }] } });
    temp.clock.now = (await backOf(temp, caseId)).dueAt;
    await runAll(temp);
    await recordAppeal(temp, caseId, ada, 'buyer');
    await ruleOn(temp, caseId, bo, full, answer('confirmed'));
    expect(paidTo(temp)).toBe(0n);
    expect(await corrections(caseId)).toEqual([]);
  });

  it('would pay a lapsed refund for goods that come late, on top of what the ruling on the appeal ordered in its place', async () => {
    const part: Partial<RulingInput> = { outcome: 'partial_refund', basis: { by: 'percent', percent: '40' }, withReturn: true };
    const { caseId, returnId } = await ruleWithReturn(temp, ada, { ...part, returnTerms: { refundWhen: 'delivered', days: 1, lines: [{ itemId: 'item-1', quantity: 2 }] } });
    temp.clock.now = (await backOf(temp, caseId)).dueAt;
    await runAll(temp);
    await recordAppeal(temp, caseId, ada, 'buyer');
    await ruleOn(temp, caseId, bo, { ...part, withReturn: false }, answer('changed'));
    await runAll(temp);
    expect(paidTo(temp)).toBe(2666n);
    await tell(temp, returnId, told(temp, 'delivered'));
    await expect(decide(temp, returnId, ada, { choice: 'pay' })).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
    expect(paidTo(temp)).toBe(2666n);
    expect((await verifyLog(temp.desk.db)).firstBroken).toBeNull();
  });
});
