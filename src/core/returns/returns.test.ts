import { eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asSent, backOf, decide, paidTo, refundsOf, ruleWithReturn, runAll, tell, told } from '../../testing/returned.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { verifyLog } from '../audit/verify.ts';
import { closeCase } from '../cases/closeCase.ts';
import { recusal } from '../db/schema/appeal.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import type { SignedIn } from '../desk.ts';
import { LineFault } from '../refunds/lineFault.ts';
import { returnHandlers } from './methods.ts';

let temp: TempDesk;
let ada: SignedIn;
let lea: SignedIn;
beforeEach(async () => {
  temp = await openTempDesk();
  ada = await temp.seat('Ada');
  lea = await temp.seat('Lea', 'lead');
});
afterEach(() => temp.close());

const record = (returnId: string, change: object) =>
  returnHandlers['returns.record'](temp.desk, { requestId: randomUUID(), returnId, kind: 'shipped', at: null, words: null, lines: [], evidenceIds: [], ...change }, ada);
const letters = () => [...temp.gateway.letters.values()].filter(({ kind }) => kind === 'notice').map(({ to, language, body }) => ({ to, language, body })).sort((a, b) => (a.to < b.to ? -1 : 1));
const toLapse = async (caseId: string) => {
  temp.clock.now = (await backOf(temp, caseId)).dueAt;
  await runAll(temp);
};

describe('a refund that waits for its return', () => {
  it('would be paid while the goods are still with the buyer', async () => {
    const { caseId, returnId } = await ruleWithReturn(temp, ada);
    expect(await refundsOf(temp, caseId)).toEqual(['6665 approved return']);
    expect(temp.gateway.payoutCalls).toBe(0);
    expect(temp.gateway.returns.get(returnId)).toMatchObject({ key: returnId, labelPaidBy: 'seller', refundWhen: 'delivered', lines: [{ itemId: 'item-1', quantity: 2 }, { itemId: 'item-2', quantity: 1 }] });
    expect(await backOf(temp, caseId)).toMatchObject({ state: 'ordered', orderedBy: 'marketplace', label: { trackingNumber: 'RR123' }, waiting: { minor: '6665' }, needs: null });
  });

  it.each([
    ['shipped', ['shipped'], 'shipped'],
    ['delivered', ['shipped', 'delivered'], 'done'],
    ['inspected', ['shipped', 'delivered', 'inspected'], 'done'],
  ] as const)('would miss its trigger, or be paid before it: %s', async (refundWhen, kinds, state) => {
    const { caseId, returnId } = await ruleWithReturn(temp, ada, { returnTerms: { refundWhen, days: 10, lines: [{ itemId: 'item-1', quantity: 2 }, { itemId: 'item-2', quantity: 1 }] } });
    for (const [index, kind] of kinds.entries()) {
      expect(paidTo(temp)).toBe(0n);
      temp.clock.now += 60_000;
      await tell(temp, returnId, told(temp, kind));
      expect(paidTo(temp)).toBe(index === kinds.length - 1 ? 6665n : 0n);
    }
    expect(await refundsOf(temp, caseId)).toEqual(['6665 settled']);
    expect((await backOf(temp, caseId)).state).toBe(state);
    expect((await verifyLog(temp.desk.db)).firstBroken).toBeNull();
  });

  it('would lose an event that comes before an earlier one, or count one twice', async () => {
    const { caseId, returnId } = await ruleWithReturn(temp, ada);
    const delivered = told(temp, 'delivered', { at: temp.clock.now + 5 });
    temp.clock.now += 10;
    expect(await tell(temp, returnId, delivered)).toBe('noted');
    expect(await tell(temp, returnId, delivered, told(temp, 'shipped', { at: temp.clock.now - 8 }))).toBe('noted');
    expect(await tell(temp, returnId, delivered)).toBe('known');
    expect(paidTo(temp)).toBe(6665n);
    expect((await backOf(temp, caseId)).steps.filter(({ by }) => by === 'marketplace').map(({ kind }) => kind)).toEqual(['shipped', 'delivered']);
    expect(await tell(temp, 'no-such-return', delivered)).toBe('unknown');
  });

  it('would let postage be paid for a parcel nobody sent', async () => {
    const { caseId, returnId } = await ruleWithReturn(temp, ada, { postage: { paidBy: 'seller', minor: '700' } });
    expect((await refundsOf(temp, caseId)).toSorted()).toEqual(['6665 approved return', 'postage 700 approved return']);
    await tell(temp, returnId, told(temp, 'in_transit'));
    expect((await refundsOf(temp, caseId)).toSorted()).toEqual(['6665 approved return', 'postage 700 settled']);
  });

  it('would leave the label to nobody where the line orders no returns', async () => {
    temp.gateway.hasReturns = false;
    const { caseId, returnId } = await ruleWithReturn(temp, ada);
    expect(await backOf(temp, caseId)).toMatchObject({ state: 'ordered', orderedBy: 'people', label: null });
    await record(returnId, { kind: 'delivered', words: 'The seller called.' });
    await runAll(temp);
    expect(await refundsOf(temp, caseId)).toEqual(['6665 settled']);
    expect((await backOf(temp, caseId)).steps.at(-2)).toMatchObject({ kind: 'delivered', by: 'person', personName: 'Ada', words: 'The seller called.' });
  });

  it('would keep a buyer without a label for ever because the marketplace refuses the order', async () => {
    temp.gateway.orderReturn = () => Promise.reject(new LineFault('refused', 'FOREIGN', 'It knows no such dispute.'));
    const { caseId } = await ruleWithReturn(temp, ada);
    expect(await backOf(temp, caseId)).toMatchObject({ state: 'ordered', orderedBy: 'people' });
    expect((await backOf(temp, caseId)).steps[0]?.words).toContain('It knows no such dispute.');
  });

  it('would order a second label when the desk dies after the first', async () => {
    temp.gateway.failing = 'after';
    const started = ruleWithReturn(temp, ada);
    await expect(started).rejects.toThrow('No answer came in time.');
    temp.gateway.failing = 'no';
    await runAll(temp);
    expect(temp.gateway.returns.size).toBe(1);
  });
});

