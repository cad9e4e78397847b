import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import type { FileAnswer } from '../shell/fileAnswer.ts';
import { commonHeaders, contentSecurityPolicy } from '../shell/pageHeaders.ts';

/** Sets what every answer carries. Nothing here lets another origin read anything: there are no CORS headers. */
export function setCommonHeaders(response: ServerResponse): void {
  for (const [name, value] of Object.entries(commonHeaders)) response.setHeader(name, value);
  response.setHeader('cross-origin-resource-policy', 'same-origin');
  response.setHeader('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
  response.setHeader('cache-control', 'no-store');
}

/** The policy of the screens, with the socket named for browsers that do not count it to 'self'. */
export function pagePolicy(port: number): string {
  return contentSecurityPolicy({ socket: `ws://127.0.0.1:${port} ws://localhost:${port}` });
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(value));
}

/** A refusal in the shape of a Reply, so that the screens can show its words. */
export function sendRefusal(response: ServerResponse, status: number, code: 'NOT_SIGNED_IN' | 'NOT_PERMITTED' | 'NOT_FOUND' | 'BAD_INPUT', message: string): void {
  sendJson(response, status, { ok: false, error: { code, message } });
}

/** A page of one sentence for a person who came without a session. */
export function sendSentence(response: ServerResponse, status: number, sentence: string): void {
  response
    .writeHead(status, { 'content-type': 'text/html; charset=utf-8' })
    .end(`<!doctype html><html lang="en"><meta charset="utf-8"><title>Mediation Desk</title><p>${sentence}</p></html>`);
}

/** Sends a file of the core; a reader that goes away lets go of the file. */
export async function sendFile(response: ServerResponse, { status, headers, body }: FileAnswer): Promise<void> {
  response.writeHead(status, headers);
  if (body === null || typeof body === 'string') return void response.end(body ?? undefined);
  try {
    await pipeline(Readable.fromWeb(body as NodeReadableStream), response);
  } catch (error) {
    const isGone = error instanceof Error && 'code' in error && (error.code === 'ERR_STREAM_PREMATURE_CLOSE' || error.code === 'ECONNRESET' || error.code === 'EPIPE');
    if (!isGone) throw error;
  }
}
