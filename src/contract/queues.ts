import { z } from 'zod';
import { Reason } from './vocabulary.ts';

/** Which cases a queue takes: every part that is given must fit; a list fits with any of its entries. Values are US cents by ordering rates. */
export const QueueRule = z.strictObject({
  reasons: z.array(Reason).max(9).default([]),
  /** Buyers' countries, ISO 3166-1 alpha-2. */
  markets: z.array(z.string().regex(/^[A-Z]{2}$/)).max(50).default([]),
  /** Buyers' languages, the first part of their BCP 47 tag. */
  languages: z.array(z.string().regex(/^[a-z]{2,3}$/)).max(50).default([]),
  sources: z.array(z.string().min(1).max(200)).max(50).default([]),
  valueFrom: z.int().min(0).nullable().default(null),
  valueBelow: z.int().min(0).nullable().default(null),
});
export type QueueRule = z.infer<typeof QueueRule>;

/** Queues by rule, their people, and what makes a case come first. */
export const queueMethods = {} as const;
