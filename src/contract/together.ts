import { z } from 'zod';
import { PolicyClause } from './policy.ts';
import { Money } from './money.ts';
import { BearerShare, RulingProblem, RulingSummary } from './rulings.ts';
import { Id, Millis, SomeText, Text } from './text.ts';
import { FindingResult, Outcome, Reason, Side } from './vocabulary.ts';

/** The most cases ruled on at once. */
export const mostTogether = 100;

/** What a finding rests on in every case: the admitted exhibits of one side on the claim, or that it sent none, in words. */
export const TogetherGround = z.discriminatedUnion('on', [
  z.strictObject({ on: z.literal('exhibits'), of: Side }),
  z.strictObject({ on: z.literal('absence'), of: Side, words: SomeText.max(2_000) }),
]);
export type TogetherGround = z.infer<typeof TogetherGround>;

/** The finding on every claim of one reason. */
export const TogetherFinding = z.strictObject({ reason: Reason, result: FindingResult, ground: TogetherGround, words: Text.nullable().default(null) });
export type TogetherFinding = z.infer<typeof TogetherFinding>;

/** One ruling for many cases: a sum would be wrong for all but one, so the refund is all or a percentage. */
export const TogetherPattern = z.strictObject({
  outcome: Outcome,
  withReturn: z.boolean(),
  reason: Reason,
  /** Percent of the cap, up to two decimals; null for a full refund and for none. */
  percent: z
    .string()
    .regex(/^(100|\d{1,2}(\.\d{1,2})?)$/, 'a percentage from 0 to 100')
    .nullable(),
  bearers: z.array(BearerShare).max(3),
  findings: z.array(TogetherFinding).max(9),
  clauses: z.array(Id).max(50),
  reasons: Text,
});
export type TogetherPattern = z.infer<typeof TogetherPattern>;

/** A pattern in the making: every part may be missing. */
export const TogetherDraft = TogetherPattern.partial();
export type TogetherDraft = z.infer<typeof TogetherDraft>;

/** A case as the person saw it when the ruling was previewed. */
export const TogetherCase = z.strictObject({ caseId: Id, expectedVersion: z.int() });
export type TogetherCase = z.infer<typeof TogetherCase>;

/** What the pattern would come to in one case. */
export const TogetherPreview = z.object({
  caseId: Id,
  reference: z.string(),
  version: z.int(),
  title: z.string().nullable(),
  /** The reasons of its claims: what findings are asked for. */
  claims: z.array(Reason),
  amount: Money.nullable(),
  cap: Money.nullable(),
  /** Why it would be left out, the gravest first; none: it would be staged. */
  problems: z.array(RulingProblem),
  /** Evidence the person has to open first; each is among the problems too. */
  unopened: z.array(z.object({ evidenceId: Id, label: z.string(), fileName: z.string() })),
});
export type TogetherPreview = z.infer<typeof TogetherPreview>;

/** What came of one case. */
export const TogetherResult = z.object({
  caseId: Id,
  reference: z.string(),
  /** The staged ruling; null when it was refused. */
  ruling: RulingSummary.nullable(),
  refusal: z.string().nullable(),
});
export type TogetherResult = z.infer<typeof TogetherResult>;

const mediators = ['mediator', 'lead'] as const;
const requestId = z.uuid();
const isEachOnce = (ids: string[]) => new Set(ids).size === ids.length;

export const togetherMethods = {
  /** Queued cases whose claims have the same reasons as this one's, the most due first: what can be ruled on together with it. It is not among them. */
  'rulings.likeOpen': {
    roles: mediators,
    input: z.strictObject({ caseId: Id }),
    output: z.object({
      /** The reasons of the claims they share. */
      shape: z.array(Reason),
      rows: z.array(z.object({ caseId: Id, reference: z.string(), title: z.string().nullable(), amount: Money.nullable(), dueAt: Millis.nullable() })).max(mostTogether),
      /** More wait than are listed. */
      isMore: z.boolean(),
    }),
  },
  /** Works one ruling out for many cases and says which would be staged and which not, and why; changes nothing. */
  'rulings.checkTogether': {
    roles: mediators,
    input: z.strictObject({ pattern: TogetherDraft, caseIds: z.array(Id).min(1).max(mostTogether).refine(isEachOnce, 'each case once') }),
    output: z.object({
      cases: z.array(TogetherPreview),
      /** Of those that would be staged, one sum a currency. */
      totals: z.array(Money),
      /** The clauses that bind every one of them. */
      clauses: z.array(PolicyClause),
    }),
  },
  /** Stages one ruling on many cases, each in a write of its own; the same requestId goes on where a run broke off. */
  'rulings.stageTogether': {
    roles: mediators,
    input: z.strictObject({
      requestId,
      pattern: TogetherPattern,
      cases: z
        .array(TogetherCase)
        .min(1)
        .max(mostTogether)
        .refine((cases) => isEachOnce(cases.map(({ caseId }) => caseId)), 'each case once'),
    }),
    output: z.object({ togetherId: Id, results: z.array(TogetherResult) }),
  },
  /** Takes back every ruling made together that is still staged; says which could not be. */
  'rulings.undoTogether': {
    roles: mediators,
    input: z.strictObject({ requestId, togetherId: Id }),
    output: z.object({ togetherId: Id, undone: z.array(RulingSummary), kept: z.array(z.object({ reference: z.string(), why: z.string() })) }),
  },
} as const;
