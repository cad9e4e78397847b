import type { RulingDraft } from '../../contract/rulings.ts';
import type { Suggestion } from '../../contract/suggestions.ts';
import { blankFinding, outcomePatch, withFinding } from './draftEdits.ts';

/**
 * The change that takes a suggestion into a draft: outcome, reason, bearers, clauses, and findings where the person has none yet. What they found
 * stays; a range leaves the amount for them to say. Empty when nothing is suggested.
 */
export function suggestionPatch(draft: RulingDraft, suggestion: Suggestion): RulingDraft {
  const { outcome, reason, range } = suggestion;
  if (outcome === null || reason === null) return {};
  const isRefund = outcome !== 'no_refund';
  const isOneSum = outcome === 'partial_refund' && range !== null && range.from.minor === range.upTo.minor;
  return {
    ...outcomePatch(draft, outcome),
    ...(isOneSum ? { basis: { by: 'sum', minor: range.upTo.minor } } : {}),
    reason,
    ...(isRefund ? { withReturn: suggestion.withReturn, bearers: suggestion.bearers } : {}),
    clauses: [...new Set([...suggestion.clauses, ...(draft.clauses ?? [])])],
    findings: findingsWith(draft, suggestion),
  };
}

/** Whether a draft holds everything a suggestion would bring; an amount may be any. */
export function isTakenOver(draft: RulingDraft, suggestion: Suggestion): boolean {
  const { basis: _ofDraft, ...held } = draft;
  const { basis: _suggested, ...patch } = suggestionPatch(draft, suggestion);
  return suggestion.outcome !== null && Object.entries(patch).every(([key, value]) => JSON.stringify(held[key as keyof typeof held]) === JSON.stringify(value));
}

function findingsWith(draft: RulingDraft, { claims }: Suggestion): RulingDraft['findings'] {
  return claims.reduce((findings, { claimId, result, exhibits, absence }) => {
    const begun = findings.find((finding) => finding.claimId === claimId) ?? blankFinding(claimId);
    if (result === null || begun.result !== null) return findings;
    return withFinding(findings, claimId, { result, exhibits: [...new Set([...begun.exhibits, ...exhibits])], absence: begun.absence ?? absence });
  }, draft.findings ?? []);
}
