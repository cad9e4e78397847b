import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { openTestDesk, type TestDesk } from './testDesk.testing.ts';

/** `opened` or the status of the refusal. */
function knock(desk: TestDesk, headers: Record<string, string>, path = '/events'): Promise<{ socket: WebSocket; opened: boolean; status: number }> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${desk.shell.port}${path}`, { headers });
    socket.on('open', () => resolve({ socket, opened: true, status: 101 }));
    socket.on('unexpected-response', (_, response) => resolve({ socket, opened: false, status: response.statusCode ?? 0 }));
    socket.on('error', () => undefined);
  });
}

describe('the socket of the web shell', () => {
  let desk: TestDesk;
  let cookie: string;
  beforeAll(async () => {
    desk = await openTestDesk();
    cookie = await desk.signIn();
  });
  afterAll(() => desk.close());

  it('tells every open window of an event', async () => {
    const windows = await Promise.all([knock(desk, { cookie, origin: desk.origin }), knock(desk, { cookie, origin: desk.origin })]);
    const heard = windows.map(({ socket }) => new Promise((resolve) => socket.once('message', (data: Buffer) => resolve(JSON.parse(data.toString('utf8'))))));
    desk.core.emit({ type: 'case.changed', caseId: 'c1', version: 2 });
    expect(await Promise.all(heard)).toEqual([{ type: 'case.changed', caseId: 'c1', version: 2 }, { type: 'case.changed', caseId: 'c1', version: 2 }]);
    windows.forEach(({ socket }) => socket.close());
  });

  it('is closed to an upgrade without a cookie', async () => {
    expect(await knock(desk, { origin: desk.origin })).toMatchObject({ opened: false, status: 401 });
  });

  it('is closed to a foreign page that has the cookie (cross-site WebSocket)', async () => {
    expect(await knock(desk, { cookie, origin: 'http://evil.example' })).toMatchObject({ opened: false, status: 403 });
    expect(await knock(desk, { cookie })).toMatchObject({ opened: false, status: 403 });
    expect(await knock(desk, { cookie, authorization: 'Bearer x', origin: 'null' })).toMatchObject({ opened: false, status: 403 });
  });

  it('is closed to a foreign name (DNS rebinding)', async () => {
    expect(await knock(desk, { cookie, host: 'evil.example', origin: 'http://evil.example' })).toMatchObject({ opened: false, status: 421 });
  });

  it('is at one address only', async () => {
    expect(await knock(desk, { cookie, origin: desk.origin }, '/api/desk.status')).toMatchObject({ opened: false, status: 404 });
  });

  it('hangs up on a window that talks', async () => {
    const { socket } = await knock(desk, { cookie, origin: desk.origin });
    const code = new Promise((resolve) => socket.once('close', resolve));
    socket.send('{}');
    expect(await code).toBe(1008);
  });

  it('hangs up on a message longer than any could be', async () => {
    const { socket } = await knock(desk, { cookie, origin: desk.origin });
    const code = new Promise((resolve) => socket.once('close', resolve));
    socket.send('x'.repeat(5_000));
    expect(await code).toBe(1009);
  });
});
