import { describe, expect, test } from 'vitest';
import { started } from '../started.testing.ts';

type Order = { captured: { minor: string }; refunded: { minor: string }; refundable: { minor: string }; chargeback: { isOpen: boolean } | null };

async function opened() {
  const market = await started({ seed: 'refunds', disputes: 12 });
  const { orderId, disputeId } = market.refund('1', 2);
  const order = async (): Promise<Order> => (await market.ask('GET', `/v1/orders/${orderId}`)).body as unknown as Order;
  let number = 0;
  const pay = (minor: string | bigint) => market.ask('POST', '/v1/refunds', { body: market.refund(String(minor), 2), key: `k${(number += 1)}` });
  const again = (minor: string) => market.ask('POST', '/v1/refunds', { body: market.refund(minor, 2), key: 'k1' });
  return { ...market, orderId: orderId ?? '', disputeId, order, pay, again };
}

describe('a refund', () => {
  test('never takes an order above what was captured, not by two halves either', async () => {
    const { order, pay, ledger } = await opened();
    const most = BigInt((await order()).refundable.minor);
    expect(await pay(most + 1n)).toMatchObject({ status: 402, body: { code: 'ORDER_BLOCKED' } });
    expect((await pay(most)).status).toBe(201);
    expect(await pay(1n)).toMatchObject({ status: 402, body: { code: 'ORDER_BLOCKED' } });
    expect(ledger().map(({ amount }) => String(amount))).toEqual([String(most)]);
    expect((await order()).refundable.minor).toBe('0');
  });

  test('under way counts, though its money has not moved', async () => {
    const { order, pay, act, ledger, ask } = await opened();
    await act('setBehaviour', { settleAfterMs: null });
    const most = BigInt((await order()).refundable.minor);
    expect(await pay(most)).toMatchObject({ status: 201, body: { state: 'processing' } });
    expect(await pay(1n)).toMatchObject({ status: 402 });
    expect(ledger()).toEqual([]);
    await act('settleRefund', { key: 'k1' });
    expect(await ask('GET', '/v1/refunds/k1')).toMatchObject({ body: { state: 'settled' } });
    expect(await act('settleRefund', { key: 'k1' })).toMatchObject({ status: 409 });
    expect(ledger()).toHaveLength(1);
  });

  test('that failed frees what it held and never stands in the ledger', async () => {
    const { order, pay, act, ledger, ask } = await opened();
    await act('setBehaviour', { settleAfterMs: null });
    const before = await order();
    await pay(100n);
    await act('failRefund', { key: 'k1', reason: 'Account closed.' });
    expect(await ask('GET', '/v1/refunds/k1')).toMatchObject({ body: { state: 'failed', reason: 'Account closed.' } });
    expect(await order()).toEqual(before);
    expect(ledger()).toEqual([]);
  });

  test('that failed is tried anew under its key, once, and not with other content', async () => {
    const { again, act, ledger, ask } = await opened();
    await act('setBehaviour', { settleAfterMs: null });
    await again('100');
    await act('failRefund', { key: 'k1', reason: 'Account closed.' });
    expect(await again('99')).toMatchObject({ status: 422 });
    expect(await again('100')).toMatchObject({ status: 201, body: { state: 'processing', reason: null } });
    await again('100');
    await act('settleRefund', { key: 'k1' });
    await again('100');
    expect(await ask('GET', '/v1/refunds/k1')).toMatchObject({ body: { state: 'settled' } });
    expect(ledger()).toHaveLength(1);
  });

  test('settles by itself a moment later, with an event', async () => {
    const { pay, act, ask, ledger } = await opened();
    await act('setBehaviour', { settleAfterMs: 30 });
    expect(await pay(100n)).toMatchObject({ body: { state: 'processing' } });
    await expect.poll(async () => (await ask('GET', '/v1/refunds/k1')).body['state']).toBe('settled');
    expect(ledger()).toHaveLength(1);
    const events = (await ask('GET', '/v1/events?limit=200')).body['events'] as { type: string; about: string }[];
    expect(events.filter(({ type }) => type === 'refund.changed')).toMatchObject([{ about: 'k1' }]);
  });

  test('is held back by an open chargeback, and by a bank that kept the money', async () => {
    const { act, order, pay, disputeId } = await opened();
    const before = BigInt((await order()).refundable.minor);
    await act('openChargeback', { disputeId });
    expect(await order()).toMatchObject({ refundable: { minor: '0' }, chargeback: { isOpen: true } });
    expect(await pay(1n)).toMatchObject({ status: 402, body: { code: 'ORDER_BLOCKED' } });
    await act('closeChargeback', { disputeId, inFavourOf: 'seller' });
    expect(BigInt((await order()).refundable.minor)).toBe(before);
    await act('openChargeback', { disputeId, amount: '100' });
    await act('closeChargeback', { disputeId, inFavourOf: 'buyer' });
    expect(BigInt((await order()).refundable.minor)).toBe(before - 100n);
  });

  test('is limited by what somebody set, until it is lifted', async () => {
    const { act, order, pay, orderId } = await opened();
    const before = await order();
    await act('setOrder', { orderId, refundable: '50' });
    expect((await order()).refundable.minor).toBe('50');
    expect(await pay(51n)).toMatchObject({ status: 402 });
    expect((await pay(20n)).status).toBe(201);
    expect((await order()).refundable.minor).toBe('30');
    await act('setOrder', { orderId, refundable: null });
    expect(BigInt((await order()).refundable.minor)).toBe(BigInt(before.refundable.minor) - 20n);
  });

  test('for postage takes nothing off the order, and a reversal gives room again', async () => {
    const { ask, act, order, refund, ledger } = await opened();
    const before = await order();
    await ask('POST', '/v1/refunds', { body: { ...refund('700', 2), for: 'return_postage' }, key: 'postage' });
    expect(await order()).toEqual(before);
    await ask('POST', '/v1/refunds', { body: refund('300', 2), key: 'goods' });
    await act('reverse', { key: 'goods' });
    expect(await order()).toEqual(before);
    expect(ledger()).toEqual([{ key: 'postage', kind: 'return_postage', amount: 700 }, { key: 'goods', kind: 'refund', amount: 300 }, { key: 'goods', kind: 'reversal', amount: -300 }]);
  });

  test('whose shares or currency do not fit is refused whole', async () => {
    const { ask, refund, ledger } = await opened();
    const order = refund('100', 2);
    const amount = { minor: '99', currency: order.amount.currency };
    expect(await ask('POST', '/v1/refunds', { body: { ...order, shares: [{ bearer: 'seller', amount }] }, key: 'a' })).toMatchObject({ status: 422, body: { code: 'SHARES_DIFFER' } });
    const other = { minor: '100', currency: 'CHF' };
    expect(await ask('POST', '/v1/refunds', { body: { ...order, amount: other, shares: [{ bearer: 'seller', amount: other }] }, key: 'b' })).toMatchObject({ status: 422, body: { code: 'CURRENCY_DIFFERS' } });
    expect(await ask('POST', '/v1/refunds', { body: { ...order, amount: { ...amount, minor: '0' }, shares: [{ bearer: 'seller', amount: { ...amount, minor: '0' } }] }, key: 'c' })).toMatchObject({ status: 422 });
    expect(ledger()).toEqual([]);
  });
});

