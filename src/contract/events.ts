import { z } from 'zod';
import { JobKind } from './jobs.ts';
import { Id, Millis } from './text.ts';

/**
 * What the core tells every open screen, after commit only. Events carry ids and versions, never content:
 * a lost one is harmless, because a screen refetches when it reconnects. `exhibits.changed`: the desk looked into files of the case, which
 * leaves its version as it was, as tags do. `job.changed` of a new job says what it is and when it is due. `payout.changed`: a payout was tried,
 * whatever came of it. `demo.filled`: so many generated cases are there, or can be searched.
 */
export const DeskEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('case.changed'), caseId: Id, version: z.int() }),
  z.object({ type: z.literal('exhibits.changed'), caseId: Id }),
  z.object({ type: z.literal('tags.changed'), caseId: Id }),
  z.object({ type: z.literal('queue.changed') }),
  z.object({ type: z.literal('ruling.changed'), rulingId: Id, caseId: Id }),
  z.object({ type: z.literal('letter.changed'), letterId: Id, caseId: Id }),
  z.object({ type: z.literal('job.changed'), jobId: Id, kind: JobKind.optional(), runAfter: Millis.optional() }),
  z.object({ type: z.literal('payout.changed'), caseId: Id }),
  z.object({ type: z.literal('import.changed'), importId: Id, done: z.int(), total: z.int(), isFinished: z.boolean() }),
  z.object({ type: z.literal('exchange.changed') }),
  z.object({ type: z.literal('reminders.changed') }),
  z.object({ type: z.literal('settings.changed') }),
  z.object({ type: z.literal('policy.changed') }),
  z.object({ type: z.literal('marketplace.changed') }),
  z.object({ type: z.literal('people.changed') }),
  z.object({ type: z.literal('reviews.changed') }),
  z.object({ type: z.literal('log.changed') }),
  z.object({ type: z.literal('filters.changed') }),
  z.object({ type: z.literal('demo.filled'), step: z.enum(['made', 'indexed']), done: z.int(), of: z.int() }),
  z.object({ type: z.literal('bulk.changed'), bulkId: Id }),
  z.object({ type: z.literal('verify.progressed'), done: z.int(), total: z.int() }),
]);
export type DeskEvent = z.infer<typeof DeskEvent>;
export type DeskEventType = DeskEvent['type'];
