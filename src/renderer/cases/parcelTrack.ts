import type { Parcel } from '../../contract/caseFile.ts';
import { silenceMs } from './timelineRows.ts';

/** Promised against actual, in ms; positive is late. `waiting` when not delivered: how far past the promise `now` is. */
export type ParcelVerdict =
  | { is: 'on_time'; byMs: number }
  | { is: 'late'; byMs: number }
  | { is: 'waiting'; byMs: number }
  | { is: 'overdue'; byMs: number }
  | { is: 'unknown' };

type Scan = Parcel['scans'][number];
/** A line of the scan track: a scan, or a stretch of ms without one. */
export type TrackRow = { type: 'scan'; scan: Scan; key: string } | { type: 'gap'; ms: number; key: string };

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
export function trackRows(scans: readonly Scan[]): TrackRow[] {
  let lastAt = Number.NEGATIVE_INFINITY;
  const ordered = scans
    .map((scan) => ({ scan, at: (lastAt = scan.at ?? lastAt) }))
    .sort((a, b) => (a.at === b.at ? 0 : a.at - b.at));
  const rows: TrackRow[] = [];
  let before: number | null = null;
  ordered.forEach(({ scan }, index) => {
    if (scan.at !== null && before !== null && scan.at - before > silenceMs) rows.push({ type: 'gap', ms: scan.at - before, key: `gap${index}` });
    rows.push({ type: 'scan', scan, key: `scan${index}` });
    before = scan.at ?? before;
  });
  return rows;
}
