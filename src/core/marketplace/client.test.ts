import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSmallServer, unusedUrl, type Answering, type SmallServer } from '../../testing/smallServer.ts';
import { LineFault } from '../refunds/lineFault.ts';
import { createClient, type Client } from './client.ts';

const token = 'tok-1234567890-abcdefgh';
const marketplace = { name: 'Pandora Market', source: 'pandora', now: '2026-06-10T09:00:00Z', openDisputes: 3 };
const order = {
  disputeId: 'D-1', orderId: 'O-1', amount: { minor: '2665', currency: 'USD' }, shares: [{ bearer: 'seller', amount: { minor: '2665', currency: 'USD' } }],
  for: 'order', rulingId: 'R-1', decidedAt: '2026-06-10T09:00:00.000Z',
} as const;
const letter = { disputeId: 'D-1', to: 'buyer', kind: 'ruling', language: 'en', subject: 'Your case', body: 'It is decided.' } as const;

type Request = Parameters<Answering>[1];
type Response = Parameters<Answering>[0];
type Seen = { method: string; url: string; headers: Request['headers']; body: string };

let server: SmallServer;
let client: Client;
let url: string;
let seen: Seen[];
/** What the server does with the next calls, in order; the last stays. */
let answers: ((response: Response, request: Request) => void)[];

beforeEach(async () => {
  seen = [];
  answers = [];
  server = await startSmallServer((response, request, body) => {
    seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    answer?.(response, request);
  });
  url = server.url;
  client = createClient({ url, token });
});
afterEach(() => server.close());

function say(status: number, value: unknown, headers: { [name: string]: string } = {}) {
  return (response: Response) => void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(typeof value === 'string' || value instanceof Uint8Array ? value : JSON.stringify(value));
}
const problem = (status: number, code: string, more = {}, headers = {}) => say(status, { title: `It is ${code}`, status, code, ...more }, headers);

async function faultOf(run: Promise<unknown>): Promise<LineFault> {
  const fault = await run.then(() => null, (error: unknown) => error);
  expect(fault).toBeInstanceOf(LineFault);
  return fault as LineFault;
}

