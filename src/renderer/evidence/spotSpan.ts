import type { SpotPlace } from '../../contract/spots.ts';

export type Span = Extract<SpotPlace, { type: 'span' }>;

/** What a stretch takes at least, in ms, when it is marked without playing on. */
const least = 1_000;

/** The stretch of a film from where it was begun to where it stands, whichever comes first; `length` in ms, 0 when it is not known. */
export function spanBetween(begun: number, now: number, length: number): Span {
  const end = length > 0 ? Math.round(length) : Number.MAX_SAFE_INTEGER;
  const [from, to] = [Math.min(begun, now), Math.max(begun, now)].map((ms) => Math.min(end, Math.max(0, Math.round(ms)))) as [number, number];
  if (to > from) return { type: 'span', startMs: from, endMs: to };
  const until = Math.min(end, from + least);
  return { type: 'span', startMs: Math.max(0, Math.min(from, until - Math.min(least, end))), endMs: Math.max(until, 1) };
}

/** Where a stretch lies on a bar that is `length` ms long, in percent. */
export function onBar({ startMs, endMs }: Span, length: number): { from: number; width: number } {
  const percent = (ms: number): number => (length > 0 ? Math.min(100, (ms / length) * 100) : 0);
  return { from: percent(startMs), width: percent(endMs) - percent(startMs) };
}
