const firstMs = 1_000;
const capMs = 15 * 60_000;

/** Milliseconds until the next try after `attempts` failed ones: doubling from 1 s to 15 min, half of it at random. */
export function backoffMs(attempts: number, random: () => number = Math.random): number {
  const full = Math.min(capMs, firstMs * 2 ** (attempts - 1));
  return Math.round(full / 2 + (full / 2) * random());
}
