import { describe, expect, it } from 'vitest';
import { aRemedy } from './testCase.testing.ts';
import { negotiationZone, remedyChain } from './negotiation.ts';

const usd = (minor: string) => ({ minor, currency: 'USD' });
const cny = (minor: string) => ({ minor, currency: 'CNY' });

describe('remedyChain', () => {
  it('would throw remedies without a time to the front or the end', () => {
    const chain = remedyChain([aRemedy({ remedyId: 'a', at: 10 }), aRemedy({ remedyId: 'b' }), aRemedy({ remedyId: 'c', at: 20 })]);
    expect(chain.map((remedy) => remedy.remedyId)).toEqual(['a', 'b', 'c']);
  });

  it('would keep a newest-first source upside down', () => {
    const chain = remedyChain([aRemedy({ remedyId: 'late', at: 20 }), aRemedy({ remedyId: 'early', at: 10 })]);
    expect(chain.map((remedy) => remedy.remedyId)).toEqual(['early', 'late']);
  });
});

describe('negotiationZone', () => {
  it('would measure from the first request instead of the last', () => {
    const zone = negotiationZone([
      aRemedy({ at: 1, amount: usd('5000') }),
      aRemedy({ at: 2, by: 'seller', type: 'offer', amount: usd('1000') }),
      aRemedy({ at: 3, amount: usd('3000') }),
    ]);
    expect(zone).toEqual({ asked: usd('3000'), offered: usd('1000'), gapMinor: 2000n, isMet: false, isReturnAgreed: true });
  });

  it('would subtract different currencies', () => {
    const remedies = [aRemedy({ at: 1, amount: usd('5000') }), aRemedy({ at: 2, by: 'seller', type: 'offer', amount: cny('9900') })];
    expect(negotiationZone(remedies)).toBeNull();
  });

  it('would miss the common currency when one side names it as its second', () => {
    const zone = negotiationZone([
      aRemedy({ at: 1, amount: usd('5000'), localAmount: cny('36000') }),
      aRemedy({ at: 2, by: 'seller', type: 'offer', amount: cny('36000') }),
    ]);
    expect(zone).toMatchObject({ asked: cny('36000'), offered: cny('36000'), isMet: true });
  });

  it('would call the sides agreed when one wants the goods back', () => {
    const zone = negotiationZone([
      aRemedy({ at: 1, amount: usd('5000'), withReturn: false }),
      aRemedy({ at: 2, by: 'seller', type: 'offer', amount: usd('6000'), withReturn: true }),
    ]);
    expect(zone).toMatchObject({ isMet: true, isReturnAgreed: false });
  });

  it('would count an offer that was withdrawn', () => {
    const zone = negotiationZone([
      aRemedy({ at: 1, amount: usd('5000') }),
      aRemedy({ at: 2, by: 'seller', type: 'offer', amount: usd('1000') }),
      aRemedy({ at: 3, by: 'seller', type: 'offer', amount: usd('4000'), state: 'withdrawn' }),
    ]);
    expect(zone?.offered).toEqual(usd('1000'));
  });
});
