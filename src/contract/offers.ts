import { z } from 'zod';
import { Money } from './money.ts';
import { BearerShare, RefundBasis, RulingProblem, RulingSummary, WorkingLine } from './rulings.ts';
import { Id, Millis, SomeText } from './text.ts';
import { Adversary, Bearer, Outcome } from './vocabulary.ts';

export const offerStates = ['open', 'accepted', 'rejected', 'lapsed', 'withdrawn'] as const;
/** How a reply reached the desk; everything but `exchange` was entered by a person. */
export const replyWays = ['exchange', 'phone', 'mail', 'marketplace'] as const;

/** What a side said to an offer. */
export const OfferReply = z.object({
  from: Adversary,
  reply: z.enum(['accepted', 'rejected']),
  saidAt: Millis,
  receivedAt: Millis,
  words: z.string().nullable(),
  how: z.enum(replyWays),
  /** Who entered it; null when it came through the exchange folder. */
  personName: z.string().nullable(),
});
export type OfferReply = z.infer<typeof OfferReply>;

/** A proposal of the mediator that both sides can accept. Nothing said in it or about it may be cited in a ruling. */
export const Offer = z.object({
  offerId: Id,
  personId: Id,
  personName: z.string(),
  at: Millis,
  sendAt: Millis,
  dueAt: Millis,
  outcome: Outcome,
  withReturn: z.boolean(),
  amount: Money.nullable(),
  bearers: z.array(BearerShare),
  words: z.string(),
  state: z.enum(offerStates),
  endedAt: Millis.nullable(),
  replies: z.array(OfferReply),
});
export type Offer = z.infer<typeof Offer>;

/** An offer as the mediator writes it. */
export const OfferInput = z.strictObject({
  outcome: Outcome,
  withReturn: z.boolean(),
  basis: RefundBasis,
  bearers: z.array(BearerShare).max(3),
  words: SomeText.max(5_000),
  /** Until when both may reply; null for the days the policy gives. */
  dueAt: Millis.nullable().default(null),
});
export type OfferInput = z.infer<typeof OfferInput>;

const mediators = ['mediator', 'lead'] as const;
const oneCase = z.strictObject({ requestId: z.uuid(), caseId: Id });

export const offerMethods = {
  /** Works an offer out and lists what is missing; changes nothing. */
  'offers.check': {
    roles: mediators,
    input: z.strictObject({ caseId: Id, offer: OfferInput.partial() }),
    output: z.object({
      amount: Money.nullable(),
      working: z.array(WorkingLine),
      shares: z.array(z.object({ bearer: Bearer, amount: Money })),
      problems: z.array(RulingProblem),
    }),
  },
  /** Puts an offer to both sides and lets the case wait for their replies; the lease ends. */
  'offers.put': { roles: mediators, input: oneCase.extend({ offer: OfferInput }), output: Offer },
  /** Takes an offer back before its letters go out: the case returns to its author, leased. */
  'offers.undo': { roles: mediators, input: z.strictObject({ requestId: z.uuid(), offerId: Id }), output: z.object({ caseId: Id, reference: z.string(), offer: Offer }) },
  /** Ends an offer whose letters are out; both sides are told. */
  'offers.withdraw': { roles: mediators, input: oneCase.extend({ offerId: Id }), output: z.object({ version: z.int() }) },
  /** Enters what a side said by phone, by mail or at the marketplace. When both have accepted, the settlement is staged. */
  'offers.reply': {
    roles: mediators,
    input: oneCase.extend({
      offerId: Id,
      from: Adversary,
      reply: z.enum(['accepted', 'rejected']),
      how: z.enum(['phone', 'mail', 'marketplace']),
      saidAt: Millis.nullable().default(null),
      words: SomeText.max(5_000).nullable().default(null),
    }),
    output: z.object({ offer: Offer, settlement: RulingSummary.nullable() }),
  },
} as const;
