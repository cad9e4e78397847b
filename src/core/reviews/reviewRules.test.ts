import { describe, expect, it } from 'vitest';
import { differenceTo, requireStep, verdictProblem, whyNotJudge } from './reviewRules.ts';

const free = { hasRuled: false, hasApproved: false, hasRecused: false, conflicts: [] };
const card = { version: 1, questions: [{ id: 'policy', words: 'Policy', points: 5 }], rootCauses: [{ id: 'missed', words: 'Missed' }] };
const usd = (minor: string) => ({ minor, currency: 'USD' });

describe('who judges a ruling', () => {
  it.each([['ruled', { hasRuled: true }], ['approved', { hasApproved: true }], ['stepped back', { hasRecused: true }], ['has a conflict', { conflicts: [{ role: 'seller', partyName: 'Lin', words: 'A cousin.' }] }]])('would let somebody who %s', (_who, change) => {
    expect(whyNotJudge({ ...free, ...change })).toEqual(expect.any(String));
  });
  it('would let nobody', () => expect(whyNotJudge(free)).toBeNull());
});

describe('the steps of a review', () => {
  it('would take a verdict before the view, or a view after it', () => {
    expect(() => requireStep('decide', 'open')).toThrow(/view of its reviewer/);
    expect(() => requireStep('noteView', 'viewed')).toThrow(/verdict/);
    expect(() => requireStep('drop', 'decided')).toThrow(/answer/);
    expect(() => requireStep('settle', 'disputed')).not.toThrow();
  });
});

describe('the view beside the ruling', () => {
  it('would take no refund for the same as some, or lose which way the money differs', () => {
    expect(differenceTo({ outcome: 'no_refund', amount: null }, { outcome: 'partial_refund', amount: usd('2000') })).toEqual({ isOutcome: true, isAmount: true, more: null, less: usd('2000') });
    expect(differenceTo({ outcome: 'partial_refund', amount: usd('2500') }, { outcome: 'partial_refund', amount: usd('2000') })).toEqual({ isOutcome: false, isAmount: true, more: usd('500'), less: null });
    expect(differenceTo({ outcome: 'no_refund', amount: null }, { outcome: 'no_refund', amount: null })).toEqual({ isOutcome: false, isAmount: false, more: null, less: null });
  });
  it('would count one currency off against another', () => {
    expect(differenceTo({ outcome: 'full_refund', amount: { minor: '5', currency: 'JPY' } }, { outcome: 'full_refund', amount: usd('5') })).toEqual({ isOutcome: false, isAmount: true, more: null, less: null });
  });
});

describe('a verdict', () => {
  it('would be given without its cause, with a cause it has none of, or without all points', () => {
    expect(verdictProblem(card, { verdict: 'overturn', rootCause: null, scores: { policy: 1 } })).toMatch(/goes back to/);
    expect(verdictProblem(card, { verdict: 'agree', rootCause: 'missed', scores: { policy: 1 } })).toMatch(/no root cause/);
    expect(verdictProblem(card, { verdict: 'improve', rootCause: 'other', scores: { policy: 1 } })).toMatch(/not on the scorecard/);
    expect(verdictProblem(card, { verdict: 'agree', rootCause: null, scores: {} })).toMatch(/Give points/);
    expect(verdictProblem(card, { verdict: 'agree', rootCause: null, scores: { policy: 6 } })).toMatch(/At most 5/);
    expect(verdictProblem(card, { verdict: 'agree', rootCause: null, scores: { policy: 5, words: 1 } })).toMatch(/another scorecard/);
    expect(verdictProblem(card, { verdict: 'improve', rootCause: 'missed', scores: { policy: 0 } })).toBeNull();
  });
});
