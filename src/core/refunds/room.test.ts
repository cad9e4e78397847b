import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Money } from '../../contract/money.ts';
import { fromMoney } from '../db/schema/columns.ts';
import { refundRoom, type RoomParts } from './room.ts';

const usd = (minor: number | string): Money => ({ minor: String(minor), currency: 'USD' });

type Amounts = Partial<Record<'paid' | 'captured' | 'refundedBefore' | 'chargedBack' | 'cap' | 'shipping' | 'tax', Money>>;

function order(amounts: Amounts): NonNullable<RoomParts['order']> {
  return {
    caseId: 'case',
    orderId: 'order',
    parentId: null,
    currency: 'USD',
    ...fromMoney('paid', amounts.paid ?? null),
    ...fromMoney('captured', amounts.captured ?? null),
    ...fromMoney('refundedBefore', amounts.refundedBefore ?? null),
    ...fromMoney('chargedBack', amounts.chargedBack ?? null),
    ...fromMoney('cap', amounts.cap ?? null),
    ...fromMoney('shipping', amounts.shipping ?? null),
    ...fromMoney('tax', amounts.tax ?? null),
    fees: null,
    exchange: null,
    placedAt: null,
    paidAt: null,
    shippedAt: null,
    deliveredAt: null,
    receiptConfirmedAt: null,
  };
}

function item(itemId: string, quantity: number, unitPrice: Money | null): RoomParts['items'][number] {
  return { caseId: 'case', itemId, position: 0, title: itemId, sku: null, quantity, goods: null, listing: null, ...fromMoney('unitPrice', unitPrice) };
}

const empty: RoomParts = { order: null, items: [], chargeback: null, refunds: [], claimedAmount: null };
const capOf = (parts: Partial<RoomParts>) => refundRoom({ ...empty, ...parts }).cap?.minor ?? null;

