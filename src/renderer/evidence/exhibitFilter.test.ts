import { describe, expect, it } from 'vitest';
import { filterExhibits, kindsOf, noFilter } from './exhibitFilter.ts';
import { anExhibit } from './testCase.testing.ts';

const exhibits = [
  anExhibit({ evidenceId: 'a', side: 'buyer', kind: 'photo', claimIds: ['c1'], openedAt: 1 }),
  anExhibit({ evidenceId: 'b', side: 'seller', kind: 'document', claimIds: ['c1', 'c2'] }),
  anExhibit({ evidenceId: 'c', side: 'carrier', kind: 'tracking', claimIds: [] }),
];
const ids = (filter: Partial<typeof noFilter>) => filterExhibits(exhibits, { ...noFilter, ...filter }).map((one) => one.evidenceId).join('');

describe('the filter of exhibits', () => {
  it('would hide what nobody asked to hide', () => expect(ids({})).toBe('abc'));
  it('would show one that fails a part of it', () => {
    expect([ids({ side: 'seller' }), ids({ kind: 'photo' }), ids({ claimId: 'c1' }), ids({ claimId: 'c2' }), ids({ claimId: 'none' }), ids({ isUnopenedOnly: true })]).toEqual(['b', 'a', 'ab', 'b', 'c', 'bc']);
    expect(ids({ claimId: 'c1', isUnopenedOnly: true })).toBe('b');
  });
  it('would offer kinds the case does not have', () => expect(kindsOf(exhibits)).toEqual(['photo', 'document', 'tracking']));
});
