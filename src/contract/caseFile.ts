import { z } from 'zod';
import { Approval, Hold } from './approvals.ts';
import { AppealStep } from './appealParts.ts';
import { OpenAppeal } from './appeals.ts';
import { Contradiction, Standing, StandingNote, Tie } from './board.ts';
import { Deadline, DefaultProposal } from './deadlines.ts';
import { CaseExit, CaseLink, Escalation } from './exits.ts';
import { Listing } from './listings.ts';
import { Disclosure } from './disclosures.ts';
import { Money } from './money.ts';
import { NeutralAnswer, NeutralItem, NeutralOutcome, NeutralReturn, UnmappedField } from './neutralCase.ts';
import { Offer } from './offers.ts';
import { Parcel } from './parcels.ts';
import { DecisionStep, PolicyClause, Tariff } from './policy.ts';
import { Answer, CameBack, Question } from './questions.ts';
import { LineKind, StatedRate } from './refunds.ts';
import { GoodsBack } from './returnParts.ts';
import { Correction, Refund } from './refundStates.ts';
import { RulingDraft, RulingSummary } from './rulings.ts';
import { Spot } from './spots.ts';
import { Id, Millis } from './text.ts';
import { TimelineEntry } from './timeline.ts';
import { Actor, Admissibility, CaseState, EvidenceKind, Reason, RemedyKind, RemedyState, Side, SourceStage } from './vocabulary.ts';
import { PriorityPart } from './weights.ts';

const words = z.string().nullable();
const at = Millis.nullable();
const money = Money.nullable();

/** One thing wrong with a container, a document or a file; the code says where it lies. */
export const IntakeFault = z.object({ code: z.string(), path: z.string().nullable(), message: z.string() });
export type IntakeFault = z.infer<typeof IntakeFault>;

/** The exclusive right to work on a case. */
export const Lease = z.object({
  personId: Id,
  personName: z.string(),
  /** True when it belongs to the session that asks. */
  isMine: z.boolean(),
  endsAt: Millis,
});
export type Lease = z.infer<typeof Lease>;

/** Whose turn it is, what for and until when: the first line of a case. */
export const Turn = z.object({ party: Actor, action: z.string(), dueAt: at, isOverdue: z.boolean() });
export type Turn = z.infer<typeof Turn>;

/** A contradiction the desk noticed by itself; a hint, never applied by itself. */
export const EvidenceFlag = z.object({
  code: z.enum(['taken_before_order', 'same_file_in_other_case', 'same_file_twice', 'type_differs', 'handed_in_late']),
  words: z.string(),
});

export const Exhibit = z.object({
  evidenceId: Id,
  /** The id it has in case.json; claims and messages of the document refer to it. */
  sourceEvidenceId: Id,
  /** B-1, S-2, P-1, C-1: stable for the life of the case. */
  label: z.string(),
  side: Side,
  kind: EvidenceKind,
  fileName: z.string(),
  /** What the content is by inspection; falls back to what the source says. */
  mediaType: words,
  size: z.int().nullable(),
  sha256: words,
  statement: words,
  handedInAt: at,
  /** The claims it stands at: those its side named, and those a mediator put it onto. */
  claimIds: z.array(Id),
  ties: z.array(Tie).default([]),
  url: words,
  /** Words to show in place: the record's own text, the text of a mail or document. */
  text: words,
  /** `record`: no file was sent along. `waiting`: not inspected yet. `erased`: the file was forgotten on purpose. */
  state: z.enum(['good', 'damaged', 'missing', 'record', 'erased', 'waiting']),
  stateWords: words,
  /** What the viewer can show in place. */
  show: z.enum(['image', 'video', 'audio', 'pdf', 'email', 'text', 'none']),
  width: z.int().nullable(),
  height: z.int().nullable(),
  /** Pages of a document, frames of an animation. */
  pages: z.int().nullable(),
  /** An HTML body can be shown as it was laid out, without anything active in it. */
  hasPage: z.boolean(),
  /** The mail it was attached to. */
  attachedTo: Id.nullable(),
  /** The answer it came with. */
  answerId: Id.nullable().default(null),
  takenAt: at,
  metadata: z.array(z.object({ name: z.string(), value: z.string() })),
  flags: z.array(EvidenceFlag),
  admissibility: Admissibility,
  admissibilityReason: words,
  /** When the person who asks opened it. */
  openedAt: at,
});
export type Exhibit = z.infer<typeof Exhibit>;

