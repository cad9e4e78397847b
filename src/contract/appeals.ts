import { z } from 'zod';
import { AppealStep, AppealWay } from './appealParts.ts';
import { Money } from './money.ts';
import { BearerShare, RefundBasis, RulingSummary } from './rulings.ts';
import { Id, Millis, SomeText } from './text.ts';
import { Adversary, Bearer, Outcome } from './vocabulary.ts';

/** What the person who decides an appeal held before they saw the ruling appealed; never changed afterwards. */
export const OwnView = z.object({ outcome: Outcome, amount: Money.nullable(), words: z.string(), notedAt: Millis });
export type OwnView = z.infer<typeof OwnView>;

/** The ruling appealed, as far as the one on the appeal is measured by it. */
export const AppealedRuling = z.object({
  summary: RulingSummary,
  bearers: z.array(BearerShare),
  shares: z.array(z.object({ bearer: Bearer, amount: Money })),
  /** What of it still stands, when less is paid than was ruled because of what became of the goods; null: all of it. */
  standing: z.array(z.object({ bearer: Bearer, amount: Money })).nullable().optional(),
});
export type AppealedRuling = z.infer<typeof AppealedRuling>;

/** The open appeal of a case, as the person who asks may see it. */
export const OpenAppeal = AppealStep.extend({
  /** Who cannot decide it, because they ruled on the case. */
  notBy: z.array(z.string()),
  /** The view of the person who asks; null until they note it. */
  view: OwnView.nullable(),
  /** The ruling appealed is hidden from the person who asks: they have not noted their own view. */
  isHidden: z.boolean(),
  appealed: AppealedRuling.nullable(),
});
export type OpenAppeal = z.infer<typeof OpenAppeal>;

const mediators = ['mediator', 'lead'] as const;
const requestId = z.uuid();

export const appealMethods = {
  /** Records an appeal that came by letter, phone or message; the case waits in the queue again, for another person. */
  'appeals.record': {
    roles: mediators,
    input: z.strictObject({
      requestId,
      caseId: Id,
      by: Adversary,
      how: AppealWay.exclude(['exchange']),
      newInformation: SomeText.max(20_000),
      exhibits: z.array(Id).max(100).default([]),
      /** When it reached the desk, if not now; the window counts this moment. */
      receivedAt: Millis.nullable().default(null),
    }),
    output: AppealStep,
  },
  /** Notes one's own view of a case under appeal, once, before the ruling appealed is shown. */
  'appeals.noteView': {
    roles: mediators,
    input: z.strictObject({ requestId, caseId: Id, outcome: Outcome, basis: RefundBasis, words: SomeText.max(500) }),
    output: z.object({ version: z.int() }),
  },
} as const;
