import type { Member } from './population.ts';

/** A ruling of a population, with nothing special about it. */
export function member(change: Partial<Member> & { rulingId: string }): Member {
  return {
    caseId: `case-${change.rulingId}`,
    personId: 'p-1',
    personName: 'Ada',
    reason: 'wrong_item',
    outcome: 'partial_refund',
    amount: { minor: '1000', currency: 'USD' },
    clauses: ['3.3'],
    followed: null,
    atDeskMs: 400 * 86_400_000,
    clauseAgeMs: null,
    hadAppeal: false,
    isMediatorOverturned: false,
    isClauseOverturned: false,
    isReviewed: false,
    ...change,
  };
}
