import { z } from 'zod';
import { Agreement, AmountDifference, ComparedCount, ComparedQuantile, ComparedRate, ManyAgreement, Mean, Quantile, Rate, Spread } from './figureParts.ts';
import { Money } from './money.ts';
import { Id, Millis } from './text.ts';
import { Adversary, CaseState, Outcome, Reason } from './vocabulary.ts';

const dayMs = 86_400_000;
/** The longest period figures are worked out for. */
export const longestPeriodMs = 3 * 366 * dayMs;

/** A name of the IANA time zone database. */
export const Zone = z.string().max(64).refine(isZone, 'a time zone such as Europe/Berlin');

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** From its first moment to before its last. */
export const Span = z.object({ fromAt: Millis, untilAt: Millis });
export type Span = z.infer<typeof Span>;

/** Whose rulings, and on what; nothing named: all. */
export const FigureFilter = z.strictObject({ mediators: z.array(Id).max(200).default([]), reasons: z.array(Reason).max(20).default([]) });
export type FigureFilter = z.infer<typeof FigureFilter>;

/** Upper ends, in ms, of the bands the age of waiting cases is told in; the last band has none. */
export const ageBands = [dayMs, 3 * dayMs, 7 * dayMs, 14 * dayMs] as const;

/** One day, week or month of the period. What lies ahead of now is null, not nothing. */
export const Bucket = Span.extend({
  received: z.int().min(0).nullable(),
  decided: z.int().min(0).nullable(),
  /** Cases that waited at its end, by age: `ageBands`, and older. */
  waiting: z.array(z.int().min(0)).length(ageBands.length + 1).nullable(),
  /** Of the cases decided in it; null when none was. */
  medianMs: z.number().min(0).nullable(),
});
export type Bucket = z.infer<typeof Bucket>;

/** What rulings on cases of one reason came to; `share` is the mean share of the cap that was refunded, 0 to 1. */
export const ReasonOutcomes = z.object({ reason: Reason, n: z.int().min(1), outcomes: z.object({ full_refund: Rate, partial_refund: Rate, no_refund: Rate }), share: Mean });
export type ReasonOutcomes = z.infer<typeof ReasonOutcomes>;

/** Payouts of rulings of the period that stand failed, or of which nothing is known, now. */
export const StuckSum = z.object({ count: z.int().min(1), sum: Money });
export type StuckSum = z.infer<typeof StuckSum>;

export const Figures = z.object({
  at: Millis,
  zone: z.string(),
  period: Span,
  /** As long a time before; while the period is not over, the part of it that is as far gone. */
  before: Span,
  unit: z.enum(['day', 'week', 'month']),
  buckets: z.array(Bucket),
  /** Rulings of both periods, by no filter, that the person who asks may not know yet; no figure counts them. */
  leftOut: z.int().min(0),
  volume: z.object({ received: ComparedCount, decided: ComparedCount, settled: ComparedCount }),
  /** At the end of each period, or now when that lies ahead. */
  backlog: z.object({ now: z.int().min(0), before: z.int().min(0), oldestMs: z.number().min(0).nullable() }),
  timeToRuling: z.object({ median: ComparedQuantile, p90: ComparedQuantile }),
  deadlines: z.object({ answers: ComparedRate, held: ComparedRate }),
  outcomes: z.array(ReasonOutcomes),
  overturns: z.object({ reviews: ComparedRate, appeals: ComparedRate }),
  agreement: z.object({ reviews: z.object({ now: Agreement, before: Agreement }), calibration: z.object({ now: ManyAgreement, before: ManyAgreement }) }),
  amounts: z.object({ now: z.array(AmountDifference), before: z.array(AmountDifference) }),
  spread: z.object({ now: Spread, before: Spread }),
  /** Of rulings that took effect in the period, those appealed so far; `stillOpen`: those that can still be. */
  appeals: z.object({ rate: ComparedRate, stillOpen: z.int().min(0) }),
  skips: z.object({ count: ComparedCount, reasons: z.array(z.object({ reason: z.string(), count: z.int().min(1) })) }),
  payouts: z.object({ stuck: ComparedRate, sums: z.array(StuckSum) }),
  /** Of rulings for which the desk suggested an outcome, those with another one. */
  against: ComparedRate,
});
export type Figures = z.infer<typeof Figures>;

/** Something that came back to the person who ruled. */
export const CameBack = z.object({
  what: z.enum(['undone', 'returned', 'overturned', 'changed_on_appeal']),
  rulingId: Id,
  reference: z.string(),
  /** When it came back; of one that was taken back or returned, when it was staged. */
  at: Millis,
});
export type CameBack = z.infer<typeof CameBack>;

/** One's own work; nobody else can ask for it, and it is set beside nobody's. */
export const MyDay = z.object({
  at: Millis,
  today: Span,
  week: Span,
  rulings: z.object({ today: z.int().min(0), week: z.int().min(0) }),
  skips: z.object({ today: z.int().min(0), week: z.int().min(0) }),
  /** From a case coming in to one's ruling on it, of this week. */
  timeToRuling: Quantile,
  /** Rulings one can still take back or that wait for a second person. */
  underWay: z.array(z.object({ rulingId: Id, reference: z.string(), state: z.enum(['staged', 'held']), effectiveAt: Millis })),
  /** Cases one holds or that are kept for one, the next due first. */
  cases: z.array(z.object({ caseId: Id, reference: z.string(), title: z.string().nullable(), state: CaseState, dueAt: Millis.nullable() })),
  /** Decided reviews of one's rulings that wait for one's answer. */
  reviewsWaiting: z.array(z.object({ reviewId: Id, rulingId: Id, reference: z.string(), decidedAt: Millis })),
  /** Of the last 30 days, newest first. */
  appeals: z.array(z.object({ appealId: Id, rulingId: Id, reference: z.string(), by: Adversary, receivedAt: Millis, state: z.enum(['open', 'decided', 'lapsed']), result: z.enum(['confirmed', 'changed', 'partly']).nullable() })),
  cameBack: z.array(CameBack),
  /** The last rulings of today, newest first. */
  latest: z.array(z.object({ rulingId: Id, reference: z.string(), outcome: Outcome, stagedAt: Millis, state: z.enum(['staged', 'held', 'returned', 'undone', 'effective']) })),
});
export type MyDay = z.infer<typeof MyDay>;

/** Figures on the work of the desk. */
export const figureMethods = {
  /** Figures of a period beside those of the period before. BAD_INPUT for a period that ends before it begins or is longer than three years. */
  'figures.get': {
    roles: ['lead', 'admin'],
    input: z
      .strictObject({ fromAt: Millis, untilAt: Millis, zone: Zone, filters: FigureFilter.prefault({}) })
      .refine(({ fromAt, untilAt }) => untilAt > fromAt && untilAt - fromAt <= longestPeriodMs, 'a period that ends after it begins, three years at most'),
    output: Figures,
  },
  /** One's own work of today and this week, days by the zone given. */
  'figures.myDay': { roles: ['mediator', 'lead'], input: z.strictObject({ zone: Zone.default('UTC') }), output: MyDay },
} as const;
