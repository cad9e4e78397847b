import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../contract/vocabulary.ts';
import { outsideUsual } from './hints.ts';
import { refundBpOf, refundSpread, type Tally } from './refundSpread.ts';

const outcomeOf = (refundBp: number): Outcome => (refundBp === 0 ? 'no_refund' : refundBp === 10_000 ? 'full_refund' : 'partial_refund');
const tally = (refundBp: number, cases = 1): Tally => ({ refundBp, outcome: outcomeOf(refundBp), cases });
const shares = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 200 });
const spreadOf = (values: number[]) => refundSpread(values.map((value) => tally(value)))!;

describe('the spread of refunds', () => {
  it('stays in order and between the ends, whatever was refunded', () => {
    fc.assert(
      fc.property(shares, (values) => {
        const { lowest, lowerQuartile, median, upperQuartile, highest, usual, count } = spreadOf(values);
        const inOrder = [lowest, lowerQuartile, median, upperQuartile, highest];
        expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b));
        expect([lowest, highest, count]).toEqual([Math.min(...values), Math.max(...values), values.length]);
        expect(usual === null).toBe(count < 5);
        if (usual) expect([lowest <= usual.from, usual.from <= median, median <= usual.to, usual.to <= highest]).toEqual([true, true, true, true]);
      }),
    );
  });

  it('counts the same from tallies as from single cases in any order', () => {
    fc.assert(
      fc.property(shares, (values) => {
        const counted = new Map<number, number>();
        for (const value of values) counted.set(value, (counted.get(value) ?? 0) + 1);
        expect(refundSpread([...counted].reverse().map(([value, cases]) => tally(value, cases)))).toEqual(spreadOf(values));
      }),
    );
  });

  it('leaves no case out of full, partial and none', () => {
    fc.assert(
      fc.property(shares, (values) => {
        const { full, partial, none } = spreadOf(values);
        expect(full + partial + none).toBe(values.length);
      }),
    );
  });

  it('never calls more than a fifth of the cases unusual', () => {
    fc.assert(
      fc.property(shares, (values) => {
        const spread = spreadOf(values);
        expect(values.filter((value) => outsideUsual(spread, value).length > 0).length).toBeLessThanOrEqual(values.length / 5);
      }),
    );
  });

  it('has a median between two cases in the middle', () => {
    expect(spreadOf([0, 2_000, 3_001, 10_000])).toMatchObject({ median: 2_501, full: 1, partial: 2, none: 1, usual: null });
  });
});

describe('the share of a refund', () => {
  it('never rounds a partial refund to none or to all, and takes a full one as all', () => {
    expect(refundBpOf('partial_refund', 1n, 10n ** 9n)).toBe(1);
    expect(refundBpOf('partial_refund', 10n ** 9n - 1n, 10n ** 9n)).toBe(9_999);
    expect(refundBpOf('full_refund', 5n, null)).toBe(10_000);
    expect(refundBpOf('no_refund', null, null)).toBe(0);
    expect(refundBpOf('partial_refund', 3_333n, 6_665n)).toBe(5_001);
    expect(refundBpOf('partial_refund', null, 5n)).toBeNull();
  });
});

describe('the hint', () => {
  it('says nothing while fewer than five cases were decided', () => {
    expect(outsideUsual(spreadOf([3_000, 3_000, 3_000, 3_000]), 10_000)).toEqual([]);
    expect(outsideUsual(spreadOf([3_000, 3_000, 3_000, 3_000, 3_000]), 10_000)[0]?.message).toContain('100 % is outside the usual range: the 5 like cases were refunded exactly 30 %');
  });

  it('says nothing where nothing is usual: half got all and half got nothing', () => {
    expect(outsideUsual(spreadOf([0, 0, 0, 0, 0, 10_000, 10_000, 10_000, 10_000, 10_000]), 5_000)).toEqual([]);
  });
});
