import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percentOf, splitBy, sumOf } from './money.ts';

const minor = fc.bigInt({ min: 0n, max: 10n ** 18n });
const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 18n }), { minLength: 1, maxLength: 12 });

describe('splitBy', () => {
  it('never loses or makes a unit, whatever the weights and above 2^53', () => {
    fc.assert(fc.property(minor, weights, (whole, by) => sumOf(splitBy(whole, by)) === whole));
  });

  it('gives every part its exact share rounded down or up, never another', () => {
    fc.assert(
      fc.property(minor, weights, (whole, by) => {
        const total = sumOf(by);
        fc.pre(total > 0n);
        return splitBy(whole, by).every((part, index) => {
          const floor = (whole * (by[index] ?? 0n)) / total;
          return part === floor || part === floor + 1n;
        });
      }),
    );
  });

  it('never gives a line more than its own amount when no more than all lines is split', () => {
    fc.assert(
      fc.property(weights, fc.nat(100), (lines, percent) => {
        const whole = (sumOf(lines) * BigInt(percent)) / 100n;
        fc.pre(sumOf(lines) > 0n);
        return splitBy(whole, lines).every((part, index) => part <= (lines[index] ?? 0n));
      }),
    );
  });

  it('gives left-over units to the largest remainders, not to the largest parts', () => {
    expect(splitBy(7n, [1000n, 1n, 999n])).toEqual([4n, 0n, 3n]);
    expect(splitBy(10n, [35n, 33n, 32n])).toEqual([4n, 3n, 3n]);
    expect(splitBy(5n, [0n, 0n])).toEqual([3n, 2n]);
  });

  it('refuses negative amounts and weights instead of splitting them wrongly', () => {
    expect(() => splitBy(-1n, [1n])).toThrow(RangeError);
    expect(() => splitBy(1n, [1n, -1n])).toThrow(RangeError);
  });
});

describe('percentOf', () => {
  it('rounds halves upwards and keeps two decimals of the percentage', () => {
    expect(percentOf(1n, '50')).toBe(1n);
    expect(percentOf(1n, '49.99')).toBe(0n);
    expect(percentOf(10_000n, '12.5')).toBe(1_250n);
    expect(percentOf(10_000n, '0.01')).toBe(1n);
    expect(percentOf(9_007_199_254_740_993n, '100')).toBe(9_007_199_254_740_993n);
  });
});