describe('goods that were not sent', () => {
  it('would leave the refund open for ever, or close it without telling both sides', async () => {
    const { caseId, returnId } = await ruleWithReturn(temp, ada);
    await toLapse(caseId);
    expect(await refundsOf(temp, caseId)).toEqual(['6665 cancelled return']);
    expect(await backOf(temp, caseId)).toMatchObject({ state: 'lapsed', needs: null, waiting: null });
    expect(temp.gateway.calledOff).toEqual([returnId]);
    expect(letters().map(({ to, language }) => [to, language])).toEqual([['buyer', 'de'], ['seller', 'ja']]);
    expect(letters()[0]?.body).toContain('nicht zurückgesandt');
    temp.clock.now += 40 * 86_400_000;
    for (const failure of await temp.runDueJobs({ 'case.close': closeCase })) throw failure;
    expect((await temp.desk.db.select().from(disputeCase).where(eq(disputeCase.caseId, caseId)))[0]).toMatchObject({ state: 'closed', closedAs: 'final' });
    expect((await verifyLog(temp.desk.db)).firstBroken).toBeNull();
  });

  it('would be held against a buyer whose parcel the marketplace knows of, or who had more time', async () => {
    const { caseId, returnId } = await ruleWithReturn(temp, ada);
    const { dueAt } = await backOf(temp, caseId);
    await returnHandlers['returns.extend'](temp.desk, { requestId: randomUUID(), returnId, days: 3, reason: 'The buyer is ill.' }, ada);
    temp.clock.now = dueAt;
    await runAll(temp);
    expect((await backOf(temp, caseId)).state).toBe('ordered');
    expect(letters().map(({ body }) => body.includes('The buyer is ill.'))).toEqual([true, true]);
    temp.gateway.returnStandings.set(returnId, { state: 'ordered', label: null, events: [told(temp, 'shipped')] });
    await toLapse(caseId);
    expect(await backOf(temp, caseId)).toMatchObject({ state: 'shipped', waiting: { minor: '6665' } });
  });

  it('would be held against the buyer while the marketplace cannot be asked', async () => {
    const { caseId } = await ruleWithReturn(temp, ada);
    temp.gateway.failing = 'before';
    await toLapse(caseId);
    expect((await backOf(temp, caseId)).state).toBe('ordered');
    temp.gateway.failing = 'no';
    temp.clock.now += 3_600_000;
    await runAll(temp);
    expect((await backOf(temp, caseId)).state).toBe('lapsed');
  });

  it('would pay by themselves when they come late after all, or twice', async () => {
    const { caseId, returnId } = await ruleWithReturn(temp, ada);
    await toLapse(caseId);
    await tell(temp, returnId, told(temp, 'shipped'), told(temp, 'delivered'));
    expect(await backOf(temp, caseId)).toMatchObject({ state: 'lapsed', needs: 'late' });
    expect(paidTo(temp)).toBe(0n);
    expect(await returnHandlers['returns.toDecide'](temp.desk, {}, lea)).toMatchObject([{ returnId, needs: 'late', isMine: false }]);
    await decide(temp, returnId, ada, { choice: 'pay' });
    expect(await refundsOf(temp, caseId)).toEqual(['6665 cancelled', '6665 settled']);
    await tell(temp, returnId, told(temp, 'inspected'));
    await expect(decide(temp, returnId, ada, { choice: 'pay' })).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
    expect(paidTo(temp)).toBe(6665n);
    expect((await verifyLog(temp.desk.db)).firstBroken).toBeNull();
  });
});

