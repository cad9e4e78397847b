import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseFile, Claim } from '../../contract/caseFile.ts';
import type { Parcel } from '../../contract/parcels.ts';
import { answerFacts } from '../../contract/policy.ts';
import { admissibilities, findingResults, goodsKinds, reasons, sides } from '../../contract/vocabulary.ts';
import { caseFileOf, claimOf, deadlineOf, exhibit, roomOf, rulingOf, usd } from '../../testing/caseFile.ts';
import { testNow } from '../../testing/tempDesk.ts';
import { followed } from './followed.ts';
import { suggestRuling } from './suggest.ts';

const day = 86_400_000;
const suggest = (change: Partial<CaseFile>, draft = {}) => suggestRuling(caseFileOf(change), draft, testNow);
const answered = (stance: 'accepts' | 'partly' | 'denies'): Claim['answers'] => [{ by: 'seller', stance, words: null, at: testNow - day }];
const parcel = (change: Partial<Parcel> = {}): Parcel => ({
  parcelId: 'p', direction: 'outbound', carrier: 'Post', carrierName: null, trackingNumber: null, promisedAt: null, shippedAt: null, deliveredAt: null, signedBy: null, scans: [], deliveredCountry: null, warnings: [], ...change,
});
const scan = (status: Parcel['scans'][number]['status'], at = testNow - 5 * day) => ({ at, place: 'Leipzig', status, words: null });
const notReceived = (parcels: Parcel[], change: Partial<Claim> = {}) => ({ claims: [claimOf('claim-1', { reason: 'not_received', isGoodsReceived: false, ...change })], parcels, exhibits: [] });

