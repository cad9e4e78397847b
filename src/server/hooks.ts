import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Core } from '../core/core.ts';
import { BodyTooLarge, readBody } from './body.ts';

/** An event is a few hundred bytes. */
const mostHookBytes = 256 * 1024;
/** Webhooks of a minute, and those of them that may be wrong, before the rest has to come later. */
const mostAMinute = 600;
const mostWrongAMinute = 30;
const mostAtOnce = 16;
const minuteMs = 60_000;
/** A body that drips is let go; nothing else on this server is open to strangers. */
const bodyLimitMs = 10_000;

/** `POST /hooks/marketplace`: the only address of the desk that may be opened to the outside. */
export type Hooks = (request: IncomingMessage, response: ServerResponse, port: number) => Promise<void>;

/**
 * Makes the way in for webhooks. It stands outside the rules for windows: it knows no session, reads no cookie, gives no body back and answers
 * 204, 401, 413 or 429. `host`: a further name it is reached under, through a reverse proxy; no other address of the desk answers to that name.
 */
export function createHooks(core: Pick<Core, 'hear'>, host: string | null = null, clock: () => number = Date.now): Hooks {
  const heard = createWindow(clock);
  const wrong = createWindow(clock);
  let open = 0;

  return async (request, response, port) => {
    // Not counted: a page that asks again and again must not make the desk deaf.
    if (request.method !== 'POST' || !isAddressed(request, port, host)) return end(response, 401);
    if (heard.count() >= mostAMinute || wrong.count() >= mostWrongAMinute || open >= mostAtOnce) return end(response, 429);
    heard.add();
    open += 1;
    try {
      const status = await statusOf(request);
      if (status === 401) wrong.add();
      end(response, status);
    } finally {
      open -= 1;
    }
  };

  async function statusOf(request: IncomingMessage): Promise<204 | 401 | 413 | 429> {
    const late = setTimeout(() => request.destroy(), bodyLimitMs);
    try {
      const body = (await readBody(request, mostHookBytes)).toString('utf8');
      const answer = await core.hear({ id: headerOf(request, 'id'), timestamp: headerOf(request, 'timestamp'), signature: headerOf(request, 'signature'), body });
      return answer === 'taken' ? 204 : answer === 'refused' ? 401 : 429;
    } catch (error) {
      if (error instanceof BodyTooLarge) return 413;
      throw error;
    } finally {
      clearTimeout(late);
    }
  }
}

/** Marketplaces are no browsers: what a page sends says so itself, and is not heard (a page could use the rate up). */
function isAddressed({ headers }: IncomingMessage, port: number, hooksHost: string | null): boolean {
  if (headers.origin !== undefined || headers['sec-fetch-site'] !== undefined) return false;
  const host = (headers.host ?? '').toLowerCase();
  if (host === `127.0.0.1:${port}` || host === `localhost:${port}`) return true;
  return hooksHost !== null && host.replace(/:\d{1,5}$/, '') === hooksHost.toLowerCase();
}

function headerOf({ headers }: IncomingMessage, name: 'id' | 'timestamp' | 'signature'): string {
  const value = headers[`webhook-${name}`];
  return typeof value === 'string' ? value : '';
}

function end(response: ServerResponse, status: 204 | 401 | 413 | 429): void {
  // What is left of a body that was not read must not be taken for the next request.
  if (status === 413 || status === 429) response.setHeader('connection', 'close');
  if (status === 429) response.setHeader('retry-after', '60');
  response.writeHead(status).end();
}

/** Counts what happened within the last minute. */
function createWindow(clock: () => number): { add(): void; count(): number } {
  const times: number[] = [];
  return {
    add: () => void times.push(clock()),
    count: () => {
      const since = clock() - minuteMs;
      while (times.length > 0 && (times[0] ?? 0) <= since) times.shift();
      return times.length;
    },
  };
}
