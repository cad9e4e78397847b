import { describe, expect, it } from 'vitest';
import { alignBy, proseRow, row } from './compareRows.ts';
import { compareRulings, moreWords, shareOfCap, type Compared } from './compareRulings.ts';

const usd = (minor: string) => ({ minor, currency: 'USD' });
const claim = (claimId: string, reason: string) => ({ claimId, reason, standing: 'contested', amount: usd('1000') });
const exhibit = (evidenceId: string, side: string, kind: string, openedAt: number | null = 1) => ({ evidenceId, side, kind, admissibility: 'admitted', openedAt });

/** A decision with its file; only what a comparison reads. */
function compared(change: { amount?: { minor: string; currency: string } | null; reasons?: string; clauses?: string[]; claims?: object[]; exhibits?: object[]; working?: object[]; takenAt?: number | null } = {}): Compared {
  const { amount = usd('500'), reasons = 'It is red.', clauses = ['3.3'], claims = [claim('a', 'wrong_item')], exhibits = [exhibit('e', 'buyer', 'photo')], working = [], takenAt = 0 } = change;
  const findings = (claims as { claimId: string }[]).map(({ claimId }) => ({ claimId, result: 'established', exhibits: ['e'], spots: [], absence: null, words: null }));
  return {
    decision: { summary: { outcome: amount ? 'partial_refund' : 'no_refund', withReturn: false, reason: 'wrong_item', amount, personName: 'Dana', offerId: null, state: 'effective' }, ruling: { findings, bearers: [{ bearer: 'seller', percent: 100 }], clauses, reasons }, working, sheet: null, suggestion: null, followed: null, policyVersion: '2026-01' },
    file: { claims, exhibits, clauses: [{ code: '3.3', title: 'Wrong item sent' }], items: [], parcels: [], parties: [], source: 'x', order: null, openedAt: null, refundRoom: { cap: usd('1000') } },
    was: takenAt === null ? null : { takenAt, at: 600_000, drafts: [], moment: null },
  } as unknown as Compared;
}
const sectionOf = (one: Compared, other: Compared, name: string) => compareRulings(one, other).find((section) => section.name === name)?.rows ?? [];
const lineOf = (one: Compared, other: Compared, what: string) => compareRulings(one, other).flatMap(({ rows }) => rows).find((line) => line.what === what);

describe('two rulings side by side', () => {
  it('would find a difference between a ruling and itself', () => {
    const one = compared({ working: [{ lineId: 'l', words: 'Watch', of: usd('1000'), refund: usd('500'), kind: 'item' }] });
    expect(compareRulings(one, one).flatMap(({ rows }) => rows).filter((line) => !line.isSame)).toEqual([]);
  });
  it('would subtract yen from dollars, or name the wrong side as the larger', () => {
    expect(moreWords(usd('700'), usd('500'))).toMatch(/^left USD\s2\.00 more$/);
    expect(moreWords(usd('500'), usd('700'))).toMatch(/^right USD\s2\.00 more$/);
    expect(moreWords(usd('500'), { minor: '700', currency: 'JPY' })).toBeNull();
    expect(lineOf(compared(), compared({ amount: { minor: '700', currency: 'JPY' } }), 'Amount')).toMatchObject({ isSame: false, note: null });
    expect(shareOfCap({ minor: '5', currency: 'JPY' }, usd('10'))).toBeNull();
  });
  it('would lose halves of a percent, or divide by a cap of nothing', () => {
    expect([shareOfCap(usd('1'), usd('3')), shareOfCap(usd('2'), usd('3')), shareOfCap(null, usd('3')), shareOfCap(usd('1'), usd('0'))]).toEqual(['33.33 %', '66.67 %', '0 %', null]);
  });
  it('would set claims of different reasons beside each other because they stand at the same place', () => {
    const [one, other] = [compared(), compared({ claims: [claim('b', 'missing_parts'), claim('c', 'wrong_item'), claim('d', 'wrong_item')] })];
    const findings = sectionOf(one, other, 'Claims and findings').filter(({ what }) => what.endsWith('finding'));
    expect(findings.map(({ what, one: left, other: right }) => [what, left, right])).toEqual([
      ['Wrong item: finding', 'Established', 'Established'],
      ['Wrong item (2): finding', 'no such claim', 'Established'],
      ['Missing parts: finding', 'no such claim', 'Established'],
    ]);
  });
  it('would leave out a clause only one of them rests on, an exhibit that was not opened, or a line that is not there', () => {
    const one = compared({ clauses: ['10.1', '3.3'], exhibits: [exhibit('e', 'buyer', 'photo'), exhibit('f', 'buyer', 'photo', null)], working: [{ lineId: 'l', words: 'Watch', of: usd('1000'), refund: usd('500'), kind: 'item' }] });
    const other = compared();
    expect(sectionOf(one, other, 'Policy').map(({ what, other: right }) => [what, right])).toEqual([['Version', '2026-01'], ['3.3 Wrong item sent', 'rests on it'], ['10.1', 'not cited']]);
    expect(sectionOf(one, other, 'Exhibits')).toMatchObject([{ what: 'Buyer: photo', one: '2, 1 opened', other: '1' }]);
    expect(sectionOf(one, other, 'Line by line')).toMatchObject([{ what: 'Item', one: expect.stringMatching(/of USD\s10\.00, 50 %$/), other: 'no such line' }]);
  });
  it('would fail on a ruling whose file cannot be read or whose moment was not kept', () => {
    const old = { ...compared({ takenAt: null }), file: null };
    expect(lineOf(old, compared(), 'From taking to staging')).toMatchObject({ one: null, other: '10 min', isSame: false });
    expect(compareRulings(old, old).flatMap(({ rows }) => rows).every((line) => line.isSame)).toBe(true);
  });
});

describe('lines of a comparison', () => {
  it('would mark words of texts that have nothing in common one by one, or call blanks a difference', () => {
    expect(proseRow('x', 'It is red.', 'It  is red.').isSame).toBe(true);
    expect(proseRow('x', 'The dial is red.', 'The dial is blue.')).toMatchObject({ isSame: false, parts: { one: [{ is: 'same' }, { text: 'red', is: 'gone' }, { is: 'same' }], other: [{ is: 'same' }, { text: 'blue', is: 'new' }, { is: 'same' }] } });
    expect(proseRow('x', 'Nothing arrived here', 'Seller denies all')).toMatchObject({ isSame: false, note: 'written anew', parts: null });
    expect(proseRow('x', null, 'New')).toMatchObject({ isSame: false, parts: null });
    expect(row('x', 'a', 'a', 'note').note).toBeNull();
  });
  it('would pair the second of a name with the first', () => {
    expect(alignBy(['a1', 'b1'], ['b2', 'a2', 'a3'], (value) => value.slice(0, 1))).toEqual([
      { name: 'a', place: 0, one: 'a1', other: 'a2' },
      { name: 'a', place: 1, one: null, other: 'a3' },
      { name: 'b', place: 0, one: 'b1', other: 'b2' },
    ]);
  });
});
