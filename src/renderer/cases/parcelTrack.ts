import type { Parcel } from '../../contract/parcels.ts';
import { silenceMs } from './timelineRows.ts';

/** Promised against actual, in ms; positive is late. `waiting` when not delivered: how far past the promise `now` is. */
export type ParcelVerdict =
  | { is: 'on_time'; byMs: number }
  | { is: 'late'; byMs: number }
  | { is: 'waiting'; byMs: number }
  | { is: 'overdue'; byMs: number }
  | { is: 'unknown' };

type Scan = Parcel['scans'][number];
type Warning = Parcel['warnings'][number];
/** A line of the scan track: a scan with what is wrong with it, or a stretch of ms without one. */
export type TrackRow = { type: 'scan'; scan: Scan; warnings: Warning['code'][]; key: string } | { type: 'gap'; ms: number; key: string };

/** A mark on the line of a leg, at a percentage of its length; moments past `now` are promises. */
export type LineMark = { what: 'scan' | 'delivered' | 'trouble' | 'promised' | 'now'; percent: number; at: number };
/** A stretch of the line in percent; `gap` when no scan lies in it for more than three days. */
export type LineStretch = { from: number; to: number; isGap: boolean };

/** What is wrong with a scan, in a few words beside it. */
export const warningWords: Record<Warning['code'], string> = {
  before_order: 'before the order', after_delivery: 'after its delivery', two_places: 'two places at once', dates_differ: 'the source says another day', delivered_abroad: 'not the buyer’s country',
};

/** Whether the parcel kept its promise. */
export function parcelVerdict(parcel: Parcel, now: number): ParcelVerdict {
  if (parcel.promisedAt === null) return { is: 'unknown' };
  if (parcel.deliveredAt !== null) {
    const byMs = parcel.deliveredAt - parcel.promisedAt;
    return { is: byMs > 0 ? 'late' : 'on_time', byMs: Math.abs(byMs) };
  }
  const byMs = now - parcel.promisedAt;
  return { is: byMs > 0 ? 'overdue' : 'waiting', byMs: Math.abs(byMs) };
}

/** Scans oldest first with a gap line wherever more than three days passed; scans without a time stay where the source put them. */
export function trackRows(parcel: Pick<Parcel, 'scans' | 'warnings'>): TrackRow[] {
  let lastAt = Number.NEGATIVE_INFINITY;
  const ordered = parcel.scans
    .map((scan, place) => ({ scan, place, at: (lastAt = scan.at ?? lastAt) }))
    .sort((a, b) => (a.at === b.at ? 0 : a.at - b.at));
  const rows: TrackRow[] = [];
  let before: number | null = null;
  for (const { scan, place } of ordered) {
    if (scan.at !== null && before !== null && scan.at - before > silenceMs) rows.push({ type: 'gap', ms: scan.at - before, key: `gap${place}` });
    rows.push({ type: 'scan', scan, warnings: parcel.warnings.filter((warning) => warning.scan === place).map((warning) => warning.code), key: `scan${place}` });
    before = scan.at ?? before;
  }
  return rows;
}

/** The leg as a line from its first to its last moment, with the promise and, while it is on its way, the present; null with fewer than two moments. */
export function legLine(parcel: Parcel, now: number): { marks: LineMark[]; stretches: LineStretch[]; from: number; to: number } | null {
  const scans = parcel.scans.filter((scan) => scan.at !== null).sort((a, b) => a.at! - b.at!);
  const isOver = parcel.deliveredAt !== null || scans.some((scan) => scan.status === 'delivered');
  const moments = [parcel.shippedAt, parcel.promisedAt, parcel.deliveredAt, isOver ? null : now, ...scans.map((scan) => scan.at)].filter((at) => at !== null);
  const [from, to] = [Math.min(...moments), Math.max(...moments)];
  if (moments.length < 2 || from === to) return null;
  const percent = (at: number): number => ((at - from) / (to - from)) * 100;
  const trouble = new Set(['failed_attempt', 'lost', 'returned']);
  const wrong = new Set(parcel.warnings.map((warning) => warning.scan));
  const marks: LineMark[] = scans.map((scan) => ({
    what: trouble.has(scan.status) || wrong.has(parcel.scans.indexOf(scan)) ? 'trouble' : scan.status === 'delivered' ? 'delivered' : 'scan',
    percent: percent(scan.at!), at: scan.at!,
  }));
  if (parcel.deliveredAt !== null && !scans.some((scan) => scan.status === 'delivered')) marks.push({ what: 'delivered', percent: percent(parcel.deliveredAt), at: parcel.deliveredAt });
  if (parcel.promisedAt !== null) marks.push({ what: 'promised', percent: percent(parcel.promisedAt), at: parcel.promisedAt });
  if (!isOver) marks.push({ what: 'now', percent: percent(now), at: now });
  const points = [...scans.map((scan) => scan.at!), ...(isOver ? [] : [now])];
  const stretches = points.slice(1).map((at, index) => ({ from: percent(points[index]!), to: percent(at), isGap: at - points[index]! > silenceMs }));
  return { marks, stretches, from, to };
}
