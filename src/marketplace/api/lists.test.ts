import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { started } from '../started.testing.ts';

type Page = { disputes: { disputeId: string }[]; events: { eventId: string; type: string; about: string }[]; entries: { key: string; entryId: string }[]; next: string; hasMore: boolean; position: string };

async function opened(disputes = 7) {
  const market = await started({ disputes });
  const page = async (path: string): Promise<Page> => (await market.ask('GET', path)).body as unknown as Page;
  return { ...market, page };
}

describe('a list', () => {
  test('of disputes that is asked for twice is the same, though disputes closed and came in between', async () => {
    const { page, act } = await opened();
    const first = await page('/v1/disputes?limit=3');
    const second = await page(`/v1/disputes?limit=3&after=${first.next}`);
    const ids = second.disputes.map(({ disputeId }) => disputeId);
    await act('withdraw', { disputeId: ids[1] ?? '' });
    await act('addDisputes', { count: 4 });
    expect((await page(`/v1/disputes?limit=3&after=${first.next}`)).disputes.map(({ disputeId }) => disputeId)).toEqual(ids);
    const third = await page(`/v1/disputes?limit=3&after=${second.next}`);
    expect(third.next).toBeNull();
    expect(new Set([...first.disputes, ...second.disputes, ...third.disputes].map(({ disputeId }) => disputeId)).size).toBe(7);
    expect((await page('/v1/disputes?limit=200')).disputes).toHaveLength(10);
  });

  test('of disputes names the position from which nothing is missed that happened while it was read', async () => {
    const { page, act } = await opened();
    const first = await page('/v1/disputes?limit=3');
    const disputeId = first.disputes[0]?.disputeId ?? '';
    await act('withdraw', { disputeId });
    const last = await page(`/v1/disputes?limit=200&after=${first.next}`);
    expect(last.position).toBe(first.position);
    expect((await page(`/v1/events?after=${last.position}`)).events).toMatchObject([{ type: 'dispute.changed', about: disputeId }]);
  });

  test('of events goes on exactly where it ended and stays there when nothing happens', async () => {
    const { page } = await opened();
    const first = await page('/v1/events?limit=5');
    expect(first).toMatchObject({ hasMore: true });
    const second = await page(`/v1/events?limit=5&after=${first.next}`);
    expect(second).toMatchObject({ hasMore: false });
    expect(new Set([...first.events, ...second.events].map(({ eventId }) => eventId)).size).toBe(7);
    expect(await page(`/v1/events?after=${second.next}`)).toEqual({ events: [], next: second.next, hasMore: false });
    expect((await page(`/v1/events?limit=5&after=${first.next}`)).events).toEqual(second.events);
  });

  test('of money is cut at its end, so that no entry comes twice and none is skipped', async () => {
    const { page, ask, refund } = await opened();
    for (const key of ['a', 'b', 'c']) await ask('POST', '/v1/refunds', { body: refund('10'), key });
    const span = `from=${new Date(Date.now() - 60_000).toISOString()}&until=${new Date(Date.now() + 60_000).toISOString()}`;
    const first = await page(`/v1/ledger?${span}&limit=2`);
    await ask('POST', '/v1/refunds', { body: refund('10'), key: 'd' });
    const second = await page(`/v1/ledger?${span}&limit=2&after=${first.next}`);
    expect([...first.entries, ...second.entries].map(({ key }) => key)).toEqual(['a', 'b', 'c']);
    expect(second.next).toBeNull();
    expect((await page(`/v1/ledger?from=2020-01-01T00:00:00Z&until=2020-01-02T00:00:00Z`)).entries).toEqual([]);
  });

  test('refuses a cursor of another list, a broken one and a limit that is none', async () => {
    const { page, ask } = await opened();
    const { position } = await page('/v1/disputes');
    for (const path of [`/v1/disputes?after=${position}`, '/v1/events?after=nonsense', '/v1/disputes?after=']) expect((await ask('GET', path)).status).toBe(400);
    for (const limit of ['0', '201', 'ten', '1e2']) expect(await ask('GET', `/v1/events?limit=${limit}`)).toMatchObject({ status: 400, body: { code: 'QUERY_INVALID' } });
    expect(await ask('GET', '/v1/ledger')).toMatchObject({ status: 400, body: { code: 'QUERY_INVALID' } });
  });
});

describe('a file', () => {
  async function file() {
    const market = await opened(1);
    const { body } = await market.ask('GET', `/v1/disputes/${market.refund('1').disputeId}`);
    const named = (body['files'] as { sha256: string; size: number }[])[0] ?? { sha256: '', size: 0 };
    const get = (headers: Record<string, string> = {}) => fetch(`${market.url}/v1/files/${named.sha256}`, { headers: { authorization: `Bearer ${market.token}`, ...headers } });
    return { ...market, ...named, get };
  }

  test('is whole, and its digest proves it', async () => {
    const { get, sha256, size } = await file();
    const response = await get();
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(response.status).toBe(200);
    expect(bytes.length).toBe(size);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
    expect(response.headers.get('repr-digest')).toBe(`sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`);
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
  });

  test('goes on where a download broke off, with the digest of the whole', async () => {
    const { get, size } = await file();
    const whole = Buffer.from(await (await get()).arrayBuffer());
    const first = await get({ range: 'bytes=0-99' });
    const rest = await get({ range: 'bytes=100-' });
    expect([first.status, rest.status]).toEqual([206, 206]);
    expect(rest.headers.get('content-range')).toBe(`bytes 100-${size - 1}/${size}`);
    expect(rest.headers.get('repr-digest')).toBe(first.headers.get('repr-digest'));
    expect(Buffer.concat([Buffer.from(await first.arrayBuffer()), Buffer.from(await rest.arrayBuffer())]).equals(whole)).toBe(true);
    expect(Buffer.from(await (await get({ range: 'bytes=-10' })).arrayBuffer()).equals(whole.subarray(-10))).toBe(true);
    expect((await get({ range: `bytes=${size}-` })).status).toBe(416);
    expect((await get({ range: 'bytes=0-1,4-5' })).status).toBe(200);
  });

  test('that nobody knows is not found, and a name that is no hash is refused', async () => {
    const { ask } = await file();
    expect((await ask('GET', `/v1/files/${'0'.repeat(64)}`)).status).toBe(404);
    expect((await ask('GET', '/v1/files/..%2f..%2fetc%2fpasswd')).status).toBe(400);
  });
});
