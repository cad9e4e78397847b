import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gwetAc1 } from './ac1.ts';
import { agreementOf } from './agreement.ts';
import { cohenKappa } from './kappa.ts';
import { manyRaters } from './manyRaters.ts';
import { meanOf } from './mean.ts';
import { meanAbsoluteDifference } from './meanAbsoluteDifference.ts';
import { t95 } from './normal.ts';
import type { Pairs } from './pairs.ts';
import { differenceOfQuantiles, quantileOf, ranksAround } from './quantiles.ts';
import { bandOf, spreadOf, type Decided } from './spread.ts';
import { differenceOfCounts, differenceOfRates, rateOf, wilson } from './wilson.ts';

const counted = fc.integer({ min: 0, max: 5_000 }).chain((n) => fc.record({ n: fc.constant(n), k: fc.integer({ min: 0, max: n }) }));
const table = fc.array(fc.array(fc.nat({ max: 40 }), { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 });
const turned = (pairs: Pairs): Pairs => pairs.map((_row, i) => pairs.map((row) => row[i] ?? 0));
/** The 100 pairs of `cont3x3abstractors` in Gwet's R package irrCAC, whose README prints what its functions give. */
const abstractors = [[13, 0, 0], [0, 20, 7], [0, 4, 56]];

describe('the Wilson interval', () => {
  it.each([[81, 263, 0.2553, 0.3662], [15, 148, 0.0624, 0.1605], [0, 20, 0, 0.1611], [1, 29, 0.0061, 0.1718]])('would differ from table I, method 3, of Newcombe (1998, Stat. Med. 17:857) for %i of %i', (k, n, low, high) => {
    expect(wilson(k, n).low).toBeCloseTo(low, 4);
    expect(wilson(k, n).high).toBeCloseTo(high, 4);
  });

  it('would leave 0 to 1, not hold the rate, or change when yes and no change places', () => {
    fc.assert(fc.property(counted, ({ k, n }) => {
      const { rate, interval } = rateOf(k, n);
      const other = wilson(n - k, n);
      expect(interval.low).toBeGreaterThanOrEqual(0);
      expect(interval.high).toBeLessThanOrEqual(1);
      if (rate !== null) expect(interval.low <= rate && rate <= interval.high).toBe(true);
      expect(other.low).toBeCloseTo(1 - interval.high, 12);
    }));
  });

  it('would call nothing of nothing a rate, or claim to know it', () => {
    expect(rateOf(0, 0)).toEqual({ k: 0, n: 0, rate: null, interval: { low: 0, high: 1 } });
  });
});

describe('the difference of two rates', () => {
  it.each([[[56, 70], [48, 80], 0.0524, 0.3339], [[9, 10], [3, 10], 0.1705, 0.809]] as const)('would differ from table II, method 10, of Newcombe (1998, Stat. Med. 17:873) for %j and %j', (one, other, low, high) => {
    const difference = differenceOfRates(rateOf(one[0], one[1]), rateOf(other[0], other[1]));
    expect(difference.interval.low).toBeCloseTo(low, 4);
    expect(difference.interval.high).toBeCloseTo(high, 4);
    expect(difference.isTold).toBe(true);
  });

  it('would tell a difference of a rate to itself, or not turn its sign with the periods', () => {
    fc.assert(fc.property(counted, counted, (one, other) => {
      const [a, b] = [rateOf(one.k, one.n), rateOf(other.k, other.n)];
      expect(differenceOfRates(a, a).isTold).toBe(false);
      const [there, back] = [differenceOfRates(a, b), differenceOfRates(b, a)];
      expect(there.isTold).toBe(back.isTold);
      if (there.by !== null) expect(there.by).toBeCloseTo(-(back.by ?? NaN), 12);
    }));
  });

  it('would call 12 cases after 9 more than before, or 60 after 30 no difference', () => {
    expect(differenceOfCounts(12, 9)).toMatchObject({ by: 3, isTold: false });
    expect(differenceOfCounts(60, 30)).toMatchObject({ by: 30, isTold: true });
    expect(differenceOfCounts(0, 0).isTold).toBe(false);
  });
});

describe('Student’s t', () => {
  it.each([[1, 12.7062], [2, 4.3027], [5, 2.5706], [10, 2.2281], [30, 2.0423], [99, 1.9842]])('would differ from its tables at %i degrees of freedom', (df, point) => {
    expect(t95(df)).toBeCloseTo(point, 3);
  });
});

describe('Cohen’s kappa', () => {
  it('would differ from what irrCAC prints for its abstractors: 0.7964094, standard error 0.05891072, (0.68, 0.913)', () => {
    const kappa = cohenKappa(abstractors);
    expect(kappa.value).toBeCloseTo(0.7964094, 7);
    expect(kappa.standardError).toBeCloseTo(0.05891072, 8);
    expect(kappa.interval.low).toBeCloseTo(0.68, 3);
    expect(kappa.interval.high).toBeCloseTo(0.913, 3);
  });

  it('would differ from the 2 x 2 table worked by hand: 0.7 agreed, 0.5 by chance, variance (0.10972 + 0.10188 - 0.01) / 12.5', () => {
    const kappa = cohenKappa([[20, 5], [10, 15]]);
    expect(kappa.value).toBeCloseTo(0.4, 12);
    expect(kappa.standardError).toBeCloseTo(Math.sqrt(0.016128), 10);
  });

  it('would be 0 where the tables are independent, and nothing where both always chose the same', () => {
    expect(cohenKappa([[4, 8], [8, 16]]).value).toBeCloseTo(0, 12);
    expect(cohenKappa([[9, 0, 0], [0, 0, 0], [0, 0, 0]])).toEqual({ value: null, standardError: null, interval: { low: null, high: null } });
    expect(cohenKappa([[0, 0], [0, 0]]).value).toBeNull();
  });
});

describe('Gwet’s AC1', () => {
  it('would differ from what irrCAC prints for its abstractors: 0.8493305, standard error 0.04321747, (0.764, 0.935)', () => {
    const ac1 = gwetAc1(abstractors);
    expect(ac1.value).toBeCloseTo(0.8493305, 7);
    expect(ac1.standardError).toBeCloseTo(0.04321747, 8);
    expect(ac1.interval.low).toBeCloseTo(0.764, 3);
    expect(ac1.interval.high).toBeCloseTo(0.935, 3);
  });

  it('would collapse like kappa when nearly all cases belong to one category', () => {
    const lopsided = [[118, 5], [2, 0]];
    expect(cohenKappa(lopsided).value).toBeLessThan(0);
    expect(gwetAc1(lopsided).value).toBeGreaterThan(0.9);
  });

  it('would claim certainty because five of five agreed', () => {
    const { raw, kappa, ac1 } = agreementOf(Array.from({ length: 5 }, () => ({ first: 'no_refund' as const, second: 'no_refund' as const })));
    expect(raw.k).toBe(5);
    expect(kappa.value).toBeNull();
    expect(ac1.value).toBe(1);
    expect(ac1.interval.low).toBeCloseTo(wilson(5, 5).low, 12);
  });
});

describe('agreement', () => {
  it('would exceed 1, fall out of its interval, or depend on who is named first', () => {
    fc.assert(fc.property(table, (pairs) => {
      for (const of of [cohenKappa, gwetAc1]) {
        const [one, other] = [of(pairs), of(turned(pairs))];
        if (one.value === null) {
          expect(other.value).toBeNull();
          continue;
        }
        expect(one.value).toBeLessThanOrEqual(1);
        expect(one.value).toBeCloseTo(other.value ?? NaN, 10);
        expect(one.standardError).toBeCloseTo(other.standardError ?? NaN, 8);
        if (one.interval.low !== null && one.interval.high !== null) expect(one.interval.low <= one.value + 1e-9 && one.value <= one.interval.high + 1e-9).toBe(true);
      }
    }));
  });
});

describe('agreement of many', () => {
  /** `distrib.6raters` of irrCAC: the first 15 patients of Fleiss (1971), each rated by six. */
  const sixRaters = [[0, 0, 0, 6, 0], [0, 3, 0, 0, 3], [0, 1, 4, 0, 1], [0, 0, 0, 0, 6], [0, 3, 0, 3, 0], [2, 0, 4, 0, 0], [0, 0, 4, 0, 2], [2, 0, 3, 1, 0], [2, 0, 0, 4, 0], [0, 0, 0, 0, 6], [1, 0, 0, 5, 0], [1, 1, 0, 4, 0], [0, 3, 3, 0, 0], [1, 0, 0, 5, 0], [0, 2, 0, 3, 1]];
  /** `cac.raw4raters` of irrCAC: 12 subjects, not each rated by all four (0: not rated). */
  const fourRaters = [[1, 1, 0, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4], [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [0, 5, 5, 5], [0, 0, 1, 1], [0, 0, 3, 0]].map((row) => [1, 2, 3, 4, 5].map((k) => row.filter((one) => one === k).length));

  it('would differ from what irrCAC prints for six psychiatrists of Fleiss (1971)', () => {
    const { raw, kappa, ac1 } = manyRaters(sixRaters);
    expect(raw.value).toBeCloseTo(0.5511111, 7);
    expect([kappa.value, ac1.value].map((value) => value?.toFixed(7))).toEqual(['0.4139265', '0.4448007']);
    expect(kappa.standardError).toBeCloseTo(0.08119291, 8);
    expect(ac1.standardError).toBeCloseTo(0.08418757, 8);
    expect(ac1.interval.low).toBeCloseTo(0.264, 3);
    expect(ac1.interval.high).toBeCloseTo(0.625, 3);
  });

  it('would differ from what irrCAC prints when not all rated all', () => {
    const { n, raw, kappa, ac1 } = manyRaters(fourRaters);
    expect(n).toBe(11);
    expect(raw.value).toBeCloseTo(0.8181818, 7);
    expect(raw.standardError).toBeCloseTo(0.12561, 5);
    expect(kappa.value).toBeCloseTo(0.76117, 5);
    expect(kappa.standardError).toBeCloseTo(0.15302, 5);
    expect(ac1.value).toBeCloseTo(0.77544, 5);
    expect(ac1.standardError).toBeCloseTo(0.14295, 5);
  });

  it('would say something of cases that one person rated alone', () => {
    expect(manyRaters([[1, 0, 0], [0, 1, 0]])).toMatchObject({ n: 0, ac1: { value: null } });
  });
});

describe('quantiles', () => {
  it('would not lie between neighbours as definition 7 of Hyndman & Fan (1996) does: the median of 1, 2, 4, 8 is 3, its 90 % point 6.8', () => {
    expect(quantileOf([8, 1, 4, 2], 0.5).value).toBe(3);
    expect(quantileOf([8, 1, 4, 2], 0.9).value).toBeCloseTo(6.8, 12);
  });

  it('would take other ranks than binomial tails give: of 10, P(X <= 1) = 11/1024 and P(X <= 2) = 56/1024, so the 2nd and 9th enclose the median', () => {
    expect(ranksAround(10, 0.5)).toEqual({ low: 2, high: 9 });
    expect(ranksAround(20, 0.5)).toEqual({ low: 6, high: 15 });
    expect(ranksAround(5, 0.5)).toEqual({ low: 0, high: 6 });
    expect(quantileOf([1, 2, 3, 4, 5], 0.5).interval).toEqual({ low: null, high: null });
  });

  it('would fall out of its interval or of its values', () => {
    fc.assert(fc.property(fc.array(fc.nat(), { minLength: 1 }), fc.constantFrom(0.5, 0.9), (values, share) => {
      const { value, interval } = quantileOf(values, share);
      expect(value).toBeGreaterThanOrEqual(Math.min(...values));
      expect(value).toBeLessThanOrEqual(Math.max(...values));
      if (interval.low !== null) expect(interval.low).toBeLessThanOrEqual(value ?? NaN);
      if (interval.high !== null) expect(interval.high).toBeGreaterThanOrEqual(value ?? NaN);
    }));
  });

  it('would tell a difference of two medians whose intervals overlap', () => {
    const row = (from: number) => Array.from({ length: 20 }, (_one, index) => from + index);
    expect(differenceOfQuantiles(quantileOf(row(0), 0.5), quantileOf(row(5), 0.5)).isTold).toBe(false);
    expect(differenceOfQuantiles(quantileOf(row(0), 0.5), quantileOf(row(15), 0.5)).isTold).toBe(true);
  });
});

describe('means', () => {
  it('would differ from the interval worked by hand: 2, 4, 6 have mean 4, deviation 2, t 4.3027, so 4 ± 4.968', () => {
    const { mean, interval } = meanOf([2, 4, 6]);
    expect(mean).toBe(4);
    expect(interval.high).toBeCloseTo(8.9683, 3);
    expect(meanOf([7]).interval).toEqual({ low: null, high: null });
  });
});

describe('the mean absolute difference of amounts', () => {
  it('would let one that is above make good one that is below, or add currencies', () => {
    const found = meanAbsoluteDifference([
      { currency: 'USD', first: 1_000n, second: 1_500n, cap: 5_000n },
      { currency: 'USD', first: 2_001n, second: 1_500n, cap: null },
      { currency: 'JPY', first: 0n, second: 300n, cap: 600n },
    ]);
    expect(found).toMatchObject([
      { currency: 'USD', n: 2, meanMinor: '501', ofCap: { n: 1, mean: 0.1 } },
      { currency: 'JPY', n: 1, meanMinor: '300', ofCap: { n: 1, mean: 0.5 } },
    ]);
  });

  it('would change when the two change places, or be anything but nothing for equal amounts', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 17n });
    fc.assert(fc.property(amount, amount, (first, second) => {
      const of = (a: bigint, b: bigint) => meanAbsoluteDifference([{ currency: 'USD', first: a, second: b, cap: null }])[0]?.meanMinor;
      expect(of(first, second)).toBe(of(second, first));
      expect(of(first, first)).toBe('0');
    }));
  });
});

