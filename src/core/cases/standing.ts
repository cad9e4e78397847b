import type { NeutralCase } from '../../contract/neutralCase.ts';
import type { CaseRecord } from './lifeCycle.ts';

/** How a dispute stands at its source since `at` (ms UTC), and in the source's words why it ended. */
export type Standing = { state: 'escalated' | 'decided' | 'withdrawn' | 'settled'; closedBecause: string | null; at: number };

/** How a dispute was ended by others than this desk. */
export type EndedOutside = NonNullable<CaseRecord['endedOutside']>;

/** What a standing says of the end of a dispute; null while it waits for a decision, or when nothing is told. */
export function endedBy(standing: Standing | undefined): EndedOutside | null {
  if (!standing || standing.state === 'escalated') return null;
  return { as: standing.state === 'decided' ? 'at_source' : standing.state, words: standing.closedBecause, at: standing.at };
}

/** The end of a dispute as people say it. */
export function sayEnd(reference: string, { as, words }: Pick<EndedOutside, 'as' | 'words'>): string {
  const what = { withdrawn: `The buyer withdrew ${reference} at the marketplace`, settled: `Both sides of ${reference} settled at the marketplace`, at_source: `${reference[0]?.toUpperCase()}${reference.slice(1)} was decided at the marketplace` }[as];
  return words ? `${what}: ${words}` : what;
}

/** A document that tells of the decision of this very desk: that one must not end an appeal, or the ruling after it. */
export function withoutOwnEnd(sent: NeutralCase, known: CaseRecord): NeutralCase {
  return { ...sent, outcome: known.outcome ?? null, stage: known.stage };
}
