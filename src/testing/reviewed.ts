import { randomUUID } from 'node:crypto';
import type { InputOf } from '../contract/methods.ts';
import type { RulingInput, RulingSummary } from '../contract/rulings.ts';
import type { SignedIn } from '../core/desk.ts';
import { reviewHandlers } from '../core/reviews/reviewMethods.ts';
import { ruleOn } from './appealed.ts';
import { placeCase } from './builders.ts';
import type { TempDesk } from './tempDesk.ts';

type Call<Name extends keyof typeof reviewHandlers> = Omit<InputOf<Name>, 'requestId'>;
const requestId = () => randomUUID();

/** A case that a person ruled on; half of it is refunded unless `change` says otherwise. */
export async function ruledCase(temp: TempDesk, by: SignedIn, change: Partial<RulingInput> = {}): Promise<RulingSummary> {
  return ruleOn(temp, await placeCase(temp.desk), by, change);
}

export const openReviewOf = (temp: TempDesk, rulingId: string, by: SignedIn) => reviewHandlers['reviews.open'](temp.desk, { requestId: requestId(), rulingId, sampleId: null }, by);

/** Notes the view that nothing is refunded, unless another is given. */
export const noteBlindView = (temp: TempDesk, reviewId: string, by: SignedIn, view: Partial<Call<'reviews.noteView'>> = {}) =>
  reviewHandlers['reviews.noteView'](temp.desk, { requestId: requestId(), reviewId, outcome: 'no_refund', basis: { by: 'sum', minor: '0' }, words: 'The buyer shows nothing.', ...view }, by);

/** Gives a verdict with all points, by the scorecard in force. */
export async function giveVerdict(temp: TempDesk, reviewId: string, by: SignedIn, verdict: 'agree' | 'improve' | 'overturn' = 'overturn', change: Partial<Call<'reviews.decide'>> = {}) {
  const { scorecard } = await reviewHandlers['reviews.get'](temp.desk, { reviewId }, by);
  const scores = Object.fromEntries(scorecard.questions.map(({ id, points }) => [id, points]));
  const rootCause = verdict === 'agree' ? null : (scorecard.rootCauses[0]?.id ?? null);
  return reviewHandlers['reviews.decide'](temp.desk, { requestId: requestId(), reviewId, verdict, rootCause, words: 'The seller showed the packing.', scorecardVersion: scorecard.version, scores, ...change }, by);
}

/** A review of a ruling that has its verdict; its id. */
export async function reviewedBy(temp: TempDesk, rulingId: string, by: SignedIn, verdict: 'agree' | 'improve' | 'overturn' = 'overturn'): Promise<string> {
  const { reviewId } = await openReviewOf(temp, rulingId, by);
  await noteBlindView(temp, reviewId, by);
  await giveVerdict(temp, reviewId, by, verdict);
  return reviewId;
}

export const answerIt = (temp: TempDesk, reviewId: string, by: SignedIn, kind: 'acknowledged' | 'disputed' = 'acknowledged', words = kind === 'disputed' ? 'The photo is clear.' : '') =>
  reviewHandlers['reviews.answer'](temp.desk, { requestId: requestId(), reviewId, kind, words }, by);

export const settleIt = (temp: TempDesk, reviewId: string, by: SignedIn, verdict: 'agree' | 'improve' | 'overturn' = 'overturn') =>
  reviewHandlers['reviews.settle'](temp.desk, { requestId: requestId(), reviewId, verdict, words: 'I looked at both.' }, by);

export const correctIt = (temp: TempDesk, reviewId: string, by: SignedIn) =>
  reviewHandlers['reviews.openCorrection'](temp.desk, { requestId: requestId(), reviewId, words: 'The packing photo shows the right watch, and it was not weighed.' }, by);
