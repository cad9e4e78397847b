import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDesk, type TestDesk } from './testDesk.testing.ts';
import { linkToRunning, readTokenFile } from './tokenFile.ts';

describe('the web shell', () => {
  let desk: TestDesk;
  let cookie: string;
  const call = (headers: Record<string, string>, body = '{}') =>
    desk.ask({ method: 'POST', path: '/api/desk.status', headers: { 'content-type': 'application/json', cookie, origin: desk.origin, ...headers }, body });

  beforeAll(async () => {
    desk = await openTestDesk();
    cookie = await desk.signIn();
  });
  afterAll(() => desk.close());

  describe('calls', () => {
    it('go to the core with the session as the caller, and never with its secret', async () => {
      const got = await call({}, '{"a":1}');
      expect(got.status).toBe(200);
      expect(JSON.parse(got.text)).toEqual({ ok: true, value: { a: 1 } });
      const last = desk.core.calls.at(-1);
      expect(last).toMatchObject({ method: 'desk.status', input: { a: 1 } });
      expect(cookie).not.toContain(last?.sessionId);
    });

    it('without a cookie are refused before the core hears of them', async () => {
      const before = desk.core.calls.length;
      expect((await call({ cookie: '' })).status).toBe(401);
      expect((await call({ cookie: `desk_${desk.shell.port}=${'0'.repeat(64)}` })).status).toBe(401);
      expect(desk.core.calls).toHaveLength(before);
    });

    it('are heard although another program of this machine put a cookie of the same name in front (cookie tossing)', async () => {
      expect((await call({ cookie: `desk_${desk.shell.port}=; desk_${desk.shell.port}=${'0'.repeat(64)}; ${cookie}` })).status).toBe(200);
    });

    it('of a foreign name that was pointed at 127.0.0.1 are refused (DNS rebinding)', async () => {
      for (const host of ['evil.example', `evil.example:${desk.shell.port}`, '127.0.0.1', '127.0.0.1:1', `127.0.0.1.evil.example:${desk.shell.port}`]) {
        expect([host, (await call({ host, origin: `http://${host}` })).status]).toEqual([host, 421]);
      }
    });

    it('of a foreign page are refused although the browser sends the cookie (CSRF)', async () => {
      for (const origin of ['http://evil.example', 'null', `https://127.0.0.1:${desk.shell.port}`, `http://127.0.0.1:${desk.shell.port + 1}`, 'http://localhost']) {
        expect([origin, (await call({ origin })).status]).toEqual([origin, 403]);
      }
      expect((await call({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
      expect((await call({ 'sec-fetch-site': 'same-site' })).status).toBe(403);
    });

    it('that do not say where they come from are refused (a form of an old browser)', async () => {
      const got = await desk.ask({ method: 'POST', path: '/api/desk.status', headers: { cookie, 'content-type': 'application/json' }, body: '{}' });
      expect(got.status).toBe(403);
    });

    it('that a foreign form could send are refused: only JSON is a call', async () => {
      expect((await call({ 'content-type': 'text/plain' })).status).toBe(415);
      expect((await call({ 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415);
    });

    it('longer than 2 MiB are cut off, said or unsaid', async () => {
      const body = Buffer.alloc(2 * 1024 * 1024 + 1, 0x20);
      expect((await call({ 'content-length': String(body.length) }, body.toString())).status).toBe(413);
      expect((await call({ 'transfer-encoding': 'chunked' }, body.toString())).status).toBe(413);
    });

    it('that are no JSON get words, not a broken connection', async () => {
      const got = await call({}, '{"a":');
      expect(got.status).toBe(400);
      expect(JSON.parse(got.text)).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
    });

    it('never carry a header that lets another origin read the answer', async () => {
      const got = await call({});
      expect(Object.keys(got.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      expect((await desk.ask({ method: 'OPTIONS', path: '/api/desk.status', headers: { origin: 'http://evil.example' } })).status).toBe(403);
    });
  });

  describe('the one-time link', () => {
    it('works once: a link from a history or a log is worth nothing', async () => {
      const path = new URL(desk.shell.newLink()).pathname;
      const first = await desk.ask({ path });
      expect([first.status, first.headers.location]).toEqual([303, '/']);
      const set = String(first.headers['set-cookie']?.[0]);
      expect(set).toMatch(/; HttpOnly/);
      expect(set).toMatch(/; SameSite=Strict/);
      const again = await desk.ask({ path });
      expect([again.status, again.headers['set-cookie']]).toEqual([401, undefined]);
    });

    it('is not used up by a browser that fetches ahead', async () => {
      const path = new URL(desk.shell.newLink()).pathname;
      expect((await desk.ask({ path, headers: { 'sec-purpose': 'prefetch;prerender' } })).status).toBe(503);
      expect((await desk.ask({ path })).status).toBe(303);
    });

    it('gives every browser a session of its own', async () => {
      expect(await desk.signIn()).not.toBe(await desk.signIn());
    });

    it('comes from a running desk for the owner of the machine, who can read the token file', async () => {
      expect(statSync(join(desk.dataDir, 'web-token')).mode & 0o777).toBe(0o600);
      expect(readTokenFile(desk.dataDir)).toMatchObject({ port: desk.shell.port, pid: process.pid });
      const link = await linkToRunning(desk.dataDir);
      expect((await desk.ask({ path: new URL(link ?? '').pathname })).status).toBe(303);
    });

    it('is not given for another token, nor to a page that has only its cookie', async () => {
      const ask = (headers: Record<string, string>) => desk.ask({ method: 'POST', path: '/session/link', headers });
      expect((await ask({ authorization: `Bearer ${'0'.repeat(64)}` })).status).toBe(401);
      expect((await ask({ cookie, origin: desk.origin })).status).toBe(401);
      expect((await ask({ authorization: `Bearer ${readTokenFile(desk.dataDir)?.token}`, origin: 'http://evil.example' })).status).toBe(403);
    });
  });

  describe('files', () => {
    const evidence = (headers: Record<string, string> = {}, path = '/evidence/e1/original', method = 'GET') => desk.ask({ method, path, headers: { cookie, ...headers } });

    it('come in ranges, so that a video can be wound forward', async () => {
      expect(await evidence({ range: 'bytes=2-4' })).toMatchObject({ status: 206, text: '234', headers: { 'content-range': 'bytes 2-4/10', 'content-length': '3' } });
      expect(await evidence({ range: 'bytes=8-' })).toMatchObject({ status: 206, text: '89' });
      expect(await evidence({ range: 'bytes=8-400' })).toMatchObject({ status: 206, text: '89', headers: { 'content-range': 'bytes 8-9/10' } });
      expect(await evidence({ range: 'bytes=-3' })).toMatchObject({ status: 206, text: '789' });
      expect(await evidence({ range: 'bytes=-300' })).toMatchObject({ status: 206, text: '0123456789' });
    });

    it('say 416 with the size for a range outside, instead of failing', async () => {
      expect(await evidence({ range: 'bytes=10-' })).toMatchObject({ status: 416, headers: { 'content-range': 'bytes */10' } });
      expect(await evidence({ range: 'bytes=-0' })).toMatchObject({ status: 416 });
    });

    it('come whole for a range that cannot be read or has several parts', async () => {
      for (const range of ['bytes=4-2', 'bytes=-', 'lines=1-2', 'bytes=0-1,3-4']) {
        expect([range, (await evidence({ range })).status]).toEqual([range, 200]);
      }
    });

    it('named by a stranger cannot add a header', async () => {
      const { headers } = await evidence();
      expect(headers['x-evil']).toBeUndefined();
      expect(headers['content-disposition']).toBe(`inline; filename="box _front___X-Evil_ 1 _.jpg"; filename*=UTF-8''box%20_front___X-Evil_%201%20%C3%A9.jpg`);
    });

    it('are inert when opened by themselves and are not kept by the browser', async () => {
      const { headers } = await evidence();
      expect(headers['content-security-policy']).toContain('sandbox');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['cache-control']).toContain('no-store');
    });

    it('may not be framed by anybody, but the page of a mail by the desk, in an origin of its own', async () => {
      const original = (await evidence()).headers;
      expect([original['x-frame-options'], original['content-security-policy']]).toEqual(['DENY', expect.stringContaining("frame-ancestors 'none'")]);
      const mail = (await evidence({}, '/evidence/e1/page')).headers;
      expect(mail['x-frame-options']).toBe('SAMEORIGIN');
      expect(mail['content-security-policy']).toBe("sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'");
      expect([mail['x-content-type-options'], mail['cross-origin-resource-policy']]).toEqual(['nosniff', 'same-origin']);
    });

    it('answer HEAD without the bytes', async () => {
      expect(await evidence({}, '/evidence/e1/original', 'HEAD')).toMatchObject({ status: 200, text: '', headers: { 'content-length': '10' } });
      expect(await evidence({ range: 'bytes=2-4' }, '/evidence/e1/original', 'HEAD')).toMatchObject({ status: 200, text: '', headers: { 'content-length': '10' } });
    });

    it('that are not there, or variants nobody knows, give 404', async () => {
      expect((await evidence({}, '/evidence/absent/preview')).status).toBe(404);
      expect((await evidence({}, '/evidence/e1/raw')).status).toBe(404);
      expect((await evidence({}, '/evidence/e1%2f..%2fx/original')).status).toBe(404);
    });

    it('need a session', async () => {
      const before = desk.core.files.length;
      expect((await desk.ask({ path: '/evidence/e1/original' })).status).toBe(401);
      expect((await desk.ask({ path: '/export/c1' })).status).toBe(401);
      expect((await desk.ask({ path: '/report/r1' })).status).toBe(401);
      expect(desk.core.files).toHaveLength(before);
    });

    it('of an export are saved, never shown', async () => {
      expect((await evidence({}, '/export/c1')).headers['content-disposition']).toMatch(/^attachment; filename="C-20001.zip"/);
    });
  });

  describe('uploads', () => {
    const upload = (path: string, body: string, headers: Record<string, string> = {}) =>
      desk.ask({ method: 'POST', path: '/upload/b1', headers: { cookie, origin: desk.origin, 'x-path': path, ...headers }, body });

    it('reach the core under their decoded name', async () => {
      expect(await upload(encodeURIComponent('claim/Büro 1.json'), '{}')).toMatchObject({ status: 200 });
      expect(desk.core.received.at(-1)).toMatchObject({ batchId: 'b1', path: 'claim/Büro 1.json' });
    });

    it('without a name, or with one that cannot be decoded, are refused', async () => {
      expect((await upload('%E0%A4%A', 'x')).status).toBe(400);
      expect((await desk.ask({ method: 'POST', path: '/upload/b1', headers: { cookie, origin: desk.origin }, body: 'x' })).status).toBe(400);
    });

    it('that announce more than 4 GiB are refused at once', async () => {
      expect((await upload('big.zip', '', { 'content-length': String(4 * 1024 ** 3 + 1) })).status).toBe(413);
    });
  });

  describe('the screens', () => {
    const page = (path: string) => desk.ask({ path, headers: { cookie, accept: 'text/html' } });

    it('come with a policy that lets nothing foreign in', async () => {
      const { status, headers, text } = await page('/');
      expect([status, text]).toEqual([200, '<!doctype html><p>the screens</p>']);
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
      expect(headers['content-security-policy']).not.toMatch(/unsafe-eval|script-src[^;]*unsafe/);
      expect(headers['cross-origin-opener-policy']).toBe('same-origin');
      expect(headers['x-frame-options']).toBe('DENY');
    });

    it('tell a person without a session in words what to do', async () => {
      const got = await desk.ask({ path: '/', headers: { accept: 'text/html' } });
      expect([got.status, got.headers['content-type']]).toEqual([401, 'text/html; charset=utf-8']);
      expect(got.text).toContain('start link');
    });

    it('are one page for every address without an ending', async () => {
      expect((await page('/queue/x')).text).toContain('the screens');
    });

    it('never give a file outside of their folder, however the path is written', async () => {
      const paths = ['/../secret.json', '/..%2fsecret.json', '/%2e%2e/secret.json', '/%2e%2e%2fsecret.json', '/%252e%252e%252fsecret.json', '/..%5csecret.json', '/..\\secret.json',
        '//secret.json', '/assets/../../secret.json', '/link.json', '/%00secret.json', '/C:/secret.json', '/.git/config', '/assets/..;/secret.json', '/%c0%ae%c0%ae/secret.json'];
      for (const path of paths) {
        const got = await page(path);
        expect([path, got.status, got.text.includes('secret":true')]).toEqual([path, 404, false]);
      }
    });

    it('let what draws PDFs run its one script in an origin of its own, and ask for nothing', async () => {
      const { headers } = await page('/pdf-frame.html');
      expect(headers['content-security-policy']).toMatch(/^sandbox allow-scripts; default-src 'none'; script-src 'sha256-[\w+/]+=*' 'wasm-unsafe-eval'; img-src blob: data:; font-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'$/);
      // Written another way it is a page as any other, whose policy runs no script of a document.
      expect((await page('/pdf%2dframe.html')).headers['content-security-policy']).toContain("script-src 'self'");
      expect((await page('/')).headers['content-security-policy']).toMatch(/frame-src 'self';.*frame-ancestors 'none'/);
    });

    it('let the browser keep only what carries its hash', async () => {
      expect((await page('/assets/index-abc.js')).headers['cache-control']).toContain('immutable');
      expect((await page('/')).headers['cache-control']).toBe('no-store');
    });
  });
});

describe('the door of the web shell', () => {
  it('shuts after many wrong codes, so that guessing has no rate', async () => {
    const desk = await openTestDesk();
    try {
      for (let count = 0; count < 20; count += 1) expect((await desk.ask({ path: '/open/nothing' })).status).toBe(401);
      expect((await desk.ask({ path: '/open/nothing' })).status).toBe(429);
      expect((await desk.ask({ path: new URL(desk.shell.newLink()).pathname })).status).toBe(429);
    } finally {
      await desk.close();
    }
  });
});
