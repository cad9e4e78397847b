import { z } from 'zod';
import { Money } from './money.ts';
import { RefundBasis, RulingInput, RulingSummary } from './rulings.ts';
import { Id, Millis, SomeText, Text } from './text.ts';
import { Outcome, Reason } from './vocabulary.ts';

/** `open`: the reviewer has not seen the ruling. `decided`: waits for the mediator. `disputed`: waits for a second lead. */
export const ReviewState = z.enum(['open', 'viewed', 'decided', 'disputed', 'final', 'dropped']);
export type ReviewState = z.infer<typeof ReviewState>;

/** What a review says of a ruling: it is right, right with something to improve, or to be overturned. */
export const Verdict = z.enum(['agree', 'improve', 'overturn']);
export type Verdict = z.infer<typeof Verdict>;

/** How a person would decide by the evidence alone, noted before the ruling is shown. */
export const BlindView = z.object({ outcome: Outcome, amount: Money.nullable(), words: z.string(), at: Millis });
export type BlindView = z.infer<typeof BlindView>;

/** A question of the scorecard, worth so many points, and a cause an error can go back to. */
export const ReviewQuestion = z.object({ id: Id, words: z.string(), points: z.int() });
export const ReviewCause = z.object({ id: Id, words: z.string() });

/** One review as lists show it. While the ruling is hidden from who asks, who ruled and the verdict are null. */
export const ReviewRow = z.object({
  reviewId: Id,
  rulingId: Id,
  caseId: Id,
  caseReference: z.string(),
  title: z.string().nullable(),
  reason: Reason,
  sampleId: Id.nullable(),
  sampleName: z.string().nullable(),
  reviewerId: Id,
  reviewerName: z.string(),
  /** Who ruled. */
  personId: Id.nullable(),
  personName: z.string().nullable(),
  state: ReviewState,
  openedAt: Millis,
  verdict: Verdict.nullable(),
  decidedAt: Millis.nullable(),
  /** Until when the mediator may answer; null unless it waits for that. */
  answerUntil: Millis.nullable(),
  settledVerdict: Verdict.nullable(),
  finalAt: Millis.nullable(),
});
export type ReviewRow = z.infer<typeof ReviewRow>;

/** What was said to a review: by the mediator, or by the second lead who settled it. */
export const ReviewAnswer = z.object({ kind: z.enum(['acknowledged', 'disputed', 'upheld', 'changed']), personName: z.string(), words: z.string(), verdict: Verdict.nullable(), at: Millis });
export type ReviewAnswer = z.infer<typeof ReviewAnswer>;

/** The ruling under review, shown once a view is noted. */
export const ReviewedRuling = z.object({ summary: RulingSummary, ruling: RulingInput, approvedBy: z.array(z.string()), policyVersion: z.string() });
export type ReviewedRuling = z.infer<typeof ReviewedRuling>;

/** One review with what its reader may see of it. */
export const ReviewDesk = ReviewRow.extend({
  isMine: z.boolean(),
  /** The case as it was when it was ruled, a `CaseFile` without anything that tells the ruling or who made it. */
  file: z.json(),
  view: BlindView.nullable(),
  ruled: ReviewedRuling.nullable(),
  /** What the noted view and the ruling differ in; null while one of them is not there. */
  differs: z.object({ isOutcome: z.boolean(), isAmount: z.boolean(), more: Money.nullable(), less: Money.nullable() }).nullable(),
  rootCause: z.string().nullable(),
  words: z.string().nullable(),
  scores: z.array(ReviewQuestion.extend({ score: z.int() })),
  /** What the verdict is measured by: the version it was given under, or the one in force. */
  scorecard: z.object({ version: z.int(), questions: z.array(ReviewQuestion), rootCauses: z.array(ReviewCause) }),
  answers: z.array(ReviewAnswer),
  mayAnswer: z.boolean(),
  /** Why the person who asks must not settle it; null when they may, or nothing is to be settled. */
  maySettle: z.boolean(),
  /** Whether a correction can be opened; `whyNot` says what stands in the way of an overturn that could have one. */
  correction: z.object({ mayOpen: z.boolean(), whyNot: z.string().nullable(), openedAt: Millis.nullable() }),
});
export type ReviewDesk = z.infer<typeof ReviewDesk>;

