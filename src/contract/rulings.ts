import { z } from 'zod';
import { Letter, LetterEdit } from './letters.ts';
import { AppealAnswer, AppealDraft, AppealStep } from './appealParts.ts';
import { Money, MinorUnits } from './money.ts';
import { Exchange, LineKind, PercentText, RefundSheet, ReturnPostage, Rounding, Share } from './refunds.ts';
import { Correction, Refund } from './refundStates.ts';
import { ReturnTerms } from './returnParts.ts';
import { Followed, followedWords, Suggestion } from './suggestions.ts';
import { Id, Millis, SomeText, Text } from './text.ts';
import { Adversary, Bearer, FindingResult, Outcome, Reason } from './vocabulary.ts';

/** One line of a refund by line: a sum, or a percentage of what is left on it. */
export const LineBasis = z.union([z.strictObject({ lineId: Id, minor: MinorUnits }), z.strictObject({ lineId: Id, percent: PercentText })]);
export type LineBasis = z.infer<typeof LineBasis>;

/** How the sum of a refund is stated; `full` takes the whole cap. Percent text has up to two decimals: '12.5'. */
export const RefundBasis = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('full') }),
  z.strictObject({ by: z.literal('percent'), percent: PercentText }),
  z.strictObject({ by: z.literal('sum'), minor: MinorUnits }),
  z.strictObject({ by: z.literal('line'), lines: z.array(LineBasis).max(500) }),
]);
export type RefundBasis = z.infer<typeof RefundBasis>;

/** What the mediator holds about one claim, tied to exhibits or to a named absence of evidence. */
export const Finding = z.strictObject({
  claimId: Id,
  result: FindingResult,
  /** `evidenceId`s. */
  exhibits: z.array(Id).max(100),
  /** `spotId`s of places in exhibits, messages and scans. */
  spots: z.array(Id).max(100).default([]),
  /** What evidence is missing, when the finding rests on that. */
  absence: SomeText.nullable().default(null),
  words: Text.nullable().default(null),
});
export type Finding = z.infer<typeof Finding>;

/** Who pays how much: whole percents that sum to 100, or sums that come to the amount; never both in one ruling. */
export const BearerShare = z.union([z.strictObject({ bearer: Bearer, percent: z.int().min(1).max(100) }), z.strictObject({ bearer: Bearer, minor: MinorUnits })]);
export type BearerShare = z.infer<typeof BearerShare>;

/** A ruling as the mediator writes it. */
export const RulingInput = z.strictObject({
  outcome: Outcome,
  withReturn: z.boolean(),
  reason: Reason,
  basis: RefundBasis,
  bearers: z.array(BearerShare).max(3),
  /** The tariff of the policy the amount follows. */
  tariffCode: Id.optional(),
  /** Who pays for the parcel back; only with a return. */
  postage: ReturnPostage.optional(),
  /** How the goods go back; the desk fills in what is usual where nothing is said. */
  returnTerms: ReturnTerms.optional(),
  /** The second currency the sums are shown in, and by which rate. */
  exchange: Exchange.optional(),
  findings: z.array(Finding).max(100),
  clauses: z.array(Id).max(50),
  reasons: Text,
  /** Letters the mediator changed; the desk writes the others. */
  letters: z.array(LetterEdit).max(2).optional(),
  /** Set by a ruling on an appeal. */
  appeal: AppealAnswer.optional(),
});
export type RulingInput = z.infer<typeof RulingInput>;

/** A finding in the making: begun by citing an exhibit, its result still to be said. */
export const DraftFinding = Finding.extend({ result: FindingResult.nullable() });
export type DraftFinding = z.infer<typeof DraftFinding>;

/** A ruling in the making: every part may be missing. */
export const RulingDraft = RulingInput.extend({ findings: z.array(DraftFinding).max(100), appeal: AppealDraft }).partial();
export type RulingDraft = z.infer<typeof RulingDraft>;

/** The draft another window of the same person saved meanwhile. */
export const DraftElsewhere = z.object({ draft: RulingDraft, version: z.int(), savedAt: Millis });
export type DraftElsewhere = z.infer<typeof DraftElsewhere>;

/**
 * One line of the amount: what it cost, what this desk refunded on it before, what goes back now; `percent` and `rounding` when it was
 * stated as a percentage of the rest. Rulings from before these were kept have the first four alone.
 */
export const WorkingLine = z.object({
  lineId: Id,
  words: z.string(),
  of: Money,
  refund: Money,
  kind: LineKind.optional(),
  before: Money.optional(),
  percent: z.string().optional(),
  rounding: Rounding.optional(),
});
export type WorkingLine = z.infer<typeof WorkingLine>;

