import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DifferenceCode } from '../../../contract/reconciliation.ts';
import { newId } from '../../ids.ts';
import type { LedgerEntry } from '../gateway.ts';
import { compareLedger, type Known, type RefundHere } from './compare.ts';

const until = Date.parse('2026-06-10T03:00:00Z');
const graceMs = 3_600_000;
const cut = { until, entryLateMs: graceMs, settledLateMs: graceMs };
const known: Known = { corrections: new Set(), orders: new Map([['order-ours', { caseId: 'case-ours', since: until - 20 * 86_400_000 }]]) };

type Pair = { refund: RefundHere; entry: LedgerEntry };

/** A refund that was settled in the days before, and its entry in the ledger. */
const pair: fc.Arbitrary<Pair> = fc
  .record({ minor: fc.bigInt({ min: 1n, max: 10n ** 15n }), currency: fc.constantFrom('USD', 'JPY', 'EUR'), age: fc.integer({ min: graceMs + 1, max: 6 * 86_400_000 }), isPostage: fc.boolean() })
  .map(({ minor, currency, age, isPostage }) => {
    const refundId = newId(until - age);
    const amount = { minor: String(minor), currency };
    const orderId = `order-${refundId}`;
    return {
      refund: { refundId, caseId: `case-${refundId}`, orderId, amount, state: 'settled' as const, changedAt: until - age },
      entry: { entryId: `entry-${refundId}`, at: until - age, kind: isPostage ? ('return_postage' as const) : ('refund' as const), key: refundId, sourceId: null, orderId, amount },
    };
  });
const pairs = fc.array(pair, { minLength: 1, maxLength: 30 });

type Lists = { entries: LedgerEntry[]; refunds: RefundHere[] };
type Fault = { code: DifferenceCode; subject: string };

/** One way each to make the ledger wrong about one pair. */
const faults: Record<DifferenceCode, (lists: Lists, pair: Pair) => string> = {
  PAID_TWICE: ({ entries }, { entry }) => (entries.push({ ...entry, entryId: `${entry.entryId}-again`, at: entry.at + 1 }), entry.key ?? ''),
  NOT_IN_LEDGER: (lists, { entry }) => ((lists.entries = lists.entries.filter((one) => one !== entry)), entry.key ?? ''),
  PAID_NOT_SETTLED: (lists, { refund }) => change(lists, refund, { state: 'unknown' }),
  PAID_CANCELLED: (lists, { refund }) => change(lists, refund, { state: 'cancelled' }),
  UNKNOWN_KEY: (lists, { refund }) => ((lists.refunds = lists.refunds.filter((one) => one !== refund)), refund.refundId),
  AMOUNT_DIFFERS: (lists, { entry }) => {
    lists.entries = lists.entries.map((one) => (one === entry ? { ...one, amount: { ...one.amount, minor: String(BigInt(one.amount.minor) + 1n) } } : one));
    return entry.key ?? '';
  },
  REVERSED: ({ entries }, { entry }) => (entries.push({ ...entry, entryId: `${entry.entryId}-back`, kind: 'reversal', amount: { ...entry.amount, minor: `-${entry.amount.minor}` } }), entry.key ?? ''),
  OUTSIDE: ({ entries }, { entry }) => (entries.push({ ...entry, entryId: `${entry.entryId}-outside`, kind: 'refund', key: null, orderId: 'order-ours' }), `${entry.entryId}-outside`),
};

function change(lists: Lists, refund: RefundHere, to: Partial<RefundHere>): string {
  lists.refunds = lists.refunds.map((one) => (one === refund ? { ...one, ...to } : one));
  return refund.refundId;
}

const found = ({ entries, refunds }: Lists): Fault[] =>
  compareLedger(entries, refunds, known, cut)
    .differences.map(({ code, subject }) => ({ code, subject }))
    .toSorted((a, b) => (a.subject < b.subject ? -1 : 1));

