import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFakeCore, type FakeCore } from '../testing/fakeCore.ts';
import { tempFolder } from '../testing/tempFolder.ts';
import { createProtocolHandler } from './deskProtocol.ts';

describe('the desk:// protocol', () => {
  let folder: Awaited<ReturnType<typeof tempFolder>>;
  let core: FakeCore;
  let answer: (url: string, init?: { method?: string; range?: string }) => Promise<Response>;

  beforeAll(async () => {
    folder = await tempFolder();
    const pageDir = join(folder.path, 'pages');
    await mkdir(pageDir);
    await writeFile(join(pageDir, 'index.html'), 'the screens');
    await writeFile(join(pageDir, 'pdf-frame.html'), '<!doctype html><script>draw()</script>');
    await writeFile(join(folder.path, 'secret.json'), 'secret');
    core = createFakeCore();
    const handler = createProtocolHandler({ core, caller: { sessionId: 's1' }, pageDir });
    // A Request of its own kind: the one of Node would already have resolved the dots of a path.
    answer = (url, { method = 'GET', range } = {}) => handler({ url, method, headers: new Headers(range ? { range } : {}) } as Request);
  });
  afterAll(() => folder.remove());

  it('gives the screens with the policy that lets nothing foreign in', async () => {
    const response = await answer('desk://app/index.html');
    expect([response.status, await response.text()]).toEqual([200, 'the screens']);
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self';.*img-src 'self' desk:\/\/evidence blob: data:/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('never gives a file outside of the screens', async () => {
    for (const path of ['../secret.json', '..%2fsecret.json', '%2e%2e/secret.json', '..\\secret.json', '%5c..%5csecret.json', '/etc/passwd', '//secret.json', 'C:/secret.json', '%00/secret.json']) {
      const response = await answer(`desk://app/${path}`);
      expect([path, response.status === 404 || (await response.text()) === 'the screens']).toEqual([path, true]);
    }
  });

  it('has no other host, port or name', async () => {
    for (const url of ['desk://other/index.html', 'desk://app.evil.example/', 'desk://app:80/index.html', 'desk://user@app/index.html', 'desk://evidence/', 'desk://key/']) {
      expect([url, (await answer(url)).status]).toEqual([url, 404]);
    }
  });

  it('takes no request that changes', async () => {
    for (const method of ['POST', 'PUT', 'DELETE']) expect((await answer('desk://app/index.html', { method })).status).toBe(405);
  });

  it('gives evidence in ranges with the session of the desk, inert, and to its own screens only', async () => {
    const response = await answer('desk://evidence/e1/original', { range: 'bytes=2-4' });
    expect([response.status, await response.text(), response.headers.get('content-range')]).toEqual([206, '234', 'bytes 2-4/10']);
    expect(response.headers.get('access-control-allow-origin')).toBe('desk://app');
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
    expect(core.files.at(-1)).toMatchObject({ kind: 'evidence', evidenceId: 'e1', variant: 'original', caller: { sessionId: 's1' } });
  });

  it('lets the desk alone frame the page of a mail and what draws PDFs, each closed in an origin of its own', async () => {
    const mail = await answer('desk://evidence/e1/page');
    expect(mail.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors desk://app");
    const frame = (await answer('desk://app/pdf-frame.html')).headers.get('content-security-policy') ?? '';
    expect(frame).toMatch(/^sandbox allow-scripts; default-src 'none'; script-src 'sha256-[\w+/]+=*' 'wasm-unsafe-eval';.*frame-ancestors desk:\/\/app$/);
    expect(frame).not.toMatch(/connect-src|'unsafe-eval'|allow-same-origin/);
    expect((await answer('desk://app/index.html')).headers.get('content-security-policy')).toMatch(/frame-src 'self' desk:\/\/evidence;.*frame-ancestors 'none'/);
  });

  it('gives an export as a file to save', async () => {
    expect((await answer('desk://export/c1')).headers.get('content-disposition')).toMatch(/^attachment/);
    expect((await answer('desk://report/r1')).status).toBe(200);
    expect(core.files.at(-1)).toMatchObject({ kind: 'report', reportId: 'r1', caller: { sessionId: 's1' } });
    for (const odd of ['desk://report/', 'desk://report/r1/x', 'desk://report/..%2fr1']) expect([odd, (await answer(odd)).status]).toEqual([odd, 404]);
  });
});
