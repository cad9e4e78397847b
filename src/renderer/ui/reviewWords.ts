import type { ReviewAnswer, ReviewState, Verdict } from '../../contract/reviews.ts';
import type { Tone } from './tone.ts';

export const verdictWords: Record<Verdict, string> = { agree: 'Agree', improve: 'Agree, to improve', overturn: 'Overturn' };
export const verdictTones: Record<Verdict, Tone> = { agree: 'done', improve: 'attention', overturn: 'danger' };
export const reviewStateWords: Record<ReviewState, string> = { open: 'Blind', viewed: 'View noted', decided: 'Waits for the mediator', disputed: 'Disputed', final: 'Final', dropped: 'Dropped' };
export const reviewStateTones: Record<ReviewState, Tone> = { open: 'info', viewed: 'info', decided: 'attention', disputed: 'danger', final: 'done', dropped: 'plain' };
/** What somebody did with a verdict, after their name. */
export const answerWords: Record<ReviewAnswer['kind'], string> = { acknowledged: 'acknowledged it', disputed: 'disputed it', upheld: 'upheld the verdict', changed: 'changed the verdict' };
