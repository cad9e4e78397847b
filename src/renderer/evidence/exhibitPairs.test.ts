import { describe, expect, it } from 'vitest';
import { anExhibit, aClaim } from './testCase.testing.ts';
import { exhibitPairs, exhibitRows, pairIndexOf } from './exhibitPairs.ts';

const claims = [aClaim({ claimId: 'c1' }), aClaim({ claimId: 'c2' })];

describe('exhibitRows', () => {
  it('would lose an exhibit that names no claim, or a claim that does not exist', () => {
    const exhibits = [
      anExhibit({ evidenceId: 'b1', side: 'buyer', claimIds: ['c1'] }),
      anExhibit({ evidenceId: 's1', side: 'seller', claimIds: [] }),
      anExhibit({ evidenceId: 's2', side: 'seller', claimIds: ['gone'] }),
    ];
    const rows = exhibitRows({ claims, exhibits });
    expect(rows.map((row) => row.claim?.claimId ?? null)).toEqual(['c1', 'c2', null]);
    expect(rows[2]?.seller.map((exhibit) => exhibit.evidenceId)).toEqual(['s1', 's2']);
  });

  it('would show an empty "not tied" row when every exhibit is tied', () => {
    const rows = exhibitRows({ claims, exhibits: [anExhibit({ evidenceId: 'b1', side: 'buyer', claimIds: ['c1', 'c2'] })] });
    expect(rows).toHaveLength(2);
    expect(rows.every((row) => row.buyer.length === 1)).toBe(true);
  });
});

describe('exhibitPairs', () => {
  const exhibits = [
    anExhibit({ evidenceId: 'b1', side: 'buyer', claimIds: ['c1'] }),
    anExhibit({ evidenceId: 'b2', side: 'buyer', claimIds: ['c1', 'c2'] }),
    anExhibit({ evidenceId: 's1', side: 'seller', claimIds: ['c1', 'c2'] }),
    anExhibit({ evidenceId: 'p1', side: 'platform', claimIds: ['c1'] }),
  ];
  const pairs = exhibitPairs(exhibitRows({ claims, exhibits }));

  it('would pair across claims or drop the side that handed in fewer', () => {
    expect(pairs.map((pair) => [pair.claimId, pair.left?.evidenceId ?? null, pair.right?.evidenceId ?? null])).toEqual([
      ['c1', 'b1', 's1'],
      ['c1', 'b2', null],
      ['c1', 'p1', null],
      ['c2', 'b2', 's1'],
    ]);
  });

  it('would step through the same pair twice when two claims share both exhibits', () => {
    const shared = [
      anExhibit({ evidenceId: 'b1', side: 'buyer', claimIds: ['c1', 'c2'] }),
      anExhibit({ evidenceId: 's1', side: 'seller', claimIds: ['c1', 'c2'] }),
    ];
    expect(exhibitPairs(exhibitRows({ claims, exhibits: shared }))).toHaveLength(1);
  });

  it('would open the wrong claim for an exhibit tied to several', () => {
    expect(pairIndexOf(pairs, 'b2', 'c2')).toBe(3);
    expect(pairIndexOf(pairs, 'b2')).toBe(1);
    expect(pairIndexOf(pairs, 'nobody')).toBe(-1);
  });
});
