import { request as httpRequest } from 'node:http';
import { expect, test } from './fixtures/desk.ts';
import { QueuePage } from './pages/QueuePage.ts';

/** A raw request, with headers no browser would let a page set. */
function ask(origin: string, path: string, { method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> } = {}): Promise<{ status: number; location: string | undefined }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(`${origin}${path}`, { method, headers }, (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, location: response.headers.location });
    });
    request.on('error', reject);
    request.end();
  });
}

test('a window without a session gets nothing: no screen, no call, no evidence', async ({ desk }) => {
  const own = { origin: desk.origin, 'content-type': 'application/json' };
  for (const [path, method] of [['/', 'GET'], ['/api/cases.list', 'POST'], ['/evidence/x/original', 'GET'], ['/export/x', 'GET'], ['/upload/x', 'POST']] as const) {
    expect((await ask(desk.origin, path, { method, headers: method === 'POST' ? own : {} })).status, path).toBe(401);
  }
});

test('a start link lets in once', async ({ desk }) => {
  const link = new URL(await desk.newLink());
  expect((await ask(desk.origin, link.pathname)).status).toBe(303);
  expect((await ask(desk.origin, link.pathname)).status).toBe(401);
});

test('a foreign name for this machine and a foreign page are refused, even with a session', async ({ desk }) => {
  const page = await desk.open({ name: 'Dana', role: 'mediator' });
  const [cookie] = await page.context().cookies();
  if (!cookie) throw new Error('There is no session cookie.');
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
  const session = { cookie: `${cookie.name}=${cookie.value}`, 'content-type': 'application/json' };
  const call = (headers: Record<string, string>) => ask(desk.origin, '/api/desk.status', { method: 'POST', headers: { ...session, ...headers } });
  expect((await call({ origin: desk.origin })).status, 'the desk itself').toBe(200);
  expect((await call({ origin: 'https://example.com' })).status, 'another site').toBe(403);
  expect((await call({})).status, 'a form or script that names no origin').toBe(403);
  expect((await call({ origin: desk.origin, 'sec-fetch-site': 'cross-site' })).status, 'cross-site by the browser’s own word').toBe(403);
  expect((await call({ origin: 'http://desk.example:80', host: 'desk.example' })).status, 'a rebound name').toBe(421);
});

test('the screens run under a strict policy and ask nobody but the desk', async ({ desk }) => {
  const page = await desk.open({ name: 'Dana', role: 'mediator' });
  const response = await page.goto(`${desk.origin}/`);
  const policy = response?.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'");
  // Style attributes are the one thing allowed inline; no script and no style sheet may be.
  expect(policy.split('; ')).toEqual(expect.arrayContaining(["script-src 'self'", "style-src 'self'", "form-action 'none'", "base-uri 'none'"]));
  expect(policy).not.toMatch(/unsafe-eval|https?:|\*/);
  expect(response?.headers()['x-content-type-options']).toBe('nosniff');

  const open = await new QueuePage(page).nextCase();
  await open.openEveryExhibit();
  for (const screen of ['Cases', 'Decisions', 'Imports', 'Activity', 'Settings']) {
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: screen }).click();
    await expect(page.getByRole('heading', { level: 1, name: screen })).toBeAttached();
  }
  expect(desk.trouble.requested.length).toBeGreaterThan(20);
  expect(desk.trouble.seen).toEqual([]);
});
