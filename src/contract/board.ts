import { z } from 'zod';
import { Id, Millis, SomeText } from './text.ts';
import { GoodsKind } from './vocabulary.ts';

/** How a claim stands between the sides. */
export const Standing = z.enum(['agreed', 'contested', 'unanswered']);
export type Standing = z.infer<typeof Standing>;

/** What a mediator said about the standing of a claim, in place of what the positions give. */
export const StandingNote = z.object({ reason: z.string(), personName: z.string(), at: Millis });
export type StandingNote = z.infer<typeof StandingNote>;

/** An exhibit that a mediator put onto a claim, with what it is held to prove there. */
export const Tie = z.object({ claimId: Id, proves: z.string().nullable(), personName: z.string(), at: Millis });
export type Tie = z.infer<typeof Tie>;

/** Two exhibits that cannot both be right. */
export const Contradiction = z.object({
  contradictionId: Id,
  /** `evidenceId`s of the two exhibits. */
  between: z.tuple([Id, Id]),
  words: z.string(),
  personName: z.string(),
  at: Millis,
});
export type Contradiction = z.infer<typeof Contradiction>;

const version = z.int();
const oneItem = z.strictObject({ requestId: z.uuid(), caseId: Id, itemId: Id });
const mediators = ['mediator', 'lead'] as const;
const oneCase = z.strictObject({ requestId: z.uuid(), caseId: Id });

export const boardMethods = {
  /** Says how a claim stands, with the reason; `standing` null goes back to what the positions give. */
  'cases.setStanding': {
    roles: mediators,
    input: oneCase.extend({ claimId: Id, standing: Standing.nullable(), reason: SomeText.max(2_000).nullable().default(null) }),
    output: z.object({ version }),
  },
  /** Says what kind of goods an item is, so that the policy's evidence for it is asked for; null goes back to what the source said. */
  'cases.setGoods': { roles: mediators, input: oneItem.extend({ goods: GoodsKind.nullable() }), output: z.object({ version }) },
  /** Puts an exhibit onto a claim, or says anew what it proves there. */
  'cases.tieExhibit': {
    roles: mediators,
    input: oneCase.extend({ evidenceId: Id, claimId: Id, proves: SomeText.max(2_000).nullable() }),
    output: z.object({ version }),
  },
  /** Takes an exhibit off a claim, also one that its side had named. */
  'cases.untieExhibit': { roles: mediators, input: oneCase.extend({ evidenceId: Id, claimId: Id }), output: z.object({ version }) },
  'cases.addContradiction': {
    roles: mediators,
    input: oneCase.extend({ between: z.tuple([Id, Id]), words: SomeText.max(2_000) }),
    output: z.object({ contradictionId: Id, version }),
  },
  'cases.removeContradiction': { roles: mediators, input: oneCase.extend({ contradictionId: Id }), output: z.object({ version }) },
} as const;
