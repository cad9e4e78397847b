import { describe, expect, it } from 'vitest';
import type { CaseFile } from '../../contract/caseFile.ts';
import type { RulingDraft } from '../../contract/rulings.ts';
import { caseFileOf, claimOf, deadlineOf, exhibit, roomOf, rulingOf } from '../../testing/caseFile.ts';
import { testNow } from '../../testing/tempDesk.ts';
import { checkRuling } from './rules.ts';

const check = (change: Partial<CaseFile> = {}, draft: RulingDraft = rulingOf()) => checkRuling(caseFileOf(change), draft, testNow);
const codesOf = (change: Partial<CaseFile> = {}, draft: RulingDraft = rulingOf()) => check(change, draft).problems.map(({ code }) => code);
const withFinding = (change: object) => rulingOf({ findings: [{ claimId: 'claim-1', result: 'established', exhibits: ['B-1'], spots: [], absence: null, words: null, ...change }] });

describe('checkRuling', () => {
  it('has nothing to say against a sound ruling, and counts every condition as met', () => {
    const sound = check();
    expect(sound.problems).toEqual([]);
    expect(sound.met).toBe(sound.asked);
    expect(sound.amount).toEqual(sound.cap);
  });

  it('says of an empty draft everything that is missing, and asks for no bearer before there is a refund', () => {
    const empty = check({}, {});
    expect(empty.problems.map(({ code }) => code)).toEqual(['NO_OUTCOME', 'NO_OUTCOME', 'NO_FINDING', 'NO_CLAUSE', 'NO_REASONS']);
    expect(empty.met).toBeLessThan(empty.asked);
  });

  it('holds a ruling back while a silent party may still answer, and not once it spoke in any form or its time is over', () => {
    const told = { by: 'source' as const, kind: 'message' as const, at: testNow - 2 * 86_400_000, language: 'en', words: 'Notice', refId: null };
    const window = deadlineOf({ dueAt: testNow + 1, notices: [told] });
    const silent: Partial<CaseFile> = { deadlines: [window], exhibits: [exhibit('B-1')] };
    expect(codesOf(silent)).toEqual(['ANSWER_WINDOW_OPEN']);
    expect(codesOf({ ...silent, deadlines: [deadlineOf({ dueAt: testNow, notices: [told] })] })).toEqual([]);
    expect(codesOf({ ...silent, exhibits: [exhibit('B-1'), exhibit('S-1')] })).toEqual([]);
    // A date nobody told the seller of is no notice, nor is a word on the last day; what takes nothing from the seller may be ruled all the same.
    expect(codesOf({ ...silent, deadlines: [deadlineOf({ dueAt: testNow })] })).toEqual(['NOT_SERVED']);
    expect(codesOf({ ...silent, deadlines: [deadlineOf({ dueAt: testNow, notices: [{ ...told, at: testNow - 3_600_000 }] })] })).toEqual(['NOT_SERVED']);
    expect(codesOf({ ...silent, deadlines: [] })).toEqual(['NOT_SERVED']);
    expect(check({ ...silent, deadlines: [] }, { outcome: 'no_refund' }).problems.map(({ code }) => code)).not.toContain('NOT_SERVED');
    const answered = claimOf('claim-1', { answers: [{ by: 'seller', stance: 'denies', words: null, at: null }] as never });
    expect(codesOf({ ...silent, claims: [answered] })).toEqual([]);
  });

  it('lists each admitted exhibit of buyer and seller the mediator never opened, and cited ones of anybody', () => {
    const exhibits = [
      exhibit('B-1', { openedAt: null }),
      exhibit('S-1', { openedAt: null }),
      exhibit('S-2', { openedAt: null, admissibility: 'late' }),
      exhibit('S-3', { openedAt: null, state: 'missing' }),
      exhibit('P-1', { openedAt: null }),
      exhibit('C-1', { openedAt: null }),
    ];
    const { problems } = check({ exhibits }, withFinding({ exhibits: ['B-1', 'C-1'] }));
    expect(problems.map(({ code, refId }) => [code, refId])).toEqual([
      ['EVIDENCE_NOT_OPENED', 'B-1'],
      ['EVIDENCE_NOT_OPENED', 'S-1'],
      ['EVIDENCE_NOT_OPENED', 'C-1'],
    ]);
    expect(problems[0]?.message).toContain('B-1');
  });

  it('asks for a finding on contested and unanswered claims, not on agreed ones', () => {
    const claims = [claimOf('claim-1'), claimOf('claim-2', { standing: 'unanswered' }), claimOf('claim-3', { standing: 'agreed' })];
    const { problems } = check({ claims });
    expect(problems.map(({ code, refId }) => [code, refId])).toEqual([['NO_FINDING', 'claim-2']]);
    expect(problems[0]?.message).toContain('Claim 2 (wrong item)');
  });

  it('does not take a finding that rests on nothing, on strange, missing or inadmissible exhibits', () => {
    expect(codesOf({}, withFinding({ exhibits: [] }))).toEqual(['FINDING_WITHOUT_BASIS']);
    expect(codesOf({}, withFinding({ exhibits: [], spots: [], absence: ' ' }))).toEqual(['FINDING_WITHOUT_BASIS']);
    expect(codesOf({}, withFinding({ exhibits: [], spots: [], absence: 'a packing photo' }))).toEqual([]);
    expect(codesOf({}, withFinding({ exhibits: ['B-9'] }))).toEqual(['FINDING_WITHOUT_BASIS']);
    expect(codesOf({ exhibits: [exhibit('S-1'), exhibit('B-1', { admissibility: 'forged' })] })).toEqual(['FINDING_WITHOUT_BASIS']);
    expect(codesOf({ exhibits: [exhibit('S-1'), exhibit('B-1', { state: 'missing' })] })).toEqual(['FINDING_WITHOUT_BASIS']);
  });

  it('does not take two findings on one claim, nor one on a claim the case does not have', () => {
    const [one] = rulingOf().findings;
    expect(codesOf({}, rulingOf({ findings: one ? [one, one] : [] }))).toEqual(['FINDING_WITHOUT_BASIS']);
    expect(codesOf({}, rulingOf({ findings: one ? [one, { ...one, claimId: 'strange' }] : [] }))).toEqual(['FINDING_WITHOUT_BASIS']);
  });

  it('sees that findings and outcome contradict each other', () => {
    const nothing = { outcome: 'no_refund' as const, basis: { by: 'sum' as const, minor: '0' }, bearers: [] };
    expect(codesOf({}, withFinding({ result: 'not_established' }))).toEqual(['FINDING_CONTRADICTS_OUTCOME']);
    expect(codesOf({}, withFinding({ result: 'inconclusive' }))).toEqual([]);
    expect(codesOf({}, rulingOf(nothing))).toEqual(['FINDING_CONTRADICTS_OUTCOME']);
    expect(codesOf({ refundRoom: roomOf({ blockedBy: 'A chargeback is open.' }) }, rulingOf(nothing))).toEqual([]);
    expect(codesOf({}, { ...withFinding({ result: 'not_established' }), ...nothing })).toEqual([]);
  });

  it('asks for bearers that come to 100 percent, each once, and for none without a refund', () => {
    expect(codesOf({}, rulingOf({ bearers: [] }))).toEqual(['NO_BEARER']);
    expect(codesOf({}, rulingOf({ bearers: [{ bearer: 'seller', percent: 60 }, { bearer: 'carrier', percent: 30 }] }))).toEqual(['NO_BEARER']);
    expect(codesOf({}, rulingOf({ bearers: [{ bearer: 'seller', percent: 50 }, { bearer: 'seller', percent: 50 }] }))).toEqual(['NO_BEARER']);
    const nothing = { ...withFinding({ result: 'not_established' }), outcome: 'no_refund' as const, basis: { by: 'sum' as const, minor: '0' } };
    expect(codesOf({}, nothing)).toEqual(['NO_BEARER']);
  });

  it('keeps a refund from a case with an open chargeback or without any amount', () => {
    expect(codesOf({ refundRoom: roomOf({ blockedBy: 'A chargeback is open.' }) })).toEqual(['REFUND_BLOCKED']);
    expect(codesOf({ refundRoom: roomOf({ cap: null, currency: null, lines: [] }) })).toEqual(['CURRENCY_UNKNOWN']);
  });

  it('takes no clause the policy does not have', () => {
    expect(codesOf({}, rulingOf({ clauses: [] }))).toEqual(['NO_CLAUSE']);
    expect(codesOf({}, rulingOf({ clauses: ['3.3', '9.9'] }))).toEqual(['NO_CLAUSE']);
  });

  it('takes no ruling on a case that is not held, faulty, closed or decided', () => {
    const other = { personId: 'sam', personName: 'Sam', isMine: false, endsAt: testNow + 1 };
    expect(codesOf({ lease: null })).toEqual(['NOT_LEASED']);
    expect(check({ lease: other }).problems[0]?.message).toContain('Sam is working on this case');
    expect(codesOf({ readOnlyBecause: 'The bundle is faulty.' })).toEqual(['READ_ONLY']);
    for (const state of ['closed', 'staged', 'ruled'] as const) expect(codesOf({ state, lease: null })).toEqual(['READ_ONLY']);
  });

  it('orders no return without a refund', () => {
    const draft = { ...withFinding({ result: 'not_established' }), outcome: 'no_refund' as const, basis: { by: 'sum' as const, minor: '0' }, bearers: [] };
    expect(codesOf({}, { ...draft, withReturn: true })).toEqual(['NO_OUTCOME']);
  });
});
