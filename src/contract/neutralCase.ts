import { z } from 'zod';
import { caseLimits } from './caseLimits.ts';
import { CurrencyCode, Money } from './money.ts';
import { Exchange } from './refunds.ts';
import { Id, Instant, isWholeText, Sha256, SomeText, Text } from './text.ts';
import { Actor, Adversary, Bearer, EvidenceKind, GoodsKind, Reason, RemedyKind, RemedyState, Side, SourceStage } from './vocabulary.ts';

/** The schema name every neutral case document carries. */
export const neutralCaseSchema = 'dispute-case/1';

const language = Text.max(35).nullable().default(null);
const instant = Instant.nullable().default(null);
const words = Text.nullable().default(null);
/** Plain words for a list that is too long; its entries are no reason to hold the desk up. */
const listOf = <Item extends z.ZodType>(item: Item, most: number) => z.array(item).max(most, `the list has more than ${most} entries`);
const money = Money.nullable().default(null);

export const NeutralParty = z.strictObject({
  role: Actor,
  id: Id.nullable().default(null),
  displayName: words,
  /** BCP 47 tag. */
  language,
  /** IANA zone, for showing the party's own time. */
  timeZone: Text.max(60).nullable().default(null),
  country: Text.max(2).nullable().default(null),
});

export const NeutralOrder = z.strictObject({
  id: Id,
  parentId: Id.nullable().default(null),
  currency: CurrencyCode.nullable().default(null),
  /** What the buyer was asked to pay; `captured` is what was really taken. */
  paid: money,
  captured: money,
  refundedBefore: money,
  chargedBack: money,
  /** The most that the source says can still be refunded. */
  cap: money,
  shipping: money,
  tax: money,
  /** Payment, customs and marketplace fees the buyer paid on top. */
  fees: listOf(z.strictObject({ id: Id, kind: z.enum(['payment', 'customs', 'marketplace', 'other']), words, amount: Money }), caseLimits.fees).default([]),
  /** The rate by which the marketplace converts between the order's currency and the one a side pays or gets. */
  exchange: Exchange.extend({ at: Instant }).nullable().default(null),
  placedAt: instant,
  paidAt: instant,
  shippedAt: instant,
  deliveredAt: instant,
  receiptConfirmedAt: instant,
});

export const NeutralListing = z.strictObject({
  capturedAt: instant,
  url: words,
  title: words,
  description: words,
  attributes: listOf(z.strictObject({ name: SomeText, value: Text }), caseLimits.attributes).default([]),
});

export const NeutralItem = z.strictObject({
  id: Id,
  title: SomeText,
  sku: words,
  quantity: z.int().min(0).default(1),
  unitPrice: money,
  /** The kind of goods, when the source tells; the policy asks for other evidence then. */
  goods: GoodsKind.nullable().default(null),
  listing: NeutralListing.nullable().default(null),
});

/** What the seller (or another side) says about one claim. */
export const NeutralAnswer = z.strictObject({
  by: Side,
  stance: z.enum(['accepts', 'partly', 'denies']),
  words,
  at: instant,
});

export const NeutralClaim = z.strictObject({
  id: Id,
  reason: Reason,
  subReason: words,
  /** The source's own reason code, kept as it came. */
  sourceReason: words,
  words,
  language,
  amount: money,
  itemId: Id.nullable().default(null),
  isGoodsReceived: z.boolean().nullable().default(null),
  answers: listOf(NeutralAnswer, caseLimits.answers).default([]),
});

/** One link of the negotiation: a remedy the buyer asked for, or an offer anyone made. */
export const NeutralRemedy = z.strictObject({
  id: Id,
  by: Actor,
  type: z.enum(['request', 'offer']),
  kind: RemedyKind,
  amount: money,
  /** The same sum in the other currency, when the source states both. */
  localAmount: money,
  withReturn: z.boolean().nullable().default(null),
  state: RemedyState,
  at: instant,
  answeredAt: instant,
  words,
});

export const NeutralMessage = z.strictObject({
  id: Id,
  from: Actor,
  to: Actor.nullable().default(null),
  sentAt: instant,
  readAt: instant,
  language,
  original: Text,
  translation: words,
  /** Evidence ids. */
  attachments: listOf(Id, caseLimits.references).default([]),
});

export const NeutralEvidence = z.strictObject({
  id: Id,
  side: Side,
  kind: EvidenceKind,
  fileName: SomeText.max(caseLimits.fileName),
  /** Place in the bundle, `evidence/<side>/<name>`; null for a record or a file that was not sent along. */
  path: Text.max(1024).nullable().default(null),
  sha256: Sha256.nullable().default(null),
  size: z.int().min(0).nullable().default(null),
  mediaType: Text.max(200).nullable().default(null),
  /** What the party says it proves. */
  statement: words,
  handedInAt: instant,
  claimIds: listOf(Id, caseLimits.references).default([]),
  /** When the source showed it to the side that did not hand it in; left out when it does not say. */
  shownTo: z.array(z.strictObject({ to: Adversary, at: Instant })).max(2).optional(),
  /** Where the source keeps it; never fetched. */
  url: words,
  /** The content itself when the source sent words instead of a file. */
  text: words,
});

