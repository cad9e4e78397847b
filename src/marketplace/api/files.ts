import { createHash } from 'node:crypto';
import type { Marketplace } from '../marketplace.ts';
import { ApiFault } from './problem.ts';

/** Keeps bytes under their SHA-256; the same bytes twice are kept once. Inside a transaction. */
export function keepFile({ store }: Pick<Marketplace, 'store'>, bytes: Uint8Array, mediaType: string | null): { sha256: string; size: number } {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  store.run('INSERT INTO file (sha256, size, media_type, bytes) VALUES (?, ?, ?, ?) ON CONFLICT (sha256) DO NOTHING', sha256, bytes.length, mediaType, bytes);
  return { sha256, size: bytes.length };
}

/** A file or the part of it that `Range` asks for; more than one range is answered with the whole, as RFC 9110 allows. */
export function getFile({ store }: Marketplace, sha256: string, range: string | undefined): Response {
  const found = store.one<{ size: number }>('SELECT size FROM file WHERE sha256 = ?', sha256);
  if (!found) throw new ApiFault(404, 'NOT_FOUND', 'There is no such file.');
  const { size } = found;
  const part = readRange(range, size);
  const [from, until] = part ?? [0, size];
  const bytes = store.one<{ bytes: Uint8Array<ArrayBuffer> }>('SELECT substr(bytes, ?, ?) AS bytes FROM file WHERE sha256 = ?', from + 1, until - from, sha256)?.bytes ?? new Uint8Array();
  const headers: Record<string, string> = {
    // Never the kind it claims to be: a browser that is led here must not run a stranger's file.
    'content-type': 'application/octet-stream',
    'x-content-type-options': 'nosniff',
    'accept-ranges': 'bytes',
    etag: `"${sha256}"`,
    'repr-digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`,
    'content-length': String(bytes.length),
  };
  if (part) headers['content-range'] = `bytes ${from}-${until - 1}/${size}`;
  return new Response(bytes, { status: part ? 206 : 200, headers });
}

/** From (in) to (out) of one byte range; null when the whole is meant. Throws 416 when it lies outside. */
function readRange(range: string | undefined, size: number): [number, number] | null {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range ?? '');
  if (!found || (found[1] === '' && found[2] === '')) return null;
  const [, first = '', last = ''] = found;
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const until = first === '' || last === '' ? size : Math.min(size, Number(last) + 1);
  if (first !== '' && last !== '' && Number(last) < Number(first)) return null;
  if (from >= size || until <= from) throw new ApiFault(416, 'RANGE_OUTSIDE', `The file has ${size} bytes.`, { 'content-range': `bytes */${size}` });
  return [from, until];
}
