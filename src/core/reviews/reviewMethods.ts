import type { reviewMethods } from '../../contract/reviews.ts';
import type { Handlers } from '../handlers.ts';
import { answerDays, keepAnswerDays } from './answerDays.ts';
import { answerReview, endUnanswered, isAnyUnanswered } from './answerReview.ts';
import { decideReview, dropReview, noteReviewView } from './decideReview.ts';
import { countWaiting, listOwn, listReviews } from './listReviews.ts';
import { openReview } from './openReview.ts';
import { readReviewDesk } from './reviewDesk.ts';
import { correctReviewed, settleReview } from './settleReview.ts';

/** Blind second reviews and their answers. */
export const reviewHandlers: Pick<Handlers, keyof typeof reviewMethods> = {
  'reviews.open': openReview,
  'reviews.noteView': noteReviewView,
  'reviews.decide': decideReview,
  'reviews.drop': dropReview,
  'reviews.answer': answerReview,
  'reviews.settle': settleReview,
  'reviews.openCorrection': correctReviewed,
  'reviews.list': (desk, input, by) => listReviews(desk.db, input, by),
  'reviews.get': (desk, input, by) => readReviewDesk(desk.db, input.reviewId, by, desk.clock()),
  'reviews.mine': (desk, _input, by) => listOwn(desk.db, by),
  'reviews.waiting': async (desk, _input, by) => {
    // Every window asks this again and again, so that no verdict waits long after its time.
    if (desk.mode === 'write' && (await isAnyUnanswered(desk.db, desk.clock()))) await desk.write(endUnanswered);
    return countWaiting(desk.db, by);
  },
  'reviews.answerDays': async (desk, { days }, by) => {
    if (days !== undefined) await keepAnswerDays(desk, days, by);
    return { days: await answerDays(desk.db) };
  },
};
