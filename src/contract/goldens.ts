import { z } from 'zod';
import { Money } from './money.ts';
import { Id, Millis, SomeText } from './text.ts';
import { Outcome } from './vocabulary.ts';

/** What a review comes to: the ruling is right, right but could be better, or wrong. */
export const goldenVerdicts = ['agree', 'improve', 'overturn'] as const;
export const GoldenVerdict = z.enum(goldenVerdicts);
export type GoldenVerdict = z.infer<typeof GoldenVerdict>;

/** A ruling whose right answer is settled, as those see it who know of it. */
export const GoldenCase = z.object({
  goldenId: Id,
  rulingId: Id,
  caseId: Id,
  caseReference: z.string(),
  verdict: GoldenVerdict,
  outcome: Outcome,
  amount: Money.nullable(),
  words: z.string(),
  addedAt: Millis,
  addedByName: z.string(),
  retiredAt: Millis.nullable(),
});
export type GoldenCase = z.infer<typeof GoldenCase>;

/** A share of `n` with its Wilson score interval of 95 %, each from 0 to 1. */
export const Rate = z.object({ hits: z.int(), rate: z.number(), low: z.number(), high: z.number() });
export type Rate = z.infer<typeof Rate>;

/** How one reviewer meets golden cases: by the verdict, and by the outcome they noted blind. */
export const GoldenResult = z.object({ personId: Id, personName: z.string(), n: z.int(), verdict: Rate, outcome: Rate });
export type GoldenResult = z.infer<typeof GoldenResult>;

const readers = ['lead', 'admin'] as const;
const requestId = z.uuid();

/** Golden cases. Nothing here tells a reviewer which rulings are golden before they have decided on them. */
export const goldenMethods = {
  /**
   * Settles the right answer of a ruling that took effect; not of one's own, nor while one reviews it. `already`: it is golden, by somebody
   * else's answer, and who asked knows that from now on and does not review it.
   */
  'goldens.mark': {
    roles: ['lead'],
    input: z.strictObject({ requestId, rulingId: Id, verdict: GoldenVerdict, outcome: Outcome, amount: Money.nullable(), words: SomeText.max(4_000) }),
    output: z.object({ is: z.enum(['marked', 'already']) }),
  },
  /** Takes a golden case out of further samples, for good. */
  'goldens.retire': { roles: ['lead'], input: z.strictObject({ requestId, goldenId: Id }), output: z.null() },
  /** The golden cases the person who asks knows of, and how many others there are. */
  'goldens.list': { roles: readers, input: z.strictObject({}), output: z.object({ rows: z.array(GoldenCase), others: z.int() }) },
  /** How reviewers met golden cases, by decided reviews; of those cases alone that the person who asks knows of. */
  'goldens.results': { roles: readers, input: z.strictObject({}), output: z.array(GoldenResult) },
} as const;
