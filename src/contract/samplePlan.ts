import { z } from 'zod';
import { MinorUnits } from './money.ts';
import { Id, Millis, SomeText } from './text.ts';
import { Outcome, Reason } from './vocabulary.ts';

/** How much a rule takes of what it catches: a number of rulings, or a share in whole percents, rounded up. */
export const Take = z.union([z.strictObject({ count: z.int().min(1).max(500) }), z.strictObject({ percent: z.int().min(1).max(100) })]);
export type Take = z.infer<typeof Take>;

const weeks = z.int().min(1).max(52);

export const earlierTroubles = ['mediator', 'clause', 'appeal'] as const;

/**
 * What a rule catches. `mediator`, `reason` and `outcome` make one stratum each of those named (none named: of all) and take from every one;
 * the others are one stratum. A ruling that an earlier rule drew counts for the later ones too.
 */
export const SampleRule = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('mediator'), personIds: z.array(Id).max(200).default([]), take: Take }),
  z.strictObject({ by: z.literal('reason'), reasons: z.array(Reason).max(20).default([]), take: Take }),
  z.strictObject({ by: z.literal('outcome'), outcomes: z.array(Outcome).max(3).default([]), take: Take }),
  /** Refunds of a currency from `fromMinor` to below `belowMinor`; an open end is null. */
  z.strictObject({ by: z.literal('value'), currency: z.string().regex(/^[A-Z]{3}$/), fromMinor: MinorUnits.nullable().default(null), belowMinor: MinorUnits.nullable().default(null), take: Take }),
  /** Rulings of mediators in their first weeks at the desk. */
  z.strictObject({ by: z.literal('newMediator'), weeks, take: Take }),
  /** Rulings on a clause that its policy version brought or changed, in the first weeks of that version. */
  z.strictObject({ by: z.literal('newClause'), weeks, take: Take }),
  /** Rulings that did not follow what the desk suggested; with `isPartlyToo` those that followed it in part. */
  z.strictObject({ by: z.literal('againstSuggestion'), isPartlyToo: z.boolean().default(false), take: Take }),
  /** Rulings of mediators, or on clauses, with an overturned ruling before, and rulings of cases that had an appeal. */
  z.strictObject({ by: z.literal('overturnedBefore'), of: z.array(z.enum(earlierTroubles)).min(1).max(3).default([...earlierTroubles]), take: Take }),
]);
export type SampleRule = z.infer<typeof SampleRule>;

/** The most rulings one sample holds. */
export const largestSample = 500;

/** What to draw: rules in order, then plain chance for the rest. */
export const SamplePlan = z.strictObject({
  schema: z.literal('sample-plan/1'),
  rules: z.array(SampleRule).max(20),
  /** Drawn by plain chance from what no rule drew. */
  rest: Take.nullable(),
  /** Golden cases of the period mixed in unmarked; where there are too few, chance fills up, so that the size tells nothing. */
  golden: z.int().min(0).max(100).default(0),
  /** Rulings with a decided review are left out of the drawing. */
  isReviewedLeftOut: z.boolean().default(true),
});
export type SamplePlan = z.infer<typeof SamplePlan>;

/** What a sample is drawn from and how: rulings that took effect from `fromAt` to before `untilAt`. */
export const SampleSetup = z.strictObject({
  plan: SamplePlan,
  fromAt: Millis,
  untilAt: Millis,
  /**
   * Any text; the same seed draws the same rulings from the same population. With golden cases the desk adds a part of its own that it tells
   * nobody, because whoever could draw again would find them; the desk still draws the same again.
   */
  seed: SomeText.max(100),
});
export type SampleSetup = z.infer<typeof SampleSetup>;

/** What one rule does: all it catches, in how many strata, what it asks for, what earlier rules drew of that, what it draws itself. */
export const RuleResult = z.object({
  caught: z.int(),
  strata: z.int(),
  asked: z.int(),
  /** Caught by another rule of the plan too. */
  overlap: z.int(),
  counted: z.int(),
  drawn: z.int(),
  /** Strata with fewer rulings than asked for. */
  short: z.int(),
});
export type RuleResult = z.infer<typeof RuleResult>;

/** One group of rulings in the population and in the sample. */
export const CoverageRow = z.object({ key: z.string(), label: z.string(), population: z.int(), sample: z.int() });
export type CoverageRow = z.infer<typeof CoverageRow>;

/** A band of amounts of one currency; `currency` null: no refund. */
export const ValueRow = z.object({ currency: z.string().nullable(), fromMinor: MinorUnits.nullable(), upToMinor: MinorUnits.nullable(), population: z.int(), sample: z.int() });
export type ValueRow = z.infer<typeof ValueRow>;

/** How a sample stands to what it was drawn from, so that gaps are seen. */
export const Coverage = z.object({ mediator: z.array(CoverageRow), reason: z.array(CoverageRow), outcome: z.array(CoverageRow), value: z.array(ValueRow) });
export type Coverage = z.infer<typeof Coverage>;

/** What one lead may review of a sample, and how many when all is spread evenly. */
export const WorkloadRow = z.object({ personId: Id, personName: z.string(), may: z.int(), share: z.int() });
export type WorkloadRow = z.infer<typeof WorkloadRow>;

/** What a plan would draw now, in numbers alone; with golden cases the lots fall anew when it is drawn. */
export const SamplePreview = z.object({
  population: z.int(),
  /** Rulings of the period that are not drawn from, by why. */
  leftOut: z.object({ settlements: z.int(), underAppeal: z.int(), merged: z.int(), reviewed: z.int(), hidden: z.int() }),
  rules: z.array(RuleResult),
  rest: z.object({ asked: z.int(), drawn: z.int() }),
  /** What the golden cases take the place of. */
  golden: z.int(),
  size: z.int(),
  isCut: z.boolean(),
  coverage: Coverage,
  workload: z.array(WorkloadRow),
  /** Drawn rulings that no lead of this desk may review. */
  nobody: z.int(),
});
export type SamplePreview = z.infer<typeof SamplePreview>;
