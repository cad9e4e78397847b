import type { EvidenceKind } from '../../contract/vocabulary.ts';
import { compose, type ComposedLetter, type LetterAddress } from './compose.ts';
import { paragraphs } from './templates.ts';

/** One thing a party is asked for, with the kinds of evidence that would show it. */
export type AskedFor = { text: string; kinds: readonly EvidenceKind[] };

/** The letter that asks a party for something until `dueAt` (ms UTC), in the party's language around the mediator's own words. */
export function composeQuestion({ questions, dueAt, ...address }: LetterAddress & { questions: readonly AskedFor[]; dueAt: number }): ComposedLetter {
  return compose('question', address, ({ moment, words }) => ({
    questions: questions.map((one, index) => ({ number: questions.length > 1 ? index + 1 : 0, text: paragraphs(one.text), kinds: one.kinds.map((kind) => words.kinds[kind]).join(words.comma) })),
    dueAt: moment(dueAt),
  }));
}
