import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hookPath } from '../contract/hookPath.ts';
import { openTestDesk, type Asked, type TestDesk } from './testDesk.testing.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openTestDesk({ hooksHost: 'hooks.example.com' });
});
afterEach(() => desk.close());

const headers = { 'webhook-id': 'e-1', 'webhook-timestamp': '1', 'webhook-signature': 'v1,good', 'content-type': 'application/json' };
const ring = (change: Partial<Asked> & { headers?: object } = {}) => desk.ask({ method: 'POST', path: hookPath, body: '{"eventId":"e-1"}', ...change, headers: { ...headers, ...change.headers } });

describe('the way in for webhooks', () => {
  it('hands the body on as it came, and answers nothing but a status', async () => {
    const got = await ring();
    expect([got.status, got.text, got.headers['set-cookie']]).toEqual([204, '', undefined]);
    expect(desk.core.rings).toEqual([{ id: 'e-1', timestamp: '1', signature: 'v1,good', body: '{"eventId":"e-1"}' }]);
    expect(await ring({ headers: { 'webhook-signature': 'v1,wrong' } })).toMatchObject({ status: 401, text: '' });
    expect(await ring({ headers: { 'webhook-signature': 'v1,later' } })).toMatchObject({ status: 429, text: '' });
  });

  it('is no other method, and tells a stranger nothing', async () => {
    for (const method of ['GET', 'PUT', 'DELETE', 'OPTIONS']) expect((await ring({ method, body: '' })).status).toBe(401);
    expect(desk.core.rings).toEqual([]);
  });

  it('takes no body that is larger than any event', async () => {
    expect(await ring({ body: 'x'.repeat(256 * 1024 + 1) })).toMatchObject({ status: 413, text: '' });
    expect(desk.core.rings).toEqual([]);
  });

  it('is closed to pages, which could use its rate up', async () => {
    expect((await ring({ headers: { origin: 'http://evil.example' } })).status).toBe(401);
    expect((await ring({ headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(401);
    expect(desk.core.rings).toEqual([]);
    for (let time = 0; time < 40; time += 1) expect((await ring({ headers: { origin: 'http://evil.example' } })).status).toBe(401);
    expect((await ring()).status).toBe(204);
  });

  it('answers to the name of the proxy, and to no other foreign one', async () => {
    expect((await ring({ headers: { host: 'hooks.example.com' } })).status).toBe(204);
    expect((await ring({ headers: { host: 'HOOKS.example.com:443' } })).status).toBe(204);
    expect((await ring({ headers: { host: 'evil.example' } })).status).toBe(401);
    expect((await ring({ headers: { host: 'hooks.example.com.evil.example' } })).status).toBe(401);
  });

  it('opens no other address of the desk to the name of the proxy, not even to a session', async () => {
    const cookie = await desk.signIn();
    for (const path of ['/', '/api/desk.status', '/session/link', '/open/x', '/hooks/marketplace/', '/hooks', '/hooks/../api/desk.status']) {
      expect((await desk.ask({ method: 'POST', path, headers: { host: 'hooks.example.com', cookie, origin: 'http://hooks.example.com', 'content-type': 'application/json' }, body: '{}' })).status).toBe(421);
    }
  });

  it('needs the start option: without a name only this machine is heard', async () => {
    const plain = await openTestDesk();
    expect((await plain.ask({ method: 'POST', path: hookPath, headers: { ...headers, host: 'hooks.example.com' }, body: '{}' })).status).toBe(401);
    await plain.close();
  });

  it('asks the core no more once many were wrong, so that guessing and writing are slow', async () => {
    for (let time = 0; time < 30; time += 1) expect((await ring({ headers: { 'webhook-signature': 'v1,wrong' } })).status).toBe(401);
    const got = await ring();
    expect([got.status, got.headers['retry-after']]).toEqual([429, '60']);
    expect(desk.core.rings).toHaveLength(30);
  });
});
