import { and, eq, lt } from 'drizzle-orm';
import type { ParsedInputOf } from '../../contract/methods.ts';
import { review, reviewAnswer } from '../db/schema/review.ts';
import type { Db } from '../db/open.ts';
import type { Tx } from '../db/write.ts';
import { deskItself, type Desk, type SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { once } from '../once.ts';
import { findReview } from './readReview.ts';
import { changeReview, reviewFor } from './stepReview.ts';

/** Who ruled acknowledges the verdict, which is final then, or disputes it with words, which a second lead settles. */
export function answerReview(desk: Desk, input: ParsedInputOf<'reviews.answer'>, by: SignedIn): Promise<{ reviewId: string }> {
  return once(desk, by, 'reviews.answer', input, async (tx) => {
    const found = await reviewFor(tx, 'answer', input.reviewId);
    const { row, personId } = found;
    if (personId !== by.personId) throw new DeskError('NOT_PERMITTED', 'A review is answered by who made the ruling. Nothing was changed.');
    if (row.answerUntil !== null && tx.now > row.answerUntil) throw new DeskError('NOT_ALLOWED_NOW', `The time to answer ended on ${new Date(row.answerUntil).toISOString().slice(0, 10)}; the verdict stands.`);
    const words = input.words.trim();
    const isDisputed = input.kind === 'disputed';
    if (isDisputed && words === '') throw new DeskError('BAD_INPUT', 'Say why you dispute it: a second lead reads your words.');
    if (isDisputed && row.verdict === 'agree') throw new DeskError('NOT_ALLOWED_NOW', 'The review agrees with your ruling; there is nothing to dispute. Acknowledge it.');
    await tx.insert(reviewAnswer).values({ reviewId: row.reviewId, kind: input.kind, personId: by.personId, personName: by.name, words, verdict: null, at: tx.now });
    return changeReview(tx, found, {
      change: isDisputed ? { state: 'disputed' } : { state: 'final', settledVerdict: row.verdict, finalAt: tx.now },
      action: `review.${input.kind}`,
      words: (reference) => `${by.name} ${input.kind} the review of the ruling on ${reference}`,
    }, by);
  });
}

/** Whether a verdict waits for an answer whose time is over. */
export async function isAnyUnanswered(db: Db, now: number): Promise<boolean> {
  const [late] = await db.select({ reviewId: review.reviewId }).from(review).where(and(eq(review.state, 'decided'), lt(review.answerUntil, now))).limit(1);
  return late !== undefined;
}

/** Makes verdicts final that nobody answered in time, as the desk itself; how many there were. */
export async function endUnanswered(tx: Tx): Promise<number> {
  const late = await tx.select({ reviewId: review.reviewId }).from(review).where(and(eq(review.state, 'decided'), lt(review.answerUntil, tx.now))).limit(200);
  for (const { reviewId } of late) {
    const found = await findReview(tx, reviewId);
    await changeReview(tx, found, { change: { state: 'final', settledVerdict: found.row.verdict, finalAt: tx.now }, action: 'review.unanswered', words: (reference) => `The review of the ruling on ${reference} is final: ${found.personName} did not answer in time` }, deskItself);
  }
  return late.length;
}
