import type { CaseFile } from '../../../../contract/caseFile.ts';
import type { Finding, RulingInput } from '../../../../contract/rulings.ts';
import type { Outcome, Reason } from '../../../../contract/vocabulary.ts';
import { between, pick, type Random } from '../docket/random.ts';

/** How often a reason ends in a full refund and in none, of 100, and the percents a partial one lies between. */
const customs: Record<Reason, { full: number; none: number; partial: readonly [number, number] }> = {
  not_received: { full: 80, none: 15, partial: [40, 60] },
  not_as_described: { full: 30, none: 20, partial: [10, 40] },
  wrong_item: { full: 60, none: 10, partial: [15, 40] },
  defective: { full: 45, none: 15, partial: [25, 60] },
  damaged_in_transit: { full: 50, none: 10, partial: [20, 60] },
  missing_parts: { full: 15, none: 10, partial: [10, 45] },
  counterfeit: { full: 85, none: 10, partial: [30, 50] },
  return_not_refunded: { full: 75, none: 15, partial: [50, 80] },
  other: { full: 20, none: 40, partial: [10, 50] },
};

const words: Record<Outcome, string> = {
  full_refund: 'What the buyer showed bears the complaint out, and the seller showed nothing against it.',
  partial_refund: 'The complaint is borne out in part; what was delivered keeps some of its value for the buyer.',
  no_refund: 'What was shown does not bear the complaint out.',
};

/** Who rules on generated cases. */
export const madeMediators = ['Robin Vale', 'Sasha Lund', 'Kim Oduya', 'Mira Castellan', 'Jules Okonjo', 'Petra Hallam', 'Ilan Reyes', 'Noa Brandvold'] as const;

/** A believable ruling on a generated case, the same for the same stream of numbers. */
export function verdictOn(file: CaseFile, random: Random): RulingInput {
  const reason = file.claims[0]?.reason ?? 'other';
  const { full, none, partial } = customs[reason];
  const lot = between(random, 0, 99);
  const outcome: Outcome = lot < full ? 'full_refund' : lot < full + none ? 'no_refund' : 'partial_refund';
  const percent = String(between(random, Math.ceil(partial[0] / 5), Math.floor(partial[1] / 5)) * 5);
  const isCarriers = reason === 'damaged_in_transit' && random() < 0.3;
  return {
    outcome,
    // Goods that go back would keep their case under way for weeks.
    withReturn: false,
    reason,
    basis: outcome === 'full_refund' ? { by: 'full' } : outcome === 'no_refund' ? { by: 'sum', minor: '0' } : { by: 'percent', percent },
    bearers: outcome === 'no_refund' ? [] : [{ bearer: isCarriers ? 'carrier' : pick(random, ['seller', 'seller', 'seller', 'platform'] as const), percent: 100 }],
    findings: file.claims.map(({ claimId }): Finding => findingOn(file, claimId, outcome)),
    clauses: file.clauses.filter((clause) => clause.reasons.includes(reason)).slice(0, 1).map(({ code }) => code),
    reasons: words[outcome],
  };
}

function findingOn(file: CaseFile, claimId: string, outcome: Outcome): Finding {
  const side = outcome === 'no_refund' ? 'seller' : 'buyer';
  const exhibits = file.exhibits.filter((one) => one.side === side && one.state !== 'missing' && one.admissibility === 'admitted').map(({ evidenceId }) => evidenceId);
  const result = outcome === 'full_refund' ? 'established' : outcome === 'no_refund' ? 'not_established' : 'inconclusive';
  const silent = outcome === 'no_refund' ? 'The buyer sent no picture of it.' : 'The seller sent no proof against it.';
  return { claimId, result, exhibits, spots: [], absence: exhibits.length > 0 ? null : silent, words: null };
}
