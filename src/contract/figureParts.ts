import { z } from 'zod';
import { CurrencyCode, MinorUnits } from './money.ts';
import { Id } from './text.ts';

/** Of fewer cases than this a share is never said without the interval it lies in. */
export const leastForRate = 30;

/** Where the true value lies, with 95 % confidence; a null end: there are too few cases to say. */
export const Interval = z.object({ low: z.number().nullable(), high: z.number().nullable() });
export type Interval = z.infer<typeof Interval>;

/** `k` of `n`, as a share from 0 to 1 (null: of nothing) with its Wilson interval, which is always there: from 0 to 1 when nothing is known. */
export const Rate = z.object({ k: z.int().min(0), n: z.int().min(0), rate: z.number().min(0).max(1).nullable(), interval: z.object({ low: z.number().min(0), high: z.number().max(1) }) });
export type Rate = z.infer<typeof Rate>;

/** The mean of `n` values; null of none. */
export const Mean = z.object({ n: z.int().min(0), mean: z.number().nullable(), interval: Interval });
export type Mean = z.infer<typeof Mean>;

/** A quantile of `n` values; null of none. */
export const Quantile = z.object({ n: z.int().min(0), value: z.number().nullable(), interval: Interval });
export type Quantile = z.infer<typeof Quantile>;

/** Agreement beyond chance; null when it is not defined, as for kappa when everybody always chose the same. */
export const Coefficient = z.object({ value: z.number().max(1).nullable(), standardError: z.number().min(0).nullable(), interval: Interval });
export type Coefficient = z.infer<typeof Coefficient>;

/** How often two views of a case came to the same outcome. */
export const Agreement = z.object({ raw: Rate, kappa: Coefficient, ac1: Coefficient });
export type Agreement = z.infer<typeof Agreement>;

/** The same of any number of people on each of `n` cases; `raw` is the mean share of their pairs that agree. */
export const ManyAgreement = z.object({ n: z.int().min(0), ratings: z.int().min(0), raw: Coefficient, kappa: Coefficient, ac1: Coefficient });
export type ManyAgreement = z.infer<typeof ManyAgreement>;

/** `by`: now less before; null when one of them is not known. `isTold` only when chance alone would rarely make such a difference. */
export const Difference = z.object({ by: z.number().nullable(), interval: Interval, isTold: z.boolean() });
export type Difference = z.infer<typeof Difference>;

const compared = <Value extends z.ZodType>(value: Value) => z.object({ now: value, before: value, difference: Difference });
/** A figure of the period beside the same of the period before. */
export const ComparedRate = compared(Rate);
export type ComparedRate = z.infer<typeof ComparedRate>;
export const ComparedQuantile = compared(Quantile);
export type ComparedQuantile = z.infer<typeof ComparedQuantile>;
export const ComparedCount = compared(z.int().min(0));
export type ComparedCount = z.infer<typeof ComparedCount>;

/** How far two amounts for the same case lie apart: the mean absolute difference in one currency, and as a share of what could be refunded. */
export const AmountDifference = z.object({ currency: CurrencyCode, n: z.int().min(1), meanMinor: MinorUnits, ofCap: Mean });
export type AmountDifference = z.infer<typeof AmountDifference>;

/** How one person's refunds on like cases differ from those of the others, as a share of the cap from -1 to 1. */
export const PersonSpread = z.object({ personId: Id, name: z.string(), deviation: Mean });
export type PersonSpread = z.infer<typeof PersonSpread>;

/**
 * How far mediators lie apart on like cases: of the same reason and the same band of value. `between` is the standard deviation between people,
 * `within` that of one person's own decisions on like cases, both as a share of the cap; null when fewer than two people decided like cases.
 */
export const Spread = z.object({
  kinds: z.int().min(0),
  cases: z.int().min(0),
  mediators: z.int().min(0),
  between: z.number().min(0).nullable(),
  within: z.number().min(0).nullable(),
  /** Told to leads only. */
  people: z.array(PersonSpread),
});
export type Spread = z.infer<typeof Spread>;