describe('what is sent', () => {
  it('would put the token into the address, or send an order without its key', async () => {
    answers = [say(201, { key: 'K-1', order, state: 'settled', reason: null, changedAt: '2026-06-10T09:00:01+00:00' })];
    await expect(client.createRefund({ key: 'K-1', body: { ...order, shares: [...order.shares] } })).resolves.toMatchObject({ state: 'settled' });
    expect(seen).toEqual([expect.objectContaining({ method: 'POST', url: '/v1/refunds', headers: expect.objectContaining({ authorization: `Bearer ${token}`, 'idempotency-key': 'K-1' }) })]);
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual(order);
  });

  it('would let an id from outside name another operation', async () => {
    answers = [problem(404, 'NOT_FOUND')];
    await expect(client.getDispute({ disputeId: '../refunds?x=1#y' })).resolves.toBeNull();
    expect(seen[0]?.url).toBe('/v1/disputes/..%2Frefunds%3Fx%3D1%23y');
    expect(await faultOf(client.getDispute({ disputeId: '..' }))).toMatchObject({ verdict: 'refused', code: 'BAD_ORDER' });
    expect(seen).toHaveLength(1);
  });

  it('would carry escapes, turned writing, lines or tags of the marketplace into its words, and so to a terminal', async () => {
    answers = [problem(422, 'NO\u001b[2J', { title: 'Not\u202e<img src=x>\n\u200bpaid', detail: '<script>alert(1)</script>Ask\u0007 us' })];
    const fault = await faultOf(client.createRefund({ key: 'K-1', body: { ...order, shares: [...order.shares] } }));
    expect(fault.message).not.toMatch(/[\p{Cc}\p{Cf}<>]/u);
    expect(fault).toMatchObject({ verdict: 'refused', code: 'NO [2J', message: expect.stringContaining('("Not paid: alert(1) Ask us", 422 NO [2J)') });
  });

  it('would lose a whole page, and with it everything after it, to one event or dispute of a kind it does not know', async () => {
    const event = { eventId: 'E-1', at: '2026-06-10T09:00:00Z', type: 'refund.changed', disputeId: 'D-1', about: 'K-1' };
    answers = [say(200, { events: [event, { ...event, type: 'label.printed' }, { ...event, about: 7 }, { type: 'refund.changed' }], next: 'p2', hasMore: false })];
    const ofDispute = { type: 'dispute.changed', about: 'D-1', disputeId: 'D-1' };
    expect(await client.listEvents()).toEqual({ events: [{ type: 'refund.changed', about: 'K-1', disputeId: 'D-1' }, ofDispute, ofDispute], unread: 1, next: 'p2', hasMore: false });
    answers = [say(200, { disputes: [{ disputeId: 'D-1', state: 'frozen', changedAt: 'now' }, { disputeId: '' }], next: null, position: 'p1' })];
    expect(await client.listDisputes()).toEqual({ disputes: [{ disputeId: 'D-1' }], unread: 1, next: null, position: 'p1' });
  });

  it('would send an order that the API cannot say, and learn it from a refusal', async () => {
    const fault = await faultOf(client.createRefund({ key: 'K-1', body: { ...order, shares: [] } }));
    expect(fault).toMatchObject({ verdict: 'refused', code: 'BAD_ORDER', message: expect.stringContaining('shares') });
    expect(await faultOf(client.sendLetter({ key: 'no key', body: letter }))).toMatchObject({ code: 'BAD_ORDER', message: expect.stringContaining('key') });
    expect(seen).toEqual([]);
  });

  it('would send the token over a line that others can read, or take it along to another address', async () => {
    for (const bad of ['http://market.example', 'ftp://127.0.0.1', 'https://user:pass@market.example', 'https://market.example/?token=x', 'no address', 'http://127.0.0.1.market.example']) {
      expect(() => createClient({ url: bad, token }), bad).toThrow(expect.objectContaining({ verdict: 'notNow', code: 'BAD_ADDRESS' }));
    }
    answers = [say(302, '', { location: `${url}/elsewhere` })];
    expect(await faultOf(client.getMarketplace())).toMatchObject({ verdict: 'unsure', code: 'REDIRECTED' });
    expect(seen).toHaveLength(1);
  });

  it('would ask for /v1/v1 when the address was copied with it', async () => {
    answers = [say(200, marketplace)];
    await createClient({ url: `${url}/v1/`, token }).getMarketplace();
    expect(seen[0]?.url).toBe('/v1/marketplace');
  });
});

