import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const cookieName = 'desk';
const codeMs = 10 * 60_000;
const mostCodes = 20;

/** Who may come in: one-time codes, and the sessions they became. */
export type Sessions = {
  /** The secret of the token file; whoever reads that file may ask for another link. */
  token: string;
  isToken(given: string | undefined): boolean;
  /** A code that opens one session, once, for ten minutes. */
  newCode(): string;
  /** The cookie for a code; null when it was used, is too old or never was. */
  redeem(code: string): string | null;
  /** The session a request belongs to; null when it has none. */
  sessionOf(request: IncomingMessage): string | null;
};

export function createSessions(now: () => number = Date.now): Sessions {
  const token = randomBytes(32).toString('base64url');
  const codes = new Map<string, number>();
  const sessions = new Set<string>();
  return {
    token,
    isToken: (given) => given !== undefined && isSame(given, `Bearer ${token}`),
    newCode: () => {
      const code = randomBytes(32).toString('base64url');
      codes.set(code, now() + codeMs);
      for (const old of [...codes.keys()].slice(0, -mostCodes)) codes.delete(old);
      return code;
    },
    redeem: (code) => {
      const known = [...codes].find(([one]) => isSame(one, code));
      if (!known || known[1] < now()) return null;
      codes.delete(known[0]);
      const sessionId = randomBytes(32).toString('base64url');
      sessions.add(sessionId);
      return `${cookieName}=${sessionId}; HttpOnly; SameSite=Strict; Path=/`;
    },
    sessionOf: (request) => {
      const given = /(?:^|;\s*)desk=([\w-]{43})(?:;|$)/.exec(request.headers.cookie ?? '')?.[1];
      return given !== undefined && sessions.has(given) ? given : null;
    },
  };
}

/** Compares in constant time, so that a secret cannot be guessed letter by letter. */
function isSame(one: string, other: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(one), hash(other));
}
