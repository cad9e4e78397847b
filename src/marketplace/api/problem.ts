import type { Problem } from '../../marketplaceApi/types.gen.ts';

export type Status = 400 | 401 | 402 | 404 | 405 | 409 | 413 | 416 | 422 | 429 | 500 | 503;

/** A fault with its problem document (RFC 9457). */
export class ApiFault extends Error {
  readonly status: Status;
  readonly code: string;
  readonly headers: Record<string, string>;
  constructor(status: Status, code: string, title: string, headers: Record<string, string> = {}) {
    super(title);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** The answer of a fault. */
export function toResponse({ status, code, message, headers }: ApiFault): Response {
  const problem: Problem = { type: 'about:blank', title: message.slice(0, 500), status, code };
  return Response.json(problem, { status, headers: { ...headers, 'content-type': 'application/problem+json' } });
}
