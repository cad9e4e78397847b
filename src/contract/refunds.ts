import { z } from 'zod';
import { CurrencyCode, MinorUnits, Money } from './money.ts';
import { Id, Millis, SomeText } from './text.ts';
import { Bearer } from './vocabulary.ts';

/** A percentage from 0 to 100 as text, with up to two decimals: '12.5'. */
export const PercentText = z.string().regex(/^(100|\d{1,2}(\.\d{1,2})?)$/, 'a percentage from 0 to 100');

/** What stands on a line of an order; `fee` is a payment, customs or marketplace fee. */
export const lineKinds = ['item', 'shipping', 'tax', 'fee', 'other'] as const;
export const LineKind = z.enum(lineKinds);
export type LineKind = z.infer<typeof LineKind>;

/** How many units of the second currency one unit of the order's currency is, as decimal text: exact, never a float. */
export const RateText = z
  .string()
  .regex(/^(0|[1-9]\d{0,8})(\.\d{1,12})?$/, 'a rate such as 6.1135')
  .refine((rate) => /[1-9]/.test(rate), 'a rate above zero');

/** Whose sum is in the second currency: what the buyer gets, or what the seller is debited. */
export const ExchangeSide = z.enum(['buyer', 'seller']);
export type ExchangeSide = z.infer<typeof ExchangeSide>;

/** A second currency beside the order's; nobody may convert without saying by which rate and from where. */
export const Exchange = z.strictObject({
  currency: CurrencyCode,
  rate: RateText,
  source: SomeText.max(200),
  /** When that rate held. */
  at: Millis,
  for: ExchangeSide,
});
export type Exchange = z.infer<typeof Exchange>;

/** Who can pay for the parcel back. */
export const postagePayers = ['buyer', 'seller', 'platform'] as const;
export const PostagePayer = z.enum(postagePayers);
export type PostagePayer = z.infer<typeof PostagePayer>;

/**
 * Who pays for the return parcel, and what the buyer gets back for it. Postage is no refund of the order: it takes nothing off what can be
 * refunded, has its own line and its own payer, and is at most what the order cost. `minor` null: by a label, or at the buyer's own cost.
 */
export const ReturnPostage = z.strictObject({ paidBy: PostagePayer, minor: MinorUnits.nullable() });
export type ReturnPostage = z.infer<typeof ReturnPostage>;

/** An exact value and what rounding added to it or took from it, both as decimal text: 33.325 and +0.005. */
export const Rounding = z.object({ exact: z.string(), by: z.string() });
export type Rounding = z.infer<typeof Rounding>;

/** The tariff of the policy a refund follows, and where the refund stands in its range. */
export const TariffUse = z.object({
  code: Id,
  clause: z.string(),
  words: z.string(),
  fromPercent: z.int(),
  upToPercent: z.int(),
  /** What the refund comes to, in percent of `of`: the lines it is on when it was stated by line, else all that can be refunded. */
  percent: z.string(),
  of: Money,
  standing: z.enum(['below', 'within', 'above']),
});
export type TariffUse = z.infer<typeof TariffUse>;

const money = Money.nullable();

/** What a bearer pays of the refund, in one currency. */
export const Share = z.object({ bearer: Bearer, amount: Money });
export type Share = z.infer<typeof Share>;

/** A refund worked out from top to bottom, beside its lines: the same on screen, in the decision and in the letters. */
export const RefundSheet = z.object({
  captured: money,
  refundedBefore: money,
  chargedBack: money,
  /** By this desk, in earlier rulings on the case. */
  refundedHere: money,
  capBefore: Money,
  capAfter: Money,
  /** How the sum was stated; `percent` and `rounding` for a percentage of `capBefore`. */
  stated: z.object({ by: z.enum(['full', 'percent', 'sum', 'line']), percent: z.string().nullable(), rounding: Rounding.nullable() }),
  /** What goes back of the order. */
  amount: Money,
  /** `amount` in percent of `capBefore`, two decimals at most, rounded. */
  percent: z.string(),
  tariff: TariffUse.nullable(),
  /** `most`: the most that can be paid for postage; `amount` null when the buyer gets nothing for it. */
  postage: z.object({ paidBy: PostagePayer, amount: money, most: Money }).nullable(),
  /** `amount` and the postage. */
  buyerGets: Money,
  /** The same in the second currency, each sum rounded once; shares sum to `amount` there too. */
  exchange: z
    .object({ currency: CurrencyCode, rate: z.string(), source: z.string(), at: Millis, for: ExchangeSide, amount: Money, rounding: Rounding.nullable(), postage: money, buyerGets: Money, shares: z.array(Share) })
    .nullable(),
});
export type RefundSheet = z.infer<typeof RefundSheet>;

/** A rate that the case itself states, with the pair of sums it was worked out from where there was one. */
export const StatedRate = Exchange.extend({ pair: z.tuple([Money, Money]).nullable() });
export type StatedRate = z.infer<typeof StatedRate>;
