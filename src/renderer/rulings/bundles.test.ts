import { describe, expect, it } from 'vitest';
import type { RulingSummary } from '../../contract/rulings.ts';
import { bundlesOf } from './bundles.ts';

const row = (rulingId: string, togetherId: string | null, minor: string | null, currency = 'USD', effectiveAt = 1): RulingSummary => ({
  rulingId, caseId: rulingId, caseReference: rulingId, offerId: null, state: 'staged', outcome: minor === null ? 'no_refund' : 'full_refund', withReturn: false, reason: 'other',
  amount: minor === null ? null : { minor, currency }, personId: 'p', personName: 'Dana', stagedAt: 0, effectiveAt, togetherId,
});

describe('bundlesOf', () => {
  it('would add up two currencies, or show each ruling made together by itself', () => {
    const [bundle, ...more] = bundlesOf([row('a', 't', '43020'), row('b', 't', '100', 'JPY'), row('c', null, '5'), row('d', 't', '80', 'USD', 7)]);
    expect(more).toEqual([]);
    expect(bundle).toMatchObject({ count: 3, words: '3 rulings together, USD 431.00, JPY 100', effectiveAt: 7 });
  });
  it('would say a sum where nothing is refunded', () => {
    expect(bundlesOf([row('a', 't', null)])[0]?.words).toBe('1 ruling together, no refund');
  });
});
