import type { Money } from '../../../contract/money.ts';
import type { DifferenceCode } from '../../../contract/reconciliation.ts';
import type { LedgerEntry } from '../gateway.ts';
import { moneyOf } from '../money.ts';

/** A refund of this desk as far as it is compared. */
export type RefundHere = {
  refundId: string;
  caseId: string;
  orderId: string | null;
  amount: Money;
  state: 'planned' | 'approved' | 'sent' | 'settled' | 'failed' | 'unknown' | 'cancelled';
  /** Integer ms UTC: when it came into this state. */
  changedAt: number;
};

/** What else is known: keys of requests that are no refunds, and cases by their order, each with the moment its facts are from. */
export type Known = { corrections: ReadonlySet<string>; orders: ReadonlyMap<string, { caseId: string; since: number }> };

/** Until when the ledger was read (ms UTC), how long an entry may come after its refund was settled here, and a refund be settled after its entry. */
export type Cut = { until: number; entryLateMs: number; settledLateMs: number };

/** One difference as it was found. */
export type Difference = {
  code: DifferenceCode;
  /** The key, or the entry where there is none: with the code it says which difference this is. */
  subject: string;
  key: string | null;
  entryIds: string[];
  movedAt: number | null;
  here: Money | null;
  hereState: RefundHere['state'] | null;
  there: Money | null;
  caseId: string | null;
  orderId: string | null;
};

/** What came of a comparison; sums are of the payouts compared, in minor units by currency. */
export type Compared = { differences: Difference[]; payouts: number; agreed: number; sums: Map<string, { here: bigint; there: bigint }> };

/** Keys this desk makes are uuids of version 7; one that is not belongs to somebody else. */
const ownKey = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const entriesTold = 10;

/**
 * Compares entries of the ledger with refunds of this desk, by key. Each list holds everything that is known under the keys it names; neither
 * their order nor how they were cut into pages matters, and an entry that comes twice counts once. Pure.
 */
export function compareLedger(entries: readonly LedgerEntry[], refunds: readonly RefundHere[], known: Known, cut: Cut): Compared {
  const compared: Compared = { differences: [], payouts: 0, agreed: 0, sums: new Map() };
  const byKey = new Map<string, LedgerEntry[]>();
  for (const entry of new Map(entries.map((one) => [one.entryId, one])).values()) {
    if (entry.key === null) compared.differences.push(...outside(entry, known));
    else byKey.set(entry.key, [...(byKey.get(entry.key) ?? []), entry]);
  }
  for (const refund of refunds) {
    compareOne(compared, byKey.get(refund.refundId) ?? [], refund, cut);
    byKey.delete(refund.refundId);
  }
  for (const [key, moved] of byKey) {
    // A correction asks for money back: a payment to the buyer under its key is nobody's order.
    const paid = known.corrections.has(key) ? moved.filter(({ kind }) => kind === 'refund' || kind === 'return_postage') : moved;
    if (paid.length > 0) compared.differences.push(...strange(compared, key, paid, known));
  }
  return compared;
}

function compareOne(compared: Compared, entries: readonly LedgerEntry[], refund: RefundHere, cut: Cut): void {
  const there = netOf(entries);
  const isGone = entries.every(isReversal) || (there !== null && there.minor === '0');
  const isSettled = refund.state === 'settled';
  if (isGone && !isSettled) return;
  if (isYoung(entries, refund, cut)) return;
  compared.payouts += 1;
  if (isSettled) addTo(compared, refund.amount, 'here');
  for (const one of entries) addTo(compared, signed(one), 'there');
  const codes = codesOf(entries, refund, there, isGone);
  if (codes.length === 0) compared.agreed += 1;
  const { refundId, amount, state, caseId, orderId } = refund;
  for (const code of codes) {
    compared.differences.push({ code, subject: refundId, key: refundId, ...toldOf(entries), here: amount, hereState: state, there, caseId, orderId: orderId ?? entries[0]?.orderId ?? null });
  }
}

