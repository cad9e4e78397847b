/** Turns offsets from the docket's anchor into moments. */
export interface Times {
  anchor: Date;
  /** ISO text of a clock time (UTC) so many days from the anchor's day. */
  day(offset: number, clock: string): string;
  /** ISO text so many hours from the anchor itself. */
  hours(offset: number): string;
}

/** The moment the committed docket is written against. */
export const committedAnchor = new Date('2026-11-20T09:00:00Z');

function iso(millis: number): string {
  return new Date(millis).toISOString().replace('.000Z', 'Z');
}

/** Times around one anchor. */
export function timesFrom(anchor: Date): Times {
  const midnight = Math.floor(anchor.getTime() / 86_400_000) * 86_400_000;
  return {
    anchor,
    day: (offset, clock) => {
      const [hours = 0, minutes = 0] = clock.split(':').map(Number);
      return iso(midnight + offset * 86_400_000 + (hours * 60 + minutes) * 60_000);
    },
    hours: (offset) => iso(anchor.getTime() + Math.round(offset * 60) * 60_000),
  };
}
