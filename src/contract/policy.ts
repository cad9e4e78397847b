import { z } from 'zod';
import { Standing } from './board.ts';
import { Id, Millis, Text } from './text.ts';
import { Adversary, Bearer, EvidenceKind, FindingResult, GoodsKind, Outcome, Reason, Side } from './vocabulary.ts';

/** A clause of the policy book in the version that binds this case. */
export const PolicyClause = z.object({ code: Id, title: z.string(), text: z.string(), reasons: z.array(Reason) });
export type PolicyClause = z.infer<typeof PolicyClause>;

/** What a kind of loss is worth: a range of whole percents of the price it concerns. `goods` null: any; `withReturn` null: with or without. */
export const Tariff = z.object({
  code: Id,
  clause: Id,
  reasons: z.array(Reason),
  goods: z.array(GoodsKind).nullable(),
  words: z.string(),
  fromPercent: z.int().min(0).max(100),
  upToPercent: z.int().min(1).max(100),
  withReturn: z.boolean().nullable(),
});
export type Tariff = z.infer<typeof Tariff>;

/** What the records say of a parcel; `stuck`: long past its promised day without a scan, `elsewhere`: delivered where the buyer is not. */
export const parcelFacts = ['none', 'label_only', 'on_the_way', 'stuck', 'lost', 'sent_back', 'delivered', 'elsewhere'] as const;
/** How far a return has come; `late`: its time to be sent has passed. */
export const returnFacts = ['none', 'agreed', 'late', 'on_the_way', 'delivered'] as const;
/** The seller's last word on a claim. */
export const answerFacts = ['none', 'accepts', 'partly', 'denies'] as const;

/** Facts of a file that must all hold for a step to fit a claim; in a list of words one of them must, in a list of sides all. */
export const StepWhen = z.strictObject({
  standing: z.array(Standing).min(1).optional(),
  answer: z.array(z.enum(answerFacts)).min(1).optional(),
  /** This side had notice and let its time to answer pass. */
  silent: Adversary.optional(),
  /** Each of these sides has admitted evidence at the claim. */
  shown: z.array(Side).min(1).optional(),
  /** Each of these sides lacks evidence the policy asks of it. */
  missing: z.array(Side).min(1).optional(),
  /** Each of these sides has evidence that is judged forged. */
  forged: z.array(Side).min(1).optional(),
  /** Each of these sides has evidence that a mediator holds against another exhibit. */
  contradicted: z.array(Side).min(1).optional(),
  parcel: z.array(z.enum(parcelFacts)).min(1).optional(),
  /** The records of the parcel contradict each other or the order. */
  parcelDoubted: z.boolean().optional(),
  signed: z.boolean().optional(),
  goodsReturn: z.array(z.enum(returnFacts)).min(1).optional(),
  goodsReceived: z.boolean().optional(),
  listingChanged: z.boolean().optional(),
  goods: z.array(GoodsKind).min(1).optional(),
  /** What the mediator has found on the claim so far. */
  found: z.array(FindingResult).min(1).optional(),
});
export type StepWhen = z.infer<typeof StepWhen>;

/** What a step leads to; nobody bears a refund of nothing. */
export const StepSuggests = z.object({
  outcome: Outcome,
  tariffCode: Id.nullable(),
  withReturn: z.boolean(),
  bearer: Bearer.nullable(),
  clauseCode: Id,
});

/** One question of the way to a decision; the first step whose facts all hold is the one that fits. */
export const DecisionStep = z.object({
  code: Id,
  reasons: z.array(Reason),
  question: z.string(),
  when: StepWhen,
  suggests: StepSuggests,
  words: z.string(),
});
export type DecisionStep = z.infer<typeof DecisionStep>;

/** Days by what they limit. */
export const TimeLimits = z.strictObject({
  openAfterReceipt: z.int().min(1),
  sellerAnswer: z.int().min(1),
  escalation: z.int().min(1),
  informationRequest: z.int().min(1),
  returnShipment: z.int().min(1),
  appeal: z.int().min(1),
});
export type TimeLimits = z.infer<typeof TimeLimits>;

/** Evidence one side should show for a reason: any one of the kinds will do. With `goods` it is asked for those kinds of goods only. */
export const AskedEvidence = z.strictObject({ side: Side, kinds: z.array(EvidenceKind).min(1), goods: z.array(GoodsKind).min(1).optional(), words: z.string() });
export type AskedEvidence = z.infer<typeof AskedEvidence>;

