import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { html } from 'hono/html';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zSha256 } from '../../marketplaceApi/zod.gen.ts';
import { getFile } from '../api/files.ts';
import { parse } from '../api/parse.ts';
import { ApiFault, toResponse } from '../api/problem.ts';
import { mustBear } from '../api/token.ts';
import type { Marketplace } from '../marketplace.ts';
import { views } from './views.ts';

const pages = { disputes: 'Disputes', letters: 'Letters', money: 'Money', returns: 'Returns', faults: 'Faults', events: 'Events' };
// Nothing from elsewhere, no script but the page's own: words of a dispute that reached the page as HTML could still do nothing.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src blob: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The page at `/` on which a person plays marketplace. It holds nothing by itself; its views ask for the token. */
export function servePage(market: Marketplace): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(async (context, next) => {
    await next();
    context.header('content-security-policy', policy);
    context.header('x-content-type-options', 'nosniff');
    context.header('referrer-policy', 'no-referrer');
    context.header('cache-control', 'no-store');
  });
  app.get('/', (context) => context.html(html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${market.name}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/page.css"><script type="module" src="/page.js"></script></head>
<body>
<header><h1>${market.name}</h1><nav aria-label="Views">${Object.entries(pages).map(([name, words]) => html`<a href="#${name}">${words}</a>`)}</nav><input type="search" placeholder="Search disputes" aria-label="Search disputes"></header>
<main></main><p id="said" role="status"></p><dialog></dialog>
</body>
</html>`));
  for (const [name, type] of [['page.css', 'text/css'], ['page.js', 'text/javascript']] as const) {
    app.get(`/${name}`, async (context) => context.body(await readFile(join(import.meta.dirname, 'static', name), 'utf8'), 200, { 'content-type': `${type}; charset=utf-8` }));
  }
  app.use('/view/*', async (context, next) => (mustBear(context.req.header('authorization'), market.token), await next()));
  app.get('/view/file/:sha256', (context) => getFile(market, parse(zSha256, context.req.param('sha256'), 'PATH_INVALID'), undefined));
  app.get('/view/:name/:about?', (context) => {
    const { name, about = '' } = context.req.param();
    const view = Object.hasOwn(views, name) ? views[name] : undefined;
    if (!view) throw new ApiFault(404, 'NOT_FOUND', 'There is no such view.');
    return context.html(html`${view(market, about, (context.req.query('words') ?? '').slice(0, 200))}`);
  });
  app.onError((error) => toResponse(error instanceof ApiFault ? error : new ApiFault(500, 'INTERNAL', error.message)));
  return app;
}
