import { describe, expect, test } from 'vitest';
import { started } from '../started.testing.ts';

describe('a fault that is switched on', () => {
  test('fail_before: answers 500 and nothing was done', async () => {
    const { ask, refund, ledger, fault, struck } = await started();
    await fault({ fault: 'fail_before', next: 1, operation: 'createRefund' });
    expect((await ask('GET', '/v1/marketplace')).status).toBe(200);
    expect(await ask('POST', '/v1/refunds', { body: refund('100'), key: 'k1' })).toMatchObject({ status: 500, body: { code: 'INTERNAL' } });
    expect(ledger()).toEqual([]);
    expect((await ask('POST', '/v1/refunds', { body: refund('100'), key: 'k1' })).status).toBe(201);
    expect(struck('fail_before')).toBe(1);
  });

  test('fail_after: answers 500 though it was done; the key tells', async () => {
    const { ask, refund, ledger, fault } = await started();
    await fault({ fault: 'fail_after', next: 1 });
    expect((await ask('POST', '/v1/refunds', { body: refund('100'), key: 'k1' })).status).toBe(500);
    expect(ledger()).toHaveLength(1);
    expect(await ask('GET', '/v1/refunds/k1')).toMatchObject({ status: 200, body: { state: 'settled' } });
    expect((await ask('POST', '/v1/refunds', { body: refund('100'), key: 'k1' })).headers.get('idempotency-replayed')).toBe('true');
    expect(ledger()).toHaveLength(1);
  });

  test('lost_reply: does it and closes the line', async () => {
    const { ask, refund, ledger, fault } = await started();
    await fault({ fault: 'lost_reply', next: 1 });
    await expect(ask('POST', '/v1/refunds', { body: refund('100'), key: 'k1' })).rejects.toThrow('fetch failed');
    expect(ledger()).toHaveLength(1);
  });

  test('drop_request: closes the line before anything is done', async () => {
    const { ask, refund, ledger, fault } = await started();
    await fault({ fault: 'drop_request', next: 1 });
    await expect(ask('POST', '/v1/refunds', { body: refund('100'), key: 'k1' })).rejects.toThrow('fetch failed');
    expect(ledger()).toEqual([]);
    expect((await ask('GET', '/v1/refunds/k1')).status).toBe(404);
  });

  test('slow: waits before it is done, so that a desk that asks by key meanwhile finds nothing', async () => {
    const { ask, refund, fault, struck } = await started();
    await fault({ fault: 'slow', ms: 600, next: 1, operation: 'createRefund' });
    const begun = Date.now();
    const slow = ask('POST', '/v1/refunds', { body: refund('100'), key: 'k1' });
    await expect.poll(() => struck('slow')).toBe(1);
    expect((await ask('GET', '/v1/refunds/k1')).status).toBe(404);
    expect((await slow).status).toBe(201);
    expect(Date.now() - begun).toBeGreaterThanOrEqual(590);
  });

  test('wrong_amount: the answer lies, ledger and later answers do not', async () => {
    const { ask, refund, ledger, fault } = await started();
    await fault({ fault: 'wrong_amount', next: 1 });
    expect(await ask('POST', '/v1/refunds', { body: refund('100'), key: 'k1' })).toMatchObject({ status: 201, body: { order: { amount: { minor: '101' } } } });
    expect(ledger()).toMatchObject([{ amount: 100 }]);
    expect(await ask('GET', '/v1/refunds/k1')).toMatchObject({ body: { order: { amount: { minor: '100' } } } });
  });

  test('rate_limit and refuse: say how long to stay away, and that there is no money', async () => {
    const { ask, refund, ledger, fault } = await started();
    await fault({ fault: 'rate_limit', ms: 2_500, next: 1 });
    const limited = await ask('POST', '/v1/refunds', { body: refund('100'), key: 'k1' });
    expect(limited).toMatchObject({ status: 429, body: { code: 'TOO_MANY_REQUESTS' } });
    expect(limited.headers.get('retry-after')).toBe('3');
    await fault({ fault: 'refuse', next: 1 });
    expect(await ask('POST', '/v1/refunds', { body: refund('100'), key: 'k1' })).toMatchObject({ status: 402, body: { code: 'FUNDS_MISSING' } });
    expect(ledger()).toEqual([]);
    expect((await ask('POST', '/v1/refunds', { body: refund('100'), key: 'k1' })).status).toBe(201);
  });

  test('down: for an hour by its clock, by an answer or without one, while the control API goes on', async () => {
    let now = Date.now();
    const { ask, fault } = await started({ now: () => now });
    await fault({ fault: 'down', forMs: 3_600_000 });
    const down = await ask('GET', '/v1/marketplace');
    expect(down).toMatchObject({ status: 503, body: { code: 'DOWN' } });
    expect(down.headers.get('retry-after')).toBe('3600');
    expect((await ask('GET', '/faults')).body).toMatchObject({ faults: [{ fault: 'down', struck: 1 }] });
    now += 3_600_000;
    expect((await ask('GET', '/v1/marketplace')).status).toBe(200);
    await fault({ fault: 'down', how: 'close' });
    await expect(ask('GET', '/v1/marketplace')).rejects.toThrow('fetch failed');
    await fault({ fault: 'down', chance: 0 });
    expect((await ask('GET', '/v1/marketplace')).status).toBe(200);
  });

  test('clock_off: the marketplace tells another time', async () => {
    const { ask, fault } = await started({ now: () => 1_795_000_000_000 });
    await fault({ fault: 'clock_off', ms: -600_000 });
    expect((await ask('GET', '/v1/marketplace')).body['now']).toBe(new Date(1_794_999_400_000).toISOString());
  });

  test('strikes at the same requests again for the same seed, and at others for another one', async () => {
    const { ask, fault } = await started();
    const run = async (seed: string): Promise<string> => {
      await ask('POST', '/faults', { body: { seed } });
      await fault({ fault: 'fail_before', chance: 0.5 });
      const seen: number[] = [];
      for (let round = 0; round < 24; round += 1) seen.push((await ask('GET', '/v1/marketplace')).status);
      return seen.join(' ');
    };
    const first = await run('a');
    expect(first).toContain('500');
    expect(first).toContain('200');
    expect(await run('a')).toBe(first);
    expect(await run('b')).not.toBe(first);
  });

  test('outlives a restart with its count', async () => {
    const before = await started();
    await before.fault({ fault: 'fail_before', next: 2 });
    expect((await before.ask('GET', '/v1/marketplace')).status).toBe(500);
    const { data } = before;
    await before.close();
    const after = await started({ data });
    expect((await after.ask('GET', '/v1/marketplace')).status).toBe(500);
    expect((await after.ask('GET', '/v1/marketplace')).status).toBe(200);
    expect(after.struck('fail_before')).toBe(2);
  });
});