test('the ledger refuses to be changed, emptied or written twice for a key, whoever asks', async () => {
  const { pay, market } = await opened();
  await pay(100n);
  expect(() => market.store.run('UPDATE ledger SET amount = 1')).toThrow('never changed');
  expect(() => market.store.run('DELETE FROM ledger')).toThrow('never removed');
  expect(() => market.store.run("INSERT INTO ledger (entry_id, at, kind, key, currency, amount) VALUES ('x', 1, 'refund', 'k1', 'USD', 100)")).toThrow('UNIQUE');
});

test('a correction that takes from the buyer stands below zero in the ledger, one among bearers does not stand there', async () => {
  const { ask, refund, ledger } = await started({ settleAfterMs: 1 });
  const { disputeId, orderId, amount } = refund('250');
  const order = { disputeId, orderId, rulingId: 'r', decidedAt: '2026-11-20T10:00:00Z', words: 'Give back.' };
  expect(await ask('POST', '/v1/corrections', { body: { ...order, debits: [{ party: 'buyer', amount }], credits: [{ party: 'seller', amount }] }, key: 'c1' })).toMatchObject({ status: 201, body: { state: 'requested' } });
  await ask('POST', '/v1/corrections', { body: { ...order, debits: [{ party: 'seller', amount }], credits: [{ party: 'platform', amount }] }, key: 'c2' });
  expect(await ask('POST', '/v1/corrections', { body: { ...order, debits: [{ party: 'seller', amount }], credits: [] }, key: 'c3' })).toMatchObject({ status: 422, body: { code: 'SUMS_DIFFER' } });
  await expect.poll(ledger).toEqual([{ key: 'c1', kind: 'correction', amount: -250 }]);
});
