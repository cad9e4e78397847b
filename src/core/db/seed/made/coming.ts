import { randomFrom } from '../docket/random.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** Decided cases came within so many days before the anchor, those that still wait within fewer. */
export const decidedDays = 120;
export const waitingDays = 9;

/** One case to come: its place among all of its seed, when it comes, and when it is ruled on (ms UTC); null when it waits. */
export type Coming = { index: number; receivedAt: number; ruledAt: number | null };

/** Which cases come: `count` of them from the place `from` on, `decided` of 100 ruled on, as if `anchor` (ms UTC) were today. */
export type ComingOrder = { seed: string; from: number; count: number; decided: number; anchor: number };

/** Every case in the order it comes. The same order gives the same cases; nothing is kept of those before. */
export function* comings({ seed, from, count, decided, anchor }: ComingOrder): Generator<Coming> {
  const ruled = Math.round((count * decided) / 100);
  const waiting = count - ruled;
  const random = randomFrom(`${seed} ${from} comings`);
  const ruledSpan = { start: anchor - decidedDays * day, length: (decidedDays - 1) * day };
  const waitingSpan = { start: anchor - waitingDays * day, length: waitingDays * day - 10 * 60_000 };
  const at = ({ start, length }: typeof ruledSpan, place: number, of: number) => Math.floor(start + (length * (place + random())) / of);
  let [ruledHere, waitingHere] = [0, 0];
  let nextRuled = ruled > 0 ? at(ruledSpan, 0, ruled) : Infinity;
  let nextWaiting = waiting > 0 ? at(waitingSpan, 0, waiting) : Infinity;
  for (let index = from; index < from + count; index += 1) {
    if (nextRuled <= nextWaiting) {
      // At least half a day on the desk, at most six, and never after the anchor.
      yield { index, receivedAt: nextRuled, ruledAt: Math.min(anchor - hour, nextRuled + Math.floor((0.5 + 5.5 * random()) * day)) };
      ruledHere += 1;
      nextRuled = ruledHere < ruled ? at(ruledSpan, ruledHere, ruled) : Infinity;
    } else {
      yield { index, receivedAt: nextWaiting, ruledAt: null };
      waitingHere += 1;
      nextWaiting = waitingHere < waiting ? at(waitingSpan, waitingHere, waiting) : Infinity;
    }
  }
}
