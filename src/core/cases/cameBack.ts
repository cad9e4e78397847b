import type { CaseRow } from '../../contract/cases.ts';
import type { CaseState } from '../../contract/vocabulary.ts';

/** Why a case came back, while it waits in the queue or is worked on. */
export function cameBackOf(row: { state: CaseState; cameBackAt: number | null; cameBackWords: string | null }): CaseRow['cameBack'] {
  const isBack = row.state === 'queued' || row.state === 'in_review';
  return isBack && row.cameBackAt !== null && row.cameBackWords !== null ? { at: row.cameBackAt, words: row.cameBackWords } : null;
}
