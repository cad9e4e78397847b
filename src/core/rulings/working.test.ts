import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RefundRoom } from '../../contract/caseFile.ts';
import type { Outcome } from '../../contract/vocabulary.ts';
import type { RefundBasis } from '../../contract/rulings.ts';
import { roomOf, usd } from '../../testing/caseFile.ts';
import { sumOf } from '../refunds/money.ts';
import { shareOut } from './shares.ts';
import { workOut } from './working.ts';

function work(basis: RefundBasis, outcome: Outcome = 'partial_refund', room: RefundRoom = roomOf()) {
  const worked = workOut(room, { outcome, basis });
  return { minor: worked.amount?.minor ?? null, parts: worked.working.map((line) => [line.lineId, line.refund.minor]), codes: worked.problems.map(({ code }) => code) };
}

describe('workOut', () => {
  it('takes the whole cap for a full refund, and scales the lines when less is left than they cost', () => {
    expect(work({ by: 'full' }, 'full_refund')).toEqual({ minor: '6665', parts: [['item-1', '6000'], ['shipping', '665']], codes: [] });
    expect(work({ by: 'full' }, 'full_refund', roomOf({ cap: usd(1000) }))).toEqual({ minor: '1000', parts: [['item-1', '900'], ['shipping', '100']], codes: [] });
  });

  it('shows what an order cost beyond its lines instead of stretching a line above its price', () => {
    expect(work({ by: 'full' }, 'full_refund', roomOf({ cap: usd(7000) })).parts).toEqual([['item-1', '6000'], ['shipping', '665'], ['other', '335']]);
  });

  it('has one line for an order whose lines nobody states', () => {
    expect(work({ by: 'percent', percent: '50' }, 'partial_refund', roomOf({ lines: [] })).parts).toEqual([['order', '3333']]);
  });

  it('takes a percentage of what is left, rounded half up, not of each line', () => {
    expect(work({ by: 'percent', percent: '12.5' })).toMatchObject({ minor: '833', parts: [['item-1', '750'], ['shipping', '83']] });
  });

  it('refuses a line above its price, a line twice, a strange line and a negative one', () => {
    const lines = (...given: [string, string][]) => work({ by: 'line', lines: given.map(([lineId, minor]) => ({ lineId, minor })) });
    expect(lines(['item-1', '100'])).toEqual({ minor: '100', parts: [['item-1', '100']], codes: [] });
    expect(lines(['shipping', '666']).codes).toEqual(['ABOVE_CAP']);
    expect(lines(['shipping', '400'], ['shipping', '400']).codes).toEqual(['ABOVE_CAP']);
    expect(lines(['strange', '1'], ['item-1', '1']).codes).toEqual(['NO_AMOUNT']);
    expect(lines(['item-1', '-1'], ['shipping', '5']).codes).toEqual(['NO_AMOUNT']);
  });

  it('takes a percentage of one line of what is left on that line', () => {
    const lines = [{ lineId: 'item-1', words: 'Blue watch', kind: 'item' as const, amount: usd(6000), before: usd(1001) }];
    const worked = workOut(roomOf({ lines }), { outcome: 'partial_refund', basis: { by: 'line', lines: [{ lineId: 'item-1', percent: '12.5' }] } });
    expect(worked.working).toEqual([
      { lineId: 'item-1', words: 'Blue watch', kind: 'item', of: usd(6000), before: usd(1001), refund: usd(625), percent: '12.5', rounding: { exact: '6.24875', by: '+0.00125' } },
    ]);
  });

  it('never refunds a line twice in two rulings', () => {
    const lines = [{ lineId: 'item-1', words: 'Blue watch', kind: 'item' as const, amount: usd(6000), before: usd(5000) }, ...roomOf().lines.slice(1)];
    expect(work({ by: 'line', lines: [{ lineId: 'item-1', minor: '1001' }] }, 'partial_refund', roomOf({ lines })).codes).toEqual(['ABOVE_CAP']);
    expect(work({ by: 'full' }, 'full_refund', roomOf({ lines, cap: usd(1665) })).parts).toEqual([['item-1', '1000'], ['shipping', '665']]);
  });

  it('refuses sums above the cap, of nothing, and of less than nothing', () => {
    expect(work({ by: 'sum', minor: '6666' }).codes).toEqual(['ABOVE_CAP']);
    expect(work({ by: 'sum', minor: '0' }).codes).toEqual(['NO_AMOUNT']);
    expect(work({ by: 'sum', minor: '-1' }).codes).toContain('NO_AMOUNT');
  });

  it('holds outcome and amount together: full is all, partial is less, none is nothing', () => {
    expect(work({ by: 'sum', minor: '6664' }, 'full_refund').codes).toEqual(['NO_AMOUNT']);
    expect(work({ by: 'sum', minor: '6665' }, 'full_refund').codes).toEqual([]);
    expect(work({ by: 'full' }, 'partial_refund').codes).toEqual(['NO_AMOUNT']);
    expect(work({ by: 'full' }, 'no_refund')).toEqual({ minor: null, parts: [], codes: ['NO_AMOUNT'] });
    expect(work({ by: 'full' }, 'full_refund', roomOf({ cap: usd(0) })).codes).toEqual(['NO_AMOUNT']);
  });

  it('never passes an amount above the cap, never loses a unit between lines, with 0, 2, 3 and 4 decimals, above 2^53', () => {
    const minor = fc.bigInt({ min: 0n, max: 10n ** 17n });
    const basis: fc.Arbitrary<RefundBasis> = fc.oneof(
      fc.constant<RefundBasis>({ by: 'full' }),
      fc.integer({ min: 0, max: 10_000 }).map<RefundBasis>((hundredths) => ({ by: 'percent', percent: `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}` })),
      minor.map<RefundBasis>((sum) => ({ by: 'sum', minor: String(sum) })),
    );
    fc.assert(
      fc.property(minor, fc.array(minor, { maxLength: 8 }), basis, fc.constantFrom('JPY', 'USD', 'KWD', 'CLF'), fc.constantFrom<Outcome>('full_refund', 'partial_refund'), (cap, prices, by, currency, outcome) => {
        const money = (value: bigint) => ({ minor: String(value), currency });
        const lines = prices.map((price, index) => ({ lineId: `l${index}`, words: '', amount: money(price) }));
        const { amount, working, problems } = workOut(roomOf({ currency, cap: money(cap), lines }), { outcome, basis: by });
        const sum = BigInt(amount?.minor ?? '0');
        expect(sumOf(currency, working.map((line) => line.refund)).minor).toBe(String(sum));
        for (const line of working) expect(BigInt(line.refund.minor) <= BigInt(line.of.minor)).toBe(true);
        if (problems.length === 0) {
          expect(sum > 0n && sum <= cap).toBe(true);
          expect(sum === cap).toBe(outcome === 'full_refund');
        }
      }),
    );
  });
});

