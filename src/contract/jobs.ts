import { z } from 'zod';
import { Id, Millis } from './text.ts';

export const jobKinds = ['intake.import', 'evidence.inspect', 'evidence.check', 'lease.expire', 'ruling.takeEffect', 'refund.payOut', 'letter.send', 'question.lapse', 'offer.lapse', 'disclosure.copy', 'case.close', 'correction.send', 'return.order', 'return.lapse', 'feed.pull', 'ledger.reconcile', 'queues.place', 'bulk.run'] as const;
export const JobKind = z.enum(jobKinds);
export type JobKind = z.infer<typeof JobKind>;

export const JobState = z.enum(['waiting', 'running', 'done', 'failed']);
export type JobState = z.infer<typeof JobState>;

export const Job = z.object({
  jobId: Id,
  kind: JobKind,
  /** What it works on, in words: "Payout of USD 26.65 for C-20417". */
  words: z.string(),
  caseId: Id.nullable(),
  state: JobState,
  attempts: z.int(),
  maxAttempts: z.int(),
  runAfter: Millis,
  /** 0 to 100 while it runs and knows. */
  progress: z.int().nullable(),
  error: z.string().nullable(),
  createdAt: Millis,
  finishedAt: Millis.nullable(),
});
export type Job = z.infer<typeof Job>;

/** Jobs of a state are counted this far; a count above says that there are more. */
export const mostCounted = 10_000;

const everyone = ['mediator', 'lead', 'triage', 'admin'] as const;

export const jobMethods = {
  /** Jobs of one state, newest first (`waiting`: soonest first), with the count of every state up to one more than `mostCounted`. */
  'jobs.list': {
    roles: everyone,
    input: z.strictObject({
      state: JobState,
      cursor: z.string().nullable().default(null),
      limit: z.int().min(1).max(200).default(50),
    }),
    output: z.object({
      rows: z.array(Job),
      nextCursor: z.string().nullable(),
      counts: z.object({ waiting: z.int(), running: z.int(), done: z.int(), failed: z.int() }),
    }),
  },
  /** Gives a failed job all its attempts again, and one that waits after a failed attempt; both start at once. */
  'jobs.retry': { roles: ['mediator', 'lead', 'admin'], input: z.strictObject({ jobId: Id }), output: Job },
} as const;
