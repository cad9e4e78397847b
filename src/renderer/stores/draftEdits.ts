import { AppealAnswer } from '../../contract/appealParts.ts';
import { RulingInput } from '../../contract/rulings.ts';
import type { DraftFinding, RulingDraft } from '../../contract/rulings.ts';
import type { PolicyClause } from '../../contract/policy.ts';
import type { Outcome, Reason } from '../../contract/vocabulary.ts';

/** The change an outcome makes: full takes the whole cap, none takes nothing, partial keeps an amount already worked on. */
export function outcomePatch(draft: RulingDraft, outcome: Outcome): RulingDraft {
  const bearers = draft.bearers?.length ? draft.bearers : [{ bearer: 'seller' as const, percent: 100 }];
  if (outcome === 'full_refund') return { outcome, basis: { by: 'full' }, bearers, tariffCode: undefined };
  if (outcome === 'no_refund') return { outcome, basis: undefined, bearers: undefined, withReturn: undefined, ...noTerms };
  const isOwnAmount = draft.outcome === 'partial_refund' && draft.basis && draft.basis.by !== 'full';
  return { outcome, bearers, basis: isOwnAmount ? draft.basis : undefined };
}

/** What hangs on a refund and ends with it. */
const noTerms = { tariffCode: undefined, postage: undefined, returnTerms: undefined, exchange: undefined };

/** The change a return makes: without one there is no parcel to pay for. */
export function returnPatch(withReturn: boolean): RulingDraft {
  return withReturn ? { withReturn } : { withReturn, postage: undefined, returnTerms: undefined };
}

/** The clause that stands for a reason in the policy book: the first one written for it. */
export function leadingClause(clauses: readonly PolicyClause[], reason: Reason): PolicyClause | null {
  return clauses.find((clause) => clause.reasons.includes(reason)) ?? null;
}

/**
 * The change a reason makes. The leading clause of the reason comes along as long as the person chose no clause of
 * their own, because naming a reason is naming its rule; the panel says so beside the clause.
 */
export function reasonPatch(draft: RulingDraft, reason: Reason, clauses: readonly PolicyClause[]): RulingDraft {
  const chosen = draft.clauses ?? [];
  const before = draft.reason ? leadingClause(clauses, draft.reason) : null;
  const isOwnChoice = chosen.length > 0 && !(chosen.length === 1 && chosen[0] === before?.code);
  if (isOwnChoice) return { reason };
  const leading = leadingClause(clauses, reason);
  return { reason, clauses: leading ? [leading.code] : [] };
}

/** A finding that holds nothing yet: the mediator has still to say what the exhibits show. */
export function blankFinding(claimId: string): DraftFinding {
  return { claimId, result: null, exhibits: [], spots: [], absence: null, words: null };
}

/** Findings with one of them changed, or begun when the claim had none; their order is kept. */
export function withFinding(findings: readonly DraftFinding[], claimId: string, patch: Partial<DraftFinding>): DraftFinding[] {
  const isThere = findings.some((finding) => finding.claimId === claimId);
  if (!isThere) return [...findings, { ...blankFinding(claimId), ...patch }];
  return findings.map((finding) => (finding.claimId === claimId ? { ...finding, ...patch } : finding));
}

/** What a finding can cite: an exhibit, or a named place in an exhibit or record. */
export type Citation = { evidenceId: string } | { spotId: string };

/** Findings with an exhibit or a place cited for a claim; citing twice changes nothing. */
export function withCitation(findings: readonly DraftFinding[], claimId: string, cited: Citation): DraftFinding[] {
  const { exhibits, spots } = findings.find((finding) => finding.claimId === claimId) ?? blankFinding(claimId);
  const added = (ids: readonly string[], id: string) => (ids.includes(id) ? [...ids] : [...ids, id]);
  return withFinding(findings, claimId, 'spotId' in cited ? { spots: added(spots, cited.spotId) } : { exhibits: added(exhibits, cited.evidenceId) });
}

/** The whole ruling a draft stands for, or null while a part without a default is missing. */
export function completeRuling(draft: RulingDraft): RulingInput | null {
  const isRefund = draft.outcome !== 'no_refund';
  const whole = RulingInput.safeParse({
    ...draft,
    withReturn: draft.withReturn ?? false,
    basis: isRefund ? draft.basis : { by: 'sum', minor: '0' },
    bearers: isRefund ? (draft.bearers ?? []) : [],
    findings: draft.findings ?? [],
    clauses: draft.clauses ?? [],
    reasons: draft.reasons ?? '',
    // Half an answer to an appeal is none: the check says what is missing.
    appeal: AppealAnswer.safeParse(draft.appeal).data,
  });
  return whole.success ? whole.data : null;
}
