import { z } from 'zod';

const points = z.int().min(0).max(1_000);

/** What makes a waiting case come first: the points of each reason. The case with the highest sum is served first. */
export const Weights = z.strictObject({
  /** A deadline has passed: `base` at once, `perDay` for each day since, `most` of those. */
  overdue: z.strictObject({ base: points, perDay: points, most: points }),
  /** A deadline is near: `most` at its end, a third of that when `hours` are left, nothing before. */
  dueSoon: z.strictObject({ most: points, hours: z.int().min(1).max(720) }),
  /** The amount: `perPower` for each power of ten above USD 10, `most` in all. */
  value: z.strictObject({ perPower: points, most: points }),
  /** Days since it came in: `perDay` for each, `most` in all. */
  age: z.strictObject({ perDay: points, most: points }),
  /** Somebody may come to harm. */
  harm: points,
  /** An appeal or a correction waits. */
  appeal: points,
  /** Taken away while a party may still answer, so that nothing can be ruled. */
  answerOpen: points,
});
export type Weights = z.infer<typeof Weights>;

/** The weights of a desk where nobody has set any. */
export const usualWeights: Weights = {
  overdue: { base: 100, perDay: 1, most: 30 },
  dueSoon: { most: 60, hours: 48 },
  value: { perPower: 10, most: 30 },
  age: { perDay: 2, most: 20 },
  harm: 80,
  appeal: 40,
  answerOpen: 200,
};

/** Why a case was served now: one part of its priority and the points it adds, below zero where it takes away. */
export const PriorityPart = z.object({ code: z.enum(['kept', 'overdue', 'due_soon', 'harm', 'appeal', 'value', 'age', 'answer_open']), words: z.string(), points: z.int() });
export type PriorityPart = z.infer<typeof PriorityPart>;