/** Something that must be mended before a ruling can be staged. */
export const RulingProblem = z.object({
  code: z.enum([
    'NO_OUTCOME',
    'NO_AMOUNT',
    'ABOVE_CAP',
    'REFUND_BLOCKED',
    'CURRENCY_UNKNOWN',
    'NO_BEARER',
    'TARIFF',
    'POSTAGE',
    'RETURN',
    'EXCHANGE',
    'NO_FINDING',
    'FINDING_WITHOUT_BASIS',
    'FINDING_CONTRADICTS_OUTCOME',
    'NO_CLAUSE',
    'NO_REASONS',
    'EVIDENCE_NOT_OPENED',
    'ANSWER_WINDOW_OPEN',
    'NOT_SERVED',
    'NOT_LEASED',
    'READ_ONLY',
    'CONFLICT_OF_INTEREST',
    'ABOVE_LIMIT',
    'UNDER_APPEAL',
    'LETTER_OUTDATED',
    'LETTER_INCOMPLETE',
    'LETTER_NAMES_PERSON',
    'NO_OWN_VIEW',
    'NO_APPEAL_RESULT',
    'APPEAL_RESULT_DIFFERS',
    'NO_NEW_INFORMATION',
  ]),
  message: z.string(),
  /** The part of the ruling panel that mends it. */
  field: z.enum(['outcome', 'amount', 'postage', 'return', 'exchange', 'bearers', 'findings', 'clauses', 'reasons', 'evidence', 'case', 'letters', 'appeal']),
  /** The claim or exhibit concerned. */
  refId: Id.nullable(),
});
export type RulingProblem = z.infer<typeof RulingProblem>;

/** That a ruling would need a second person: what its author may decide alone, and what the desk would refund on the case with it. */
export const AboveLimit = z.object({ limit: Money, total: Money });
export type AboveLimit = z.infer<typeof AboveLimit>;

/** Something worth a thought before signing; it keeps nothing from being staged. */
export const RulingHint = z.object({ code: z.enum(['NOT_DISCLOSED', 'OUTSIDE_USUAL_RANGE']), message: z.string(), refId: Id.nullable(), to: Adversary.nullable() });
export type RulingHint = z.infer<typeof RulingHint>;

/** What a ruling would come to, worked out by the core. */
export const RulingCheck = z.object({
  amount: Money.nullable(),
  working: z.array(WorkingLine),
  shares: z.array(Share),
  sheet: RefundSheet.nullable().optional(),
  cap: Money.nullable(),
  /** How the goods would go back, with what is usual filled in; none without a return. */
  returnTerms: ReturnTerms.nullable().optional(),
  problems: z.array(RulingProblem),
  hints: z.array(RulingHint).default([]),
  /** Where the steps of the policy lead, while the case can still be ruled on. */
  suggestion: Suggestion.nullable().default(null),
  /** Conditions met and conditions asked, for the pre-sign check. */
  met: z.int(),
  asked: z.int(),
  /** Set when it would be held for a second person. */
  aboveLimit: AboveLimit.optional(),
});
export type RulingCheck = z.infer<typeof RulingCheck>;

/** `held`: waits for a second person. `returned`: a second person did not approve it. */
export const rulingStates = ['staged', 'held', 'returned', 'undone', 'effective'] as const;
export const RulingState = z.enum(rulingStates);
export type RulingState = z.infer<typeof RulingState>;

export const RulingSummary = z.object({
  rulingId: Id,
  caseId: Id,
  caseReference: z.string(),
  /** The accepted offer, when this is a settlement of the parties and no ruling of the desk. */
  offerId: Id.nullable().default(null),
  state: RulingState,
  outcome: Outcome,
  withReturn: z.boolean(),
  reason: Reason,
  amount: Money.nullable(),
  personId: Id,
  personName: z.string(),
  stagedAt: Millis,
  /** When it takes effect, or took effect. */
  effectiveAt: Millis,
  /** Set when it was made together with others. */
  togetherId: Id.nullable().default(null),
  /** Who approved it, when it had to be: they can take it back. */
  approvedBy: z.string().optional(),
});
export type RulingSummary = z.infer<typeof RulingSummary>;

