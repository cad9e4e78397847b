import type { CaseFile, Claim } from '../../contract/caseFile.ts';
import type { DraftFinding, RulingDraft, RulingProblem } from '../../contract/rulings.ts';

/**
 * What is wrong with the findings, one list a condition: one for each claim that needs a finding (contested or not answered) or has
 * one, one for findings that belong to no claim or to one twice, one for findings that contradict the outcome.
 */
export function findingProblems(file: CaseFile, draft: RulingDraft): RulingProblem[][] {
  const findings = draft.findings ?? [];
  const judged = file.claims.filter((claim) => claim.standing !== 'agreed' || findings.some((finding) => finding.claimId === claim.claimId));
  return [...judged.map((claim) => ofClaim(file, claim, findings)), strayFindings(file, findings), contradictions(file, draft)];
}

/** The exhibits a finding rests on: those it names, and those that hold a place it names. */
export function citedExhibits(file: CaseFile, finding: Pick<DraftFinding, 'exhibits' | 'spots'>): string[] {
  const holders = finding.spots.flatMap((spotId) => file.spots.find((spot) => spot.spotId === spotId)?.evidenceId ?? []);
  return [...new Set([...finding.exhibits, ...holders])];
}

function problem(code: RulingProblem['code'], message: string, refId: string | null): RulingProblem {
  return { code, message, field: 'findings', refId };
}

/** 'Claim 2 (wrong item)'. */
function sayClaim(file: CaseFile, claim: Claim): string {
  return `Claim ${file.claims.indexOf(claim) + 1} (${claim.reason.replaceAll('_', ' ')})`;
}

function ofClaim(file: CaseFile, claim: Claim, findings: readonly DraftFinding[]): RulingProblem[] {
  const name = sayClaim(file, claim);
  const finding = findings.find((one) => one.claimId === claim.claimId);
  if (!finding) return [problem('NO_FINDING', `${name} has no finding. Say whether it is established, and on which exhibits.`, claim.claimId)];
  if (finding.result === null) return [problem('NO_FINDING', `${name} has no result yet. Say whether it is established.`, claim.claimId)];
  if (finding.exhibits.length === 0 && finding.spots.length === 0 && !finding.absence?.trim()) {
    return [problem('FINDING_WITHOUT_BASIS', `${name} rests on nothing. Cite an exhibit, or name the evidence that is missing.`, claim.claimId)];
  }
  if (finding.spots.some((spotId) => !file.spots.some((spot) => spot.spotId === spotId))) {
    return [problem('FINDING_WITHOUT_BASIS', `${name} cites a place that was taken away. Take it out, or put the place back.`, claim.claimId)];
  }
  return citedExhibits(file, finding).flatMap((evidenceId) => {
    const exhibit = file.exhibits.find((one) => one.evidenceId === evidenceId);
    if (!exhibit) return [problem('FINDING_WITHOUT_BASIS', `${name} cites an exhibit this case does not have. Take it out.`, claim.claimId)];
    if (exhibit.state === 'missing' || exhibit.state === 'erased') {
      const why = exhibit.state === 'missing' ? 'was not sent along' : 'was erased';
      return [problem('FINDING_WITHOUT_BASIS', `${name} rests on ${exhibit.label}, whose file ${why}. Name it as missing instead.`, claim.claimId)];
    }
    if (exhibit.admissibility === 'admitted') return [];
    const why = exhibit.admissibility.replace('_', ' ');
    return [problem('FINDING_WITHOUT_BASIS', `${name} rests on ${exhibit.label}, which is not admitted (${why}). Take it out, or admit it.`, claim.claimId)];
  });
}

function strayFindings(file: CaseFile, findings: readonly DraftFinding[]): RulingProblem[] {
  const problems: RulingProblem[] = [];
  const seen = new Set<string>();
  for (const { claimId } of findings) {
    if (!file.claims.some((claim) => claim.claimId === claimId)) {
      problems.push(problem('FINDING_WITHOUT_BASIS', 'A finding belongs to a claim this case does not have. Take it out.', claimId));
    } else if (seen.has(claimId)) problems.push(problem('FINDING_WITHOUT_BASIS', 'A claim has two findings. Keep one of them.', claimId));
    seen.add(claimId);
  }
  return problems;
}

function contradictions(file: CaseFile, draft: RulingDraft): RulingProblem[] {
  const results = (draft.findings ?? []).map((finding) => finding.result);
  if (!draft.outcome || results.length === 0) return [];
  const isAgreed = file.claims.some((claim) => claim.standing === 'agreed');
  if (draft.outcome !== 'no_refund') {
    if (isAgreed || results.some((result) => result !== 'not_established')) return [];
    return [problem('FINDING_CONTRADICTS_OUTCOME', 'No claim is established, yet money is refunded. Change the findings, or choose no refund.', null)];
  }
  const { cap, blockedBy } = file.refundRoom;
  const isRefundable = blockedBy === null && cap !== null && cap.minor !== '0';
  if (!isRefundable || results.some((result) => result !== 'established')) return [];
  return [problem('FINDING_CONTRADICTS_OUTCOME', 'Every claim is established, yet nothing is refunded. Change the findings, or choose a refund.', null)];
}