const leads = ['lead', 'admin'] as const;
/** The owner of the machine sees every golden case, so they review nothing. */
const reviewers = ['lead'] as const;
const readers = ['mediator', 'lead', 'admin'] as const;
const requestId = z.uuid();

export const reviewMethods = {
  /** Begins a blind review. Throws NOT_PERMITTED for one's own ruling, one approved or a conflict, NOT_ALLOWED_NOW for a second one. */
  'reviews.open': { roles: reviewers, input: z.strictObject({ requestId, rulingId: Id, sampleId: Id.nullable().default(null) }), output: z.object({ reviewId: Id }) },
  /** Notes one's own view, once; the ruling is shown then. */
  'reviews.noteView': { roles: reviewers, input: z.strictObject({ requestId, reviewId: Id, outcome: Outcome, basis: RefundBasis, words: SomeText.max(2_000) }), output: z.object({ reviewId: Id }) },
  /** Gives the verdict; the mediator is asked to answer. `scores` are points by question. */
  'reviews.decide': {
    roles: reviewers,
    input: z.strictObject({ requestId, reviewId: Id, verdict: Verdict, rootCause: Id.nullable(), words: SomeText.max(5_000), scorecardVersion: z.int(), scores: z.record(z.string(), z.int().min(0).max(1_000)) }),
    output: z.object({ reviewId: Id }),
  },
  /** Gives a review up before its verdict, with the reason. */
  'reviews.drop': { roles: reviewers, input: z.strictObject({ requestId, reviewId: Id, words: SomeText.max(2_000) }), output: z.object({ reviewId: Id }) },
  /** The mediator acknowledges a review of a ruling of their own, or disputes it; to dispute takes words. */
  'reviews.answer': { roles: ['mediator', 'lead'], input: z.strictObject({ requestId, reviewId: Id, kind: z.enum(['acknowledged', 'disputed']), words: Text.max(5_000) }), output: z.object({ reviewId: Id }) },
  /** A second lead ends a dispute: the verdict stands, or another one does. */
  'reviews.settle': { roles: leads, input: z.strictObject({ requestId, reviewId: Id, verdict: Verdict, words: SomeText.max(5_000) }), output: z.object({ reviewId: Id }) },
  /** Puts the case of a final overturn back into the queue for another person; `words` go to both parties and to who decides. */
  'reviews.openCorrection': { roles: leads, input: z.strictObject({ requestId, reviewId: Id, words: SomeText.max(5_000) }), output: z.object({ caseId: Id, appealId: Id }) },
  /** Reviews, newest first, without those of rulings that are hidden from who asks and not their own to review. */
  'reviews.list': {
    roles: leads,
    input: z.strictObject({
      /** `open`: own ones to be done. `disputed`: those the person may settle. */
      scope: z.enum(['open', 'disputed', 'all']).default('all'),
      filter: z.strictObject({ state: ReviewState.optional(), verdict: Verdict.optional(), personId: Id.optional(), sampleId: Id.optional() }).default({}),
      cursor: z.string().nullable().default(null),
      limit: z.int().min(1).max(200).default(50),
    }),
    output: z.object({ rows: z.array(ReviewRow), nextCursor: z.string().nullable(), total: z.int() }),
  },
  /** One review: of leads any, of a mediator those of own rulings from the verdict on. */
  'reviews.get': { roles: readers, input: z.strictObject({ reviewId: Id }), output: ReviewDesk },
  /** Reviews of own rulings from the verdict on, those to be answered first. */
  'reviews.mine': { roles: ['mediator', 'lead'], input: z.strictObject({}), output: z.array(ReviewRow) },
  /** How much waits for the person; what was not answered in time becomes final here. */
  'reviews.waiting': { roles: readers, input: z.strictObject({}), output: z.object({ toAnswer: z.int(), toSettle: z.int(), toReview: z.int(), toRate: z.int() }) },
  /** Days a mediator has to answer a review; without `days` it only says them. */
  'reviews.answerDays': { roles: leads, input: z.strictObject({ days: z.int().min(1).max(60).optional() }), output: z.object({ days: z.int() }) },
} as const;
