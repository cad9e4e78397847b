import type { AsItWas, DraftEdit } from '../../contract/asItWas.ts';
import type { CaseFile } from '../../contract/caseFile.ts';
import type { OutputOf } from '../../contract/methods.ts';
import type { RulingInput } from '../../contract/rulings.ts';

const minuteMs = 60_000;

/** The moment of a decision of the fake: a draft that grew in three steps, and an exhibit that was judged anew since. */
export function fakeAsItWas({ summary, ruling, frozenFile, frozenSha256, policyVersion, suggestion, followed }: OutputOf<'rulings.get'>, file: CaseFile, mayKnow: boolean): AsItWas {
  const [first] = file.exhibits;
  const { caseId, caseReference, rulingId, stagedAt: at, personId, personName } = summary;
  return {
    was: {
      rulingId, caseId, caseReference, at, personId, personName, isSettlement: summary.offerId !== null, frozenFile, frozenSha256, fit: 'fits', policyVersion, takenAt: at - 9 * minuteMs, suggestion, followed,
      moment: summary.offerId !== null ? null : { met: 12, asked: 12, hints: [{ code: 'OUTSIDE_USUAL_RANGE', message: '100 % is outside the usual range: the 12 like cases were refunded 30 % to 60 % of what could be refunded.', refId: null, to: null }], limit: { minor: '50000', currency: 'USD' }, policySha256: '5f'.repeat(32), evidence: [{ reason: summary.reason, asked: [{ side: 'buyer', kinds: ['photo', 'video'], words: 'what arrived' }, { side: 'seller', kinds: ['photo', 'document'], words: 'what was packed' }] }] },
      drafts: mayKnow ? (summary.offerId === null ? draftsOf(ruling, at, { personId, personName }) : []) : null,
      hasMoreDrafts: false,
    },
    today: {
      at: Date.now(),
      files: file.exhibits.map((exhibit) => ({ evidenceId: exhibit.evidenceId, is: exhibit.state === 'erased' ? ('erased' as const) : exhibit.sha256 === null ? ('none' as const) : ('same' as const), words: exhibit.state === 'erased' ? exhibit.stateWords : null })),
      changes: first ? [{ part: 'exhibits', what: `${first.label}, relied on`, before: 'admitted', now: 'duplicate: the same photo as B-2', evidenceId: first.evidenceId }, { part: 'messages', what: 'Messages', before: '6', now: '8', evidenceId: null }] : [],
      policy: { binds: policyVersion, inForce: policyVersion, isTextKept: true },
    },
  };
}

function draftsOf(ruling: RulingInput, at: number, who: Pick<DraftEdit, 'personId' | 'personName'>): DraftEdit[] {
  const { outcome, reason, findings, reasons } = ruling;
  const began = { outcome: 'partial_refund' as const, reason, basis: { by: 'percent' as const, percent: '50' }, reasons: reasons.split('.')[0] ?? '' };
  return [
    { ...who, at: at - 6 * minuteMs, draft: began },
    { ...who, at: at - 2 * minuteMs, draft: { ...began, outcome, findings, basis: ruling.basis, clauses: ruling.clauses } },
    { ...who, at, draft: ruling },
  ];
}
