import { eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { ReviewRow } from '../../contract/reviews.ts';
import { person } from '../db/schema/person.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { review } from '../db/schema/review.ts';
import { ruling } from '../db/schema/ruling.ts';
import { sample } from '../db/schema/sample.ts';
import type { Db } from '../db/open.ts';
import type { SignedIn } from '../desk.ts';
import { notFound } from '../fault.ts';
import { nameKey } from '../people/nameKey.ts';
import { referenceOf } from '../reference.ts';

export type ReviewRecord = typeof review.$inferSelect;

export const reviewer = alias(person, 'reviewer');

/** Reviews with what lists say of them; `where`, order and limit are the caller's. */
export function selectReviews(db: Db) {
  return db
    .select({
      row: review,
      number: disputeCase.number,
      title: disputeCase.title,
      reason: disputeCase.reason,
      sampleName: sample.name,
      reviewerName: reviewer.name,
      personId: ruling.personId,
      personName: ruling.personName,
    })
    .from(review)
    .innerJoin(ruling, eq(ruling.rulingId, review.rulingId))
    .innerJoin(disputeCase, eq(disputeCase.caseId, review.caseId))
    .innerJoin(reviewer, eq(reviewer.personId, review.reviewerId))
    .leftJoin(sample, eq(sample.sampleId, review.sampleId))
    .$dynamic();
}
export type FoundReview = Awaited<ReturnType<typeof selectReviews>>[number];

/** One review, NOT_FOUND when there is none. */
export async function findReview(db: Db, reviewId: string): Promise<FoundReview> {
  const [found] = await selectReviews(db).where(eq(review.reviewId, reviewId));
  if (!found) throw notFound('review', reviewId);
  return found;
}

/** A review as lists show it; while its reviewer has not noted a view, nobody reads from it who ruled. */
export function toReviewRow({ row, number, title, reason, sampleName, reviewerName, personId, personName }: FoundReview): ReviewRow {
  const { reviewId, rulingId, caseId, sampleId, reviewerId, state, openedAt, verdict, decidedAt, answerUntil, settledVerdict, finalAt } = row;
  const isBlind = row.viewedAt === null;
  return {
    reviewId,
    rulingId,
    caseId,
    caseReference: referenceOf({ number }),
    title,
    reason,
    sampleId,
    sampleName,
    reviewerId,
    reviewerName,
    personId: isBlind ? null : personId,
    personName: isBlind ? null : personName,
    state,
    openedAt,
    verdict,
    decidedAt,
    answerUntil: state === 'decided' ? answerUntil : null,
    settledVerdict,
    finalAt,
  };
}

/** Every seat of a person: one name in two roles is one person. */
export async function seatsOf(db: Db, by: Pick<SignedIn, 'personId' | 'name'>): Promise<string[]> {
  const rows = await db.select({ personId: person.personId, name: person.name }).from(person);
  return [...new Set([by.personId, ...rows.filter(({ name }) => nameKey(name) === nameKey(by.name)).map(({ personId }) => personId)])];
}

