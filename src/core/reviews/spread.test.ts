import { expect, it } from 'vitest';
import { pairsOf, spreadOf, sumPairs } from './spread.ts';

const none = { outcome: 'no_refund' as const, amount: null };
const some = (minor: string, currency = 'USD') => ({ outcome: 'partial_refund' as const, amount: { minor, currency } });

it('would call one rating agreement, or count a pair twice', () => {
  expect(pairsOf([none])).toBeNull();
  expect(pairsOf([none, none, some('1'), some('2')])).toEqual({ agree: 2, of: 6 });
  expect(sumPairs([null, { agree: 2, of: 6 }, { agree: 1, of: 1 }])).toEqual({ agree: 3, of: 7 });
  expect(sumPairs([null])).toBeNull();
});

it('would leave no refund out of the spread, sort sums as text, or mix currencies', () => {
  expect(spreadOf([some('900'), none, some('10000')])).toEqual({ low: { minor: '0', currency: 'USD' }, middle: { minor: '900', currency: 'USD' }, high: { minor: '10000', currency: 'USD' } });
  expect(spreadOf([some('1'), some('1', 'EUR')])).toBeNull();
  expect(spreadOf([none, none])).toBeNull();
});
