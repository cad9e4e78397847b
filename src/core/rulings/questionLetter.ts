import type { Adversary } from '../../contract/vocabulary.ts';
import type { ComposedLetter } from './letters.ts';
import { formatMoment, oneLine, paragraphs, render, templatesFor, tidy } from './letterTemplates.ts';

/** What a question's letter is written from. */
export type QuestionFacts = {
  to: Adversary;
  party: { displayName: string | null; language: string | null; timeZone: string | null } | null;
  reference: string;
  sourceId: string;
  orderId: string | null;
  text: string;
  /** Integer ms UTC. */
  dueAt: number;
};

/** The letter that asks a party for something, in the party's language around the mediator's own words. */
export function composeQuestion({ to, party, reference, sourceId, orderId, text, dueAt }: QuestionFacts): ComposedLetter {
  const { language, templates } = templatesFor(party?.language ?? null);
  const values = {
    to,
    name: oneLine(party?.displayName ?? ''),
    reference,
    sourceId: oneLine(sourceId),
    orderId: oneLine(orderId ?? ''),
    text: paragraphs(text),
    dueAt: formatMoment(dueAt, language, party?.timeZone ?? null),
  };
  return { to, language, subject: oneLine(render(templates.questionSubject, values)), body: tidy(render(templates.question, values)) };
}
