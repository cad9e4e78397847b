import { z } from 'zod';
import { AppealBy } from './appealParts.ts';
import { Money } from './money.ts';
import { Exchange } from './refunds.ts';
import { DecisionFilter, rulingStates } from './rulings.ts';
import { Id, Instant, Sha256 } from './text.ts';
import { Actor, Admissibility, Adversary, Bearer, CaseState, EvidenceKind, FindingResult, Outcome, Reason, Role, Side } from './vocabulary.ts';

const words = z.string().nullable();
const at = Instant.nullable();
const money = Money.nullable();

/** Which report it is, who took it out and when, and where the log of the desk stood then. */
export const ReportHead = z.object({
  reportId: Id,
  madeAt: Instant,
  by: z.object({ personId: Id, name: z.string(), role: Role }),
  desk: z.object({ name: z.string(), version: z.string() }),
  log: z.object({
    /** The number and the hash of the newest entry; the entry on this report comes after it. */
    entries: z.int(),
    head: Sha256.nullable(),
    /** The newest signature of a desk over the log. */
    checkpoint: z.object({ size: z.int(), head: z.string(), at: Instant, publicKey: z.string(), signature: z.string() }).nullable(),
  }),
});
export type ReportHead = z.infer<typeof ReportHead>;

/** A claim with what both sides say to it. */
export const ReportClaim = z.object({
  claimId: Id,
  /** As it is called on paper: 1 for the first. */
  number: z.int(),
  reason: Reason,
  firstReason: Reason,
  subReason: words,
  words,
  language: words,
  amount: money,
  item: words,
  isGoodsReceived: z.boolean().nullable(),
  standing: z.enum(['agreed', 'contested', 'unanswered']),
  answers: z.array(z.object({ by: Side, stance: z.enum(['accepts', 'partly', 'denies']), words, at })),
  missing: z.array(z.object({ side: Side, words: z.string() })),
  /** Labels of the exhibits that stand at it. */
  exhibits: z.array(z.string()),
});
export type ReportClaim = z.infer<typeof ReportClaim>;

/** An exhibit with all that lets a copy of it be recognised. */
export const ReportExhibit = z.object({
  label: z.string(),
  evidenceId: Id,
  side: Side,
  kind: EvidenceKind,
  fileName: z.string(),
  mediaType: words,
  /** Bytes. */
  size: z.int().nullable(),
  sha256: words,
  /** `record`: no file was sent along. `erased`: the file was forgotten on purpose. */
  integrity: z.enum(['good', 'damaged', 'missing', 'record', 'erased', 'waiting']),
  integrityWords: words,
  /** What its side says it proves. */
  statement: words,
  /** What a mediator holds it to prove, by claim. */
  proves: z.array(z.object({ claim: z.int(), words: z.string() })),
  handedInAt: at,
  admissibility: Admissibility,
  admissibilityReason: words,
  claims: z.array(z.int()),
  flags: z.array(z.string()),
  /** When whoever ruled opened it; only in a report as of a ruling. */
  openedAt: at,
});
export type ReportExhibit = z.infer<typeof ReportExhibit>;

