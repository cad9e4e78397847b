import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exponentOf, toDecimal } from '../../contract/money.ts';
import { convertTo, isMore, lessAll, moneyOf, percentOf, sharePercent, sizeOf, splitBy, sumOf } from './money.ts';

const currency = fc.constantFrom('JPY', 'USD', 'KWD', 'CLF');
const minor = fc.bigInt({ min: 0n, max: 10n ** 17n });
const weights = fc.array(minor, { minLength: 1, maxLength: 12 });
const usd = (units: bigint) => moneyOf(units, 'USD');
const minors = (amounts: readonly { minor: string }[]) => amounts.map((one) => BigInt(one.minor));
const total = (units: readonly bigint[]) => units.reduce((sum, one) => sum + one, 0n);

describe('sums', () => {
  it('keep every unit above 2^53', () => {
    expect(sumOf('USD', [usd(9_007_199_254_740_993n), usd(2n)])).toEqual(usd(9_007_199_254_740_995n));
    expect(lessAll(usd(9_007_199_254_740_993n), [usd(1n), usd(1n)])).toEqual(usd(9_007_199_254_740_991n));
    expect([sizeOf(usd(-5n)), sizeOf(usd(5n))]).toEqual([usd(5n), usd(5n)]);
  });

  it('never add euros to dollars', () => {
    expect(() => sumOf('USD', [moneyOf(1n, 'EUR')])).toThrow();
    expect(() => isMore(usd(1n), moneyOf(1n, 'EUR'))).toThrow();
  });
});

describe('splitBy', () => {
  it('never loses or makes a unit, whatever the weights and above 2^53', () => {
    fc.assert(fc.property(minor, weights, currency, (whole, by, code) => sumOf(code, splitBy(moneyOf(whole, code), by)).minor === String(whole)));
  });

  it('gives every part its exact share rounded down or up, never another', () => {
    fc.assert(
      fc.property(minor, weights, (whole, by) => {
        fc.pre(total(by) > 0n);
        return minors(splitBy(usd(whole), by)).every((part, index) => {
          const floor = (whole * (by[index] ?? 0n)) / total(by);
          return part === floor || part === floor + 1n;
        });
      }),
    );
  });

  it('never gives a line more than its own amount when no more than all lines is split', () => {
    fc.assert(
      fc.property(weights, fc.nat(100), (lines, percent) => {
        fc.pre(total(lines) > 0n);
        return minors(splitBy(usd((total(lines) * BigInt(percent)) / 100n), lines)).every((part, index) => part <= (lines[index] ?? 0n));
      }),
    );
  });

  it('gives left-over units to the largest remainders, not to the largest parts', () => {
    expect(minors(splitBy(usd(7n), [1000n, 1n, 999n]))).toEqual([4n, 0n, 3n]);
    expect(minors(splitBy(usd(10n), [35n, 33n, 32n]))).toEqual([4n, 3n, 3n]);
    expect(minors(splitBy(usd(5n), [0n, 0n]))).toEqual([3n, 2n]);
  });

  it('refuses negative amounts and weights instead of splitting them wrongly', () => {
    expect(() => splitBy(usd(-1n), [1n])).toThrow(RangeError);
    expect(() => splitBy(usd(1n), [1n, -1n])).toThrow(RangeError);
  });
});

describe('percentOf', () => {
  it('rounds halves upwards, keeps two decimals of the percentage and says what rounding did', () => {
    expect(percentOf(usd(1n), '50')).toEqual({ money: usd(1n), rounding: { exact: '0.005', by: '+0.005' } });
    expect(percentOf(usd(1n), '49.99')).toEqual({ money: usd(0n), rounding: { exact: '0.004999', by: '-0.004999' } });
    expect(percentOf(usd(10_000n), '12.5')).toEqual({ money: usd(1_250n), rounding: null });
    expect(percentOf(usd(10_000n), '0.01').money).toEqual(usd(1n));
    expect(percentOf(usd(9_007_199_254_740_993n), '100').money).toEqual(usd(9_007_199_254_740_993n));
  });

  it('is the nearest unit, halves up, in yen, dollars, dinars and unidades de fomento', () => {
    fc.assert(
      fc.property(minor, fc.integer({ min: 0, max: 10_000 }), currency, (whole, hundredths, code) => {
        const percent = `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`;
        return percentOf(moneyOf(whole, code), percent).money.minor === String((whole * BigInt(hundredths) + 5_000n) / 10_000n);
      }),
    );
  });

  it('gives back the share it took, to two decimals', () => {
    expect([sharePercent(usd(3_333n), usd(6_665n)), sharePercent(usd(1n), usd(3n)), sharePercent(usd(2n), usd(2n))]).toEqual(['50.01', '33.33', '100']);
  });
});

describe('convertTo', () => {
  it('rounds to the nearest unit of the other currency, halves up, whatever decimals the two have', () => {
    fc.assert(
      fc.property(minor, fc.bigInt({ min: 1n, max: 10n ** 12n }), fc.nat(12), currency, currency, (whole, digits, scale, from, to) => {
        const padded = String(digits).padStart(scale + 1, '0');
        const rate = scale === 0 ? padded : `${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
        const above = whole * digits * 10n ** BigInt(exponentOf(to));
        const below = 10n ** BigInt(scale + exponentOf(from));
        const { money, rounding } = convertTo(moneyOf(whole, from), to, rate);
        expect(money).toEqual(moneyOf((2n * above + below) / (2n * below), to));
        expect(rounding === null).toBe(above % below === 0n);
      }),
    );
  });

  it('gives the yen of a dollar amount no decimals and the dinars three', () => {
    const yen = convertTo(usd(6_665n), 'JPY', '150.25').money;
    expect([toDecimal(yen.minor, 'JPY'), convertTo(moneyOf(1_234_567n, 'JPY'), 'KWD', '0.00203').money.minor]).toEqual(['10014', '2506171']);
  });
});
