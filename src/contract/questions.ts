import { z } from 'zod';
import { Id, Millis, SomeText } from './text.ts';
import { Adversary, EvidenceKind } from './vocabulary.ts';

export const questionStates = ['waiting', 'answered', 'lapsed', 'withdrawn'] as const;

/** Something a mediator asked a party for. `lapsed`: its time passed without an answer, which is the proof of notice. */
export const Question = z.object({
  questionId: Id,
  /** Questions of one action share it; those to one side go out in one letter. */
  askId: Id,
  to: Adversary,
  text: z.string(),
  /** Kinds of evidence wanted; empty when words will do. */
  kinds: z.array(EvidenceKind),
  claimId: Id.nullable(),
  personName: z.string(),
  askedAt: Millis,
  dueAt: Millis,
  state: z.enum(questionStates),
  /** When its letter goes out; until then its author can undo it. */
  sendAt: Millis,
  /** When it went out to the party; null while it has not. */
  sentAt: Millis.nullable(),
  endedAt: Millis.nullable(),
});
export type Question = z.infer<typeof Question>;

/** What a party answered through the exchange folder. */
export const Answer = z.object({
  answerId: Id,
  from: Adversary,
  questionIds: z.array(Id),
  /** When the party said so, and when it reached the desk. */
  saidAt: Millis,
  receivedAt: Millis,
  words: z.string().nullable(),
  language: z.string().nullable(),
  /** `evidenceId`s of the exhibits that came with it. */
  exhibits: z.array(Id),
  isLate: z.boolean(),
  lateWords: z.string().nullable(),
});
export type Answer = z.infer<typeof Answer>;

/** Questions or an offer of one person that can still be undone. */
export const Asked = z.object({
  askId: Id,
  type: z.enum(['question', 'offer']),
  caseId: Id,
  reference: z.string(),
  to: z.array(Adversary),
  askedAt: Millis,
  undoUntil: Millis,
});
export type Asked = z.infer<typeof Asked>;

/** Why a case came back to the queue after it had waited for a party, and since when. */
export const CameBack = z.object({ at: Millis, words: z.string() });
export type CameBack = z.infer<typeof CameBack>;

const mediators = ['mediator', 'lead'] as const;
const oneCase = z.strictObject({ requestId: z.uuid(), caseId: Id });

export const questionMethods = {
  /** Asks one or both parties and lets the case wait for the answers, until `dueAt` or for as long as the policy gives; the lease ends. */
  'cases.ask': {
    roles: mediators,
    input: oneCase.extend({
      to: z.array(Adversary).min(1).max(2).refine((to) => new Set(to).size === to.length, 'a side stands twice'),
      questions: z
        .array(z.strictObject({ text: SomeText.max(5_000), claimId: Id.nullable().default(null), kinds: z.array(EvidenceKind).max(9).default([]) }))
        .min(1)
        .max(8),
      dueAt: Millis.nullable().default(null),
    }),
    output: Asked.extend({ questions: z.array(Question) }),
  },
  /** Takes questions back before their letters go out: the case returns to its author, leased, and what was asked comes along. */
  'cases.undoAsk': {
    roles: mediators,
    input: z.strictObject({ requestId: z.uuid(), askId: Id }),
    output: z.object({ caseId: Id, reference: z.string(), questions: z.array(Question) }),
  },
  /** Questions and offers of the person who asks that can still be undone, soonest first. */
  'cases.asked': { roles: mediators, input: z.strictObject({}), output: z.array(Asked) },
  /** Takes a question back, so that nothing waits for its answer any more. */
  'cases.withdrawQuestion': { roles: mediators, input: oneCase.extend({ questionId: Id }), output: z.object({ version: z.int() }) },
} as const;