describe('goods that came back otherwise', () => {
  const lines = [{ itemId: 'item-1', quantity: 1, condition: 'as_sent', words: null }, { itemId: 'item-1', quantity: 1, condition: 'used', words: 'Scratched.' }, { itemId: 'item-2', quantity: 1, condition: 'as_sent', words: null }] as ReturnType<typeof asSent>;

  it('would be paid for as if nothing were wrong, or by nobody', async () => {
    const { caseId, returnId } = await ruleWithReturn(temp, ada);
    await tell(temp, returnId, told(temp, 'delivered'), told(temp, 'inspected', { lines }));
    const back = await backOf(temp, caseId);
    expect(back).toMatchObject({ state: 'inspected', needs: 'differs', differs: true });
    expect(back.counts).toMatchObject([{ itemId: 'item-1', expected: 2, asSent: 1, otherwise: [{ condition: 'used' }] }, { itemId: 'item-2', expected: 1, asSent: 1 }]);
    expect(paidTo(temp)).toBe(0n);
    await decide(temp, returnId, lea, { choice: 'part', lines: back.payable.map(({ lineId, most }) => ({ lineId, minor: lineId === 'item-1' ? '4000' : most.minor })) });
    expect(await refundsOf(temp, caseId)).toEqual(['6665 cancelled', '5665 settled']);
    expect([...temp.gateway.payouts.values()][0]?.shares).toEqual([{ bearer: 'seller', amount: { minor: '5665', currency: 'USD' } }]);
    expect(letters().map(({ to }) => to)).toEqual(['buyer', 'seller']);
    expect(await backOf(temp, caseId)).toMatchObject({ state: 'done', needs: null, decision: { choice: 'part', amount: { minor: '5665' }, personName: 'Lea' } });
    expect((await verifyLog(temp.desk.db)).firstBroken).toBeNull();
  });

  it('would pay more on a line than was ruled, or less before anybody looked', async () => {
    const { returnId } = await ruleWithReturn(temp, ada);
    await tell(temp, returnId, told(temp, 'refused'));
    await expect(decide(temp, returnId, ada, { choice: 'part', lines: [{ lineId: 'item-1', minor: '100' }] })).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
    await tell(temp, returnId, told(temp, 'inspected', { lines }));
    await expect(decide(temp, returnId, ada, { choice: 'part', lines: [{ lineId: 'item-1', minor: '5001' }] })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(decide(temp, returnId, ada, { choice: 'part', lines: [{ lineId: 'item-1', minor: '10' }, { lineId: 'item-1', minor: '10' }] })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    expect(paidTo(temp)).toBe(0n);
  });

  it('would ask a person about nothing: a second parcel completes the first', async () => {
    const { caseId, returnId } = await ruleWithReturn(temp, ada, { returnTerms: { refundWhen: 'inspected', days: 5, lines: [{ itemId: 'item-1', quantity: 2 }] } });
    await tell(temp, returnId, told(temp, 'inspected', { lines: [{ itemId: 'item-1', quantity: 1, condition: 'as_sent', words: null }] }));
    expect((await backOf(temp, caseId)).needs).toBe('differs');
    await tell(temp, returnId, told(temp, 'inspected', { lines: [{ itemId: 'item-1', quantity: 1, condition: 'as_sent', words: null }] }));
    expect(await refundsOf(temp, caseId)).toEqual(['6665 settled']);
  });

  it.each(['refused', 'lost'] as const)('would go on by themselves when they are %s', async (kind) => {
    const { caseId, returnId } = await ruleWithReturn(temp, ada);
    await record(returnId, { kind: 'shipped' });
    await record(returnId, { kind });
    await runAll(temp);
    expect((await backOf(temp, caseId)).needs).toBe(kind);
    await decide(temp, returnId, ada, { choice: 'cancel' });
    expect(await refundsOf(temp, caseId)).toEqual(['6665 cancelled']);
    expect(letters()).toHaveLength(2);
    expect(paidTo(temp)).toBe(0n);
  });

  it('would let a person decide what goes on by itself, or record what makes no sense', async () => {
    const { returnId } = await ruleWithReturn(temp, ada);
    await expect(decide(temp, returnId, ada, { choice: 'pay' })).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
    await expect(record(returnId, { kind: 'delivered', at: temp.clock.now + 1 })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(record(returnId, { kind: 'delivered', lines: asSent() })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(record(returnId, { kind: 'inspected' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});

it('would be paid, or given more time, on the word of somebody who stepped back from the case', async () => {
  const { caseId, returnId } = await ruleWithReturn(temp, ada);
  await temp.desk.write((tx) => tx.insert(recusal).values({ caseId, personId: ada.personId, personName: 'Ada', reason: 'The buyer is my cousin.', at: tx.now }));
  await expect(record(returnId, { kind: 'delivered' })).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
  await expect(returnHandlers['returns.extend'](temp.desk, { requestId: randomUUID(), returnId, days: 3, reason: 'The buyer is ill.' }, ada)).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
  await runAll(temp);
  expect(paidTo(temp)).toBe(0n);
});

it('would lapse because the marketplace has lost the return it took on', async () => {
  const { caseId, returnId } = await ruleWithReturn(temp, ada);
  temp.gateway.returns.delete(returnId);
  await toLapse(caseId);
  expect(await refundsOf(temp, caseId)).toEqual(['6665 approved return']);
  expect(await backOf(temp, caseId)).toMatchObject({ state: 'ordered' });
  await tell(temp, returnId, told(temp, 'delivered'));
  expect(paidTo(temp)).toBe(6665n);
});
