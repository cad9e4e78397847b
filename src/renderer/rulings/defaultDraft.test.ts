import { describe, expect, it } from 'vitest';
import type { DefaultProposal } from '../../contract/deadlines.ts';
import type { RulingDraft } from '../../contract/rulings.ts';
import { withDefault } from './defaultDraft.ts';

const proposal: DefaultProposal = { party: 'seller', deadlineId: 'd', isPossible: true, words: '', absence: 'Nothing came.', clauseCode: '6.2', claimIds: ['c1', 'c2'] };

describe('a default put into the draft', () => {
  it('would overwrite what the mediator wrote, decide the claims, or be put in twice', () => {
    const draft: RulingDraft = { outcome: 'full_refund', clauses: ['2.1'], findings: [{ claimId: 'c1', result: 'established', exhibits: ['B-1'], spots: [], absence: 'A photo.', words: 'Mine.' }] };
    const once = withDefault(draft, proposal);
    expect(once).toEqual({
      clauses: ['2.1', '6.2'],
      findings: [
        { claimId: 'c1', result: 'established', exhibits: ['B-1'], spots: [], absence: 'A photo. Nothing came.', words: 'Mine.' },
        { claimId: 'c2', result: null, exhibits: [], spots: [], absence: 'Nothing came.', words: null },
      ],
    });
    expect(withDefault({ ...draft, ...once }, proposal)).toEqual(once);
  });
});