export const NeutralScan = z.strictObject({
  at: instant,
  place: words,
  status: z.enum(['label_created', 'accepted', 'in_transit', 'customs', 'out_for_delivery', 'delivered', 'failed_attempt', 'returned', 'lost', 'other']),
  words,
});

export const NeutralParcel = z.strictObject({
  id: Id,
  direction: z.enum(['outbound', 'return']),
  carrier: words,
  trackingNumber: words,
  promisedAt: instant,
  shippedAt: instant,
  deliveredAt: instant,
  signedBy: words,
  scans: listOf(NeutralScan, caseLimits.scans).default([]),
});

export const NeutralDeadline = z.strictObject({
  id: Id,
  party: Actor,
  action: SomeText,
  dueAt: Instant,
  isMandatory: z.boolean(),
  /** `source`: stated by the marketplace; `rule`: worked out from the rules table. */
  from: z.enum(['source', 'rule']),
});

export const NeutralReturn = z.strictObject({
  state: z.enum(['requested', 'agreed', 'shipped', 'delivered', 'inspected', 'refused', 'expired']),
  labelPaidBy: Bearer.or(z.literal('buyer')).nullable().default(null),
  dueAt: instant,
  conditionOnArrival: words,
  refundTrigger: z.enum(['shipped', 'delivered', 'inspected']).nullable().default(null),
  parcelIds: listOf(Id, caseLimits.parcels).default([]),
});

/** How the dispute already ended at its source. */
export const NeutralOutcome = z.strictObject({
  decidedAt: instant,
  decidedBy: Actor.nullable().default(null),
  inFavourOf: Adversary.nullable().default(null),
  kind: RemedyKind.nullable().default(null),
  amount: money,
  bearer: Bearer.nullable().default(null),
  words,
});

type JsonOf = z.core.util.JSONType;

/** A value of the source that found no place in the neutral model. */
export const UnmappedField = z.strictObject({
  path: Text.max(2000),
  // Not z.json(): it tries six schemas on every value, and a document of a million empty lists took minutes.
  value: z.unknown().refine((value) => value !== undefined && isWholeText(JSON.stringify(value)), 'no value, or text with a broken surrogate') as unknown as z.ZodType<JsonOf, JsonOf>,
});
export type UnmappedField = z.infer<typeof UnmappedField>;

const identified = ['items', 'claims', 'remedies', 'messages', 'evidence', 'parcels', 'deadlines'] as const;

/** One dispute in the desk's own words: the document `case.json`, schema `dispute-case/1`. An id stands once in its list. */
export const NeutralCase = z.strictObject({
  schema: z.literal(neutralCaseSchema),
  source: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, 'a short source name such as aliexpress'),
  sourceId: Id,
  openedAt: instant,
  escalatedAt: instant,
  escalationCause: words,
  stage: SourceStage,
  /** The source's own status word, kept as it came. */
  sourceStatus: words,
  whoseTurn: Actor.nullable().default(null),
  parties: listOf(NeutralParty, caseLimits.parties).default([]),
  order: NeutralOrder.nullable().default(null),
  items: listOf(NeutralItem, caseLimits.items).default([]),
  claims: listOf(NeutralClaim, caseLimits.claims).min(1),
  remedies: listOf(NeutralRemedy, caseLimits.remedies).default([]),
  messages: listOf(NeutralMessage, caseLimits.messages).default([]),
  evidence: listOf(NeutralEvidence, caseLimits.evidence).default([]),
  parcels: listOf(NeutralParcel, caseLimits.parcels).default([]),
  deadlines: listOf(NeutralDeadline, caseLimits.deadlines).default([]),
  goodsReturn: NeutralReturn.nullable().default(null),
  outcome: NeutralOutcome.nullable().default(null),
  contactBefore: z.strictObject({ isTried: z.boolean(), how: words, answer: words, at: instant }).nullable().default(null),
  chargeback: z.strictObject({ isOpen: z.boolean(), reference: words, openedAt: instant, amount: money }).nullable().default(null),
  history: listOf(z.strictObject({ at: instant, by: Actor.nullable().default(null), action: SomeText, words }), caseLimits.history).default([]),
  unmapped: listOf(UnmappedField, caseLimits.unmapped).default([]),
}).superRefine((document, context) => {
  for (const list of identified) {
    const seen = new Set<string>();
    for (const [index, { id }] of document[list].entries()) {
      if (seen.has(id)) context.addIssue({ code: 'custom', path: [list, index, 'id'], message: 'this id stands twice in the list' });
      seen.add(id);
    }
  }
});
export type NeutralCase = z.infer<typeof NeutralCase>;
/** What a reader writes: defaults may be left out. */
export type NeutralCaseInput = z.input<typeof NeutralCase>;
