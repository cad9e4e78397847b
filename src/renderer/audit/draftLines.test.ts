import { describe, expect, it } from 'vitest';
import { draftChanges } from './draftLines.ts';
import type { draftLines } from './draftLines.ts';

const file = { claims: [{ claimId: 'c' }], exhibits: [{ evidenceId: 'e', label: 'B-1' }], spots: [{ spotId: 's', label: 'B-1.1' }], refundRoom: { currency: 'USD' } } as unknown as NonNullable<Parameters<typeof draftLines>[1]>;
const finding = { claimId: 'c', result: null, exhibits: ['e'], spots: [], absence: null, words: null };

describe('what changed between two drafts', () => {
  it('would say nothing of what came or went, or say what stayed', () => {
    const changes = draftChanges({ outcome: 'full_refund', clauses: ['3.3'], reasons: 'It is red.' }, { outcome: 'partial_refund', clauses: ['3.3'], basis: { by: 'sum', minor: '1050' } }, file);
    expect(changes.map(({ what, before, now }) => [what, before, now])).toEqual([
      ['Outcome', 'Full refund', 'Partial refund'],
      ['Amount', null, 'USD\u00a010.50'],
      ['Reasons', 'It is red.', null],
    ].map((row) => row.map((text) => (text?.startsWith('USD') ? expect.stringMatching(/^USD\s10\.50$/) : text))));
  });
  it('would name ids of claims and exhibits, or lose a finding without a result', () => {
    expect(draftChanges(null, { findings: [{ ...finding, spots: ['s'] }] }, file).map(({ what, now }) => `${what}: ${now}`)).toEqual(['Claim 1, cites: B-1, B-1.1']);
    expect(draftChanges({ findings: [finding] }, { findings: [{ ...finding, result: 'established' }] }, file)).toMatchObject([{ what: 'Claim 1, finding', before: null, now: 'Established' }]);
  });
  it('would show changed reasons as a whole instead of the words that changed', () => {
    expect(draftChanges({ reasons: 'The photo shows red.' }, { reasons: 'The photo shows blue.' }, file)[0]?.parts).toEqual([
      { text: 'The photo shows ', is: 'same' }, { text: 'red', is: 'gone' }, { text: 'blue', is: 'new' }, { text: '.', is: 'same' },
    ]);
  });
  it('would find a change in the order of keys or in an empty part', () => {
    expect(draftChanges({ reasons: '', outcome: 'no_refund' }, { outcome: 'no_refund', findings: [], reasons: '' }, file)).toEqual([]);
  });
});
