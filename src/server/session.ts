import type { IncomingHttpHeaders } from 'node:http';
import type { Door } from './door.ts';

/** The cookie of a desk; browsers share cookies between ports, so each port has a name of its own. */
export const cookieName = (port: number) => `desk_${port}`;

/** Only sent back to this host, never by a foreign page, never readable by a script. It ends with the browser. */
export function sessionCookie(port: number, secret: string): string {
  return `${cookieName(port)}=${secret}; Path=/; HttpOnly; SameSite=Strict`;
}

/** The session behind a request's cookie, by its name for the core; null when there is none. */
export function sessionOf(headers: IncomingHttpHeaders, port: number, door: Door): string | null {
  const wanted = `${cookieName(port)}=`;
  // Each of that name is tried: another program of this machine can put its own in front, which must not lock the window out (cookie tossing).
  const given = (headers.cookie ?? '').split(/; */).filter((part) => part.startsWith(wanted));
  return given.map((part) => door.sessionOf(part.slice(wanted.length))).find((session) => session !== null) ?? null;
}
