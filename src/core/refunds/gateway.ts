import type { Money } from '../../contract/money.ts';
import type { Exchange, PostagePayer } from '../../contract/refunds.ts';
import type { LetterKind } from '../../contract/letters.ts';
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
  rulingId: string;
  decidedAt: string;
};

/** What the other side says of a payout: the order it knows under the key, and how far it is. `settled`: the money has moved. */
export type PayoutStanding = { order: PayoutOrder; state: 'processing' | 'settled' | 'failed'; reason: string | null };

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
  kind: LetterKind;
  source: string;
  sourceId: string;
  to: Adversary;
  language: string;
  subject: string;
  body: string;
  /** Of the kind `offer`: the offer that the reply will name. */
  offerId?: string | undefined;
  /** What a letter of the kind `question` asks, so that the other side can show a form. */
  asks?: { dueAt: string; questions: { questionId: string; words: string }[] } | undefined;
};

/** How far a letter has come. `accepted`: it is on its way. */
export type LetterStanding = { state: 'accepted' | 'delivered' | 'read' | 'failed'; at: number; reason: string | null };

/** Goods to be sent back, once for each key; no lines for the whole order. */
export type ReturnOrder = {
  key: string;
  source: string;
  sourceId: string;
  orderId: string | null;
  lines: { itemId: string; quantity: number }[];
  labelPaidBy: PostagePayer;
  /** ISO 8601. */
  dueAt: string;
  refundWhen: 'shipped' | 'delivered' | 'inspected';
  rulingId: string;
};

/** One thing that happened to goods on their way back; `lines` are what an inspection found. */
export type ReturnEvent = {
  eventId: string;
  /** Integer ms UTC. */
  at: number;
  kind: 'shipped' | 'in_transit' | 'delivered' | 'inspected' | 'refused';
  words: string | null;
  lines: { itemId: string; quantity: number; condition: 'as_sent' | 'used' | 'damaged' | 'other_item'; words: string | null }[];
  photos: { fileName: string; sha256: string; size: number; mediaType: string | null }[];
};

/** What the other side knows of a return; `label` null while there is none, or when the buyer sends it at their own cost. */
export type ReturnStanding = { state: 'ordered' | 'called_off'; label: { carrier: string; trackingNumber: string; url: string | null } | null; events: ReturnEvent[] };

/** What an order came to at the marketplace at this moment. */
export type OrderFacts = { captured: Money; refunded: Money; refundable: Money; chargeback: { isOpen: boolean; reference: string | null } | null };

/** Money that moved at the other side; `key` null when no desk ordered it. */
export type LedgerEntry = {
  entryId: string;
  /** Integer ms UTC. */
  at: number;
  kind: 'refund' | 'return_postage' | 'correction' | 'reversal';
  key: string | null;
  sourceId: string | null;
  orderId: string | null;
  amount: Money;
};

/**
 * The way money, letters and returns leave the desk. A repeated key does nothing new; the same key with another content is refused. Faults
 * are `LineFault`s that say whether the other side did what it was asked; what a line cannot tell is null.
 */
export type Gateway = {
  kind: 'folder' | 'api';
  /** What became of a payout; null when the other side has never heard of the key. */
  readPayout(key: string): Promise<PayoutStanding | null>;
  payOut(order: PayoutOrder): Promise<PayoutStanding>;
  /** Facts of an order; null when this line knows none. */
  readOrder(orderId: string): Promise<OrderFacts | null>;
  requestCorrection(order: CorrectionOrder): Promise<void>;
  sendLetter(order: LetterOrder): Promise<LetterStanding>;
  readLetter(key: string): Promise<LetterStanding | null>;
  /** Null when this line orders no returns: people arrange the label, and record what happens. */
  orderReturn(order: ReturnOrder): Promise<ReturnStanding | null>;
  readReturn(key: string): Promise<ReturnStanding | null>;
  callOffReturn(key: string): Promise<void>;
  /** Whose ledger it is: its place, and the source whose cases it pays (null: of all). Left out by a line that never changes. */
  ledgerOf?(): Promise<{ place: string | null; source: string | null }>;
  /** Money that moved in a span of time (ms UTC, end left out), oldest first, by pages. */
  readLedger(span: { from: number; until: number }, after: string | null): Promise<{ entries: LedgerEntry[]; next: string | null }>;
};
