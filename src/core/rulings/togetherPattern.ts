import type { CaseFile, Claim, Exhibit } from '../../contract/caseFile.ts';
import type { Finding, RefundBasis, RulingDraft, RulingInput, RulingProblem } from '../../contract/rulings.ts';
import type { TogetherDraft, TogetherFinding, TogetherPattern } from '../../contract/together.ts';
import type { Outcome, Side } from '../../contract/vocabulary.ts';

/** The ruling a pattern comes to in one case; its exhibits are those of this case. Pure. */
export function rulingOf(file: CaseFile, pattern: TogetherPattern): RulingInput {
  const { percent, findings, ...same } = pattern;
  return { ...same, basis: basisOf(pattern.outcome, percent), findings: findingsOn(file, findings) };
}

/** What a pattern in the making comes to in one case so far. Pure. */
export function draftOf(file: CaseFile, { percent, findings, ...same }: TogetherDraft): RulingDraft {
  return { ...same, ...(same.outcome ? { basis: basisOf(same.outcome, percent ?? null) } : {}), findings: findingsOn(file, findings ?? []) };
}

function findingsOn(file: CaseFile, findings: readonly TogetherFinding[]): Finding[] {
  return file.claims.flatMap((claim) => {
    const said = findings.find((one) => one.reason === claim.reason);
    return said ? [findingOf(file, claim, said)] : [];
  });
}

/** What keeps a pattern from fitting a case besides what keeps any ruling: an absence it names that is none. Pure. */
export function patternProblems(file: CaseFile, pattern: TogetherDraft): RulingProblem[] {
  return file.claims.flatMap((claim, index): RulingProblem[] => {
    const ground = pattern.findings?.find((one) => one.reason === claim.reason)?.ground;
    if (ground?.on !== 'absence') return [];
    const there = exhibitsOn(file, claim, ground.of);
    if (there.length === 0) return [];
    const labels = there.map(({ label }) => label).join(', ');
    return [{ code: 'FINDING_WITHOUT_BASIS', field: 'findings', refId: claim.claimId, message: `Claim ${index + 1}: the ${ground.of} did send evidence on it (${labels}), so its absence cannot be named. Rule on this case by itself.` }];
  });
}

function basisOf(outcome: Outcome, percent: string | null): RefundBasis {
  if (outcome === 'full_refund') return { by: 'full' };
  return outcome === 'no_refund' ? { by: 'sum', minor: '0' } : { by: 'percent', percent: percent ?? '0' };
}

function findingOf(file: CaseFile, claim: Claim, { result, ground, words }: TogetherFinding): Finding {
  const exhibits = ground.on === 'exhibits' ? exhibitsOn(file, claim, ground.of).map(({ evidenceId }) => evidenceId) : [];
  return { claimId: claim.claimId, result, exhibits: exhibits.slice(0, 100), spots: [], absence: ground.on === 'absence' ? ground.words : null, words };
}

/** Admitted exhibits of a side that stand at a claim; in a case with one claim also those that name none. */
function exhibitsOn(file: CaseFile, claim: Claim, side: Side): Exhibit[] {
  return file.exhibits.filter((exhibit) => {
    const isOn = exhibit.claimIds.includes(claim.claimId) || (file.claims.length === 1 && exhibit.claimIds.length === 0);
    return isOn && exhibit.side === side && exhibit.admissibility === 'admitted' && exhibit.state !== 'missing' && exhibit.state !== 'erased';
  });
}
