import type { Claim, Exhibit } from '../../contract/caseFile.ts';

/** An exhibit for tests: a good photo of the buyer unless said otherwise. */
export function anExhibit(part: Partial<Exhibit> = {}): Exhibit {
  return {
    evidenceId: 'e1', sourceEvidenceId: 'e1', label: 'B-1', side: 'buyer', kind: 'photo', fileName: 'photo.jpg', mediaType: 'image/jpeg', size: 1000,
    sha256: null, statement: null, handedInAt: null, claimIds: [], ties: [], url: null, text: null, state: 'good', stateWords: null, show: 'image', width: 800,
    height: 600, pages: null, hasPage: false, attachedTo: null, answerId: null, takenAt: null, metadata: [], flags: [], admissibility: 'admitted', admissibilityReason: null, openedAt: null, ...part,
  };
}

/** A claim for tests: an unanswered wrong item unless said otherwise. */
export function aClaim(part: Partial<Claim> = {}): Claim {
  return {
    claimId: 'c1', reason: 'wrong_item', firstReason: 'wrong_item', subReason: null, sourceReason: null, words: null, language: null, amount: null,
    itemId: null, isGoodsReceived: null, answers: [], standing: 'unanswered', standingNote: null, missing: [], facts: [], ...part,
  };
}
