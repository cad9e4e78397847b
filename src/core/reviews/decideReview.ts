import type { ParsedInputOf } from '../../contract/methods.ts';
import { fromMoney } from '../db/schema/columns.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { once } from '../once.ts';
import { answerDays } from './answerDays.ts';
import { amountOfView, readBlindFile } from './judgeBlind.ts';
import { keepCard } from './reviewScorecard.ts';
import { verdictProblem } from './reviewRules.ts';
import { changeReview, requireReviewer, reviewFor } from './stepReview.ts';

const dayMs = 86_400_000;
type Changed = Promise<{ reviewId: string }>;

/** Notes how the reviewer would decide by the evidence alone; the ruling is shown from here on. */
export function noteReviewView(desk: Desk, input: ParsedInputOf<'reviews.noteView'>, by: SignedIn): Changed {
  return once(desk, by, 'reviews.noteView', input, async (tx) => {
    const found = await reviewFor(tx, 'noteView', input.reviewId);
    requireReviewer(found, by);
    const amount = amountOfView(await readBlindFile(tx, found.row.rulingId), input);
    return changeReview(tx, found, {
      change: { state: 'viewed', outcome: input.outcome, ...fromMoney('amount', amount), viewWords: input.words.trim(), viewedAt: tx.now },
      action: 'review.viewNoted',
      words: (reference) => `${by.name} noted an own view of ${reference} before seeing its ruling`,
    }, by);
  });
}

/** Gives the verdict, beside the noted view and the ruling; who ruled has so many days to answer it. */
export function decideReview(desk: Desk, input: ParsedInputOf<'reviews.decide'>, by: SignedIn): Changed {
  return once(desk, by, 'reviews.decide', input, async (tx) => {
    const found = await reviewFor(tx, 'decide', input.reviewId);
    requireReviewer(found, by);
    const card = await keepCard(tx);
    if (card.version !== input.scorecardVersion) throw new DeskError('CONFLICT', 'The scorecard changed while you reviewed. Nothing was kept; load the review again and give points by the new one.');
    const problem = verdictProblem(card, input);
    if (problem !== null) throw new DeskError('BAD_INPUT', problem);
    const { verdict, rootCause, scores } = input;
    return changeReview(tx, found, {
      change: { state: 'decided', verdict, rootCause, words: input.words.trim(), scorecardVersion: card.version, scores, decidedAt: tx.now, answerUntil: tx.now + (await answerDays(tx)) * dayMs },
      action: 'review.decided',
      words: (reference) => `${by.name} gave a verdict on the ruling on ${reference}`,
      data: { verdict, rootCause, scorecardVersion: card.version },
    }, by);
  });
}

/** Gives a review up, with the reason. */
export function dropReview(desk: Desk, input: ParsedInputOf<'reviews.drop'>, by: SignedIn): Changed {
  return once(desk, by, 'reviews.drop', input, async (tx) => {
    const found = await reviewFor(tx, 'drop', input.reviewId);
    requireReviewer(found, by);
    const words = input.words.trim();
    return changeReview(tx, found, { change: { state: 'dropped', words }, action: 'review.dropped', words: (reference) => `${by.name} dropped the review of the ruling on ${reference}`, data: { words } }, by);
  });
}
