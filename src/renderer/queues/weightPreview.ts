import type { OutputOf } from '../../contract/methods.ts';

/** A case among the first by some weights. */
export type WeighedRow = OutputOf<'queues.previewWeights'>['rows'][number];

/** One place of the queue: the case there now and the one there by the weights in the making, with how far that one moved. */
export type PlaceRow = { place: number; now: WeighedRow | null; then: (WeighedRow & { moved: Moved }) | null };
/** Places a case goes up by (below zero: down), or `new`: it comes from far below. */
export type Moved = number | 'new';

/** The first cases now and then, place by place. */
export function sideBySide(now: readonly WeighedRow[], then: readonly WeighedRow[]): PlaceRow[] {
  return Array.from({ length: Math.max(now.length, then.length) }, (_, index) => {
    const next = then[index];
    return { place: index + 1, now: now[index] ?? null, then: next ? { ...next, moved: movedBy(next) } : null };
  });
}

/** How far a case moves up by the weights in the making. */
export function movedBy({ place, placeNow }: Pick<WeighedRow, 'place' | 'placeNow'>): Moved {
  return placeNow === null ? 'new' : placeNow - place;
}

/** The move in words: 'up 3', 'down 1', 'from below the first 200', 'same place'. */
export function movedWords(moved: Moved): string {
  if (moved === 'new') return 'from below the first 200';
  return moved === 0 ? 'same place' : moved > 0 ? `up ${moved}` : `down ${-moved}`;
}

/** What the weights in the making change among these places, in a sentence. */
export function changeWords(rows: readonly PlaceRow[]): string {
  const moved = rows.filter((row) => row.then && row.then.moved !== 0).length;
  if (moved === 0) return `None of the first ${rows.length} changes its place.`;
  const leaving = rows.filter((row) => row.now && !rows.some((other) => other.then?.caseId === row.now?.caseId)).length;
  return `${moved} of the first ${rows.length} ${moved === 1 ? 'changes its place' : 'change their places'}${leaving > 0 ? `; ${leaving} ${leaving === 1 ? 'falls' : 'fall'} below them` : ''}.`;
}
