import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { hookPath } from '../contract/hookPath.ts';
import type { Core } from '../core/core.ts';
import { answerFile, fileTargetOf } from '../shell/fileAnswer.ts';
import { sendFile, sendJson, sendRefusal, sendSentence, setCommonHeaders } from './answers.ts';
import { BodyTooLarge, limitedBody, readBody } from './body.ts';
import type { Door } from './door.ts';
import type { Hooks } from './hooks.ts';
import { refusalOf } from './origin.ts';
import type { Pages } from './pages.ts';
import { sessionCookie, sessionOf } from './session.ts';

/** What the handler works with; `port` is known once the server listens. */
export type WebDesk = { core: Core; door: Door; pages: Pages; hooks: Hooks; port(): number };

/** A call is a few hundred bytes; reasons and notes are the longest of it. */
const mostCallBytes = 2 * 1024 * 1024;
/** As much as a bundle may hold (trust.md: budgets). */
const mostUploadBytes = 4 * 1024 ** 3;
const noSession = 'This window has no session. Open the desk by its start link; `npm start` prints a new one.';

/** Answers every request of the web shell: check where it comes from, who it is, then the route. */
export function createHandler(desk: WebDesk): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    try {
      setCommonHeaders(response);
      await route(desk, request, response);
    } catch (error) {
      if (response.headersSent) return void response.destroy();
      if (error instanceof BodyTooLarge) return refuseBody(response);
      process.stderr.write(`mediation desk: unforeseen fault in the web shell: ${error instanceof Error ? (error.stack ?? error.name) : String(error)}\n`);
      sendJson(response, 500, { ok: false, error: { code: 'INTERNAL', message: 'The desk failed at this step. Nothing of it was kept; the reason is in its log.' } });
    }
  };
}

async function route(desk: WebDesk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = 'GET', headers } = request;
  const port = desk.port();
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  if (path === hookPath) return desk.hooks(request, response, port);
  const refusal = refusalOf(method, headers, port);
  if (refusal) return sendRefusal(response, refusal.status, 'NOT_PERMITTED', refusal.words);
  const [place = '', ...rest] = path.slice(1).split('/');
  if (place === 'session') return giveLink(desk, request, response, rest);
  if (place === 'open') return letIn(desk, request, response, rest);

  const sessionId = sessionOf(headers, port, desk.door);
  const isRead = method === 'GET' || method === 'HEAD';
  if (!sessionId) {
    const isPage = isRead && (headers.accept ?? '').includes('text/html');
    return isPage ? sendSentence(response, 401, noSession) : sendRefusal(response, 401, 'NOT_SIGNED_IN', noSession);
  }
  const target = fileTargetOf([place, ...rest]);
  if (target && isRead) return sendFile(response, await answerFile(desk.core, { sessionId }, target, { range: headers.range, method, ancestor: "'self'" }));
  if (place === 'api' && method === 'POST') return call(desk.core, request, response, rest.join('/'), sessionId);
  if (place === 'upload' && method === 'POST') return upload(desk.core, request, response, rest.join('/'), sessionId);
  if (['api', 'upload', 'evidence', 'export', 'letter', 'report', 'events'].includes(place)) return sendRefusal(response, 404, 'NOT_FOUND', 'The desk has nothing at this address.');
  if (isRead) return desk.pages(request, response, path, port);
  sendRefusal(response, 405, 'BAD_INPUT', 'This address can only be read.');
}

/** `POST /session/link`: the holder of the token gets another one-time link. */
function giveLink({ door, port }: WebDesk, request: IncomingMessage, response: ServerResponse, rest: string[]): void {
  if (rest.join('/') !== 'link' || request.method !== 'POST') return sendRefusal(response, 404, 'NOT_FOUND', 'The desk has nothing at this address.');
  if (door.isShut()) return sendRefusal(response, 429, 'NOT_PERMITTED', 'Too many wrong attempts. Try again in a minute.');
  const given = /^Bearer ([0-9a-f]+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
  if (!door.isToken(given)) return sendRefusal(response, 401, 'NOT_SIGNED_IN', 'That is not the token of this desk.');
  sendJson(response, 200, { url: linkOf(port(), door) });
}

/** A new one-time link to this desk. */
export function linkOf(port: number, door: Door): string {
  return `http://127.0.0.1:${port}/open/${door.newCode()}`;
}

/** `GET /open/<code>`: a one-time link becomes a session. */
function letIn({ door, port }: WebDesk, request: IncomingMessage, response: ServerResponse, [code = '']: string[]): void {
  if (request.method !== 'GET') return sendRefusal(response, 405, 'BAD_INPUT', 'A start link is opened in a browser.');
  // A browser that only fetches ahead must not use the link up.
  if (/prefetch/.test(`${request.headers['sec-purpose'] ?? ''}${request.headers['purpose'] ?? ''}`)) return sendSentence(response, 503, 'A start link is not fetched ahead.');
  if (door.isShut()) return sendSentence(response, 429, 'Too many wrong links were tried. Try again in a minute.');
  const secret = door.redeem(code);
  if (!secret) return sendSentence(response, 401, 'This start link was used already or is too old. Run <code>npm start</code> again: it prints a new one, also beside a running desk.');
  response.writeHead(303, { location: '/', 'set-cookie': sessionCookie(port(), secret) }).end();
}

/** `POST /api/<method>`: JSON in, Reply out. What the core answers is always 200; other codes are refusals of this shell. */
async function call(core: Core, request: IncomingMessage, response: ServerResponse, method: string, sessionId: string): Promise<void> {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) return sendRefusal(response, 415, 'BAD_INPUT', 'A call is JSON.');
  const body = await readBody(request, mostCallBytes);
  let input: unknown;
  try {
    input = body.length === 0 ? {} : JSON.parse(body.toString('utf8'));
  } catch {
    return sendRefusal(response, 400, 'BAD_INPUT', 'The call is not readable JSON. Nothing was changed.');
  }
  sendJson(response, 200, await core.handle(method, input, { sessionId }));
}

/** `POST /upload/<batchId>`: one file of a batch; its relative path is percent-encoded in `x-path`. */
async function upload(core: Core, request: IncomingMessage, response: ServerResponse, batchId: string, sessionId: string): Promise<void> {
  const path = decodedPath(request.headers['x-path']);
  if (path === null) return sendRefusal(response, 400, 'BAD_INPUT', 'An upload names its file in the header x-path, percent-encoded.');
  let isTooLarge = false;
  const body = limitedBody(request, mostUploadBytes);
  const stream = Readable.from(watch(body, () => (isTooLarge = true)), { objectMode: false });
  const reply = await core.receive(batchId, path, Readable.toWeb(stream) as ReadableStream<Uint8Array>, { sessionId });
  if (isTooLarge) return refuseBody(response);
  sendJson(response, reply.ok ? 200 : 400, reply);
}

async function* watch(body: AsyncIterable<Buffer>, onTooLarge: () => void): AsyncGenerator<Buffer, void, void> {
  try {
    yield* body;
  } catch (error) {
    if (error instanceof BodyTooLarge) onTooLarge();
    throw error;
  }
}

function decodedPath(header: string | string[] | undefined): string | null {
  if (typeof header !== 'string' || header.length > 10_000) return null;
  try {
    return decodeURIComponent(header);
  } catch {
    return null; // Not percent-encoded text.
  }
}

/** The rest of the body is not read, so the connection cannot be used again. */
function refuseBody(response: ServerResponse): void {
  response.setHeader('connection', 'close');
  sendRefusal(response, 413, 'BAD_INPUT', 'That is more than the desk takes at once. Nothing of it was kept.');
}
