import type { Money } from '../../contract/money.ts';
import type { Exchange, PostagePayer } from '../../contract/refunds.ts';
import type { Adversary, Bearer } from '../../contract/vocabulary.ts';

/** A payout as the marketplace must carry it out, once for each key. */
export type PayoutOrder = {
  /** Idempotency key: the refund's id. */
  key: string;
  source: string;
  sourceId: string;
  orderId: string | null;
  amount: Money;
  shares: { bearer: Bearer | PostagePayer; amount: Money }[];
  /** Only for money that is no refund of the order. */
  for?: 'return_postage' | undefined;
  /** The same sums in the second currency, for the side that pays or gets them in it. */
  exchange?: Pick<Exchange, 'rate' | 'source' | 'for'> & { amount: Money; shares: PayoutOrder['shares'] } | undefined;
  /** `on_return`: pay when the goods are back. */
  release: 'now' | 'on_return';
  rulingId: string;
  decidedAt: string;
};

/** A request to give back, or move, money of an earlier ruling, once for each key. Debits and credits sum to the same. */
export type CorrectionOrder = {
  key: string;
  source: string;
  sourceId: string;
  orderId: string | null;
  debits: { party: Bearer | 'buyer'; amount: Money }[];
  credits: { party: Bearer | 'buyer'; amount: Money }[];
  rulingId: string;
  decidedAt: string;
  /** What is asked, for whoever carries it out. */
  words: string;
};

/** A letter to one party, once for each key. */
export type LetterOrder = {
  key: string;
  source: string;
  sourceId: string;
  to: Adversary;
  language: string;
  subject: string;
  body: string;
};

/** The way money and letters leave the desk. A repeated key does nothing new; the same key with another content throws. */
export type Gateway = {
  /** What became of a payout; null when the other side has never heard of the key. */
  readPayout(key: string): Promise<PayoutOrder | null>;
  payOut(order: PayoutOrder): Promise<void>;
  requestCorrection(order: CorrectionOrder): Promise<void>;
  sendLetter(order: LetterOrder): Promise<void>;
};
