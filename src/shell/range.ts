/** A wish for part of a file: from a byte on (to one, inclusive), or so many last bytes. */
export type RangeWish = { start: number; end?: number } | { last: number };

/**
 * The one byte range of a Range header (RFC 9110, 14.2). Null when the header is absent, malformed or asks for several parts:
 * a server may then send the whole.
 */
export function parseRange(header: string | null | undefined): RangeWish | null {
  const parts = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '');
  if (!parts) return null;
  const [, first = '', last = ''] = parts;
  if (first === '') return last === '' ? null : { last: Number(last) };
  if (last === '') return { start: Number(first) };
  return Number(last) < Number(first) ? null : { start: Number(first), end: Number(last) };
}
