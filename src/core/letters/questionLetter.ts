import { compose, type ComposedLetter, type LetterAddress } from './compose.ts';
import { paragraphs } from './templates.ts';

/** The letter that asks a party for something until `dueAt` (ms UTC), in the party's language around the mediator's own words. */
export function composeQuestion({ text, dueAt, ...address }: LetterAddress & { text: string; dueAt: number }): ComposedLetter {
  return compose('question', address, ({ moment }) => ({ text: paragraphs(text), dueAt: moment(dueAt) }));
}
