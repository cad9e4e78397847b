import { describe, expect, it } from 'vitest';
import { ladderOf } from './ladder.ts';
import { aRemedy } from './testCase.testing.ts';

const eur = (minor: string) => ({ minor, currency: 'EUR' });
const aed = (minor: string) => ({ minor, currency: 'AED' });

describe('ladderOf', () => {
  it('would draw a ladder upside down, or let a position end before the next one of its side', () => {
    const ladder = ladderOf([
      aRemedy({ at: 0, amount: eur('400') }),
      aRemedy({ at: 5, by: 'seller', type: 'offer', amount: eur('100') }),
      aRemedy({ at: 10, amount: eur('200') }),
    ]);
    expect(ladder?.points.map(({ side, x, y }) => [side, x, y])).toEqual([['buyer', 0, 100], ['other', 44, 25], ['buyer', 88, 50]]);
    expect(ladder?.paths).toEqual({ buyer: 'M0 0H88V50H100', other: 'M44 75H100' });
  });

  it('would put dirhams and euros on one scale', () => {
    const ladder = ladderOf([
      aRemedy({ at: 0, amount: eur('400') }),
      aRemedy({ at: 5, by: 'seller', type: 'offer', amount: eur('100'), localAmount: aed('430') }),
      aRemedy({ at: 7, by: 'seller', type: 'offer', amount: aed('800') }),
    ]);
    expect(ladder).toMatchObject({ currency: 'EUR', undrawn: 1 });
    expect(ladder?.points.map((point) => point.sum.currency)).toEqual(['EUR', 'EUR']);
  });

  it('would pile all sums on one spot when no time is known or all are of one moment', () => {
    for (const at of [null, 7]) expect(ladderOf([aRemedy({ at, amount: eur('1') }), aRemedy({ at, amount: eur('2') }), aRemedy({ at, amount: eur('3') })])?.points.map((point) => point.x)).toEqual([0, 44, 88]);
  });

  it('would draw one sum, or replacements that name none, as a negotiation', () => {
    expect(ladderOf([aRemedy({ amount: eur('1') }), aRemedy({ kind: 'replacement' })])).toBeNull();
    expect(ladderOf([])).toBeNull();
  });

  it('would divide by a top of nothing', () => {
    expect(ladderOf([aRemedy({ at: 0, amount: eur('0') }), aRemedy({ at: 1, amount: eur('0') })])?.points.map((point) => point.y)).toEqual([0, 0]);
  });
});