describe('comparing the ledger with the refunds', () => {
  it('finds a difference where both sides agree, or counts a payout that it did not compare', () => {
    fc.assert(
      fc.property(pairs, (some) => {
        const compared = compareLedger(some.map(({ entry }) => entry), some.map(({ refund }) => refund), known, cut);
        expect(compared).toMatchObject({ differences: [], payouts: some.length, agreed: some.length });
        for (const { here, there } of compared.sums.values()) expect(here).toBe(there);
      }),
    );
  });

  it('misses a fault, finds one that is none, or takes one for another, however the lists are ordered', () => {
    fc.assert(
      fc.property(pairs, fc.array(fc.constantFrom(...(Object.keys(faults) as DifferenceCode[])), { maxLength: 30 }), fc.infiniteStream(fc.nat()), (some, codes, random) => {
        const lists: Lists = { entries: some.map(({ entry }) => entry), refunds: some.map(({ refund }) => refund) };
        const made: Fault[] = some.slice(0, codes.length).flatMap((one, index) => {
          const code = codes[index];
          return code ? [{ code, subject: faults[code](lists, one) }] : [];
        });
        const shuffled = <Row>(rows: Row[]) => rows.map((row) => [random.next().value, row] as const).toSorted(([a], [b]) => a - b).map(([, row]) => row);
        const expected = made.toSorted((a, b) => (a.subject < b.subject ? -1 : 1));
        expect(found(lists)).toEqual(expected);
        expect(found({ entries: shuffled(lists.entries), refunds: shuffled(lists.refunds) })).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('depends on how keys are cut into batches, or on an entry that a page brought twice', () => {
    fc.assert(
      fc.property(pairs, fc.integer({ min: 1, max: 7 }), (some, size) => {
        const lists: Lists = { entries: some.map(({ entry }) => entry), refunds: some.map(({ refund }) => refund) };
        some.forEach((one, index) => index % 3 === 0 && faults.PAID_TWICE(lists, one));
        const parts = some.flatMap((_one, index) => (index % size === 0 ? [new Set(some.slice(index, index + size).map(({ refund }) => refund.refundId))] : []));
        const inParts = parts.flatMap((keys) => found({ entries: lists.entries.filter(({ key }) => key !== null && keys.has(key)), refunds: lists.refunds.filter(({ refundId }) => keys.has(refundId)) }));
        expect(inParts.toSorted((a, b) => (a.subject < b.subject ? -1 : 1))).toEqual(found(lists));
        expect(found({ entries: [...lists.entries, ...lists.entries], refunds: lists.refunds })).toEqual(found(lists));
      }),
    );
  });

  const one = (): Pair => {
    const refundId = newId(until - 86_400_000);
    const amount = { minor: '2665', currency: 'USD' };
    return {
      refund: { refundId, caseId: 'c', orderId: 'o', amount, state: 'settled', changedAt: until - 86_400_000 },
      entry: { entryId: 'e', at: until - 86_400_000, kind: 'refund', key: refundId, sourceId: null, orderId: 'o', amount },
    };
  };
  const codes = (entries: LedgerEntry[], refunds: RefundHere[], more: Partial<Known> = {}) => compareLedger(entries, refunds, { ...known, ...more }, cut).differences.map(({ code }) => code);

  it('calls a payout lost that was settled a moment ago, or unsettled that is being settled', () => {
    const { refund, entry } = one();
    expect(codes([], [{ ...refund, changedAt: until - graceMs }])).toEqual([]);
    expect(codes([], [{ ...refund, changedAt: until - graceMs - 1 }])).toEqual(['NOT_IN_LEDGER']);
    expect(codes([{ ...entry, at: until - 1 }], [{ ...refund, state: 'sent' }])).toEqual([]);
    expect(codes([{ ...entry, at: until - 1 }], [{ ...refund, state: 'failed' }])).toEqual(['PAID_NOT_SETTLED']);
  });

  it('keeps a double payment as a difference after the marketplace reversed it, or lets a reversal hide a second one', () => {
    const { refund, entry } = one();
    const again = { ...entry, entryId: 'e2' };
    const back: LedgerEntry = { ...entry, entryId: 'e3', kind: 'reversal', amount: { minor: '-2665', currency: 'USD' } };
    expect(codes([entry, again, back], [refund])).toEqual([]);
    expect(codes([entry, again, { ...again, entryId: 'e4' }, back], [refund])).toEqual(['PAID_TWICE']);
    expect(codes([entry, back], [{ ...refund, state: 'cancelled' }])).toEqual([]);
    expect(codes([entry, back], [{ ...refund, state: 'failed' }])).toEqual([]);
  });

  it('reads a reversal that its source writes without a sign as a second payment', () => {
    const { refund, entry } = one();
    expect(codes([entry, { ...entry, entryId: 'e2', kind: 'reversal' }], [refund])).toEqual(['REVERSED']);
    expect(codes([entry, { ...entry, entryId: 'e2', kind: 'reversal', amount: { minor: '-1000', currency: 'USD' } }], [refund])).toEqual(['REVERSED']);
  });

  it('takes the same number in another currency for the same money', () => {
    const { refund, entry } = one();
    expect(codes([{ ...entry, amount: { minor: '2665', currency: 'JPY' } }], [refund])).toEqual(['AMOUNT_DIFFERS']);
    expect(codes([entry, { ...entry, entryId: 'e2', amount: { minor: '2665', currency: 'JPY' } }], [refund])).toEqual(['PAID_TWICE']);
  });

  it('says only one of two things that are wrong with a payout: of another amount and not known as settled', () => {
    const { refund, entry } = one();
    expect(codes([{ ...entry, amount: { minor: '1', currency: 'USD' } }], [{ ...refund, state: 'unknown' }])).toEqual(['PAID_NOT_SETTLED', 'AMOUNT_DIFFERS']);
  });

  it('takes the payments of others, corrections the desk asked for, or refunds from before the case came for differences', () => {
    const { entry } = one();
    expect(codes([{ ...entry, key: 'PSP-2231' }], [])).toEqual([]);
    expect(codes([{ ...entry, key: 'PSP-2231', orderId: 'order-ours' }], [])).toEqual(['UNKNOWN_KEY']);
    expect(codes([{ ...entry, kind: 'correction' }], [], { corrections: new Set([entry.key ?? '']) })).toEqual([]);
    expect(codes([{ ...entry, key: null }], [])).toEqual([]);
    expect(codes([{ ...entry, key: null, orderId: 'order-ours', at: until - 30 * 86_400_000 }], [])).toEqual([]);
    expect(codes([{ ...entry, key: null, orderId: 'order-ours' }], [])).toEqual(['OUTSIDE']);
  });

  it('would pass over a payment to the buyer under the key of a correction', () => {
    const key = newId(until - graceMs * 2);
    const paid: LedgerEntry = { entryId: 'entry-odd', at: until - graceMs * 2, kind: 'refund', key, sourceId: null, orderId: 'order-ours', amount: { minor: '500', currency: 'USD' } };
    const { differences } = compareLedger([paid, { ...paid, entryId: 'entry-asked', kind: 'correction', amount: { minor: '-500', currency: 'USD' } }], [], { ...known, corrections: new Set([key]) }, cut);
    expect(differences).toMatchObject([{ code: 'UNKNOWN_KEY', subject: key, there: { minor: '500' }, caseId: 'case-ours' }]);
  });
});
