import { ageBands } from '../../contract/figures.ts';

/** How long a case waited to be decided: since when, and until when (null: it still does). */
export type Wait = { fromAt: number; endAt: number | null };

/** How many waited right before a moment, by the bands of their age, and the age of the oldest. Pure. */
export function waitingAt(waits: readonly Wait[], at: number): { bands: number[]; total: number; oldestMs: number | null } {
  const bands = new Array<number>(ageBands.length + 1).fill(0);
  let oldest: number | null = null;
  for (const { fromAt, endAt } of waits) {
    if (fromAt >= at || (endAt !== null && endAt < at)) continue;
    const age = at - fromAt;
    const found = ageBands.findIndex((upTo) => age < upTo);
    const band = found < 0 ? ageBands.length : found;
    bands[band] = (bands[band] ?? 0) + 1;
    if (oldest === null || age > oldest) oldest = age;
  }
  return { bands, total: bands.reduce((sum, count) => sum + count, 0), oldestMs: oldest };
}
