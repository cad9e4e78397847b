import { describe, expect, it } from 'vitest';
import type { RefundSheet } from '../../contract/refunds.ts';
import { basisWords, exchangeWords, sumRows } from './workingRows.ts';

const usd = (minor: string) => ({ minor, currency: 'USD' });
const jpy = (minor: string) => ({ minor, currency: 'JPY' });
const sheet: RefundSheet = {
  captured: usd('6665'), refundedBefore: null, chargedBack: null, refundedHere: null, capBefore: usd('6665'), capAfter: usd('3332'), amount: usd('3333'), percent: '50.01', buyerGets: usd('3333'),
  stated: { by: 'percent', percent: '50', rounding: { exact: '33.325', by: '+0.005' } }, tariff: null, postage: null, exchange: null,
};
const shares = [{ bearer: 'seller' as const, amount: usd('3333') }];
const rows = (change: Partial<RefundSheet>) => sumRows(usd('3333'), shares, { ...sheet, ...change }).map((row) => [row.words, row.money?.minor, row.second?.minor]);

describe('the sums of a refund', () => {
  it('give return postage a line and a payer of its own, and never count it as a refund of the order', () => {
    const postage = { paidBy: 'platform' as const, amount: usd('700'), most: usd('6665') };
    expect(rows({ postage, buyerGets: usd('4033') })).toEqual([
      ['Goes back of the order', '3333', undefined], ['Return postage', '700', undefined], ['Buyer gets', '4033', undefined], ['Seller pays', '3333', undefined], ['Platform pays the return postage', '700', undefined], ['Left to refund after', '3332', undefined],
    ]);
  });
  it('put the second currency beside every sum that is converted, and say whose it is', () => {
    const exchange = { currency: 'JPY', rate: '150.25', source: 'ECB', at: 0, for: 'seller' as const, amount: jpy('5008'), rounding: { exact: '5007.8325', by: '+0.1675' }, postage: null, buyerGets: jpy('5008'), shares: [{ bearer: 'seller' as const, amount: jpy('5008') }] };
    expect(rows({ exchange })).toEqual([['Buyer gets', '3333', '5008'], ['Seller pays', '3333', '5008'], ['Left to refund after', '3332', undefined]]);
    expect(exchangeWords(exchange, 'USD')[0]).toBe('The buyer is paid in USD; the bearers are debited in JPY.');
    expect(exchangeWords(exchange, 'USD')[1]).toMatch(/^USD 1 = JPY 150\.25, ECB, /);
  });
  it('say what rounding did, and that nothing was rounded when nothing was', () => {
    expect(basisWords(sheet)).toBe('50 % of USD 66.65 is 33.325, rounded half up (+0.005).');
    expect(basisWords({ ...sheet, stated: { by: 'percent', percent: '40', rounding: null } })).toBe('40 % of USD 66.65, nothing rounded.');
    expect(basisWords({ ...sheet, stated: { by: 'sum', percent: null, rounding: null } })).toBe('50.01 % of USD 66.65.');
  });
  it('show rulings from before workings were kept as they were, and keep the place of an amount to come', () => {
    expect(sumRows(usd('3333'), shares, null).map((row) => [row.words, row.money?.minor])).toEqual([['Buyer gets', '3333'], ['Seller pays', '3333']]);
    expect(sumRows(null, [{ bearer: 'seller', amount: null }], null).map((row) => row.money)).toEqual([null, null]);
  });
});
