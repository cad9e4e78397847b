/** Time for a search to look through cases in: it is asked how much is left, ms. */
export type Budget = { left(): number };

/** So many milliseconds from now. */
export function budgetOf(ms: number): Budget {
  const end = performance.now() + ms;
  return { left: () => end - performance.now() };
}

/** Numbers looked through first, whatever time that takes: so each page goes on. */
const firstStretch = 20_000;
/** Part of the time left that the next stretch is to take; how long one takes is told by the one before. */
const carefully = 0.6;

/**
 * Looks through the numbers below one downwards, a stretch at a time, until `look` says that it is enough or time is up. How far down was looked.
 * What is looked at in one go cannot be stopped, and what one number takes depends on the words: so the first stretch is short and timed.
 */
export async function walkDown(start: number, budget: Budget, look: (from: number, below: number) => Promise<boolean>): Promise<number> {
  let [below, stretch] = [start, firstStretch];
  while (below > 0 && stretch >= Math.min(firstStretch, below)) {
    const from = Math.max(0, below - stretch);
    const began = performance.now();
    if (await look(from, below)) return from;
    const pace = (below - from) / Math.max(performance.now() - began, 0.01);
    below = from;
    stretch = Math.floor(pace * carefully * budget.left());
  }
  return below;
}