describe('the spread between mediators', () => {
  const decide = (personId: string, share: number, change: Partial<Decided> = {}): Decided => ({ personId, name: personId, reason: 'wrong_item', value: 5_000, share, ...change });

  it('would differ from the certified analysis of variance of SiRstv (NIST StRD): 0.0127865654 between and 0.0108318280 within five of five', () => {
    const sirstv = [[196.3052, 196.124, 196.189, 196.2569, 196.3403], [196.3042, 196.3825, 196.1669, 196.3257, 196.0422], [196.1303, 196.2005, 196.2889, 196.0343, 196.1811], [196.2795, 196.1748, 196.1494, 196.1485, 195.9885], [196.2119, 196.1051, 196.185, 196.0052, 196.209]];
    const { between, within } = spreadOf(sirstv.flatMap((values, place) => values.map((share) => decide(`p${place}`, share))));
    expect((within ?? 0) ** 2).toBeCloseTo(0.010831828, 7);
    expect((between ?? 0) ** 2).toBeCloseTo((0.0127865654 - 0.010831828) / 5, 7);
  });

  it('would compare cases of another reason or of another band of value, or one person with themselves', () => {
    expect(spreadOf([decide('a', 1), decide('b', 0, { reason: 'defective' }), decide('b', 0, { value: 90_000 })])).toMatchObject({ kinds: 0, cases: 0, between: null });
    expect([0, 500, 501, 1_499, 1_500, 4_500, 13_500].map(bandOf)).toEqual([0, 0, 1, 1, 2, 3, 4]);
  });

  it('would lay the others’ difference to one person: who refunds all where two refund half is 50 points above, they 25 below', () => {
    const { people } = spreadOf([...[1, 2].map(() => decide('a', 1)), ...[1, 2].map(() => decide('b', 0.5)), ...[1, 2].map(() => decide('c', 0.5))]);
    expect(people.map(({ personId, deviation }) => [personId, deviation.n, deviation.mean])).toEqual([['a', 2, 0.5], ['b', 2, -0.25], ['c', 2, -0.25]]);
  });
});