describe('what a failure says about the request', () => {
  const pay = () => client.createRefund({ key: 'K-1', body: { ...order, shares: [...order.shares] } });

  it.each([
    [402, 'FUNDS_MISSING', 'refused'], [422, 'KEY_REUSED', 'refused'], [400, 'KEY_MISSING', 'refused'], [404, 'NOT_FOUND', 'refused'],
    [401, 'TOKEN_EXPIRED', 'notNow'], [403, 'SCOPE', 'notNow'], [429, 'TOO_MANY_REQUESTS', 'notNow'], [503, 'MAINTENANCE', 'notNow'],
    [409, 'KEY_IN_USE', 'unsure'], [500, 'INTERNAL', 'unsure'], [502, 'BAD_GATEWAY', 'unsure'], [408, 'SLOW', 'unsure'],
  ] as const)('would take %i %s for something else than %s', async (status, code, verdict) => {
    answers = [problem(status, code, { detail: 'Said the marketplace.' })];
    expect(await faultOf(pay())).toMatchObject({ verdict, code, message: expect.stringContaining(`${status} ${code}`) });
  });

  it('would end a payout as refused by a page of some machine on the way, or take that for an unknown key and pay', async () => {
    for (const status of [404, 400, 503]) {
      answers = [say(status, '<html>nothing here</html>')];
      expect(await faultOf(client.getRefund({ key: 'K-1' })), String(status)).toMatchObject({ verdict: 'unsure' });
      expect(await faultOf(pay()), String(status)).toMatchObject({ verdict: 'unsure' });
    }
    answers = [say(404, { title: 'x', status: 500, code: 'NOT_FOUND' })];
    expect(await faultOf(client.getRefund({ key: 'K-1' }))).toMatchObject({ verdict: 'unsure' });
  });

  it('would say that credentials which ran out are the end of a payout', async () => {
    answers = [say(401, '')];
    const fault = await faultOf(pay());
    expect(fault).toMatchObject({ verdict: 'notNow', code: 'TOKEN_REFUSED' });
    expect(fault.message).toMatch(/does not accept this desk's token.*waits.*Settings/);
  });

  it('would not keep away for as long as it was told', async () => {
    for (const [header, ms] of [['7', 7_000], ['999999999', 3_600_000], ['soon', null], [new Date(Date.now() + 30_000).toUTCString(), 30_000]] as const) {
      answers = [problem(429, 'TOO_MANY_REQUESTS', {}, { 'retry-after': header })];
      const { retryAfterMs } = await faultOf(pay());
      if (ms === null) expect(retryAfterMs).toBeNull();
      else expect(Math.abs((retryAfterMs ?? 0) - ms), header).toBeLessThan(2_000);
    }
  });

  it('would say unsure of a payout that never left, or not of one that may have arrived', async () => {
    answers = [(response) => void response.destroy()];
    expect(await faultOf(pay())).toMatchObject({ verdict: 'unsure', message: expect.stringContaining('under the same key') });
    answers = [(response) => void response.writeHead(201, { 'content-type': 'application/json' }).write('{"key":', () => response.destroy())];
    expect(await faultOf(pay())).toMatchObject({ verdict: 'unsure' });
    answers = [() => undefined];
    expect(await faultOf(createClient({ url, token, limitMs: 60 }).createRefund({ key: 'K-1', body: { ...order, shares: [...order.shares] } }))).toMatchObject({ verdict: 'unsure', code: 'TIMEOUT' });
    expect(await faultOf(createClient({ url: 'http://127.0.0.1:9', token }).getMarketplace())).toMatchObject({ verdict: 'notNow', code: 'BAD_PORT' });
    const closed = createClient({ url: await unusedUrl(), token });
    expect(await faultOf(closed.createRefund({ key: 'K-1', body: { ...order, shares: [...order.shares] } }))).toMatchObject({ verdict: 'notNow', code: 'ECONNREFUSED' });
    const nowhere = createClient({ url: 'https://no-such-host.invalid', token });
    expect(await faultOf(nowhere.getMarketplace())).toMatchObject({ verdict: 'notNow' });
  });
});

describe('answers that are made to hurt', () => {
  it.each([
    ['not JSON', 'hello'],
    ['a wrong type', { ...marketplace, openDisputes: '3' }],
    ['nothing of it', []],
    ['a NUL in a text', JSON.stringify({ ...marketplace, name: 'a\u0000b' })],
    ['a raw half of a pair', Buffer.from([...Buffer.from('{"name":"'), 0xed, 0xa0, 0x80, ...Buffer.from('"}')])],
    ['an escaped half of a pair', JSON.stringify(marketplace).replace('Pandora', '\\ud83d')],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
    ['a source that is a path', { ...marketplace, source: '../x' }],
    ['the desk\'s own token', { ...marketplace, name: `you said ${token}` }],
  ])('would let %s into the desk', async (_what, value) => {
    answers = [say(200, value as string)];
    const fault = await faultOf(client.getMarketplace());
    expect(fault).toMatchObject({ verdict: 'unsure', code: 'BAD_ANSWER' });
    expect(fault.message).not.toContain(token);
  });

  it('would refuse honest text because its pairs came escaped', async () => {
    answers = [say(200, JSON.stringify(marketplace).replace('Pandora', '\\ud83d\\ude00 \\\\u0000'))];
    await expect(client.getMarketplace()).resolves.toMatchObject({ name: '😀 \\u0000 Market' });
  });

  it('would read an answer that never ends, or one nested without end', async () => {
    let written = 0;
    const part = Buffer.alloc(1024 * 1024, 32);
    answers = [(response) => {
      const more = () => { if (!response.destroyed && written < 200) { written += 1; response.write(part, more); } };
      more();
    }];
    expect(await faultOf(client.getMarketplace())).toMatchObject({ code: 'BAD_ANSWER', message: expect.stringContaining('larger') });
    expect(written).toBeLessThan(100);
    answers = [say(200, '['.repeat(5_000) + ']'.repeat(5_000))];
    expect(await faultOf(client.getMarketplace())).toMatchObject({ code: 'BAD_ANSWER' });
  });

  it('would show the token when the marketplace says it in a problem, also as a cause', async () => {
    answers = [problem(400, 'BAD', { detail: `Authorization: Bearer ${token}` })];
    const fault = await faultOf(client.getMarketplace());
    expect(JSON.stringify([fault.message, fault.stack, String(fault.cause)])).not.toContain(token);
  });
});

describe('files', () => {
  const bytes = Buffer.from(Array.from({ length: 50_000 }, (_, at) => at % 251));
  const file = { sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length };
  const read = async (wanted = file) => {
    const parts: Uint8Array[] = [];
    for await (const part of client.getFile(wanted)) parts.push(part);
    return Buffer.concat(parts);
  };
  /** Serves ranges and breaks the line off after so many bytes of each answer. */
  const serve = (breaksAfter: number | null, content = bytes) => (response: Response, { headers }: Request) => {
    const from = Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0);
    const body = content.subarray(from);
    const range = { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` };
    response.writeHead(headers.range ? 206 : 200, { 'content-length': String(body.length), ...(headers.range ? range : {}) });
    if (breaksAfter === null) return void response.end(body);
    response.write(body.subarray(0, breaksAfter), () => setTimeout(() => response.destroy(), 5));
  };

  it('would begin again, or lose bytes, where a download broke off', async () => {
    answers = [serve(20_000), serve(20_000), serve(null)];
    expect((await read()).equals(bytes)).toBe(true);
    expect(seen.map(({ headers }) => headers.range)).toEqual([undefined, 'bytes=20000-', 'bytes=40000-']);
  });

  it('would wait for years for a file that comes a byte at a time', async () => {
    const drip = (response: Response) => {
      response.writeHead(200, { 'content-length': String(bytes.length) });
      const timer = setInterval(() => response.write(bytes.subarray(0, 1)), 10);
      response.on('close', () => clearInterval(timer));
    };
    answers = [drip, drip];
    const slow = createClient({ url: server.url, token, limitMs: 100 });
    const wait = async () => {
      for await (const _part of slow.getFile(file)) continue;
    };
    await expect(wait()).rejects.toMatchObject({ verdict: 'unsure', code: 'TOO_SLOW' });
    expect(seen).toHaveLength(1);
  });

  it('would double bytes when a server sends the whole again', async () => {
    answers = [serve(20_000), (response) => void response.writeHead(200).end(bytes)];
    expect((await read()).equals(bytes)).toBe(true);
  });

  it('would keep a file that is another, longer or shorter than it was named, or a wrong part of it', async () => {
    const other = Buffer.from(bytes);
    other[7] = 0;
    answers = [serve(null, other)];
    expect(await faultOf(read())).toMatchObject({ verdict: 'unsure', code: 'FILE_DIFFERS' });
    answers = [serve(null, Buffer.concat([bytes, bytes]))];
    expect(await faultOf(read())).toMatchObject({ code: 'BAD_ANSWER' });
    answers = [serve(20_000), (response) => void response.writeHead(206, { 'content-range': `bytes 0-49999/50000` }).end(bytes)];
    expect(await faultOf(read())).toMatchObject({ code: 'BAD_ANSWER' });
    expect(await faultOf(read({ ...file, size: 2 ** 40 }))).toMatchObject({ verdict: 'refused', code: 'FILE_TOO_LARGE' });
  });

  it('would go on for ever with a line that brings nothing, or ask again after a refusal', async () => {
    answers = [problem(404, 'NOT_FOUND')];
    expect(await faultOf(read())).toMatchObject({ verdict: 'refused', code: 'NOT_FOUND' });
    expect(seen).toHaveLength(1);
    answers = [(response) => void response.destroy()];
    expect(await faultOf(read())).toMatchObject({ verdict: 'unsure' });
    expect(seen.length).toBeLessThan(8);
  });

  it('would not take an empty file', async () => {
    answers = [(response) => void response.writeHead(200).end()];
    const nothing = createHash('sha256').digest('hex');
    expect((await read({ sha256: nothing, size: 0 })).length).toBe(0);
  });
});