/** A ruling in full. */
export const ReportRulingDetail = z.object({
  lines: z.array(z.object({ words: z.string(), kind: words, of: Money, before: money, percent: words, refund: Money, second: money })),
  sums: z.object({ capBefore: money, capAfter: money, percent: words, tariff: words, postage: z.object({ paidBy: z.string(), amount: money }).nullable(), buyerGets: money }),
  /** The second currency; its lines are parts of its sum by the largest remainder. */
  second: z.object({ ...Exchange.shape, at: Instant, amount: Money, postage: money, buyerGets: Money, shares: z.array(z.object({ bearer: Bearer, amount: Money })) }).nullable(),
  shares: z.array(z.object({ bearer: Bearer, amount: Money })),
  goodsBack: z.object({ refundWhen: z.string(), days: z.int() }).nullable(),
  findings: z.array(z.object({ claim: z.int().nullable(), claimId: Id, result: FindingResult, words, absence: words, exhibits: z.array(z.string()), spots: z.array(z.string()) })),
  /** With their text in the version the ruling was made under; null when that book is gone. */
  clauses: z.array(z.object({ code: Id, title: words, text: words })),
  reasons: z.string(),
  followedSuggestion: words,
  onAppeal: z.object({ result: z.string(), newInformation: z.string() }).nullable(),
  correction: z.object({ fromBuyer: Money, debits: z.array(z.object({ party: z.string(), amount: Money })), credits: z.array(z.object({ party: z.string(), amount: Money })), state: z.string(), changedAt: Instant }).nullable(),
  frozenSha256: z.string(),
});
export type ReportRulingDetail = z.infer<typeof ReportRulingDetail>;

export const ReportRuling = z.object({
  rulingId: Id,
  isSettlement: z.boolean(),
  state: z.enum(rulingStates),
  outcome: Outcome,
  withReturn: z.boolean(),
  reason: Reason,
  amount: money,
  personName: z.string(),
  stagedAt: Instant,
  effectiveAt: Instant,
  appealUntil: at,
  policyVersion: z.string(),
  hold: z.object({ heldAt: Instant, limit: Money, total: Money, sha256: z.string() }).nullable(),
  approvals: z.array(z.object({ action: z.string(), personName: z.string(), reason: words, at: Instant })),
  refunds: z.array(z.object({ refundId: Id, kind: z.string(), amount: Money, state: z.string(), error: words, waitsFor: words, changedAt: Instant })),
  /** Null for people who only look after bundles and evidence. */
  detail: ReportRulingDetail.nullable(),
});
export type ReportRuling = z.infer<typeof ReportRuling>;

/** One case on paper, or as data. */
export const CaseReport = z.object({
  schema: z.literal('case-report/1'),
  made: ReportHead,
  /** Set when it shows the case as it was when one ruling was staged. */
  asOf: z.object({ rulingId: Id, at: Instant, sha256: z.string() }).nullable(),
  /** What was left out for the person it was made for, in sentences. */
  leftOut: z.array(z.string()),
  case: z.object({
    caseId: Id,
    reference: z.string(),
    title: words,
    state: CaseState,
    exit: z.object({ as: z.string(), words, personName: z.string(), at: Instant }).nullable(),
    source: z.string(),
    sourceId: z.string(),
    stage: z.string(),
    openedAt: at,
    escalatedAt: at,
    escalationCause: words,
    receivedAt: Instant,
    /** The most that is in dispute: the sum of what the claims state in the currency of the order. */
    claimed: money,
    order: z.object({ orderId: Id, captured: money, paid: money, refundedBefore: money, chargedBack: money, shipping: money, tax: money, cap: money, placedAt: at, deliveredAt: at }).nullable(),
    items: z.array(z.object({ title: z.string(), sku: words, quantity: z.int(), unitPrice: money })),
    parties: z.array(z.object({ role: Actor, id: words, name: words, country: words, language: words })),
    container: z.object({ kind: z.string(), isValid: z.boolean(), isComplete: z.boolean(), faults: z.array(z.string()) }),
    chargeback: z.object({ isOpen: z.boolean(), reference: words, amount: money }).nullable(),
  }),
  claims: z.array(ReportClaim),
  asked: z.array(z.object({ by: Actor, type: z.enum(['request', 'offer']), kind: z.string(), amount: money, localAmount: money, withReturn: z.boolean().nullable(), state: z.string(), at, words })),
  timeline: z.array(z.object({ at: Instant, kind: z.string(), by: Actor.nullable(), words: z.string() })),
  exhibits: z.array(ReportExhibit),
  contradictions: z.array(z.object({ between: z.array(z.string()), words: z.string(), personName: z.string(), at: Instant })),
  deadlines: z.array(
    z.object({
      party: Actor,
      action: z.string(),
      isMandatory: z.boolean(),
      startedAt: at,
      statedDueAt: at,
      dueAt: Instant,
      state: z.string(),
      metAt: at,
      notices: z.array(z.object({ at: Instant, words: z.string() })),
      moves: z.array(z.object({ kind: z.string(), personName: z.string(), at: Instant, reason: words, dueAt: Instant })),
    }),
  ),
  offers: z.array(
    z.object({
      personName: z.string(),
      at: Instant,
      dueAt: Instant,
      outcome: Outcome,
      withReturn: z.boolean(),
      amount: money,
      words: z.string(),
      state: z.string(),
      endedAt: at,
      replies: z.array(z.object({ from: Adversary, reply: z.string(), saidAt: Instant, how: z.string(), words })),
    }),
  ),
  rulings: z.array(ReportRuling),
  appeals: z.array(z.object({ appealId: Id, rulingId: Id, by: AppealBy, how: z.string(), newInformation: z.string(), receivedAt: Instant, state: z.string(), result: words, decidedRulingId: Id.nullable() })),
  returns: z.array(z.object({ rulingId: Id, state: z.string(), dueAt: Instant, steps: z.array(z.object({ at: Instant, kind: z.string(), by: z.string(), words })) })),
  letters: z.array(z.object({ letterId: Id, to: Adversary, kind: z.string(), language: z.string(), subject: z.string(), state: z.string(), createdAt: at, sentAt: at, delivery: words, deliveredAt: at, error: words })),
  log: z.array(z.object({ seq: z.int(), at: Instant, personName: z.string(), action: z.string(), subject: z.string(), words: z.string(), hash: z.string() })),
});
export type CaseReport = z.infer<typeof CaseReport>;