describe('suggestRuling', () => {
  it('says that no step fits where both sides show something, and follows what the mediator finds then', () => {
    const open = suggest({});
    expect(open).toMatchObject({ outcome: null, range: null, claims: [{ step: null, because: [{ words: 'The seller says nothing on the claim' }, { words: 'The buyer shows B-1; The seller shows S-1' }] }] });
    const found = suggest({}, { findings: [{ claimId: 'claim-1', result: 'established', exhibits: ['B-1'], spots: [], absence: null, words: null }] });
    expect(found).toMatchObject({ outcome: 'full_refund', withReturn: true, clauses: ['3.3'], claims: [{ step: 'F-6', result: null }] });
  });

  it('keeps what the facts suggest when its findings are taken over, so that taking over changes nothing', () => {
    const change = { claims: [claimOf('claim-1', { missing: [{ side: 'seller' as const, words: 'A packing photo' }] })], exhibits: [exhibit('B-1')] };
    const before = suggest(change);
    const [claim] = before.claims;
    expect(before).toMatchObject({ outcome: 'full_refund', claims: [{ step: 'WI-3', result: 'established', exhibits: ['B-1'], absence: 'Not shown by the seller: a packing photo' }] });
    const after = suggest(change, { findings: [{ claimId: 'claim-1', result: claim!.result, exhibits: claim!.exhibits, spots: [], absence: claim!.absence, words: null }] });
    expect(after).toEqual(before);
  });

  it('tells the ways a parcel does not arrive apart, with who bears them', () => {
    const said = (one: Parcel, change?: Partial<Claim>) => {
      const { claims, bearers, outcome } = suggest(notReceived([one], change));
      return [claims[0]?.step, outcome, bearers[0]?.bearer];
    };
    expect(said(parcel({ scans: [scan('delivered')], warnings: [{ code: 'delivered_abroad', words: 'x', scan: 0 }] }))).toEqual(['NR-1', 'full_refund', 'carrier']);
    expect(said(parcel({ scans: [scan('in_transit'), scan('lost')] }))).toEqual(['NR-2', 'full_refund', 'carrier']);
    expect(said(parcel({ scans: [scan('in_transit'), scan('returned')] }))).toEqual(['NR-3', 'full_refund', 'seller']);
    expect(said(parcel({ promisedAt: testNow - 30 * day, scans: [scan('in_transit', testNow - 16 * day)] }))).toEqual(['NR-4', 'full_refund', 'seller']);
    expect(said(parcel({ promisedAt: testNow - 30 * day, scans: [scan('in_transit', testNow - 14 * day)] }))).toEqual([null, null, undefined]);
    expect(said(parcel({ scans: [scan('label_created')] }), { missing: [{ side: 'seller', words: 'Proof of sending' }] })).toEqual(['NR-6', 'full_refund', 'seller']);
    expect(said(parcel({ deliveredAt: testNow, signedBy: 'Ada' }))).toEqual(['NR-8', 'no_refund', undefined]);
    expect(said(parcel({ deliveredAt: testNow, signedBy: 'Ada', warnings: [{ code: 'after_delivery', words: 'Sorted again', scan: 0 }] }))).toEqual(['NR-7', 'full_refund', 'carrier']);
  });

  it('takes silence for an answer only after notice: an open deadline is no silence, and neither is an answer', () => {
    const told = [{ by: 'source' as const, kind: 'message' as const, at: testNow - 4 * day, language: null, words: 'Please answer.', refId: null }];
    const deadline = (dueAt: number) => [deadlineOf({ dueAt, state: dueAt > testNow ? 'open' : 'passed', notices: told })];
    const at = (dueAt: number, messages: CaseFile['messages'] = []) => suggest({ ...notReceived([]), deadlines: deadline(dueAt), messages }).claims[0]?.step;
    expect(at(testNow)).toBe('NR-5');
    expect(at(testNow + 1)).toBeNull();
    expect(at(testNow, [{ messageId: 'm', from: 'seller', to: null, sentAt: testNow - day, readAt: null, language: null, original: 'Sent.', translation: null, attachments: [] }])).toBeNull();
  });

  it('does not let the buyer lose for evidence nobody asked for', () => {
    const missing = { claims: [claimOf('claim-1', { missing: [{ side: 'buyer' as const, words: 'Photos' }] })], exhibits: [] };
    expect(suggest(missing)).toMatchObject({ outcome: null, why: expect.stringMatching(/could be asked for \(buyer: Photos\)/) as string });
    const question = { questionId: 'q', askId: 'a', kinds: [], reckoning: null, sendAt: testNow - 4 * day, to: 'buyer' as const, text: 'Photos?', claimId: null, personName: 'Dana', askedAt: testNow - 4 * day, dueAt: testNow - day, state: 'lapsed' as const, sentAt: testNow - 4 * day, endedAt: testNow - day };
    expect(suggest({ ...missing, questions: [question] })).toMatchObject({ outcome: 'no_refund', clauses: ['6.1'], bearers: [], claims: [{ step: 'E-2', result: 'not_established' }] });
  });

  it('works a part out of the item it concerns, and never beyond what the buyer asks', () => {
    const room = roomOf({ lines: [{ lineId: 'a', words: 'A', amount: usd(4000) }, { lineId: 'b', words: 'B', amount: usd(2000) }] });
    const items = ['a', 'b'].map((id) => ({ id, title: id, sku: null, quantity: 1, unitPrice: null, goods: null, goodsBy: null, listing: null }));
    const accepted = (change: Partial<Claim>) => suggest({ refundRoom: room, items, claims: [claimOf('claim-1', { itemId: 'b', answers: answered('accepts'), ...change })] });
    expect(accepted({})).toMatchObject({ outcome: 'partial_refund', range: { from: usd(2000), upTo: usd(2000) } });
    expect(accepted({ amount: usd(500) })).toMatchObject({ outcome: 'partial_refund', range: { from: usd(500), upTo: usd(500) } });
    expect(accepted({ itemId: null })).toMatchObject({ outcome: 'full_refund', range: { from: usd(6665), upTo: usd(6665) } });
  });

  it('does not pay two claims on one item twice', () => {
    const claims = ['claim-1', 'claim-2'].map((id) => claimOf(id, { answers: answered('accepts'), amount: usd(5000) }));
    expect(suggest({ claims }).range).toEqual({ from: usd(6665), upTo: usd(6665) });
  });

  it('suggests no money while none can be paid', () => {
    const claims = [claimOf('claim-1', { answers: answered('accepts') })];
    expect(suggest({ claims, refundRoom: roomOf({ blockedBy: 'A chargeback is open.' }) })).toMatchObject({ outcome: null, why: 'A chargeback is open.', range: null });
    expect(suggest({ claims, refundRoom: roomOf({ cap: usd(0) }) })).toMatchObject({ outcome: null, range: null });
  });

  const claim = fc.record({
    reason: fc.constantFrom(...reasons),
    standing: fc.constantFrom('agreed' as const, 'contested' as const, 'unanswered' as const),
    isGoodsReceived: fc.constantFrom(true, false, null),
    answers: fc.constantFrom(...answerFacts).map((stance) => (stance === 'none' ? [] : answered(stance))),
    missing: fc.subarray([...sides]).map((some) => some.map((side) => ({ side, words: `Something of the ${side}` }))),
    amount: fc.option(fc.bigInt({ min: 0n, max: 9_999n }).map(usd)),
  });
  const file = fc
    .record({
      claims: fc.array(claim, { minLength: 1, maxLength: 3 }),
      exhibits: fc.array(fc.record({ side: fc.constantFrom(...sides), admissibility: fc.constantFrom(...admissibilities), state: fc.constantFrom('good' as const, 'missing' as const, 'erased' as const), isTied: fc.boolean() }), { maxLength: 6 }),
      cap: fc.option(fc.bigInt({ min: 0n, max: 99_999n })),
      parcels: fc.array(fc.record({ status: fc.constantFrom('label_created' as const, 'in_transit' as const, 'delivered' as const, 'lost' as const, 'returned' as const), signedBy: fc.option(fc.constant('Ada')), isBack: fc.boolean() }), { maxLength: 2 }),
      goods: fc.option(fc.constantFrom(...goodsKinds)),
      results: fc.array(fc.option(fc.constantFrom(...findingResults)), { maxLength: 3 }),
    })
    .map(({ claims, exhibits, cap, parcels, goods, results }) => {
      const made = claims.map((one, index) => claimOf(`claim-${index + 1}`, one));
      return {
        file: caseFileOf({
          claims: made,
          exhibits: exhibits.map(({ isTied, ...one }, index) => exhibit(`B-${index + 1}`, { ...one, claimIds: isTied ? ['claim-1'] : [] })),
          contradictions: exhibits.length > 1 ? [{ contradictionId: 'c', between: ['B-1', 'B-2'], words: 'x', personName: 'Dana', at: 0 }] : [],
          refundRoom: roomOf({ cap: cap === null ? null : usd(cap) }),
          parcels: parcels.map(({ status, signedBy, isBack }) => parcel({ direction: isBack ? 'return' : 'outbound', signedBy, scans: [scan(status)] })),
          items: [{ id: 'a', title: 'a', sku: null, quantity: 1, unitPrice: null, goods, goodsBy: null, listing: null }],
        }),
        draft: { findings: made.map(({ claimId }, index) => ({ claimId, result: results[index] ?? null, exhibits: [], spots: [], absence: null, words: null })) },
      };
    });

  it('reaches a step or says none, stays within cap and tariff, and names no exhibit that is not admitted, whatever is in the file', () => {
    fc.assert(
      fc.property(file, ({ file, draft }) => {
        const made = suggestRuling(file, draft, testNow);
        const cap = BigInt(file.refundRoom.cap?.minor ?? '0');
        expect(made.claims).toHaveLength(file.claims.length);
        const isRefund = made.outcome === 'full_refund' || made.outcome === 'partial_refund';
        expect(made.range !== null).toBe(isRefund);
        expect(made.bearers.reduce((sum, { percent }) => sum + percent, 0)).toBe(isRefund ? 100 : 0);
        if (made.range) {
          expect(BigInt(made.range.from.minor)).toBeLessThanOrEqual(BigInt(made.range.upTo.minor));
          expect(BigInt(made.range.upTo.minor)).toBeLessThanOrEqual(cap);
        }
        if (made.outcome === 'full_refund') expect(made.range).toEqual({ from: file.refundRoom.cap, upTo: file.refundRoom.cap });
        const good = new Set(file.exhibits.filter(({ admissibility, state }) => admissibility === 'admitted' && state === 'good').map(({ evidenceId }) => evidenceId));
        const codes = new Set(file.clauses.map(({ code }) => code));
        expect(made.clauses.every((code) => codes.has(code))).toBe(true);
        for (const one of made.claims) {
          expect(one.step === null ? one.words : one.clause).toBeTruthy();
          expect(one.walked.filter(({ fits }) => fits).map(({ code }) => code)).toEqual(one.step === null ? [] : [one.step]);
          for (const id of [...one.exhibits, ...one.walked.flatMap(({ grounds }) => grounds.flatMap(({ exhibits }) => exhibits))]) expect(good).toContain(id);
          expect(one.result === null).toBe(one.step === null || /^F-/.test(one.step));
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('followed', () => {
  const full = suggest({ claims: [claimOf('claim-1', { answers: answered('accepts') })] });
  const ruling = rulingOf({ withReturn: true });

  it('tells yes, partly and no apart, and says nothing where nothing was suggested', () => {
    expect(followed(full, ruling, usd(6665))).toBe('yes');
    expect(followed(full, { ...ruling, withReturn: false }, usd(6665))).toBe('partly');
    expect(followed(full, { ...ruling, bearers: [{ bearer: 'carrier', percent: 100 }] }, usd(6665))).toBe('partly');
    expect(followed(full, { ...ruling, outcome: 'no_refund' }, null)).toBe('no');
    expect(followed(suggest({}), ruling, usd(6665))).toBeNull();
  });

  it('holds an amount beyond the tariff for a part', () => {
    const part = suggest({ claims: [claimOf('claim-1', { answers: answered('partly') })] });
    const half = rulingOf({ outcome: 'partial_refund' });
    expect(part).toMatchObject({ outcome: 'partial_refund', range: { from: usd(0), upTo: usd(3333) } });
    expect([followed(part, half, usd(3333)), followed(part, half, usd(3334))]).toEqual(['yes', 'partly']);
  });
});
