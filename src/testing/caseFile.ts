import type { CaseFile, Claim, Exhibit, RefundRoom } from '../contract/caseFile.ts';
import type { Deadline } from '../contract/deadlines.ts';
import type { RulingInput } from '../contract/rulings.ts';
import { shippedBooks } from '../core/policy/shippedBooks.ts';
import { testNow } from './tempDesk.ts';

/** Money in US cents. */
export const usd = (minor: number | bigint) => ({ minor: String(minor), currency: 'USD' });

/** An exhibit the mediator has opened; label and id are the same. */
export function exhibit(label: string, change: Partial<Exhibit> = {}): Exhibit {
  const sides = { B: 'buyer', S: 'seller', P: 'platform', C: 'carrier' } as const;
  return {
    evidenceId: label,
    sourceEvidenceId: label,
    label,
    side: sides[label.charAt(0) as keyof typeof sides],
    kind: 'photo',
    fileName: `${label}.jpg`,
    mediaType: 'image/jpeg',
    size: 1,
    sha256: null,
    statement: null,
    handedInAt: null,
    claimIds: [],
    ties: [],
    url: null,
    text: null,
    state: 'good',
    stateWords: null,
    show: 'image',
    width: null,
    height: null,
    pages: null,
    hasPage: false,
    attachedTo: null,
    answerId: null,
    takenAt: null,
    metadata: [],
    flags: [],
    admissibility: 'admitted',
    admissibilityReason: null,
    openedAt: testNow,
    ...change,
  };
}

/** The seller's open time to answer, as its source stated it, ten days from now. */
export function deadlineOf(change: Partial<Deadline> = {}): Deadline {
  const dueAt = change.dueAt ?? testNow + 10 * 86_400_000;
  return {
    deadlineId: 'd', party: 'seller', action: 'answer', dueAt, isMandatory: true, from: 'source', startedAt: testNow - 5 * 86_400_000, statedDueAt: dueAt,
    state: dueAt > testNow ? 'open' : 'passed', metBy: null, reckoning: null, moves: [], notices: [], ...change,
  };
}

/** A contested claim. */
export function claimOf(claimId: string, change: Partial<Claim> = {}): Claim {
  return {
    claimId,
    reason: 'wrong_item',
    firstReason: 'wrong_item',
    subReason: null,
    sourceReason: null,
    words: null,
    language: null,
    amount: null,
    itemId: null,
    isGoodsReceived: null,
    answers: [],
    standing: 'contested',
    standingNote: null,
    missing: [],
    facts: [],
    ...change,
  };
}

/** Room for USD 66.65: an item of 60.00 and shipping of 6.65. */
export function roomOf(change: Partial<RefundRoom> = {}): RefundRoom {
  return {
    currency: 'USD',
    cap: usd(6665),
    captured: usd(6665),
    refundedBefore: null,
    chargedBack: null,
    refundedHere: null,
    blockedBy: null,
    lines: [
      { lineId: 'item-1', words: 'Blue watch', amount: usd(6000), kind: 'item', before: null },
      { lineId: 'shipping', words: 'Shipping', amount: usd(665), kind: 'shipping', before: null },
    ],
    rates: [],
    ...change,
  };
}

/** A case in review by the person who asks, with one contested claim and an opened exhibit of each side. */
export function caseFileOf(change: Partial<CaseFile> = {}): CaseFile {
  const book = shippedBooks().findLast(({ effectiveFrom }) => effectiveFrom <= testNow)!;
  return {
    caseId: 'case-1',
    reference: 'C-20001',
    version: 3,
    state: 'in_review',
    readOnlyBecause: null,
    integrity: { kind: 'document', valid: true, complete: true, faults: [] },
    lease: { personId: 'dana', personName: 'Dana', isMine: true, endsAt: testNow + 600_000 },
    turn: { party: 'mediator', action: 'decide', dueAt: null, isOverdue: false },
    servedBecause: [],
    points: 0,
    harm: null,
    skips: 0,
    queue: null,
    source: 'aliexpress',
    sourceId: '123',
    stage: 'arbitration',
    sourceStatus: null,
    openedAt: null,
    escalatedAt: null,
    escalationCause: null,
    receivedAt: testNow,
    parties: [
      { role: 'buyer', id: 'b', displayName: 'Ada', language: 'en', timeZone: null, country: null },
      { role: 'seller', id: 's', displayName: 'Lin Store', language: 'en', timeZone: null, country: null },
    ],
    order: null,
    items: [],
    claims: [claimOf('claim-1')],
    remedies: [],
    messages: [],
    exhibits: [exhibit('B-1'), exhibit('S-1')],
    parcels: [],
    listings: [],
    deadlines: [],
    defaults: [],
    goodsReturn: null,
    outcome: null,
    contactBefore: null,
    chargeback: null,
    timeline: [],
    notes: [],
    reminder: null,
    tags: [],
    spots: [],
    contradictions: [],
    questions: [],
    answers: [],
    offers: [],
    disclosures: [],
    cameBack: null,
    unmapped: [],
    refundRoom: roomOf(),
    policyVersion: book.version,
    clauses: book.clauses,
    timeLimits: { appeal: 7, returnShipment: 10 },
    tariff: book.tariff,
    steps: book.steps,
    draft: null,
    draftVersion: 0,
    rulings: [],
    refunds: [],
    approvals: [],
    hold: null,
    exit: null,
    mergedFrom: [],
    escalation: null,
    corrections: [],
    returns: [],
    appealUntil: null,
    appeals: [],
    appeal: null,
    mayNotDecide: null,
    othersBarred: 0,
    ...change,
  };
}

/** A ruling on `caseFileOf()` that nothing can be said against. */
export function rulingOf(change: Partial<RulingInput> = {}): RulingInput {
  return {
    outcome: 'full_refund',
    withReturn: false,
    reason: 'wrong_item',
    basis: { by: 'full' },
    bearers: [{ bearer: 'seller', percent: 100 }],
    findings: [{ claimId: 'claim-1', result: 'established', exhibits: ['B-1'], spots: [], absence: null, words: null }],
    clauses: ['3.3'],
    reasons: 'The photo shows a red watch; the order was for a blue one.',
    ...change,
  };
}
