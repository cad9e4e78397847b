import { z } from 'zod';
import { Id, Millis } from './text.ts';

/** A case somebody has in hand. */
export const HeldCase = z.object({ caseId: Id, reference: z.string(), title: z.string().nullable(), endsAt: Millis });
export type HeldCase = z.infer<typeof HeldCase>;

/** Why a person is not served from a queue. `full`: they have as many of its cases in hand as they may. */
export const unservedWhy = ['not_assigned', 'skill', 'language', 'full'] as const;

/** A queue in which cases wait that a person is not served. */
export const UnservedQueue = z.object({ queueId: Id, name: z.string(), why: z.enum(unservedWhy), words: z.string(), waiting: z.int() });
export type UnservedQueue = z.infer<typeof UnservedQueue>;
