import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RefundSheet } from '../../contract/refunds.ts';
import type { BearerShare, RulingDraft } from '../../contract/rulings.ts';
import { caseFileOf, roomOf, rulingOf, usd } from '../../testing/caseFile.ts';
import { testNow } from '../../testing/tempDesk.ts';
import { sumOf } from '../refunds/money.ts';
import { checkRuling } from './rules.ts';

const eur = { currency: 'EUR', rate: '0.9137', source: 'ECB', at: testNow, for: 'seller' as const };
const check = (change: Partial<RulingDraft>, room = roomOf()) => checkRuling(caseFileOf({ refundRoom: room }), { ...rulingOf(), ...change }, testNow);
const codes = (change: Partial<RulingDraft>, room = roomOf()) => check(change, room).problems.map(({ code, field }) => [code, field]);
const half: Partial<RulingDraft> = { outcome: 'partial_refund', basis: { by: 'percent', percent: '50' } };

describe('the working of a refund', () => {
  it('goes from the cap before to the cap after, with the percentage and what rounding did', () => {
    expect(check(half).sheet).toMatchObject({
      capBefore: usd(6665), amount: usd(3333), capAfter: usd(3332), buyerGets: usd(3333), percent: '50.01',
      stated: { by: 'percent', percent: '50', rounding: { exact: '33.325', by: '+0.005' } }, postage: null, exchange: null, tariff: null,
    });
  });

  it('is there for every refund that can be staged, and fits the contract', () => {
    for (const draft of [half, {}, { outcome: 'partial_refund' as const, basis: { by: 'sum' as const, minor: '1' } }]) expect(RefundSheet.parse(check(draft).sheet)).toBeTruthy();
    expect(check({ outcome: 'no_refund', basis: { by: 'sum', minor: '0' }, bearers: [] }).sheet).toBeNull();
  });
});

describe('return postage', () => {
  const sentBack = { ...half, withReturn: true };

  it('is added to what the buyer gets and takes nothing off what can be refunded', () => {
    const { sheet, shares, amount, problems } = check({ ...sentBack, postage: { paidBy: 'platform', minor: '700' } });
    expect(problems).toEqual([]);
    expect(sheet).toMatchObject({ amount: usd(3333), capAfter: usd(3332), buyerGets: usd(4033), postage: { paidBy: 'platform', amount: usd(700), most: usd(6665) } });
    expect([amount, shares]).toEqual([usd(3333), [{ bearer: 'seller', amount: usd(3333) }]]);
  });

  it('may come on top of a full refund: the cap is the order, not the parcel back', () => {
    expect(check({ withReturn: true, postage: { paidBy: 'seller', minor: '6665' } })).toMatchObject({ problems: [], sheet: { buyerGets: usd(13_330), capAfter: usd(0) } });
  });

  it('is refused without a return, above what the order cost, of nothing, and to a buyer who pays it', () => {
    expect(codes({ ...half, postage: { paidBy: 'seller', minor: '700' } })).toEqual([['POSTAGE', 'postage']]);
    expect(codes({ ...sentBack, postage: { paidBy: 'seller', minor: '6666' } })).toEqual([['POSTAGE', 'postage']]);
    expect(codes({ ...sentBack, postage: { paidBy: 'seller', minor: '0' } })).toEqual([['POSTAGE', 'postage']]);
    expect(codes({ ...sentBack, postage: { paidBy: 'seller', minor: '-1' } })).toEqual([['POSTAGE', 'postage']]);
    expect(codes({ ...sentBack, postage: { paidBy: 'buyer', minor: '700' } })).toEqual([['POSTAGE', 'postage']]);
    expect(codes({ ...sentBack, postage: { paidBy: 'buyer', minor: null } })).toEqual([]);
  });
});

