import { describe, expect, it } from 'vitest';
import { basisOf, emptyOffer, middleOf, offerDraftOf, offerOf, wordsOfOffer } from './offerDraft.ts';

describe('an offer in its dialog', () => {
  it.each([
    ['26.65', 'USD', { by: 'sum', minor: '2665' }],
    ['26,65', 'USD', { by: 'sum', minor: '2665' }],
    ['8200', 'JPY', { by: 'sum', minor: '8200' }],
    ['50 %', 'USD', { by: 'percent', percent: '50' }],
    ['12,5%', 'USD', { by: 'percent', percent: '12.5' }],
    ['120%', 'USD', null],
    ['-5', 'USD', null],
    ['26.655', 'USD', null],
    ['', 'USD', null],
    ['26.65', null, null],
  ] as const)('reads %s in %s', (amount, currency, basis) => {
    expect(basisOf({ outcome: 'partial_refund', amount }, currency)).toEqual(basis);
  });

  it('carries no amount, bearer or return when nothing is to be refunded', () => {
    expect(offerOf({ ...emptyOffer, outcome: 'no_refund', amount: '5', withReturn: true, words: 'Let it rest.' }, 'USD')).toEqual({ outcome: 'no_refund', withReturn: false, bearers: [], dueAt: null, basis: { by: 'sum', minor: '0' }, words: 'Let it rest.' });
  });

  it('comes back whole, with sum and bearer, when its dialog was closed or it was undone', () => {
    const draft = { ...emptyOffer, amount: '40 %', bearer: 'platform' as const, withReturn: true, words: 'Meet in the middle.' };
    expect(offerDraftOf(wordsOfOffer(draft))).toEqual(draft);
    expect(offerDraftOf(wordsOfOffer(emptyOffer))).toBeNull();
  });

  it('begins in the middle between the sides, without losing a unit to rounding up', () => {
    expect(middleOf({ minor: '5200', currency: 'USD' }, { minor: '801', currency: 'USD' })).toBe('30.00');
    expect(middleOf({ minor: '5200', currency: 'USD' }, { minor: '800', currency: 'EUR' })).toBe('');
    expect(middleOf(null, null)).toBe('');
  });
});
