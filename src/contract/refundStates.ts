import { z } from 'zod';
import { Money } from './money.ts';
import { Id, Millis } from './text.ts';
import { Bearer } from './vocabulary.ts';

/** What a refund that is not settled waits for now, in words, and the job that pays it. */
export const PayoutNow = z.object({
  waits: z.string(),
  /** When the desk takes it up next by itself; null: not before something else happens. */
  nextTryAt: Millis.nullable(),
  isAtWork: z.boolean(),
  attempts: z.int(),
  maxAttempts: z.int(),
  jobId: Id.nullable(),
  /** Whether a person can have it tried again by `jobs.retry`. */
  canRetry: z.boolean(),
});
export type PayoutNow = z.infer<typeof PayoutNow>;

/** Money on its way to the buyer. */
export const Refund = z.object({
  /** Also the idempotency key of the payout. */
  refundId: Id,
  rulingId: Id,
  amount: Money,
  /** What it is for: goods of the order, or the parcel back. */
  kind: z.enum(['order', 'return_postage']).optional(),
  state: z.enum(['planned', 'approved', 'sent', 'settled', 'failed', 'unknown', 'cancelled']),
  error: z.string().nullable(),
  changedAt: Millis,
  /** Null when nothing more is to happen. */
  now: PayoutNow.nullable().optional(),
  /** What has to happen before it is paid. */
  waitsFor: z.enum(['return']).nullable().optional(),
});
export type Refund = z.infer<typeof Refund>;

/** A request to the marketplace to give back, or move, money of an earlier ruling. */
export const Correction = z.object({
  /** Also the idempotency key of the request. */
  correctionId: Id,
  rulingId: Id,
  /** What is asked back from the buyer; zero when it only moves between those who bear the refund. */
  fromBuyer: Money,
  debits: z.array(z.object({ party: z.enum(['buyer', ...Bearer.options]), amount: Money })),
  credits: z.array(z.object({ party: z.enum(['buyer', ...Bearer.options]), amount: Money })),
  state: z.enum(['planned', 'sent', 'failed']),
  error: z.string().nullable(),
  changedAt: Millis,
});
export type Correction = z.infer<typeof Correction>;