/** A row of the claim board. */
export const Claim = z.object({
  /** The id in case.json, unique within the case. */
  claimId: Id,
  reason: Reason,
  /** The reason before a mediator re-labelled it. */
  firstReason: Reason,
  subReason: words,
  sourceReason: words,
  words,
  language: words,
  amount: money,
  itemId: Id.nullable(),
  isGoodsReceived: z.boolean().nullable(),
  answers: z.array(NeutralAnswer.extend({ at })),
  standing: Standing,
  /** Set when a mediator said so; null while the standing follows from the positions. */
  standingNote: StandingNote.nullable().default(null),
  /** Evidence the policy's matrix asks of a side and that is not there. */
  missing: z.array(z.object({ side: Side, words: z.string() })),
  /** Platform and carrier facts that bear on it. */
  facts: z.array(z.object({ code: z.string(), words: z.string(), tone: z.enum(['plain', 'good', 'attention']) })),
});
export type Claim = z.infer<typeof Claim>;

export const Remedy = z.object({
  remedyId: Id,
  by: Actor,
  type: z.enum(['request', 'offer']),
  kind: RemedyKind,
  amount: money,
  localAmount: money,
  withReturn: z.boolean().nullable(),
  state: RemedyState,
  at,
  answeredAt: at,
  words,
});
export type Remedy = z.infer<typeof Remedy>;

export const Message = z.object({
  messageId: Id,
  from: Actor,
  to: Actor.nullable(),
  sentAt: at,
  readAt: at,
  language: words,
  original: z.string(),
  translation: words,
  /** `evidenceId`s of exhibits. */
  attachments: z.array(Id),
});
export type Message = z.infer<typeof Message>;

/** A private note of the desk; `isHandover` when it was left for whoever takes the case next. */
export const Note = z.object({ noteId: Id, personName: z.string(), at: Millis, text: z.string(), isHandover: z.boolean().default(false) });
export type Note = z.infer<typeof Note>;

/** A reminder of one's own; nobody else sees it. */
export const Reminder = z.object({ dueAt: Millis, words: z.string() });
export type Reminder = z.infer<typeof Reminder>;

export const Order = z.object({
  orderId: Id,
  currency: z.string().nullable(),
  paid: money,
  captured: money,
  refundedBefore: money,
  chargedBack: money,
  shipping: money,
  tax: money,
  placedAt: at,
  paidAt: at,
  shippedAt: at,
  deliveredAt: at,
  receiptConfirmedAt: at,
});

/** A line a refund can be worked out on: an item, the shipping, the tax or a fee; `before` is what this desk refunded on it. */
export const RefundLine = z.object({ lineId: Id, words: z.string(), amount: Money, kind: LineKind.optional(), before: money.optional() });
export type RefundLine = z.infer<typeof RefundLine>;

/** The most that can still be refunded and how it comes about; null money when the source states no amount. */
export const RefundRoom = z.object({
  currency: z.string().nullable(),
  cap: money,
  captured: money,
  refundedBefore: money,
  chargedBack: money,
  /** Paid or on its way through this desk. */
  refundedHere: money,
  /** Why nothing can be refunded now, such as an open chargeback. */
  blockedBy: words,
  lines: z.array(RefundLine),
  /** Rates of a second currency that the case states, likeliest first. */
  rates: z.array(StatedRate).optional(),
});
export type RefundRoom = z.infer<typeof RefundRoom>;

