import type { CaseFile } from '../../contract/caseFile.ts';
import type { RulingDraft, RulingProblem } from '../../contract/rulings.ts';
import { proposeDefault } from '../cases/proposeDefault.ts';
import { hasAnswered, openAnswerWindows, openQuestions } from '../cases/turn.ts';

/**
 * Keeps a refund from being ruled against a seller who said nothing and of whom nothing shows that it was told and let its time pass. While a time
 * of it still runs, that is what stands in the way; a ruling without a refund takes nothing from it. The buyer is heard by its claim.
 */
export function silenceProblem(file: CaseFile, draft: RulingDraft, now: number): RulingProblem[] {
  if (draft.outcome === 'no_refund' || hasAnswered('seller', file)) return [];
  const isOpen = openQuestions(file.questions, now).some((one) => one.to === 'seller') || openAnswerWindows(file.deadlines, file, now).some((one) => one.party === 'seller');
  const proposal = proposeDefault(file, now).find((one) => one.party === 'seller');
  if (isOpen || !proposal || proposal.isPossible) return [];
  return [{ code: 'NOT_SERVED', message: proposal.words, field: 'case', refId: proposal.deadlineId }];
}