/** One ruling of a decisions report. */
export const DecisionRow = z.object({
  rulingId: Id,
  caseId: Id,
  reference: z.string(),
  isSettlement: z.boolean(),
  stagedAt: Instant,
  effectiveAt: Instant,
  personName: z.string(),
  reason: Reason,
  outcome: Outcome,
  withReturn: z.boolean(),
  amount: money,
  /** In the second currency, where the ruling names one. */
  second: money,
  /** What has reached the buyer of it, return postage included. */
  paid: money,
  policyVersion: z.string(),
  state: z.enum(rulingStates),
  approval: z.object({ action: z.string(), personName: z.string(), at: Instant }).nullable(),
  appeal: z.object({ by: Adversary, state: z.string(), result: words }).nullable(),
  review: z.object({ state: z.string(), verdict: words }).nullable(),
});
export type DecisionRow = z.infer<typeof DecisionRow>;

/** So many of all, with the 95 % interval by Wilson. */
export const ReportShare = z.object({ n: z.int(), share: z.number(), low: z.number(), high: z.number() });
export type ReportShare = z.infer<typeof ReportShare>;

/** The rulings of a filter, newest first. */
export const DecisionsReport = z.object({
  schema: z.literal('decisions-report/1'),
  made: ReportHead,
  filter: DecisionFilter,
  filterWords: z.array(z.string()),
  totals: z.object({
    rulings: z.int(),
    settlements: z.int(),
    byState: z.array(z.object({ state: z.enum(rulingStates), n: z.int() })),
    /** What the shares are counted from: rulings that are in effect, on their way to it, or were held for it. */
    counted: z.int(),
    byOutcome: z.array(ReportShare.extend({ outcome: Outcome })),
    byReason: z.array(ReportShare.extend({ reason: Reason })),
    /** Never across currencies: `ruled` by the counted rulings, `paid` of all rows so far. */
    byCurrency: z.array(z.object({ currency: z.string(), n: z.int(), ruled: Money, paid: Money })),
  }),
  rows: z.array(DecisionRow),
});
export type DecisionsReport = z.infer<typeof DecisionsReport>;
