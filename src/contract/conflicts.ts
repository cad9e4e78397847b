import { z } from 'zod';
import { Id, Millis, SomeText } from './text.ts';
import { Adversary } from './vocabulary.ts';

/** A reason why a person must not decide cases of a party; by the party's id at a source, or by a seller's name anywhere. */
export const Conflict = z.object({
  conflictId: Id,
  personId: Id,
  personName: z.string(),
  source: z.string().nullable(),
  partyId: z.string().nullable(),
  /** The party's name, as it is shown; what is matched when there is no id. */
  partyName: z.string(),
  words: z.string(),
  fromAt: Millis,
  /** Its end; null while it has none. */
  untilAt: Millis.nullable(),
  enteredByName: z.string(),
  enteredAt: Millis,
});
export type Conflict = z.infer<typeof Conflict>;

const everyone = ['mediator', 'lead', 'triage', 'admin'] as const;
const requestId = z.uuid();

export const conflictMethods = {
  /** One's own conflicts of interest, running first; leads see everybody's. */
  'people.conflicts': { roles: everyone, input: z.strictObject({}), output: z.array(Conflict) },
  /** Enters a conflict of one's own; leads may enter one for anybody. */
  'people.addConflict': {
    roles: everyone,
    input: z.strictObject({
      requestId,
      /** Null: the person who asks. */
      personId: Id.nullable().default(null),
      party: z.strictObject({ source: Id, id: Id }).nullable().default(null),
      partyName: SomeText.max(200),
      words: SomeText.max(500),
      fromAt: Millis.nullable().default(null),
      untilAt: Millis.nullable().default(null),
    }),
    output: Conflict,
  },
  /** Ends a conflict now; it stays in the register. */
  'people.endConflict': { roles: everyone, input: z.strictObject({ requestId, conflictId: Id }), output: Conflict },
  /** Steps back from a case for good, with a reason: the lease ends and the case goes to others. `party` also enters a conflict with that side. */
  'cases.recuse': {
    roles: ['mediator', 'lead'],
    input: z.strictObject({ requestId, caseId: Id, reason: SomeText.max(500), party: Adversary.nullable().default(null) }),
    output: z.null(),
  },
} as const;
