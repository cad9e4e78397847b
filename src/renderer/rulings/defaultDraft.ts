import type { DefaultProposal } from '../../contract/deadlines.ts';
import type { RulingDraft } from '../../contract/rulings.ts';
import { withFinding } from '../stores/draftEdits.ts';

/** A draft with the silence of a side named in the findings it bears on, and its clause cited. What was written stays; twice changes nothing. */
export function withDefault(draft: RulingDraft, { claimIds, absence, clauseCode }: DefaultProposal): RulingDraft {
  const findings = claimIds.reduce((all, claimId) => {
    const before = all.find((finding) => finding.claimId === claimId)?.absence?.trim() ?? '';
    return before.includes(absence) ? all : withFinding(all, claimId, { absence: before === '' ? absence : `${before} ${absence}` });
  }, draft.findings ?? []);
  const clauses = draft.clauses ?? [];
  return { findings, clauses: clauses.includes(clauseCode) ? clauses : [...clauses, clauseCode] };
}
