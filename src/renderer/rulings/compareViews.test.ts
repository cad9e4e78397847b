import { describe, expect, it } from 'vitest';
import type { OpenAppeal } from '../../contract/appeals.ts';
import { fakeCases } from '../backend/fakeCases.ts';
import { compareViews, differenceWords, takeOver, type Compared } from './compareViews.ts';
import { receivedAtOf } from './receivedAt.ts';

const usd = (minor: string) => ({ minor, currency: 'USD' });
const appeal: OpenAppeal = {
  appealId: 'a', rulingId: 'r', by: 'seller', how: 'letter', newInformation: 'x', exhibits: [], receivedAt: 0, personName: 'Bo', state: 'open', result: null, decidedRulingId: null, notBy: ['Ada'], isHidden: false,
  view: { outcome: 'no_refund', amount: null, words: 'Nothing is shown.', notedAt: 0 },
  appealed: {
    summary: { rulingId: 'r', caseId: 'c', caseReference: 'C-1', offerId: null, togetherId: null, state: 'effective', outcome: 'partial_refund', withReturn: false, reason: 'wrong_item', amount: usd('3333'), personId: 'p', personName: 'Ada', stagedAt: 0, effectiveAt: 0 },
    bearers: [{ bearer: 'seller', percent: 100 }],
    shares: [{ bearer: 'seller', amount: usd('3333') }],
  },
};
const compared = (change: Partial<Compared> = {}): Compared => ({ appeal, findings: [{ claimId: 'c1', result: 'established', exhibits: [], spots: [], absence: null, words: null }], claims: [{ ...fakeCases[0]!.claims[0]!, claimId: 'c1' }], draft: {}, amount: null, ...change });
const differing = (rows: ReturnType<typeof compareViews>) => rows.filter((row) => row.draftDiffers).map((row) => row.label);

describe('compareViews', () => {
  it('shows nothing of the ruling while it is hidden', () => {
    expect(compareViews(compared({ appeal: { ...appeal, appealed: null } }))).toEqual([]);
  });

  it('marks what differs and takes a part of the draft that is not begun for no difference', () => {
    const rows = compareViews(compared());
    expect(differing(rows)).toEqual([]);
    expect(rows.filter((row) => row.ownDiffers).map((row) => row.label)).toEqual(['Outcome', 'Amount']);
    const draft = { outcome: 'partial_refund' as const, bearers: [{ bearer: 'carrier' as const, percent: 100 }], findings: [{ claimId: 'c1', result: 'inconclusive' as const, exhibits: [], spots: [], absence: null, words: null }] };
    expect(differing(compareViews(compared({ draft, amount: usd('1000') })))).toEqual(['Amount', 'Borne by', 'Claim 1']);
  });

  it('finds no difference in a draft that confirming took over', () => {
    expect(differing(compareViews(compared({ draft: takeOver(appeal), amount: usd('3333') })))).toEqual([]);
  });
});

describe('differenceWords', () => {
  it.each([
    ['3333', '4666', 'USD 13.33 more is paid, the difference alone.'],
    ['3333', '1000', 'USD 23.33 is asked back through the marketplace; the refund before stays as it is.'],
    ['3333', '3333', 'Nothing more is paid to the buyer.'],
  ])('from %s to %s says what moves', (before, now, words) => {
    expect(differenceWords(usd(before), usd(now), true)).toBe(words);
  });

  it('says nothing while the amount is not known', () => {
    expect(differenceWords(usd('1'), null, false)).toBeNull();
  });
});

describe('receivedAtOf', () => {
  it('gives a party the whole of the day its letter came, and never a moment that is not over', () => {
    const noon = new Date(2026, 5, 10, 12).getTime();
    expect(receivedAtOf('2026-06-09', noon)).toBe(new Date(2026, 5, 9, 23, 59, 59, 999).getTime());
    expect(receivedAtOf('2026-06-10', noon)).toBe(noon);
    expect(receivedAtOf('', noon)).toBeNull();
  });
});