/** What a book says, read from its document. */
export const PolicyContent = z.object({
  version: z.string(),
  effectiveFrom: Millis,
  title: z.string(),
  clauses: z.array(PolicyClause),
  tariff: z.array(Tariff),
  steps: z.array(DecisionStep),
  timeLimits: TimeLimits,
  evidence: z.record(Reason, z.array(AskedEvidence)),
});
export type PolicyContent = z.infer<typeof PolicyContent>;

/** What is wrong with a book, and the line of its document (from 1) that has to be mended; null when it is the whole of it. */
export const PolicyProblem = z.object({ line: z.int().nullable(), words: z.string() });
export type PolicyProblem = z.infer<typeof PolicyProblem>;

/** A version of the policy as the time line shows it. `personName` null: it came with the program. */
export const PolicyVersion = z.object({
  version: z.string(),
  title: z.string(),
  effectiveFrom: Millis,
  basedOn: z.string().nullable(),
  personName: z.string().nullable(),
  publishedAt: Millis.nullable(),
  /** The one that binds an order placed now. */
  isInForce: z.boolean(),
});
export type PolicyVersion = z.infer<typeof PolicyVersion>;

/** What a lead is writing; nothing rests on it before it is published. */
export const PolicyDraft = z.object({ text: z.string(), basedOn: z.string(), revision: z.int(), savedAt: Millis });
export type PolicyDraft = z.infer<typeof PolicyDraft>;

/** A draft as the core reads it: what it would be, or what has to be mended first, by line. */
export const PolicyCheck = z.object({ content: PolicyContent.nullable(), problems: z.array(PolicyProblem) });
export type PolicyCheck = z.infer<typeof PolicyCheck>;

/** Cases that are not ruled yet and keep their older version, because their order was placed before; `isMore`: there are more than were counted. */
export const PolicyReach = z.object({ kept: z.int(), isMore: z.boolean(), references: z.array(z.string()) });
export type PolicyReach = z.infer<typeof PolicyReach>;

const everybody = ['mediator', 'lead', 'triage', 'admin'] as const;
const leads = ['lead'] as const;
const requestId = z.uuid();
const version = z.string().max(20);

export const policyMethods = {
  /** Every version, newest first, with the drafts that leads are writing. */
  'policy.list': {
    roles: everybody,
    input: z.strictObject({}),
    output: z.object({ versions: z.array(PolicyVersion), drafts: z.array(z.object({ personName: z.string(), isMine: z.boolean(), basedOn: z.string(), savedAt: Millis })) }),
  },
  /** One version: what it says, and its document as it was written. */
  'policy.get': { roles: everybody, input: z.strictObject({ version }), output: z.object({ content: PolicyContent, text: z.string() }) },
  /** The draft of the lead who asks. */
  'policy.getDraft': { roles: leads, input: z.strictObject({}), output: PolicyDraft.nullable() },
  /** Begins a draft from the newest version, with the next number and tomorrow's date; gives the draft there is when one was begun. */
  'policy.startDraft': { roles: leads, input: z.strictObject({ requestId }), output: PolicyDraft },
  /** Reads a document and says what does not hold, also against the versions there are; changes nothing. */
  'policy.check': { roles: leads, input: z.strictObject({ text: Text }), output: PolicyCheck },
  /** Keeps the draft; CONFLICT when another window saved it meanwhile. */
  'policy.saveDraft': { roles: leads, input: z.strictObject({ requestId, text: Text, expectedRevision: z.int() }), output: PolicyDraft },
  'policy.discard': { roles: leads, input: z.strictObject({ requestId }), output: z.object({}) },
  /** Which open cases keep their older version when one takes effect at `effectiveFrom`. */
  'policy.reach': { roles: leads, input: z.strictObject({ effectiveFrom: Millis }), output: PolicyReach },
  /** Makes the saved draft a version, for good. NOT_ALLOWED_NOW with what is wrong, CONFLICT when another version was published since it was begun. */
  'policy.publish': { roles: leads, input: z.strictObject({ requestId, expectedRevision: z.int() }), output: PolicyVersion },
} as const;
