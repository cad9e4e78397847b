import { z } from 'zod';
import { Id, Millis, SomeText } from './text.ts';
import { Adversary } from './vocabulary.ts';

export const questionStates = ['waiting', 'answered', 'lapsed', 'withdrawn'] as const;

/** Something a mediator asked a party for. `lapsed`: its time passed without an answer, which is the proof of notice. */
export const Question = z.object({
  questionId: Id,
  to: Adversary,
  text: z.string(),
  claimId: Id.nullable(),
  personName: z.string(),
  askedAt: Millis,
  dueAt: Millis,
  state: z.enum(questionStates),
  /** When it went out to the party; null while it has not. */
  sentAt: Millis.nullable(),
  endedAt: Millis.nullable(),
});
export type Question = z.infer<typeof Question>;

const mediators = ['mediator', 'lead'] as const;
const oneCase = z.strictObject({ requestId: z.uuid(), caseId: Id });

export const questionMethods = {
  /** Asks a party for something and lets the case wait for the answer, for as long as the policy gives; the lease ends. */
  'cases.ask': {
    roles: mediators,
    input: oneCase.extend({ to: Adversary, text: SomeText.max(5_000), claimId: Id.nullable().default(null) }),
    output: Question,
  },
  /** Takes a question back, so that nothing waits for its answer any more. */
  'cases.withdrawQuestion': { roles: mediators, input: oneCase.extend({ questionId: Id }), output: z.object({ version: z.int() }) },
} as const;
