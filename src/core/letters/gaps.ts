import type { ComposedLetter } from './compose.ts';
import { formatMoment } from './templates.ts';

/**
 * Moments that are known only when a decision takes effect. Until then a letter holds these marks in their place, so that its words, and
 * their hash, do not change while the clock goes on.
 */
export const gaps = { decidedAt: '⟦date of the decision⟧', appealUntil: '⟦end of the time to appeal⟧', returnUntil: '⟦day by which the goods are sent⟧' } as const;

export type GapMoments = Record<keyof typeof gaps, number>;

/** A letter with its moments (ms UTC) filled in, in its language and the party's zone. */
export function fillGaps<Letter extends ComposedLetter>(letter: Letter, moments: GapMoments, timeZone: string | null): Letter {
  const fill = (text: string) =>
    (Object.keys(gaps) as (keyof typeof gaps)[]).reduce((filled, name) => filled.replaceAll(gaps[name], formatMoment(moments[name], letter.language, timeZone)), text);
  return { ...letter, subject: fill(letter.subject), body: fill(letter.body) };
}
