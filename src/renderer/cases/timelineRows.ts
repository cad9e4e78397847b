import type { CaseFile } from '../../contract/caseFile.ts';
import type { TimelineEntry } from '../../contract/timeline.ts';
import type { RecordPlace } from '../stores/recordStore.ts';

/** A silence at least this long, in ms, is shown as a gap. */
export const silenceMs = 3 * 86_400_000;

export type TimelineFilter = { kinds: readonly string[]; parties: readonly string[] };

/** A line of the timeline: an entry, a stretch in which nothing shown happened, or the present moment. `place` is what jumps aim at. */
export type TimelineRow =
  | { type: 'entry'; entry: TimelineEntry; isAhead: boolean; place: string; key: string }
  | { type: 'gap'; from: number; to: number; key: string }
  | { type: 'now'; key: string };

/** Where an entry leads: an exhibit to open, or a place in another record; null where it is all there is. */
export type TimelineTarget = { type: 'exhibit'; evidenceId: string; label: string } | { type: 'record'; place: RecordPlace; label: string };

/** Entries of the chosen kinds and parties, oldest first; an empty choice lets everything through. */
export function filterTimeline(entries: readonly TimelineEntry[], filter: TimelineFilter): TimelineEntry[] {
  return entries.filter(
    (entry) =>
      (filter.kinds.length === 0 || filter.kinds.includes(entry.kind)) &&
      (filter.parties.length === 0 || (entry.by !== null && filter.parties.includes(entry.by))),
  );
}

/** Entries with a gap line wherever more than `threshold` ms passed between two of them, and with a line where the present lies. */
export function timelineRows(entries: readonly TimelineEntry[], now: number, threshold = silenceMs): TimelineRow[] {
  const rows: TimelineRow[] = [];
  const gap = (from: number, to: number, key: string): void => {
    if (to - from > threshold) rows.push({ type: 'gap', from, to, key: `gap${key}` });
  };
  let before: number | null = null;
  let isPast = true;
  const passNow = (): void => {
    if (before !== null) gap(before, now, 'now');
    rows.push({ type: 'now', key: 'now' });
    before = now;
    isPast = false;
  };
  entries.forEach((entry, index) => {
    if (isPast && entry.at > now) passNow();
    if (before !== null) gap(before, entry.at, String(index));
    rows.push({ type: 'entry', entry, isAhead: !isPast, place: `${entry.kind}:${entry.refId ?? ''}@${entry.at}`, key: `entry${index}` });
    before = entry.at;
  });
  if (isPast && entries.length > 0) passNow();
  return rows;
}

/** How many entries there are of each value; `chosen` values of which there are none stay in the list with 0. */
export function countBy<Value extends string>(values: readonly (Value | null)[], chosen: readonly string[], words: Record<Value, string>): { value: string; label: string; count: number }[] {
  const counts = new Map<Value, number>();
  for (const one of chosen) if (one in words) counts.set(one as Value, 0);
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  const order = Object.keys(words);
  return [...counts].map(([value, count]) => ({ value, label: words[value], count })).sort((a, b) => order.indexOf(a.value) - order.indexOf(b.value));
}

/** Where an entry leads. */
export function targetOf(entry: TimelineEntry, file: Pick<CaseFile, 'exhibits' | 'messages' | 'parcels' | 'remedies' | 'listings' | 'deadlines'>): TimelineTarget | null {
  const id = entry.refId;
  if (id === null) return null;
  const to = (tab: RecordPlace['tab'], label: string, place = id): TimelineTarget => ({ type: 'record', place: { tab, id: place }, label });
  switch (entry.kind) {
    case 'evidence': {
      const exhibit = file.exhibits.find((one) => one.evidenceId === id);
      return exhibit ? { type: 'exhibit', evidenceId: id, label: exhibit.label } : null;
    }
    case 'message': return file.messages.some((message) => message.messageId === id) ? to('transcript', 'Message') : null;
    case 'parcel': return file.parcels.some((parcel) => parcel.parcelId === id) ? to('parcel', 'Parcel', `${id}@${entry.at}`) : null;
    case 'remedy': return file.remedies.some((remedy) => remedy.remedyId === id) ? to('negotiation', 'Offer') : null;
    case 'deadline': return file.deadlines.some((deadline) => deadline.deadlineId === id) ? to('deadlines', 'Deadline') : null;
    case 'case': return file.listings.some((listing) => listing.itemId === id) ? to('listing', 'Listing') : null;
    default: return null;
  }
}

/** How many messages, offers, exhibits and scans have no time and so no place on the timeline. */
export function untimedCount(file: Pick<CaseFile, 'exhibits' | 'messages' | 'parcels' | 'remedies'>): number {
  return (
    file.messages.filter((message) => message.sentAt === null).length +
    file.remedies.filter((remedy) => remedy.at === null).length +
    file.exhibits.filter((exhibit) => exhibit.handedInAt === null && exhibit.attachedTo === null).length +
    file.parcels.reduce((sum, parcel) => sum + parcel.scans.filter((scan) => scan.at === null).length, 0)
  );
}
