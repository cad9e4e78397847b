import type { IncomingHttpHeaders } from 'node:http';

/** Why a request is not let in, or null. `port` is the one the web shell listens on. */
export type Refusal = { status: 403 | 421; words: string };

/**
 * Checks where a request thinks it goes and where it comes from. The Host check stops DNS rebinding (a foreign name that points
 * to 127.0.0.1); Origin and Sec-Fetch-Site stop foreign pages from using the browser's cookie (CSRF, cross-site WebSocket).
 */
export function refusalOf(method: string, headers: IncomingHttpHeaders, port: number, { isUpgrade = false } = {}): Refusal | null {
  const host = headers.host;
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) {
    return { status: 421, words: `This desk answers at 127.0.0.1:${port} only.` };
  }
  const { origin } = headers;
  if (origin !== undefined && origin !== `http://${host}`) return foreign;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return foreign;
  const changes = isUpgrade || (method !== 'GET' && method !== 'HEAD');
  // A browser always says where a change comes from. Without that word only the bearer of the token is heard, which no page can be.
  if (changes && origin === undefined && headers.authorization === undefined) return foreign;
  return null;
}

const foreign: Refusal = { status: 403, words: 'Another page may not speak for this window.' };
