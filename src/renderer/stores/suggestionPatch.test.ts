import { describe, expect, it } from 'vitest';
import type { ClaimSuggestion, Suggestion } from '../../contract/suggestions.ts';
import { isTakenOver, suggestionPatch } from './suggestionPatch.ts';

const usd = (minor: string) => ({ minor, currency: 'USD' });
const claim = (change: Partial<ClaimSuggestion> = {}): ClaimSuggestion => ({
  claimId: 'c1', step: 'A-3', outcome: 'full_refund', result: 'established', words: '', because: [], exhibits: ['b1'], absence: null, tariff: null, clause: '3.3', walked: [], ...change,
});
const suggestion = (change: Partial<Suggestion> = {}): Suggestion => ({
  policyVersion: '2026-01', outcome: 'full_refund', why: '', reason: 'wrong_item', withReturn: true, bearers: [{ bearer: 'seller', percent: 100 }], clauses: ['3.3'],
  range: { from: usd('6665'), upTo: usd('6665') }, claims: [claim()], ...change,
});

describe('suggestionPatch', () => {
  it('brings everything but the reasons, which are the words of a person', () => {
    const patch = suggestionPatch({}, suggestion());
    expect(patch).toEqual({
      outcome: 'full_refund', basis: { by: 'full' }, reason: 'wrong_item', withReturn: true, bearers: [{ bearer: 'seller', percent: 100 }], clauses: ['3.3'],
      findings: [{ claimId: 'c1', result: 'established', exhibits: ['b1'], spots: [], absence: null, words: null }],
    });
    expect([isTakenOver({}, suggestion()), isTakenOver(patch, suggestion()), isTakenOver({ ...patch, withReturn: false }, suggestion())]).toEqual([false, true, false]);
  });

  it('leaves what a person found, and adds to what they only began', () => {
    const finding = { claimId: 'c1', exhibits: ['s1'], spots: [], absence: null, words: 'mine' };
    expect(suggestionPatch({ findings: [{ ...finding, result: 'not_established' }] }, suggestion()).findings).toEqual([{ ...finding, result: 'not_established' }]);
    expect(suggestionPatch({ findings: [{ ...finding, result: null }] }, suggestion()).findings).toEqual([{ ...finding, result: 'established', exhibits: ['s1', 'b1'] }]);
  });

  it('does not choose an amount out of a range, and keeps one that was worked on', () => {
    const part = suggestion({ outcome: 'partial_refund', range: { from: usd('649'), upTo: usd('3894') } });
    expect(suggestionPatch({}, part).basis).toBeUndefined();
    expect(suggestionPatch({ outcome: 'partial_refund', basis: { by: 'percent', percent: '30' } }, part).basis).toEqual({ by: 'percent', percent: '30' });
    expect(suggestionPatch({}, suggestion({ outcome: 'partial_refund', range: { from: usd('500'), upTo: usd('500') } })).basis).toEqual({ by: 'sum', minor: '500' });
  });

  it('takes money out for no refund, and changes nothing where nothing is suggested', () => {
    const none = suggestion({ outcome: 'no_refund', range: null, bearers: [], withReturn: false, claims: [claim({ outcome: 'no_refund', result: 'not_established' })] });
    expect(suggestionPatch({ outcome: 'full_refund', basis: { by: 'full' } }, none)).toMatchObject({ outcome: 'no_refund', basis: undefined, bearers: undefined });
    expect(suggestionPatch({ outcome: 'full_refund' }, suggestion({ outcome: null, reason: null }))).toEqual({});
  });
});
