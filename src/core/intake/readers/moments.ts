import { DateTime } from 'luxon';
import type { JsonValue } from '../parseJson.ts';

/** A moment as ISO 8601 in UTC, and whether its zone had to be assumed. */
export type Moment = { iso: string; isZoneAssumed: boolean };

/** The longest text that can be a moment. */
const longestMoment = 64;
/** Earliest and latest year a dispute can speak of; beyond it the number was no time. */
const years = { first: 1970, last: 2199 } as const;

/**
 * Reads a moment in any form the sources use: ISO 8601, `2024-10-28 04:23:19`, `20151118045546000-0800`, unix seconds or milliseconds.
 * `zone` is the IANA zone to assume when the text names none. Null when it is no moment.
 */
export function readMoment(value: JsonValue | undefined, zone = 'utc'): Moment | null {
  if (typeof value !== 'number' && typeof value !== 'string') return null;
  const text = String(value).trim();
  // No moment is this long; a text of blanks would send the patterns below back and forth for minutes (ReDoS).
  if (text.length > longestMoment) return null;
  if (/^\d{9,11}$/.test(text)) return moment(DateTime.fromSeconds(Number(text), { zone: 'utc' }), false);
  if (/^\d{12,14}$/.test(text) && typeof value === 'number') return moment(DateTime.fromMillis(value, { zone: 'utc' }), false);
  const compact = /^(\d{14})(\d{3})?([-+]\d{4})?$/.exec(text);
  if (compact) {
    const [, clock = '', millis = '000', offset] = compact;
    const format = `yyyyMMddHHmmssSSS${offset ? 'ZZZ' : ''}`;
    return moment(DateTime.fromFormat(clock + millis + (offset ?? ''), format, { zone }), !offset);
  }
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return null;
  const isZoned = /(?:Z|[-+]\d{2}:?\d{2})$/i.test(text.slice(10));
  return moment(DateTime.fromISO(text.replace(/^(\d{4}-\d{2}-\d{2}) +/, '$1T').replace(/ +(?=[-+Z])/i, ''), { zone }), !isZoned);
}

function moment(time: DateTime, isZoneAssumed: boolean): Moment | null {
  const utc = time.toUTC();
  const iso = utc.isValid && utc.year >= years.first && utc.year <= years.last ? utc.toISO() : null;
  return iso === null ? null : { iso, isZoneAssumed };
}

/** Oldest first; what has no time keeps its place after the one before it. Sources list newest first as often as not. */
export function byTime<Row>(rows: readonly Row[], timeOf: (row: Row) => string | null | undefined): Row[] {
  let last = Number.NEGATIVE_INFINITY;
  return rows
    .map((row) => {
      const iso = timeOf(row);
      if (iso) last = Date.parse(iso);
      return { row, at: last };
    })
    .toSorted((a, b) => (a.at === b.at ? 0 : a.at - b.at))
    .map(({ row }) => row);
}
