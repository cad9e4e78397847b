import { z } from 'zod';
import { BearerShare, RulingSummary } from './rulings.ts';
import { Id } from './text.ts';
import { GoodsKind, Reason } from './vocabulary.ts';

/** Decided cases fewer than this say nothing of what is usual. */
export const leastForUsual = 5;

/** A share of what could still be refunded on the order when it was ruled (the cap), in hundredths of a percent: 10000 is all of it, 0 no refund. */
const RefundBp = z.int().min(0).max(10_000);

/** A decided case like the one asked about. */
export const LikeCase = z.object({
  ruling: RulingSummary,
  refundBp: RefundBp,
  bearers: z.array(BearerShare),
  title: z.string().nullable(),
  goods: GoodsKind.nullable(),
  /** How like it is, 0 to 100; orders the list and decides nothing. */
  likeness: z.int().min(0).max(100),
  /** What it has in common, in words. */
  because: z.array(z.string()),
});
export type LikeCase = z.infer<typeof LikeCase>;

/** How the refunds of like cases spread; quartiles and median lie between neighbours where they fall between two cases. */
export const RefundSpread = z.object({
  count: z.int().min(1),
  lowest: RefundBp,
  lowerQuartile: RefundBp,
  median: RefundBp,
  upperQuartile: RefundBp,
  highest: RefundBp,
  full: z.int(),
  partial: z.int(),
  none: z.int(),
  /** The range without the lowest and the highest tenth of the cases (of ten or more); null below `leastForUsual` cases. */
  usual: z.object({ from: RefundBp, to: RefundBp }).nullable(),
});
export type RefundSpread = z.infer<typeof RefundSpread>;

export const LikeCases = z.object({
  /** What was looked for. `goods` is null when they are not known, or were left out because too few cases had them (`isWidened`). */
  about: z.object({ reasons: z.array(Reason), goods: GoodsKind.nullable(), isWidened: z.boolean(), fromCents: z.int(), toCents: z.int().nullable() }),
  /** Of all like cases, not only of those listed; null when there is none. */
  spread: RefundSpread.nullable(),
  rows: z.array(LikeCase).max(20),
});
export type LikeCases = z.infer<typeof LikeCases>;

export const likeCaseMethods = {
  /** Decided cases with the reason of a claim of this one, its kind of goods and about its value, the likest first, with the spread of their refunds. */
  'rulings.likeCases': { roles: ['mediator', 'lead', 'admin'], input: z.strictObject({ caseId: Id }), output: LikeCases },
} as const;
