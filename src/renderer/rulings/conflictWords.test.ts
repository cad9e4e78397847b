import { describe, expect, it } from 'vitest';
import { standingRuling, whoHasIt, whyNot } from './conflictWords.ts';
import type { CaseFile, Lease } from '../../contract/caseFile.ts';
import type { RulingSummary } from '../../contract/rulings.ts';

const ruling = (rulingId: string, state: RulingSummary['state'], stagedAt: number): RulingSummary => ({
  rulingId, caseId: 'c', caseReference: 'C-1', offerId: null, state, outcome: 'full_refund', withReturn: false, reason: 'other', amount: null,
  personId: 'p', personName: `Person of ${rulingId}`, stagedAt, effectiveAt: stagedAt + 15_000, togetherId: null,
});
const lease = (isMine: boolean): Lease => ({ personId: 'x', personName: 'Lee', isMine, endsAt: 99 });
const file = (part: Partial<CaseFile>) => ({ readOnlyBecause: null, mayNotDecide: null, state: 'in_review', lease: null, rulings: [], ...part }) as CaseFile;

describe('why a ruling cannot be written', () => {
  it('offers to take a free case, but not one that somebody holds', () => {
    expect(whyNot(file({}))?.canTake).toBe(true);
    expect(whyNot(file({ lease: lease(false) }))).toEqual({ words: 'Lee works on this case.', canTake: false });
    expect(whyNot(file({ lease: lease(true) }))).toBeNull();
  });
  it('offers nothing to somebody who ruled on the case before its appeal', () => {
    expect(whyNot(file({ state: 'queued', mayNotDecide: 'You ruled on this case.' }))).toEqual({ words: 'You ruled on this case.', canTake: false });
  });
  it('calls what both sides agreed on a settlement, not a ruling of whoever offered it', () => {
    const rulings = [{ ...ruling('agreed', 'staged', 20), offerId: 'offer' }];
    for (const state of ['staged', 'closed'] as const) expect(whyNot(file({ state, rulings }))?.words).toMatch(/^Both sides/);
    expect(whoHasIt(file({ rulings })).words).toBe('Both sides accepted an offer');
  });
  it('puts the read-only reason before everything else', () => {
    expect(whyNot(file({ readOnlyBecause: 'Hash differs.', lease: lease(true) }))?.words).toBe('Hash differs.');
  });
});

describe('who has it', () => {
  it('does not name a ruling that was taken back as the decision', () => {
    const rulings = [ruling('undone', 'undone', 30), ruling('stands', 'effective', 20)];
    expect(standingRuling({ rulings })?.rulingId).toBe('stands');
    expect(whoHasIt(file({ rulings }))).toEqual({ words: 'Person of stands ruled on this case', at: 20 });
    expect(whoHasIt(file({ rulings: rulings.slice(0, 1), lease: lease(false) })).words).toContain('Lee works on');
  });
});
