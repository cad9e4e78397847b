import type { ParsedInputOf } from '../../contract/methods.ts';
import { reviewAnswer } from '../db/schema/review.ts';
import type { Db } from '../db/open.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { once } from '../once.ts';
import { openCorrection } from '../rulings/openCorrection.ts';
import { whyNotJudgeCase } from './judges.ts';
import { seatsOf, type FoundReview } from './readReview.ts';
import { changeReview, reviewFor } from './stepReview.ts';

/** Why a person must not settle the dispute about a review, or null: it takes a second lead, who neither reviewed nor ruled. */
export async function whyNotSettle(db: Db, { row, personId }: FoundReview, by: SignedIn, now: number): Promise<string | null> {
  const seats = await seatsOf(db, by);
  if (seats.includes(row.reviewerId)) return 'You gave this verdict; another lead settles the dispute.';
  if (seats.includes(personId)) return 'This is a review of your own ruling; another lead settles the dispute.';
  return whyNotJudgeCase(db, row.caseId, by.personId, now);
}

/** A second lead ends a dispute: the verdict stands, or another one does. It is final then. */
export function settleReview(desk: Desk, input: ParsedInputOf<'reviews.settle'>, by: SignedIn): Promise<{ reviewId: string }> {
  return once(desk, by, 'reviews.settle', input, async (tx) => {
    const found = await reviewFor(tx, 'settle', input.reviewId);
    const why = await whyNotSettle(tx, found, by, tx.now);
    if (why !== null) throw new DeskError('NOT_PERMITTED', why);
    const kind = input.verdict === found.row.verdict ? 'upheld' : 'changed';
    const { reviewId } = found.row;
    await tx.insert(reviewAnswer).values({ reviewId, kind, personId: by.personId, personName: by.name, words: input.words.trim(), verdict: kind === 'changed' ? input.verdict : null, at: tx.now });
    return changeReview(tx, found, {
      change: { state: 'final', settledVerdict: input.verdict, finalAt: tx.now },
      action: `review.${kind}`,
      words: (reference) => `${by.name} settled the dispute about the review of the ruling on ${reference}`,
      data: { verdict: input.verdict },
    }, by);
  });
}

/** Puts the case of a final overturn back into the queue, for another person than the first. */
export function correctReviewed(desk: Desk, input: ParsedInputOf<'reviews.openCorrection'>, by: SignedIn): Promise<{ caseId: string; appealId: string }> {
  return once(desk, by, 'reviews.openCorrection', input, async (tx) => {
    const { row, personId } = await reviewFor(tx, 'correct', input.reviewId);
    if (row.settledVerdict !== 'overturn') throw new DeskError('NOT_ALLOWED_NOW', 'Only a ruling that its review overturned is corrected.');
    if ((await seatsOf(tx, by)).includes(personId)) throw new DeskError('NOT_PERMITTED', 'This is a review of your own ruling; another lead opens its correction.');
    const { caseId, appealId } = await openCorrection(tx, { caseId: row.caseId, rulingId: row.rulingId, reviewId: row.reviewId, words: input.words }, by);
    tx.emit({ type: 'reviews.changed' });
    return { caseId, appealId };
  });
}
