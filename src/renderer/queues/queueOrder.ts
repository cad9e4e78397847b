import type { Queue } from '../../contract/queues.ts';

/** Ids with one of them moved by some places, kept within the ends. */
export function movedIds(ids: readonly string[], id: string, by: number): string[] {
  const from = ids.indexOf(id);
  if (from === -1) return [...ids];
  const rest = ids.toSpliced(from, 1);
  return rest.toSpliced(Math.max(0, Math.min(rest.length, from + by)), 0, id);
}

/** Queues as they stand once the core has the new order: the general one stays last, one that nobody ordered yet comes before it. */
export function inOrder(queues: readonly Queue[], ids: readonly string[] | null): readonly Queue[] {
  if (!ids) return queues;
  const placeOf = ({ queueId }: Queue): number => {
    if (queueId === null) return Infinity;
    const at = ids.indexOf(queueId);
    return at === -1 ? ids.length : at;
  };
  return queues.toSorted((a, b) => (placeOf(a) === placeOf(b) ? a.place - b.place : placeOf(a) - placeOf(b)));
}

/** The ids of the queues that have a place to change. */
export function ordered(queues: readonly Queue[]): string[] {
  return queues.flatMap(({ queueId }) => queueId ?? []);
}
