import type { Money } from '../../contract/money.ts';
import type { ReviewDesk, ReviewState, Verdict } from '../../contract/reviews.ts';
import type { Outcome } from '../../contract/vocabulary.ts';
import { DeskError } from '../fault.ts';
import { moneyOf } from '../refunds/money.ts';

/** What is known about a person and a ruling they would review, rate, or settle a dispute about. */
export type JudgeFacts = {
  /** They made the ruling, or another one on its case that took effect. */
  hasRuled: boolean;
  /** They approved it, or another one on its case. */
  hasApproved: boolean;
  hasRecused: boolean;
  conflicts: readonly { role: string; partyName: string; words: string }[];
};

/** Why a person must not judge a ruling, or null: nobody judges their own work, and nobody judges about a party they have a conflict with. Pure. */
export function whyNotJudge({ hasRuled, hasApproved, hasRecused, conflicts }: JudgeFacts): string | null {
  if (hasRuled) return 'You ruled on this case yourself; another person looks at it.';
  if (hasApproved) return 'You approved a ruling on this case; another person looks at it.';
  if (hasRecused) return 'You stepped back from this case; it goes to others.';
  const [conflict] = conflicts;
  return conflict ? `You have a conflict of interest with the ${conflict.role}, ${conflict.partyName}: ${conflict.words}` : null;
}

/** The states a review may be in for each step. */
const allowed = {
  noteView: ['open'],
  decide: ['viewed'],
  drop: ['open', 'viewed'],
  answer: ['decided'],
  settle: ['disputed'],
  correct: ['final'],
} as const satisfies Record<string, readonly ReviewState[]>;
export type ReviewStep = keyof typeof allowed;

const stateWords: Record<ReviewState, string> = {
  open: 'waits for the view of its reviewer',
  viewed: 'waits for the verdict of its reviewer',
  decided: 'waits for the answer of who ruled',
  disputed: 'waits for a second lead',
  final: 'is final',
  dropped: 'was dropped',
};

/** Throws NOT_ALLOWED_NOW when a review is not in a state that allows the step. */
export function requireStep(step: ReviewStep, state: ReviewState): void {
  if ((allowed[step] as readonly ReviewState[]).includes(state)) return;
  throw new DeskError('NOT_ALLOWED_NOW', `This review ${stateWords[state]}. Nothing was changed; look at it again.`, { state });
}

type Judged = { outcome: Outcome; amount: Money | null };

/** What a noted view and the ruling differ in: `more` is what the view gives the buyer beyond the ruling, `less` the other way. Pure. */
export function differenceTo(view: Judged, ruled: Judged): NonNullable<ReviewDesk['differs']> {
  const isOutcome = view.outcome !== ruled.outcome;
  const currency = view.amount?.currency ?? ruled.amount?.currency;
  if (currency === undefined) return { isOutcome, isAmount: false, more: null, less: null };
  if (view.amount && ruled.amount && view.amount.currency !== ruled.amount.currency) return { isOutcome, isAmount: true, more: null, less: null };
  const change = BigInt(view.amount?.minor ?? '0') - BigInt(ruled.amount?.minor ?? '0');
  return { isOutcome, isAmount: change !== 0n, more: change > 0n ? moneyOf(change, currency) : null, less: change < 0n ? moneyOf(-change, currency) : null };
}

/** What a scorecard asks. */
export type Card = ReviewDesk['scorecard'];
type Given = { verdict: Verdict; rootCause: string | null; scores: Record<string, number> };

/** What keeps a verdict from being given, or null: a cause for everything but agreement, and points for every question. Pure. */
export function verdictProblem({ questions, rootCauses }: Card, { verdict, rootCause, scores }: Given): string | null {
  if (verdict !== 'agree' && rootCause === null) return 'Say what the error goes back to.';
  if (verdict === 'agree' && rootCause !== null) return 'A ruling you agree with has no root cause. Take it out, or choose another verdict.';
  if (rootCause !== null && !rootCauses.some(({ id }) => id === rootCause)) return 'This root cause is not on the scorecard. Choose another.';
  const missing = questions.find(({ id }) => scores[id] === undefined);
  if (missing) return `Give points for: ${missing.words}`;
  const high = questions.find(({ id, points }) => (scores[id] ?? 0) > points);
  if (high) return `At most ${high.points} points can be given for: ${high.words}`;
  const foreign = Object.keys(scores).find((id) => !questions.some((one) => one.id === id));
  return foreign === undefined ? null : 'These points are of another scorecard. Load the review again.';
}
