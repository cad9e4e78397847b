import { describe, expect, it } from 'vitest';
import { aClaim } from '../evidence/testCase.testing.ts';
import { disputedAmount } from './disputedAmount.ts';
import { aRemedy } from './testCase.testing.ts';

const usd = (minor: string) => ({ minor, currency: 'USD' });

describe('disputedAmount', () => {
  it('would lose a unit above 2^53 or add claims of two currencies', () => {
    const big = aClaim({ amount: usd('9007199254740993') });
    expect(disputedAmount({ claims: [big, aClaim({ amount: usd('2') })], remedies: [], order: null })).toEqual(usd('9007199254740995'));
    expect(disputedAmount({ claims: [aClaim({ amount: usd('1') }), aClaim({ amount: { minor: '5', currency: 'JPY' } })], remedies: [], order: null })).toBeNull();
  });

  it('would call the claims with a sum the whole dispute when others name none', () => {
    const file = { claims: [aClaim({ amount: usd('100') }), aClaim()], remedies: [aRemedy({ amount: usd('900') })], order: null };
    expect(disputedAmount(file)).toEqual(usd('900'));
  });
});
