import { z } from 'zod';
import { Reckoning } from './deadlines.ts';
import { Money } from './money.ts';
import { PostagePayer } from './refunds.ts';
import { Id, Millis, SomeText, Text } from './text.ts';

const words = z.string().nullable();

/** What has to happen to the goods before the refund is paid. */
export const returnTriggers = ['shipped', 'delivered', 'inspected'] as const;
export const ReturnTrigger = z.enum(returnTriggers);
export type ReturnTrigger = z.infer<typeof ReturnTrigger>;

/** The most working days a buyer can be given to send goods back, and the most by which that can be extended at a time. */
export const mostReturnDays = 60;

/** How many of an item. */
export const ReturnLine = z.strictObject({ itemId: Id, quantity: z.int().min(1).max(1_000_000) });
export type ReturnLine = z.infer<typeof ReturnLine>;

/** How goods go back by a ruling; no lines for the whole order. */
export const ReturnTerms = z.strictObject({
  refundWhen: ReturnTrigger,
  /** Working days of the buyer, from the day the ruling takes effect. */
  days: z.int().min(1).max(mostReturnDays),
  lines: z.array(ReturnLine).max(200),
});
export type ReturnTerms = z.infer<typeof ReturnTerms>;

/** `lapsed`: not sent in time. `called_off`: a later ruling wants no return. `done`: the refund waits no longer and the goods are there. */
export const returnStates = ['planned', 'ordered', 'shipped', 'delivered', 'inspected', 'refused', 'lapsed', 'called_off', 'done'] as const;
export const ReturnState = z.enum(returnStates);
export type ReturnState = z.infer<typeof ReturnState>;

/** What happens to goods on their way back, as others tell it. */
export const returnEventKinds = ['shipped', 'in_transit', 'delivered', 'inspected', 'refused', 'lost'] as const;
export const ReturnEventKind = z.enum(returnEventKinds);
export type ReturnEventKind = z.infer<typeof ReturnEventKind>;

/** What the desk itself does about a return. */
export const returnActs = ['ordered', 'extended', 'lapsed', 'called_off', 'changed', 'released', 'decided'] as const;

export const goodsConditions = ['as_sent', 'used', 'damaged', 'other_item'] as const;
export const GoodsCondition = z.enum(goodsConditions);
export type GoodsCondition = z.infer<typeof GoodsCondition>;

/** What an inspection found of one item. */
export const FoundLine = z.strictObject({ itemId: Id, quantity: z.int().min(0).max(1_000_000), condition: GoodsCondition, words: Text.max(2_000).nullable().default(null) });
export type FoundLine = z.infer<typeof FoundLine>;

/** Why a return needs a person: the goods differ, the parcel came back or is lost, or it was sent after its time was over. */
export const returnNeeds = ['differs', 'refused', 'lost', 'late'] as const;
export const ReturnNeed = z.enum(returnNeeds);
export type ReturnNeed = z.infer<typeof ReturnNeed>;

/** A picture that came with an event; `evidenceId` null while its bytes are not here. */
export const ReturnPhoto = z.object({ fileName: z.string(), sha256: words, evidenceId: Id.nullable() });
export type ReturnPhoto = z.infer<typeof ReturnPhoto>;

/** One step of a return. */
export const ReturnStep = z.object({
  eventId: Id,
  /** When it happened, as whoever told it says. */
  at: Millis,
  notedAt: Millis,
  kind: z.enum([...returnEventKinds, ...returnActs]),
  by: z.enum(['marketplace', 'exchange', 'person', 'desk']),
  personName: words,
  words,
  lines: z.array(FoundLine),
  photos: z.array(ReturnPhoto),
});
export type ReturnStep = z.infer<typeof ReturnStep>;

/** What should be in the parcel, and what was. */
export const ReturnCount = z.object({ itemId: Id, title: z.string(), expected: z.int(), asSent: z.int(), otherwise: z.array(FoundLine) });
export type ReturnCount = z.infer<typeof ReturnCount>;

/** What a person made of a return that did not go by itself; `part` pays less than was ruled. */
export const ReturnDecision = z.object({
  choice: z.enum(['pay', 'part', 'cancel']),
  lines: z.array(z.object({ lineId: Id, minor: z.string() })),
  /** What is paid of what waited. */
  amount: Money,
  reasons: z.string(),
  personName: z.string(),
  at: Millis,
});
export type ReturnDecision = z.infer<typeof ReturnDecision>;

/** Goods on their way back by a ruling of this desk. */
export const GoodsBack = z.object({
  returnId: Id,
  rulingId: Id,
  state: ReturnState,
  refundWhen: ReturnTrigger,
  /** Null when the ruling names nobody. */
  labelPaidBy: PostagePayer.nullable(),
  lines: z.array(ReturnLine.extend({ title: z.string() })),
  dueAt: Millis,
  reckoning: Reckoning.nullable(),
  /** `people`: this line orders no returns, so the label is arranged outside the desk; null while it is being ordered. */
  orderedBy: z.enum(['marketplace', 'people']).nullable(),
  label: z.object({ carrier: z.string(), trackingNumber: z.string(), url: words }).nullable(),
  /** In the order things happened. */
  steps: z.array(ReturnStep),
  counts: z.array(ReturnCount),
  /** Something in the parcel is missing, not as it was sent, or another thing. */
  differs: z.boolean(),
  needs: ReturnNeed.nullable(),
  /** What is paid when the goods have come; null when nothing waits for them any more. */
  waiting: Money.nullable(),
  /** What can be paid on each line at the most, for a decision by line. */
  payable: z.array(z.object({ lineId: Id, words: z.string(), most: Money })),
  decision: ReturnDecision.nullable(),
});
export type GoodsBack = z.infer<typeof GoodsBack>;

/** A reason both sides read. */
export const ReturnReasons = SomeText.max(2_000);
