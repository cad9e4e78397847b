import type { SpotPlace } from '../../contract/spots.ts';

/** Where a place is, in a few words beside its name; null where there is nothing to say. */
export function placeWords(place: SpotPlace): string | null {
  if (place.type === 'span') return `${clockOf(place.startMs)} to ${clockOf(place.endMs)}`;
  if (place.type === 'lines') return place.from === place.to ? `line ${place.from}` : `lines ${place.from} to ${place.to}`;
  if (place.type === 'message' || place.type === 'scan') return place.type;
  if (place.atMs !== undefined) return `at ${clockOf(place.atMs)}`;
  return place.page > 1 ? `page ${place.page}` : null;
}

/** A moment of a film or sound: '1:05.2'. */
export function clockOf(ms: number): string {
  const tenths = Math.floor(ms / 100);
  return `${Math.floor(tenths / 600)}:${String(Math.floor((tenths % 600) / 10)).padStart(2, '0')}.${tenths % 10}`;
}
