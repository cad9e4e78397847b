import { describe, expect, it } from 'vitest';
import { completeRuling, outcomePatch, reasonPatch, withCitation, withFinding } from '../stores/draftEdits.ts';
import { bearerTexts, readBearers as read, unitOf, type BearerTexts } from './bearerShares.ts';
import { rulingCommands } from './rulingKeys.ts';
import { suggestReasons } from './suggestReasons.ts';
import type { PolicyClause } from '../../contract/policy.ts';
import type { RulingDraft } from '../../contract/rulings.ts';

const clauses: PolicyClause[] = [
  { code: '2.1', title: 'Not received', text: '', reasons: ['not_received'] },
  { code: '4.1', title: 'Wrong item', text: '', reasons: ['wrong_item'] },
  { code: '4.2', title: 'Wrong variant', text: '', reasons: ['wrong_item'] },
];

/** Presses keys as the key registry does (the last command that is enabled) and returns what the draft became. */
function press(start: RulingDraft, keys: string): { draft: RulingDraft; staged: number } {
  let draft = start;
  let isAsking = false;
  let staged = 0;
  const none = () => {};
  const commands = rulingCommands({
    canRule: () => true,
    isAskingReason: () => isAsking,
    chooseOutcome: (outcome) => ([draft, isAsking] = [{ ...draft, ...outcomePatch(draft, outcome) }, true]),
    chooseReason: (reason) => ([draft, isAsking] = [{ ...draft, ...reasonPatch(draft, reason, clauses) }, false]),
    leaveReasons: () => (isAsking = false),
    find: none, insertFindings: none, openClauses: none, hasLetters: () => true, readLetters: none,
    takeSuggestion: () => 0,
    stage: () => (staged += 1),
  });
  for (const key of keys.split(' ')) commands.findLast((command) => command.keys === key && (command.isEnabled?.() ?? true))?.run(null);
  return { draft, staged };
}

const found: RulingDraft = {
  findings: [{ claimId: 'c1', result: 'established', exhibits: ['e1'], spots: [], absence: null, words: null }],
  reasons: 'The parcel held another colour.',
};

describe('keys', () => {
  it('rules a full refund and a rejection in three keystrokes once the findings stand', () => {
    const full = press(found, '1 3 Enter');
    expect(full.staged).toBe(1);
    expect(completeRuling(full.draft)).toMatchObject({ outcome: 'full_refund', reason: 'wrong_item', basis: { by: 'full' }, clauses: ['4.1'] });
    expect(completeRuling(press(found, '3 1 Enter').draft)).toMatchObject({ outcome: 'no_refund', reason: 'not_received', bearers: [] });
  });
  it('does not read the reason digit as another outcome, nor the next digit as a reason', () => {
    expect(press({}, '1 3').draft).toMatchObject({ outcome: 'full_refund', reason: 'wrong_item' });
    expect(press({}, '1 3 2').draft).toMatchObject({ outcome: 'partial_refund', reason: 'wrong_item' });
    expect(press({}, '1 Escape 2').draft.outcome).toBe('partial_refund');
  });
});

describe('edits', () => {
  it('takes the bearers and the amount away with a rejection, so that no money hides in it', () => {
    expect(completeRuling(press(found, '1 3 3 3').draft)).toMatchObject({ bearers: [], basis: { by: 'sum', minor: '0' }, withReturn: false });
  });
  it('does not turn a full refund into a partial one of the whole cap', () => {
    expect(completeRuling(press(found, '1 3 2 3').draft)).toBeNull();
  });
  it('keeps clauses the person chose when the reason changes, and swaps the one that came with the reason', () => {
    expect(reasonPatch({ reason: 'wrong_item', clauses: ['4.1'] }, 'not_received', clauses).clauses).toEqual(['2.1']);
    expect(reasonPatch({ reason: 'wrong_item', clauses: ['4.2'] }, 'not_received', clauses)).toEqual({ reason: 'not_received' });
  });
  it('cites a place beside exhibits, and not twice', () => {
    const once = withCitation(withCitation([], 'c1', { evidenceId: 'e1' }), 'c1', { spotId: 'p1' });
    expect(once).toMatchObject([{ claimId: 'c1', exhibits: ['e1'], spots: ['p1'] }]);
    expect(withCitation(once, 'c1', { spotId: 'p1' })).toEqual(once);
  });
  it('cites an exhibit once and leaves the other findings alone', () => {
    const once = withCitation(withFinding([], 'c2', { result: 'not_established' }), 'c1', { evidenceId: 'e1' });
    expect(withCitation(once, 'c1', { evidenceId: 'e1' })).toEqual(once);
    expect(once.map((finding) => finding.claimId)).toEqual(['c2', 'c1']);
  });
});

describe('readBearers', () => {
  it('asks for exactly 100 percent', () => {
    const readBearers = (texts: BearerTexts) => read(texts, 'percent', 'USD');
    expect(readBearers({ seller: '60', platform: '40', carrier: '' })).toMatchObject({ fault: null, shares: [{ percent: 60 }, { percent: 40 }] });
    expect(readBearers({ seller: '60', platform: '30', carrier: '' }).fault).toBe('10 percent are not borne by anyone yet.');
    expect(readBearers({ seller: '60', platform: '50', carrier: '' }).fault).toBe('10 percent too many.');
    expect(readBearers({ seller: '33.3', platform: '', carrier: '' }).fault).not.toBeNull();
  });
  it('reads sums in the decimals of the currency and shows them again as they were', () => {
    for (const [currency, seller, minor] of [['JPY', '1200', '1200'], ['KWD', '1.205', '1205'], ['CLF', '0.0001', '1']] as const) {
      const { shares } = read({ seller, platform: '', carrier: '' }, 'sum', currency);
      expect(shares).toEqual([{ bearer: 'seller', minor }]);
      expect([unitOf(shares), bearerTexts(shares, currency).seller]).toEqual(['sum', seller]);
    }
    expect(read({ seller: '1.5', platform: '', carrier: '' }, 'sum', 'JPY').fault).toContain('no decimals');
  });
});

it('writes findings as sentences with labels and the named absence, in the order of the claims', () => {
  const file = {
    claims: [
      { claimId: 'c1', reason: 'wrong_item' },
      { claimId: 'c2', reason: 'missing_parts' },
    ],
    exhibits: [
      { evidenceId: 'e1', label: 'B-1' },
      { evidenceId: 'e2', label: 'S-1' },
    ],
    spots: [{ spotId: 'p1', label: 'S-1.1', name: 'the packing date' }],
  } as unknown as Parameters<typeof suggestReasons>[0];
  const text = suggestReasons(
    file,
    [
      { claimId: 'c2', result: 'not_established', exhibits: [], spots: [], absence: 'a photo of the opened box', words: null },
      { claimId: 'c1', result: 'established', exhibits: ['e1', 'e2'], spots: ['p1'], absence: null, words: 'The colour differs' },
    ],
    (reason) => reason.replace('_', ' '),
  );
  expect(text).toBe(
    'Claim 1 (wrong item) is established on B-1, S-1 and S-1.1 (the packing date). The colour differs. Claim 2 (missing parts) is not established, as this is missing: a photo of the opened box.',
  );
});