/** Everything a case workspace shows, in one message. */
export const CaseFile = z.object({
  caseId: Id,
  reference: z.string(),
  version: z.int(),
  state: CaseState,
  /** Set while the case may only be looked at, with the reason in words. */
  readOnlyBecause: words,
  integrity: z.object({ kind: z.enum(['bundle', 'bag', 'document']), valid: z.boolean(), complete: z.boolean(), faults: z.array(IntakeFault) }),
  lease: Lease.nullable(),
  turn: Turn,
  servedBecause: z.array(PriorityPart),
  /** The sum of these points: its place in the queue goes by it. */
  points: z.int().default(0),
  /** Why somebody may come to harm, in the words of who said so. */
  harm: z.string().nullable().default(null),
  /** How often it was skipped since it came or was last decided; the third skip hands it to a lead. */
  skips: z.int().default(0),
  /** The queue it is in; null: the general one. */
  queue: z.object({ queueId: Id, name: z.string() }).nullable().default(null),
  source: z.string(),
  sourceId: Id,
  stage: SourceStage,
  sourceStatus: words,
  openedAt: at,
  escalatedAt: at,
  escalationCause: words,
  receivedAt: Millis,
  parties: z.array(
    z.object({ role: Actor, id: words, displayName: words, language: words, timeZone: words, country: words }),
  ),
  order: Order.nullable(),
  /** `goodsBy`: who said which kind of goods it is, when that was a mediator. */
  items: z.array(NeutralItem.extend({ goodsBy: words.default(null) })),
  claims: z.array(Claim),
  remedies: z.array(Remedy),
  messages: z.array(Message),
  exhibits: z.array(Exhibit),
  parcels: z.array(Parcel),
  listings: z.array(Listing).default([]),
  deadlines: z.array(Deadline),
  /** What follows from times that passed in silence; proposals, never applied by themselves. */
  defaults: z.array(DefaultProposal).default([]),
  goodsReturn: NeutralReturn.nullable(),
  outcome: NeutralOutcome.nullable(),
  contactBefore: z.object({ isTried: z.boolean(), how: words, answer: words, at: words }).nullable(),
  chargeback: z.object({ isOpen: z.boolean(), reference: words, openedAt: words, amount: money }).nullable(),
  timeline: z.array(TimelineEntry),
  notes: z.array(Note),
  /** Of the person who asks. */
  reminder: Reminder.nullable().default(null),
  tags: z.array(z.string()).default([]),
  spots: z.array(Spot).default([]),
  contradictions: z.array(Contradiction).default([]),
  /** What parties were asked, oldest first. */
  questions: z.array(Question).default([]),
  /** What came for them through the exchange folder, oldest first. */
  answers: z.array(Answer).default([]),
  /** Offers of mediators to both sides, oldest first. */
  offers: z.array(Offer).default([]),
  /** Exhibits that were shown to the other side, oldest first. */
  disclosures: z.array(Disclosure).default([]),
  /** Why it came back, after it had waited for a party. */
  cameBack: CameBack.nullable().default(null),
  unmapped: z.array(UnmappedField),
  refundRoom: RefundRoom,
  policyVersion: z.string(),
  clauses: z.array(PolicyClause),
  /** Days of the policy that letters tell parties of; null in files from before they were kept. */
  timeLimits: z.object({ appeal: z.int(), returnShipment: z.int() }).nullable().default(null),
  tariff: z.array(Tariff).default([]),
  /** The way to a decision for the reasons of its claims, in the order it is walked. */
  steps: z.array(DecisionStep).default([]),
  draft: RulingDraft.nullable(),
  /** Grows with every save of the draft; 0 while there is none. */
  draftVersion: z.int().default(0),
  rulings: z.array(RulingSummary),
  refunds: z.array(Refund),
  /** What second persons did with its rulings, oldest first, and the ruling that waits for one. */
  approvals: z.array(Approval).default([]),
  hold: Hold.nullable().default(null),
  /** How it left the desk; cases that were merged into it. */
  exit: CaseExit.nullable().default(null),
  mergedFrom: z.array(CaseLink).default([]),
  /** Set while it waits for a lead. */
  escalation: Escalation.nullable().default(null),
  corrections: z.array(Correction).default([]),
  /** Goods that go back by rulings of this desk, oldest first. */
  returns: z.array(GoodsBack).default([]),
  /** Until when a party may appeal the ruling in effect; null when there is none or the case is over. */
  appealUntil: at.default(null),
  /** Appeals that were decided, oldest first; hidden with the ruling while a later one is open. */
  appeals: z.array(AppealStep).default([]),
  appeal: OpenAppeal.nullable().default(null),
  /** Why the person who asks must not decide this case; null when nothing stands against it. */
  mayNotDecide: words.default(null),
  /** How many other people must not. */
  othersBarred: z.int().default(0),
});
export type CaseFile = z.infer<typeof CaseFile>;
