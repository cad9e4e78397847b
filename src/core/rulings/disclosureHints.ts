import type { CaseFile, Exhibit } from '../../contract/caseFile.ts';
import type { RulingDraft, RulingHint } from '../../contract/rulings.ts';
import type { Adversary } from '../../contract/vocabulary.ts';
import { citedExhibits } from './findingRules.ts';

/**
 * Cited exhibits that the side a ruling goes against was never shown, as far as the desk knows. A hint and no refusal: most marketplaces
 * show each side the other's evidence themselves and do not say so, and the desk must not take silence for unfairness.
 */
export function disclosureHints(file: CaseFile, draft: RulingDraft): RulingHint[] {
  const against = sidesAgainst(draft);
  const cited = new Set((draft.findings ?? []).flatMap((finding) => citedExhibits(file, finding)));
  return against.flatMap((to) =>
    file.exhibits
      .filter((exhibit) => cited.has(exhibit.evidenceId) && exhibit.side !== to && !isShown(file, exhibit, to))
      .map((exhibit) => ({
        code: 'NOT_DISCLOSED' as const,
        message: `The ${to} has not been shown ${exhibit.label}, as far as the desk knows. Show it before you rule against the ${to} on it.`,
        refId: exhibit.evidenceId,
        to,
      })),
  );
}

function isShown(file: CaseFile, exhibit: Exhibit, to: Adversary): boolean {
  return file.disclosures.some((one) => one.evidenceId === exhibit.evidenceId && one.to === to);
}

/** A refund goes against the seller, its refusal against the buyer, a part of it against both. */
function sidesAgainst({ outcome }: RulingDraft): Adversary[] {
  if (outcome === 'full_refund') return ['seller'];
  if (outcome === 'no_refund') return ['buyer'];
  return outcome === 'partial_refund' ? ['seller', 'buyer'] : [];
}
