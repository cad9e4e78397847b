import type { AsItWas } from '../../contract/asItWas.ts';
import type { CaseFile } from '../../contract/caseFile.ts';
import type { OutputOf } from '../../contract/methods.ts';

/** The parts a decision is read in: what was ruled, and the case as it was. */
export const partsOfDecision = ['ruling', 'file', 'exhibits', 'policy', 'drafts', 'moment'] as const;
export type DecisionPart = (typeof partsOfDecision)[number];

/** The part an address asks for; the ruling itself when it names none. */
export function partOfQuery(value: unknown): DecisionPart {
  return partsOfDecision.find((part) => part === value) ?? 'ruling';
}

/** The tabs of a decision with how much there is in each. */
export function decisionParts(decision: OutputOf<'rulings.get'> | null, file: CaseFile | null, found: AsItWas | null): { value: DecisionPart; label: string; count?: number | null }[] {
  return [
    { value: 'ruling', label: decision?.summary.offerId ? 'Settlement' : 'Ruling' },
    { value: 'file', label: 'File of then' },
    { value: 'exhibits', label: 'Exhibits', count: file?.exhibits.length ?? null },
    { value: 'policy', label: 'Policy', count: decision?.ruling.clauses.length ?? null },
    { value: 'drafts', label: 'Drafts', count: found?.was.drafts?.length ?? null },
    { value: 'moment', label: 'Suggestion and check' },
  ];
}