describe('a second currency', () => {
  it('stands beside every sum, each converted and rounded once, shares to the last unit', () => {
    const bearers: BearerShare[] = [{ bearer: 'seller', percent: 50 }, { bearer: 'platform', percent: 50 }];
    const { sheet } = check({ ...half, bearers, withReturn: true, postage: { paidBy: 'seller', minor: '700' }, exchange: eur });
    expect(sheet?.exchange).toMatchObject({ amount: { minor: '3045', currency: 'EUR' }, rounding: { exact: '30.453621', by: '-0.003621' }, postage: { minor: '640' }, buyerGets: { minor: '3685' } });
    expect(sheet?.exchange?.shares.map((share) => share.amount.minor)).toEqual(['1523', '1522']);
  });

  it('is refused in the order’s own currency, from a day to come, and at a rate that leaves nothing or too much', () => {
    expect(codes({ ...half, exchange: { ...eur, currency: 'USD' } })).toEqual([['EXCHANGE', 'exchange']]);
    expect(codes({ ...half, exchange: { ...eur, at: testNow + 90_000_000 } })).toEqual([['EXCHANGE', 'exchange']]);
    expect(codes({ ...half, exchange: { ...eur, rate: '0.000000000001' } })).toEqual([['EXCHANGE', 'exchange']]);
    expect(codes({ ...half, exchange: { ...eur, rate: '999999999' } }, roomOf({ cap: usd(10n ** 15n), captured: usd(10n ** 15n), lines: [] }))).toEqual([['EXCHANGE', 'exchange']]);
    expect(codes({ outcome: 'no_refund', basis: { by: 'sum', minor: '0' }, bearers: [], exchange: eur, findings: [] }).map(([code]) => code)).toContain('EXCHANGE');
  });
});

describe('bearers', () => {
  it('refuses sums that are not the amount, and says both', () => {
    const { problems } = check({ ...half, bearers: [{ bearer: 'seller', minor: '3000' }, { bearer: 'platform', minor: '300' }] });
    expect(problems).toMatchObject([{ code: 'NO_BEARER', message: 'The bearers pay USD 33.00 together; the refund is USD 33.33. Make the two the same.' }]);
  });
});

it('sums to the amount in both currencies and never passes the cap, with 0, 2, 3 and 4 decimals, up to 10^17', () => {
  const minor = fc.bigInt({ min: 1n, max: 10n ** 17n });
  fc.assert(
    fc.property(minor, fc.integer({ min: 1, max: 9_999 }), fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 99_999_999 }), fc.constantFrom('JPY', 'USD', 'KWD', 'CLF'), fc.constantFrom('EUR', 'CLP', 'TND', 'UYW'), fc.option(minor), (cap, hundredths, first, rate, currency, second, postage) => {
      const money = (value: bigint) => ({ minor: String(value), currency });
      const room = roomOf({ currency, cap: money(cap), captured: money(cap), lines: [] });
      const { problems, sheet, shares, amount, working } = check(
        {
          outcome: 'partial_refund',
          basis: { by: 'percent', percent: `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}` },
          bearers: [{ bearer: 'seller', percent: first }, { bearer: 'carrier', percent: 100 - first }],
          withReturn: postage !== null,
          ...(postage === null ? {} : { postage: { paidBy: 'seller', minor: String(postage) } }),
          exchange: { ...eur, currency: second, rate: `0.${String(rate).padStart(8, '0')}` },
        },
        room,
      );
      if (problems.length > 0 || !sheet || !amount) return;
      expect(BigInt(amount.minor) < cap).toBe(true);
      expect(sumOf(currency, [amount, sheet.capAfter])).toEqual(money(cap));
      expect(sumOf(currency, working.map((line) => line.refund))).toEqual(amount);
      expect(sumOf(currency, shares.map((share) => share.amount))).toEqual(amount);
      expect(sumOf(second, sheet.exchange?.shares.map((share) => share.amount) ?? [])).toEqual(sheet.exchange?.amount);
      expect(BigInt(sheet.buyerGets.minor)).toBe(BigInt(amount.minor) + (postage ?? 0n));
      expect(postage === null || postage <= cap).toBe(true);
    }),
  );
});
