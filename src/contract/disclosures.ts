import { z } from 'zod';
import { Id, Millis } from './text.ts';
import { Adversary } from './vocabulary.ts';

/** That an exhibit was shown to the side that did not hand it in: listed in a letter of the desk, or by the marketplace. */
export const Disclosure = z.object({
  evidenceId: Id,
  to: Adversary,
  how: z.enum(['letter', 'source']),
  letterId: Id.nullable(),
  personName: z.string().nullable(),
  at: Millis,
});
export type Disclosure = z.infer<typeof Disclosure>;

export const disclosureMethods = {
  /** Shows exhibits to a side: a letter lists them, and their pixels or words are laid beside it in the exchange folder. */
  'cases.disclose': {
    roles: ['mediator', 'lead'],
    input: z.strictObject({ requestId: z.uuid(), caseId: Id, to: Adversary, evidenceIds: z.array(Id).min(1).max(50) }),
    output: z.object({ version: z.int() }),
  },
} as const;