function codesOf(entries: readonly LedgerEntry[], refund: RefundHere, there: Money | null, isGone: boolean): DifferenceCode[] {
  if (entries.length === 0) return ['NOT_IN_LEDGER'];
  if (isGone) return ['REVERSED'];
  const codes: DifferenceCode[] = [];
  if (refund.state === 'cancelled') codes.push('PAID_CANCELLED');
  else if (refund.state !== 'settled') codes.push('PAID_NOT_SETTLED');
  const back = entries.filter(isReversal).length;
  const isSame = there?.currency === refund.amount.currency;
  const [paid, owed] = [BigInt(there?.minor ?? 0), BigInt(refund.amount.minor)];
  if (entries.length - 2 * back > 1) codes.push('PAID_TWICE');
  else if (isSame && paid < owed && back > 0) codes.push('REVERSED');
  else if (!isSame || paid !== owed) codes.push('AMOUNT_DIFFERS');
  return codes;
}

/** Whether one side may simply not have heard of it yet. What is wrong whoever heard of what is never too young. */
function isYoung(entries: readonly LedgerEntry[], { state, changedAt }: RefundHere, { until, entryLateMs, settledLateMs }: Cut): boolean {
  if (entries.length === 0) return changedAt >= until - entryLateMs;
  const isOnItsWay = state === 'sent' || state === 'unknown';
  return isOnItsWay && entries.length === 1 && entries.every(({ at }) => at >= until - settledLateMs);
}

/** A key that no refund here has, when it looks like ours or pays on an order of ours. */
function strange(compared: Compared, key: string, entries: readonly LedgerEntry[], { orders }: Known): Difference[] {
  const there = netOf(entries);
  const orderId = entries.find((one) => one.orderId !== null)?.orderId ?? null;
  const its = orderId === null ? undefined : orders.get(orderId);
  if ((!ownKey.test(key) && !its) || there?.minor === '0') return [];
  for (const one of entries) addTo(compared, signed(one), 'there');
  return [{ code: 'UNKNOWN_KEY', subject: key, key, ...toldOf(entries), here: null, hereState: null, there, caseId: its?.caseId ?? null, orderId }];
}

/** A refund without a key on an order of ours, after the facts of the order were told: what was refunded before stands in them. */
function outside(entry: LedgerEntry, { orders }: Known): Difference[] {
  const its = entry.orderId === null ? undefined : orders.get(entry.orderId);
  if (!its || entry.kind !== 'refund' || entry.at < its.since) return [];
  return [{ code: 'OUTSIDE', subject: entry.entryId, key: null, ...toldOf([entry]), here: null, hereState: null, there: signed(entry), caseId: its.caseId, orderId: entry.orderId }];
}

function toldOf(entries: readonly LedgerEntry[]): Pick<Difference, 'entryIds' | 'movedAt'> {
  const sorted = entries.toSorted((a, b) => a.at - b.at || (a.entryId < b.entryId ? -1 : 1));
  return { entryIds: sorted.slice(0, entriesTold).map(({ entryId }) => entryId), movedAt: sorted.at(-1)?.at ?? null };
}

/** What all entries come to; null when there are none, or in several currencies. */
function netOf(entries: readonly LedgerEntry[]): Money | null {
  const [first] = entries;
  if (!first || entries.some(({ amount }) => amount.currency !== first.amount.currency)) return null;
  return moneyOf(entries.reduce((sum, one) => sum + BigInt(signed(one).minor), 0n), first.amount.currency);
}

const isReversal = ({ kind }: LedgerEntry): boolean => kind === 'reversal';

/** A reversal takes money back, whichever sign its source writes it with. */
function signed({ kind, amount }: LedgerEntry): Money {
  const minor = BigInt(amount.minor);
  return kind === 'reversal' && minor > 0n ? moneyOf(-minor, amount.currency) : amount;
}

function addTo({ sums }: Compared, { minor, currency }: Money, side: 'here' | 'there'): void {
  const sum = sums.get(currency) ?? { here: 0n, there: 0n };
  sum[side] += BigInt(minor);
  sums.set(currency, sum);
}
