import { z } from 'zod';
import { Money } from './money.ts';
import { RulingSummary } from './rulings.ts';
import { Id, Millis, Sha256, SomeText } from './text.ts';
import { Adversary } from './vocabulary.ts';

export const approvalActions = ['approved', 'undone', 'returned', 'otherwise'] as const;

/** What a second person did with a held ruling; `undone`: took their approval back. */
export const Approval = z.object({
  rulingId: Id,
  action: z.enum(approvalActions),
  personId: Id,
  personName: z.string(),
  reason: z.string().nullable(),
  at: Millis,
});
export type Approval = z.infer<typeof Approval>;

/** A ruling that waits, or waited, for a second person: `total` is everything this desk refunds on the case with it. */
export const Hold = z.object({
  rulingId: Id,
  heldAt: Millis,
  /** When it should be decided. */
  dueAt: Millis,
  /** What its author may decide alone. */
  limit: Money,
  total: Money,
});
export type Hold = z.infer<typeof Hold>;

/** A row of the held rulings: the overdue ones first, then the oldest. */
export const HeldRuling = z.object({
  summary: RulingSummary,
  title: z.string().nullable(),
  hold: Hold,
  /** Why the person who asks may not decide it; null when they may. */
  whyNot: z.string().nullable(),
});
export type HeldRuling = z.infer<typeof HeldRuling>;

/** Everything a second person needs beside the ruling and its frozen file. */
export const SecondLook = z.object({
  hold: Hold,
  steps: z.array(Approval),
  /** The hash of what would be approved; the approval is bound to it. */
  sha256: Sha256,
  /** Set when the ruling is not what was held any more: it can only be returned. */
  changed: z.string().nullable(),
  whyNot: z.string().nullable(),
  /** Cited exhibits the person who asks has not opened yet. */
  unopened: z.array(z.object({ evidenceId: Id, label: z.string(), fileName: z.string() })),
  /** The letters as they would go out now; empty once they were written. */
  letters: z.array(z.object({ to: Adversary, language: z.string(), subject: z.string(), body: z.string() })),
});
export type SecondLook = z.infer<typeof SecondLook>;

const mediators = ['mediator', 'lead'] as const;
const readers = ['mediator', 'lead', 'admin'] as const;
const oneRuling = z.strictObject({ requestId: z.uuid(), rulingId: Id });

export const approvalMethods = {
  'approvals.list': { roles: mediators, input: z.strictObject({}), output: z.array(HeldRuling) },
  /** Null for a ruling that was never held. */
  'approvals.get': { roles: readers, input: z.strictObject({ rulingId: Id }), output: SecondLook.nullable() },
  /**
   * Approves what `sha256` stands for; it takes effect when a new undo window ends, which the approver can use. NOT_PERMITTED for its author
   * and for a limit that does not reach, UNFAIR_PROCESS while a cited exhibit was not opened, CONFLICT when anything differs.
   */
  'approvals.approve': { roles: mediators, input: oneRuling.extend({ sha256: Sha256 }), output: RulingSummary },
  /** Gives the case back to its author with the draft as it was. */
  'approvals.return': { roles: mediators, input: oneRuling.extend({ reason: SomeText.max(2_000) }), output: RulingSummary },
  /** Takes the case over: the author's ruling stays to be read, the person who asks writes their own. */
  'approvals.ruleOtherwise': { roles: mediators, input: oneRuling.extend({ reason: SomeText.max(2_000) }), output: RulingSummary },
} as const;
