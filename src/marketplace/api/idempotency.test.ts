import { describe, expect, test } from 'vitest';
import { started, tempFolder } from '../started.testing.ts';

describe('a request that acts', () => {
  test('is refused without a key, and with one that is no key', async () => {
    const { ask, refund, ledger } = await started();
    expect(await ask('POST', '/v1/refunds', { body: refund('100') })).toMatchObject({ status: 400, body: { code: 'KEY_MISSING' } });
    expect(await ask('POST', '/v1/refunds', { body: refund('100'), key: 'a b' })).toMatchObject({ status: 400, body: { code: 'KEY_INVALID' } });
    expect(ledger()).toEqual([]);
  });

  test('pays once when it comes again, also with its members in another order, and gives the first answer', async () => {
    const { ask, refund, ledger } = await started();
    const order = refund('100');
    const first = await ask('POST', '/v1/refunds', { body: order, key: 'k1' });
    const again = await ask('POST', '/v1/refunds', { body: Object.fromEntries(Object.entries(order).toReversed()), key: 'k1' });
    expect(first.status).toBe(201);
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(ledger()).toEqual([{ key: 'k1', kind: 'refund', amount: 100 }]);
  });

  test('does not pay another amount under a key that was used, nor another operation', async () => {
    const { ask, refund, ledger } = await started();
    await ask('POST', '/v1/refunds', { body: refund('100'), key: 'k1' });
    expect(await ask('POST', '/v1/refunds', { body: refund('101'), key: 'k1' })).toMatchObject({ status: 422, body: { code: 'KEY_REUSED' } });
    const letter = { disputeId: refund('1').disputeId, to: 'buyer', kind: 'notice', language: 'en', subject: 's', body: 'b' };
    expect(await ask('POST', '/v1/letters', { body: letter, key: 'k1' })).toMatchObject({ status: 422, body: { code: 'KEY_REUSED' } });
    expect(ledger()).toHaveLength(1);
  });

  test('is not done a second time while the first still runs', async () => {
    const { ask, refund, ledger, fault, struck } = await started();
    await fault({ fault: 'slow', ms: 600, next: 1, operation: 'createRefund' });
    const first = ask('POST', '/v1/refunds', { body: refund('100'), key: 'k1' });
    await expect.poll(() => struck('slow')).toBe(1);
    expect(await ask('POST', '/v1/refunds', { body: refund('100'), key: 'k1' })).toMatchObject({ status: 409, body: { code: 'KEY_IN_USE' } });
    expect(await ask('POST', '/v1/refunds', { body: refund('101'), key: 'k1' })).toMatchObject({ status: 422, body: { code: 'KEY_REUSED' } });
    expect((await first).status).toBe(201);
    expect(ledger()).toHaveLength(1);
  });

  test('that was refused for want of money may come again under its key, but with no other content', async () => {
    const { ask, refund, ledger, act } = await started();
    const { orderId } = refund('100');
    await act('setOrder', { orderId: orderId ?? '', isFunded: false });
    expect(await ask('POST', '/v1/refunds', { body: refund('100'), key: 'k1' })).toMatchObject({ status: 402, body: { code: 'FUNDS_MISSING' } });
    expect(await ask('GET', '/v1/refunds/k1')).toMatchObject({ status: 404 });
    await act('setOrder', { orderId: orderId ?? '', isFunded: true });
    expect(await ask('POST', '/v1/refunds', { body: refund('101'), key: 'k1' })).toMatchObject({ status: 422, body: { code: 'KEY_REUSED' } });
    expect(await ask('POST', '/v1/refunds', { body: refund('100'), key: 'k1' })).toMatchObject({ status: 201 });
    expect(ledger()).toHaveLength(1);
  });

  test('that was never understood leaves its key free', async () => {
    const { ask, refund } = await started();
    expect(await ask('POST', '/v1/refunds', { body: { ...refund('100'), amount: { minor: '1.5', currency: 'USD' } }, key: 'k1' })).toMatchObject({ status: 400, body: { code: 'BODY_INVALID' } });
    expect(await ask('POST', '/v1/refunds', { body: { ...refund('100'), shares: [] }, key: 'k1' })).toMatchObject({ status: 400 });
    expect(await ask('POST', '/v1/refunds', { body: { ...refund('100'), disputeId: 'nobody' }, key: 'k1' })).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    expect(await ask('POST', '/v1/refunds', { body: refund('100'), key: 'k1' })).toMatchObject({ status: 201 });
  });

  test('is remembered over a restart', async () => {
    const data = tempFolder();
    const before = await started({ data });
    const order = before.refund('100');
    const first = await before.ask('POST', '/v1/refunds', { body: order, key: 'k1' });
    await before.close();
    const after = await started({ data });
    expect(after.token).toBe(before.token);
    expect((await after.ask('POST', '/v1/refunds', { body: order, key: 'k1' })).body).toEqual(first.body);
    expect(after.ledger()).toHaveLength(1);
  });
});

test('nobody is heard without the token, and no problem document tells more than its code', async () => {
  const { url, token } = await started();
  for (const authorization of ['', 'Bearer', `Bearer ${token}x`, `Basic ${token}`]) {
    const response = await fetch(`${url}/v1/marketplace`, { headers: authorization === '' ? {} : { authorization } });
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ code: 'TOKEN_WRONG', status: 401 });
  }
  for (const path of ['/faults', '/control/refunds']) expect((await fetch(`${url}${path}`)).status).toBe(401);
});
