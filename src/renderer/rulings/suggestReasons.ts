import type { CaseFile } from '../../contract/caseFile.ts';
import type { DraftFinding } from '../../contract/rulings.ts';
import type { Reason } from '../../contract/vocabulary.ts';

const resultWords = { established: 'is established', not_established: 'is not established', inconclusive: 'could not be decided' } as const;

/** 'B-1', 'B-1 and S-2', 'B-1, B-2 and S-1'. */
export function joinLabels(labels: readonly string[]): string {
  if (labels.length < 2) return labels.join('');
  return `${labels.slice(0, -1).join(', ')} and ${labels.at(-1)}`;
}

function withStop(text: string): string {
  return /[.?!…。]$/u.test(text) ? text : `${text}.`;
}

/** Findings as plain sentences, in the order of the claims: a suggestion for the reasons, never applied by itself. */
export function suggestReasons(
  file: Pick<CaseFile, 'claims' | 'exhibits' | 'spots'>,
  findings: readonly DraftFinding[],
  reasonName: (reason: Reason) => string,
): string {
  const labelOf = new Map(file.exhibits.map((exhibit) => [exhibit.evidenceId, exhibit.label]));
  const placeOf = new Map(file.spots.map((spot) => [spot.spotId, `${spot.label} (${spot.name})`]));
  const sentences: string[] = [];
  for (const [index, claim] of file.claims.entries()) {
    const finding = findings.find((candidate) => candidate.claimId === claim.claimId);
    if (!finding?.result) continue;
    const labels = [...finding.exhibits.flatMap((id) => labelOf.get(id) ?? []), ...finding.spots.flatMap((id) => placeOf.get(id) ?? [])];
    const name = `Claim ${index + 1} (${reasonName(claim.reason).toLowerCase()})`;
    const basis = labels.length ? ` on ${joinLabels(labels)}` : '';
    const absence = finding.absence ? `, as this is missing: ${finding.absence.trim().replace(/\.$/, '')}` : '';
    sentences.push(`${name} ${resultWords[finding.result]}${basis}${absence}.`);
    if (finding.words?.trim()) sentences.push(withStop(finding.words.trim()));
  }
  return sentences.join(' ');
}
