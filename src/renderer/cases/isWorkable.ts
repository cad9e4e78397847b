import { allows } from '../../contract/lifeCycle.ts';
import type { CaseState } from '../../contract/vocabulary.ts';

/** True while a mediator can take a case in this state to work on it. */
export function isWorkable(state: CaseState): boolean {
  return state === 'in_review' || allows(state, 'claim');
}
