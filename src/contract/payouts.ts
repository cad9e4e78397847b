import { z } from 'zod';
import { Money } from './money.ts';
import { Refund } from './refundStates.ts';
import { Id, Millis } from './text.ts';

/** `open`: agreed and on its way, or waiting for goods; `stuck`: failed, or not known whether it arrived. */
export const payoutGroups = ['stuck', 'open', 'settled'] as const;
export const PayoutGroup = z.enum(payoutGroups);
export type PayoutGroup = z.infer<typeof PayoutGroup>;

/** One entry of the log about a payout. */
export const PayoutStep = z.object({ seq: z.int(), at: Millis, personName: z.string(), action: z.string(), words: z.string() });
export type PayoutStep = z.infer<typeof PayoutStep>;

export const PayoutRow = z.object({
  refund: Refund,
  caseId: Id,
  reference: z.string(),
  /** When its ruling asked for it. */
  createdAt: Millis,
  /** The newest steps, newest first; `stepsLeftOut` older ones are in the log of the case. */
  steps: z.array(PayoutStep),
  stepsLeftOut: z.int(),
});
export type PayoutRow = z.infer<typeof PayoutRow>;

/** How many payouts there are, and what they come to in each currency. */
export const PayoutSum = z.object({ count: z.int(), sums: z.array(Money) });
export type PayoutSum = z.infer<typeof PayoutSum>;

export const payoutMethods = {
  /** Payouts of a group (or the `only` one, in whatever group), those that changed last first, with what each group comes to. A payout is tried again by `jobs.retry`. */
  'payouts.list': {
    roles: ['mediator', 'lead', 'triage', 'admin'],
    input: z.strictObject({ group: PayoutGroup, only: Id.nullable().default(null), cursor: z.string().nullable().default(null), limit: z.int().min(1).max(100).default(50) }),
    output: z.object({ rows: z.array(PayoutRow), nextCursor: z.string().nullable(), groups: z.object({ stuck: PayoutSum, open: PayoutSum, settled: PayoutSum }) }),
  },
} as const;