describe('refundRoom', () => {
  it('takes off what was refunded before, charged back and paid here', () => {
    const refunds: RoomParts['refunds'] = [
      { amountMinor: 5n, currency: 'USD', state: 'settled', kind: 'order' },
      { amountMinor: 3n, currency: 'USD', state: 'failed', kind: 'order' },
      { amountMinor: 50n, currency: 'USD', state: 'cancelled', kind: 'order' },
    ];
    expect(capOf({ order: order({ paid: usd(200), captured: usd(100), refundedBefore: usd(10), chargedBack: usd(20) }), refunds })).toBe('62');
  });

  it('falls back from captured to paid, and to the claim when the order states nothing', () => {
    expect(capOf({ order: order({ paid: usd(80) }) })).toBe('80');
    const room = refundRoom({ ...empty, order: order({}), claimedAmount: usd(30) });
    expect([room.cap, room.captured]).toEqual([usd(30), null]);
    expect(capOf({ claimedAmount: usd(30), refunds: [{ amountMinor: 30n, currency: 'USD', state: 'settled', kind: 'order' }] })).toBe('0');
  });

  it('knows no cap, instead of a cap of zero, when nothing is stated at all', () => {
    expect(refundRoom(empty).cap).toBeNull();
  });

  it('never goes above the cap the source states, and takes our own refunds off it', () => {
    expect(capOf({ order: order({ paid: usd(100), cap: usd(40) }) })).toBe('40');
    expect(capOf({ order: order({ paid: usd(100), cap: usd(40) }), refunds: [{ amountMinor: 15n, currency: 'USD', state: 'sent', kind: 'order' }] })).toBe('25');
    expect(capOf({ order: order({ paid: usd(30), cap: usd(40) }) })).toBe('30');
    expect(capOf({ order: order({ cap: usd(40) }), claimedAmount: usd(90) })).toBe('40');
  });

  it('believes a stated cap of zero when money went back, and not when it may only be unset', () => {
    expect(capOf({ order: order({ paid: usd(100), refundedBefore: usd(90), cap: usd(0) }) })).toBe('0');
    expect(capOf({ order: order({ paid: usd(100), cap: usd(0) }) })).toBe('100');
  });

  it('does not widen the room when a source writes a refund as a negative sum', () => {
    expect(capOf({ order: order({ captured: usd(100), refundedBefore: usd(-40) }) })).toBe('60');
  });

  it('blocks while a chargeback is open, and names it', () => {
    const room = refundRoom({
      ...empty,
      order: order({ captured: usd(100) }),
      chargeback: { isOpen: true, reference: 'dp_1', openedAt: null, amount: usd(100) },
    });
    expect(room.blockedBy).toContain('dp_1');
    expect(refundRoom({ ...empty, order: order({ captured: usd(1) }), chargeback: { isOpen: false, reference: null, openedAt: null, amount: null } }).blockedBy).toBeNull();
  });

  it('blocks instead of taking euros off dollars', () => {
    const room = refundRoom({ ...empty, order: order({ captured: usd(100), refundedBefore: { minor: '10', currency: 'EUR' } }) });
    expect(room.cap).toBeNull();
    expect(room.blockedBy).toContain('EUR 0.10');
  });

  it('lists items by quantity, shipping and tax, and leaves out lines in another currency or without a price', () => {
    const room = refundRoom({
      ...empty,
      order: order({ captured: usd(100), shipping: usd(5), tax: usd(0) }),
      items: [item('a', 3, usd(10)), item('b', 1, { minor: '1', currency: 'EUR' }), item('c', 1, null), item('d', 0, usd(10))],
    });
    expect(room.lines).toEqual([
      { lineId: 'a', words: 'a × 3', kind: 'item', amount: usd(30), before: null },
      { lineId: 'shipping', words: 'Shipping', kind: 'shipping', amount: usd(5), before: null },
    ]);
  });

  it('offers a tax that the prices hold already no second time, and one on top of them as a line', () => {
    const lines = (captured: number) => refundRoom({ ...empty, order: order({ captured: usd(captured), shipping: usd(5), tax: usd(7) }), items: [item('a', 1, usd(30))] }).lines.map(({ lineId }) => lineId);
    expect(lines(35)).toEqual(['a', 'shipping']);
    expect(lines(42)).toEqual(['a', 'shipping', 'tax']);
  });

  it('does not mix up the shipping with an item that a source calls shipping', () => {
    const { lines } = refundRoom({ ...empty, order: order({ captured: usd(100), shipping: usd(5) }), items: [item('shipping', 1, usd(10))] });
    expect(lines.map(({ lineId, amount }) => [lineId, amount.minor])).toEqual([['shipping', '10'], ['order:shipping', '5']]);
  });

  it('lists the fees the order names, each by its own words, and leaves out one in another currency', () => {
    const fees = [
      { id: '1', kind: 'customs' as const, words: null, amount: usd(9) },
      { id: '2', kind: 'payment' as const, words: 'Instalment fee', amount: usd(2) },
      { id: '3', kind: 'other' as const, words: null, amount: { minor: '1', currency: 'EUR' } },
    ];
    const { lines } = refundRoom({ ...empty, order: { ...order({ captured: usd(100) }), fees } });
    expect(lines.map(({ lineId, words, kind }) => [lineId, words, kind])).toEqual([['fee:1', 'Customs', 'fee'], ['fee:2', 'Instalment fee', 'fee']]);
  });

  it('knows on each line what this desk refunded on it before, so that a second ruling does not refund a line twice', () => {
    const workings = [[{ lineId: 'a', words: 'a', of: usd(30), refund: usd(10) }], [{ lineId: 'a', words: 'a', of: usd(30), refund: usd(5) }]];
    expect(refundRoom({ ...empty, order: order({ captured: usd(100), shipping: usd(5) }), items: [item('a', 1, usd(30))], workings }).lines.map(({ before }) => before)).toEqual([usd(15), null]);
  });

  it('takes no return postage off what can be refunded: it is no refund of the order', () => {
    expect(capOf({ order: order({ captured: usd(100) }), refunds: [{ amountMinor: 7n, currency: 'USD', state: 'settled', kind: 'return_postage' }] })).toBe('100');
  });

  it('is never below zero and never above what was captured, whatever was taken off', () => {
    const minor = fc.bigInt({ min: 0n, max: 10n ** 17n });
    fc.assert(
      fc.property(minor, minor, minor, fc.option(minor), fc.array(minor, { maxLength: 4 }), (captured, before, back, cap, here) => {
        const result = capOf({
          order: order({
            captured: usd(String(captured)),
            refundedBefore: usd(String(before)),
            chargedBack: usd(String(back)),
            ...(cap === null ? {} : { cap: usd(String(cap)) }),
          }),
          refunds: here.map((amountMinor) => ({ amountMinor, currency: 'USD', state: 'settled' as const, kind: 'order' as const })),
        });
        const left = BigInt(result ?? '-1');
        return left >= 0n && left <= captured;
      }),
    );
  });
});
