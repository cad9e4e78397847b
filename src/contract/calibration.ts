import { z } from 'zod';
import { Money } from './money.ts';
import { BlindView } from './reviews.ts';
import { RefundBasis, RulingSummary } from './rulings.ts';
import { Id, Millis, SomeText } from './text.ts';
import { Outcome, Reason } from './vocabulary.ts';

/** Who rates in a round and how far they are; what they rated is nobody's to see before the round is closed. */
export const Rater = z.object({ personId: Id, personName: z.string(), state: z.enum(['rating', 'done', 'left']), rated: z.int() });
export type Rater = z.infer<typeof Rater>;

/** A calibration round as lists show it. */
export const Round = z.object({ calibrationId: Id, name: z.string(), openedAt: Millis, openedByName: z.string(), closedAt: Millis.nullable(), cases: z.int(), raters: z.array(Rater) });
export type Round = z.infer<typeof Round>;

/** A case of a round, with the rating of the person who asks. */
export const RoundCase = z.object({ rulingId: Id, position: z.int(), caseReference: z.string(), title: z.string().nullable(), reason: Reason, own: BlindView.nullable() });
export type RoundCase = z.infer<typeof RoundCase>;

/** A round the person rates in. */
export const MyRound = Round.omit({ raters: true }).extend({ isDone: z.boolean(), own: z.array(RoundCase) });
export type MyRound = z.infer<typeof MyRound>;

/** All ratings of one case, side by side with what was ruled. */
export const RatedCase = z.object({
  rulingId: Id,
  caseReference: z.string(),
  title: z.string().nullable(),
  reason: Reason,
  ruled: RulingSummary,
  ratings: z.array(BlindView.extend({ personId: Id, personName: z.string() })),
  /** Pairs of people who chose the same outcome, of all pairs; null below two ratings. */
  pairs: z.object({ agree: z.int(), of: z.int() }).nullable(),
  /** Lowest, middle and highest of the amounts, no refund counting as nothing; null without ratings or with two currencies. */
  amounts: z.object({ low: Money, middle: Money, high: Money }).nullable(),
});
export type RatedCase = z.infer<typeof RatedCase>;

/** What the lead kept of the talk about a round. */
export const RoundNote = z.object({ personName: z.string(), words: z.string(), at: Millis });

const leads = ['lead', 'admin'] as const;
const raters = ['mediator', 'lead'] as const;
const requestId = z.uuid();

export const calibrationMethods = {
  /** Opens a round. Throws NOT_PERMITTED, with names, when somebody would rate a case they ruled on, approved, or have a conflict in. */
  'calibration.open': { roles: leads, input: z.strictObject({ requestId, name: SomeText.max(200), rulingIds: z.array(Id).min(1).max(50), personIds: z.array(Id).min(2).max(50) }), output: z.object({ calibrationId: Id }) },
  /** Rounds, newest first. */
  'calibration.list': { roles: leads, input: z.strictObject({}), output: z.array(Round) },
  /** Rulings that can be rated: in effect, made by the desk, not under appeal, newest first; no outcome is told. */
  'calibration.choices': { roles: leads, input: z.strictObject({ sampleId: Id.nullable().default(null) }), output: z.array(z.object({ rulingId: Id, caseReference: z.string(), title: z.string().nullable(), reason: Reason, effectiveAt: Millis, notBy: z.array(Id) })) },
  /** Rounds the person rates or rated in, those to be done first. */
  'calibration.mine': { roles: raters, input: z.strictObject({}), output: z.array(MyRound) },
  /** One case to be rated, a `CaseFile` as it was when it was ruled, without the ruling. */
  'calibration.case': { roles: raters, input: z.strictObject({ calibrationId: Id, rulingId: Id }), output: RoundCase.extend({ file: z.json() }) },
  /** Rates a case, or rates it anew until one is done. */
  'calibration.rate': { roles: raters, input: z.strictObject({ requestId, calibrationId: Id, rulingId: Id, outcome: Outcome, basis: RefundBasis, words: SomeText.max(2_000) }), output: z.object({ calibrationId: Id }) },
  /** Says that every case is rated; nothing can be changed afterwards. The last one closes the round. */
  'calibration.done': { roles: raters, input: z.strictObject({ requestId, calibrationId: Id }), output: z.object({ isClosed: z.boolean() }) },
  /** Closes a round before all are done; who is not, has left it. */
  'calibration.close': { roles: leads, input: z.strictObject({ requestId, calibrationId: Id }), output: z.object({ calibrationId: Id }) },
  /** All ratings of a closed round: for leads, and for who rated in it. NOT_ALLOWED_NOW while it is open. */
  'calibration.result': { roles: ['mediator', 'lead', 'admin'], input: z.strictObject({ calibrationId: Id }), output: z.object({ round: Round, cases: z.array(RatedCase), pairs: z.object({ agree: z.int(), of: z.int() }).nullable(), notes: z.array(RoundNote) }) },
  /** Keeps what was said about a closed round. */
  'calibration.note': { roles: leads, input: z.strictObject({ requestId, calibrationId: Id, words: SomeText.max(5_000) }), output: z.object({ calibrationId: Id }) },
} as const;