/** Which decisions a list or a report is about; what is left out does not matter. Everything named has to hold. */
export const DecisionFilter = z.strictObject({
  personId: Id.optional(),
  reason: Reason.optional(),
  outcome: Outcome.optional(),
  state: RulingState.optional(),
  /** Rulings of mediators, or settlements both sides agreed on; with a `personId` only rulings. */
  kind: z.enum(['ruling', 'settlement']).optional(),
  currency: z.string().optional(),
  /** Amounts only together with their currency. */
  minMinor: MinorUnits.optional(),
  maxMinor: MinorUnits.optional(),
  /** Staged between these moments, both included. */
  from: Millis.optional(),
  to: Millis.optional(),
  /** Staged within as many times 24 hours before the question is asked: a period that moves along. */
  lastDays: z.int().min(1).max(3_660).optional(),
  /** How it stands to what was suggested; `none`: nothing was suggested. */
  followed: z.enum([...followedWords, 'none']).optional(),
  isAppealed: z.boolean().optional(),
  /** Changed by an appeal or by a final review; of reviews, others than leads hear of their own rulings only. */
  isOverturned: z.boolean().optional(),
  /** It waited for a second person once. */
  hadSecond: z.boolean().optional(),
  /** The code of a policy clause it rests on. */
  clause: Id.optional(),
  /** Each of these is somewhere in its reasons; looked for in the newest 10,000 rulings that hold them all. */
  words: SomeText.max(200).optional(),
});
export type DecisionFilter = z.infer<typeof DecisionFilter>;

const mediators = ['mediator', 'lead'] as const;
const readers = ['mediator', 'lead', 'admin'] as const;
const requestId = z.uuid();

export const rulingMethods = {
  /** Works a draft out and lists what is missing; changes nothing. */
  'rulings.check': { roles: mediators, input: z.strictObject({ caseId: Id, draft: RulingDraft }), output: RulingCheck },
  /** Keeps a draft over the one with the version given (0: none yet); CONFLICT carries a `DraftElsewhere`. `isHeld`: the case is still the person's. */
  'rulings.saveDraft': {
    roles: mediators,
    input: z.strictObject({ caseId: Id, draft: RulingDraft, expectedDraftVersion: z.int() }),
    output: z.object({ savedAt: Millis, version: z.int(), isHeld: z.boolean() }),
  },
  /** Stages a ruling; it takes effect when the undo window ends. */
  'rulings.stage': {
    roles: mediators,
    input: z.strictObject({ requestId, caseId: Id, expectedVersion: z.int(), ruling: RulingInput }),
    output: RulingSummary,
  },
  /** Takes a staged ruling back; the case returns to its mediator with the draft as it was. */
  'rulings.undo': { roles: mediators, input: z.strictObject({ requestId, rulingId: Id }), output: RulingSummary },
  /** Staged rulings of the person who asks, soonest first. */
  'rulings.staged': { roles: mediators, input: z.strictObject({}), output: z.array(RulingSummary) },
  /** Decisions, newest first, a page at a time. */
  'rulings.list': {
    roles: ['lead', 'mediator', 'admin'],
    input: z.strictObject({
      filter: DecisionFilter.default({}),
      cursor: z.string().nullable().default(null),
      limit: z.int().min(1).max(200).default(50),
    }),
    /** `isMore`: more fit than `total` says; nobody counts further than that. */
    output: z.object({ rows: z.array(RulingSummary), nextCursor: z.string().nullable(), total: z.int(), isMore: z.boolean().default(false) }),
  },
  /** One ruling with its reasons, letters, refund, and the case file as it was ruled (a `CaseFile`). */
  'rulings.get': {
    roles: readers,
    input: z.strictObject({ rulingId: Id }),
    output: z.object({
      summary: RulingSummary,
      ruling: RulingInput,
      working: z.array(WorkingLine),
      shares: z.array(Share),
      /** Null for rulings without a refund, and for those from before it was kept. */
      sheet: RefundSheet.nullable().optional(),
      letters: z.array(Letter),
      refund: Refund.nullable(),
      postageRefund: Refund.nullable().optional(),
      policyVersion: z.string(),
      /** What the desk suggested when it was staged; null for older rulings. */
      suggestion: Suggestion.nullable().default(null),
      followed: Followed.nullable().default(null),
      frozenFile: z.json(),
      frozenSha256: z.string(),
      /** What it said of the appeal it decided. */
      appeal: AppealAnswer.extend({ appealId: Id }).nullable().default(null),
      /** Money it took back or moved; null when there was none. */
      correction: Correction.nullable().default(null),
      /** The rulings of the case that were not taken back, and the appeals between them, oldest first. */
      chain: z.object({ rulings: z.array(RulingSummary), appeals: z.array(AppealStep) }).default({ rulings: [], appeals: [] }),
    }),
  },
} as const;
