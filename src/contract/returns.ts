import { z } from 'zod';
import { Reckoning } from './deadlines.ts';
import { MinorUnits } from './money.ts';
import { FoundLine, mostReturnDays, ReturnEventKind, ReturnNeed, ReturnReasons, ReturnState } from './returnParts.ts';
import { Id, Millis, Text } from './text.ts';

const mediators = ['mediator', 'lead'] as const;
const requestId = z.uuid();
const days = z.int().min(1).max(mostReturnDays);

/** A return that waits for a person. */
export const ReturnToDecide = z.object({
  returnId: Id,
  caseId: Id,
  caseReference: z.string(),
  needs: ReturnNeed,
  /** Who ruled. */
  personName: z.string(),
  isMine: z.boolean(),
  since: Millis,
});
export type ReturnToDecide = z.infer<typeof ReturnToDecide>;

/** What a person decides about a return that does not go by itself: pay all, pay by line, or pay nothing. */
export const ReturnChoice = z.discriminatedUnion('choice', [
  z.strictObject({ choice: z.literal('pay') }),
  z.strictObject({ choice: z.literal('part'), lines: z.array(z.strictObject({ lineId: Id, minor: MinorUnits })).min(1).max(500) }),
  z.strictObject({ choice: z.literal('cancel') }),
]);
export type ReturnChoice = z.infer<typeof ReturnChoice>;

const changed = z.object({ returnId: Id, state: ReturnState });

export const returnMethods = {
  /** The day by which goods would have to be sent, by a ruling that takes effect now; with a `returnId` where an extension leads. */
  'returns.preview': { roles: mediators, input: z.strictObject({ caseId: Id, days, returnId: Id.nullable().default(null) }), output: Reckoning },
  /** Records what happened to goods on their way back, as somebody told it; `evidenceIds` are exhibits of the case that show it. */
  'returns.record': {
    roles: mediators,
    input: z.strictObject({
      requestId,
      returnId: Id,
      kind: ReturnEventKind,
      at: Millis.nullable().default(null),
      words: Text.max(2_000).nullable().default(null),
      /** Of an inspection only. */
      lines: z.array(FoundLine).max(200).default([]),
      evidenceIds: z.array(Id).max(50).default([]),
    }),
    output: changed,
  },
  /** Gives the buyer some working days more to send the goods, and tells both sides why. */
  'returns.extend': { roles: mediators, input: z.strictObject({ requestId, returnId: Id, days, reason: ReturnReasons }), output: z.object({ dueAt: Millis }) },
  /** Decides about the money of a return that needs a person, and tells both sides why. Never more than was ruled. */
  'returns.decide': { roles: mediators, input: z.strictObject({ requestId, returnId: Id, decision: ReturnChoice, reasons: ReturnReasons }), output: changed },
  /** Returns that wait for a person: for leads all, for mediators those of their own rulings; own ones first, then the longest waiting. */
  'returns.toDecide': { roles: mediators, input: z.strictObject({}), output: z.array(ReturnToDecide) },
} as const;
