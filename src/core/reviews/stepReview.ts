import { eq } from 'drizzle-orm';
import { append } from '../audit/append.ts';
import { review } from '../db/schema/review.ts';
import type { Tx } from '../db/write.ts';
import type { SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { referenceOf } from '../reference.ts';
import { findReview, type FoundReview, type ReviewRecord } from './readReview.ts';
import { requireStep, type ReviewStep } from './reviewRules.ts';

/** What a step writes, and how the log says it; the words never tell a verdict, because everybody of the case reads them. */
export type ReviewChange = { change: Partial<ReviewRecord>; action: string; words: (reference: string) => string; data?: unknown };

/** A review in a state that allows the step. Throws NOT_FOUND and NOT_ALLOWED_NOW. */
export async function reviewFor(tx: Tx, step: ReviewStep, reviewId: string): Promise<FoundReview> {
  const found = await findReview(tx, reviewId);
  requireStep(step, found.row.state);
  return found;
}

/** Throws NOT_PERMITTED unless the person is the reviewer. */
export function requireReviewer({ row, reviewerName }: FoundReview, by: SignedIn): void {
  if (row.reviewerId !== by.personId) throw new DeskError('NOT_PERMITTED', `This is the review of ${reviewerName}. Nothing was changed.`);
}

/** Changes a review, with its entry in the log. */
export async function changeReview(tx: Tx, { row, number }: FoundReview, { change, action, words, data }: ReviewChange, by: SignedIn): Promise<{ reviewId: string }> {
  const { reviewId, caseId } = row;
  await tx.update(review).set(change).where(eq(review.reviewId, reviewId));
  await append(tx, { by, action, subject: `review:${reviewId}`, caseId, words: words(referenceOf({ number })), data: data ?? null, rows: [{ table: 'review', id: reviewId }] });
  tx.emit({ type: 'reviews.changed' });
  return { reviewId };
}
