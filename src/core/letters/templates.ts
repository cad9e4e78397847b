import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Liquid, type Template } from 'liquidjs';
import { z } from 'zod';
import { Bearer, EvidenceKind, FindingResult, Outcome, Reason } from '../../contract/vocabulary.ts';
import { madeOnce } from '../madeOnce.ts';
import { projectRoot } from '../projectRoot.ts';

/** Words of one language that templates and figures share. */
const Words = z.strictObject({
  /** Between the items of a list. */
  comma: z.string(),
  reasons: z.record(Reason, z.string()),
  results: z.record(FindingResult, z.string()),
  bearers: z.record(Bearer, z.string()),
  /** Kinds of evidence, as one asks for them. */
  kinds: z.record(EvidenceKind, z.string()),
  /** The decision in one sentence; `{amount}` stands for the sum. */
  outcomes: z.record(Outcome, z.string()),
  /** How the sum came about; `{percent}` stands for the share. */
  basis: z.record(z.enum(['full', 'percent', 'sum', 'line']), z.string()),
  /** What was paid, went back before and can still be refunded; `{amount}` stands for each. */
  room: z.record(z.enum(['captured', 'refunded', 'chargedBack', 'cap']), z.string()),
  /** Lines of an order that are no goods. */
  lines: z.record(z.enum(['order', 'shipping', 'tax', 'other']), z.string()),
  /** Kinds of evidence, as a list of exhibits names them. */
  exhibitKinds: z.record(EvidenceKind, z.string()),
  /** Cited records of the case that are no exhibits. */
  records: z.record(z.enum(['message', 'scan']), z.string()),
  /** Titles of policy clauses by code; the book's own title where one is missing. */
  clauses: z.record(z.string(), z.string()),
});
export type Words = z.infer<typeof Words>;
/** The letters of one language by name: `<name>.liquid` with `<name>Subject.liquid`. */
type Templates = { words: Words; letters: Map<string, { subject: Template[]; body: Template[] }> };

// Values are filled in once and never read as a template; names that no template may reach stay out (ownPropertyOnly).
const liquid = new Liquid({ strictVariables: true, strictFilters: true, ownPropertyOnly: true });
const fallback = 'en';
let loaded: Map<string, Templates> | null = null;

/** Every language there are letters in. */
export function letterLanguages(): string[] {
  return [...allTemplates().keys()];
}

/** One letter's templates in the language of a tag such as `pt-BR`; the English ones where there are none. */
export function templatesFor(name: string, tag: string | null): { language: string; subject: Template[]; body: Template[] } {
  const wanted = tag?.toLowerCase().split(/[-_]/)[0] ?? fallback;
  const language = allTemplates().get(wanted)?.letters.has(name) ? wanted : fallback;
  const found = allTemplates().get(language)?.letters.get(name);
  if (!found) throw new Error(`The English letter ${name} is missing from resources/letters.`);
  return { language, ...found };
}

/** The shared words of a language there are letters in. */
export function wordsOf(language: string): Words {
  const found = allTemplates().get(language);
  if (!found) throw new Error(`There are no letters in the language ${language}.`);
  return found.words;
}

function allTemplates(): Map<string, Templates> {
  loaded ??= loadTemplates(join(projectRoot, 'resources/letters'));
  return loaded;
}

function loadTemplates(folder: string): Map<string, Templates> {
  const languages = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return new Map(
    languages.map(({ name }) => {
      const read = (file: string) => readFileSync(join(folder, name, file), 'utf8');
      const words = Words.parse(JSON.parse(read('words.json')));
      const names = readdirSync(join(folder, name)).flatMap((file) => /^(\w+)Subject\.liquid$/.exec(file)?.[1] ?? []);
      return [name, { words, letters: new Map(names.map((one) => [one, { subject: liquid.parse(read(`${one}Subject.liquid`)), body: liquid.parse(read(`${one}.liquid`)) }])) }];
    }),
  );
}

/** A template with its values filled in. */
export function render(template: Template[], values: object): string {
  return String(liquid.renderSync(template, values));
}

/** A moment (ms UTC) in words of a language, in the party's zone where it is known, else in UTC. */
export function formatMoment(at: number, language: string, timeZone: string | null): string {
  try {
    return clockOf(language, timeZone ?? 'UTC').format(at);
  } catch (error) {
    // A source may name a zone nobody knows; the letter then states the moment in UTC, which is as exact.
    if (error instanceof RangeError) return clockOf(language, 'UTC').format(at);
    throw error;
  }
}

const clockOf = madeOnce((language: string, timeZone: string) => new Intl.DateTimeFormat(language, { year: 'numeric', month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', timeZone, timeZoneName: 'short' }));

/** Text of others on one line without control or direction marks: a name must not be able to look like a part of the letter. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029\s]+/gu, ' ').replaceAll(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').trim();
}

/** Text of others in paragraphs, each as `oneLine`. */
export function paragraphs(text: string): string {
  return text.split('\n').map(oneLine).join('\n').replaceAll(/\n{3,}/g, '\n\n').trim();
}

/** A body without blanks at line ends and with one empty line at most. */
export function tidy(body: string): string {
  return `${body.split('\n').map((line) => line.trimEnd()).join('\n').replaceAll(/\n{3,}/g, '\n\n').trim()}\n`;
}
