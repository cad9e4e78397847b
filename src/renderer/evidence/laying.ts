/** How a second exhibit lies over the first: seen through, or from a divider on. Shares are 0..1. */
export type Laying = { mode: 'opacity' | 'swipe'; opacity: number; swipe: number };

/** Half through, divided in the middle. */
export const firstLaying: Laying = { mode: 'opacity', opacity: 0.5, swipe: 0.5 };

/** Only the lower or only the upper exhibit, in turn: what differs jumps to the eye. */
export function flipped(laying: Laying): Laying {
  return { ...laying, mode: 'opacity', opacity: laying.opacity >= 0.5 ? 0 : 1 };
}
