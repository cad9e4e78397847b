import type { TimelineEntry } from '../../contract/caseFile.ts';

/** A silence at least this long, in ms, is shown as a gap. */
export const silenceMs = 3 * 86_400_000;

export type TimelineFilter = { kinds: readonly TimelineEntry['kind'][]; parties: readonly (TimelineEntry['by'] & string)[] };

/** A line of the timeline: an entry, or a stretch of ms in which nothing shown happened. */
export type TimelineRow = { type: 'entry'; entry: TimelineEntry; key: string } | { type: 'gap'; from: number; to: number; key: string };

/** Entries of the chosen kinds and parties, oldest first; an empty choice lets everything through. */
export function filterTimeline(entries: readonly TimelineEntry[], filter: TimelineFilter): TimelineEntry[] {
  return entries.filter(
    (entry) =>
      (filter.kinds.length === 0 || filter.kinds.includes(entry.kind)) &&
      (filter.parties.length === 0 || (entry.by !== null && filter.parties.includes(entry.by))),
  );
}

/** Entries with a gap line wherever more than `threshold` ms passed between two of them. */
export function withGaps(entries: readonly TimelineEntry[], threshold = silenceMs): TimelineRow[] {
  const rows: TimelineRow[] = [];
  let before: TimelineEntry | undefined;
  entries.forEach((entry, index) => {
    if (before && entry.at - before.at > threshold) rows.push({ type: 'gap', from: before.at, to: entry.at, key: `gap${index}` });
    rows.push({ type: 'entry', entry, key: `entry${index}` });
    before = entry;
  });
  return rows;
}
