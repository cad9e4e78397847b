const firstMs = 1_000;
const capMs = 15 * 60_000;

/** Milliseconds until the next try after `attempts` failed ones: doubling from 1 s to 15 min, half of it at random. */
export function backoffMs(attempts: number, random: () => number = Math.random): number {
  const full = Math.min(capMs, firstMs * 2 ** (attempts - 1));
  return Math.round(full / 2 + (full / 2) * random());
}

/** Tries of a job that talks to the marketplace: about a day of them. */
export const lineAttempts = 100;

/** The longest time (ms) that the other side can have itself left alone for. */
const longestAloneMs = 24 * 3_600_000;

/** What a fault says about the next try; jobs know the faults of the line by their shape alone. */
type SaysWhen = { verdict?: unknown; retryAfterMs?: unknown };

/** Whether a fault says that the same again will be refused again, so that only a person can let it be tried once more. */
export function isFinal(error: unknown): boolean {
  return error instanceof Error && (error as SaysWhen).verdict === 'refused';
}

/** Milliseconds until the next try after a fault: as `backoffMs`, and at least as long as the other side wants to be left alone, a tenth of it more at random. */
export function retryMs(error: unknown, attempts: number, random: () => number = Math.random): number {
  const asked = error instanceof Error ? (error as SaysWhen).retryAfterMs : null;
  const alone = typeof asked === 'number' && asked > 0 ? Math.min(asked, longestAloneMs) : 0;
  return Math.round(Math.max(backoffMs(attempts, random), alone + (alone / 10) * random()));
}