describe('shareOut', () => {
  it('sums to the amount exactly, however the percents fall', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 17n }), fc.integer({ min: 1, max: 98 }), fc.integer({ min: 1, max: 98 }), (minor, a, b) => {
        fc.pre(a + b < 100);
        const shares = shareOut(usd(minor), [{ bearer: 'seller', percent: a }, { bearer: 'platform', percent: b }, { bearer: 'carrier', percent: 100 - a - b }]);
        return sumOf('USD', shares.map((share) => share.amount)).minor === String(minor);
      }),
    );
  });

  it('takes sums as they are, and nothing that does not come to the amount: a cent would be borne by nobody', () => {
    expect(shareOut(usd(100), [{ bearer: 'seller', minor: '67' }, { bearer: 'platform', minor: '33' }]).map((share) => share.amount.minor)).toEqual(['67', '33']);
    expect(shareOut(usd(100), [{ bearer: 'seller', minor: '67' }, { bearer: 'platform', minor: '32' }])).toEqual([]);
    expect(shareOut(usd(100), [{ bearer: 'seller', minor: '110' }, { bearer: 'platform', minor: '-10' }])).toEqual([]);
    expect(shareOut(usd(100), [{ bearer: 'seller', percent: 50 }, { bearer: 'platform', minor: '50' }])).toEqual([]);
  });

  it('shares nothing while the percents do not come to 100', () => {
    expect(shareOut(usd(100), [{ bearer: 'seller', percent: 99 }])).toEqual([]);
  });
});
