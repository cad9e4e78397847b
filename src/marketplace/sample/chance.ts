/** A repeatable stream of numbers in [0, 1), the same for the same seed on every machine. */
export type Chance = () => number;

/** Starts a stream from any text (FNV-1a into mulberry32). */
export function chanceFrom(seed: string): Chance {
  let state = 0x811c9dc5;
  for (const char of seed) state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A whole number from `low` to `high`, both included. */
export function between(chance: Chance, low: number, high: number): number {
  return low + Math.floor(chance() * (high - low + 1));
}

/** One of a list that is not empty. */
export function pick<One>(chance: Chance, list: readonly [One, ...One[]]): One {
  return list[Math.floor(chance() * list.length)] ?? list[0];
}
