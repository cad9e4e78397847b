import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Liquid, type Template } from 'liquidjs';
import { z } from 'zod';
import type { CaseFile } from '../../contract/caseFile.ts';
import { toDecimal, type Money } from '../../contract/money.ts';
import type { Finding, RulingInput } from '../../contract/rulings.ts';
import { adversaries, Bearer, FindingResult, Reason, type Adversary } from '../../contract/vocabulary.ts';
import { projectRoot } from '../projectRoot.ts';

/** What a letter is written from; `file` is the case as it was frozen. */
export type LetterFacts = {
  file: CaseFile;
  ruling: RulingInput;
  amount: Money | null;
  /** Integer ms UTC. */
  decidedAt: number;
  appealUntil: number;
  /** Days the buyer has to send goods back. */
  returnDays: number;
};

/** A finished letter: plain text, one paragraph a blank line apart. */
export type ComposedLetter = { to: Adversary; language: string; subject: string; body: string };

/** Words of one language that templates and figures share. */
const Words = z.strictObject({
  /** Between the items of a list. */
  comma: z.string(),
  reasons: z.record(Reason, z.string()),
  results: z.record(FindingResult, z.string()),
  bearers: z.record(Bearer, z.string()),
  /** Titles of policy clauses by code; the book's own title where one is missing. */
  clauses: z.record(z.string(), z.string()),
});
type Words = z.infer<typeof Words>;
type Templates = { words: Words; subject: Template[]; body: Template[] };

// Values are filled in once and never read as a template; names that no template may reach stay out (ownPropertyOnly).
const liquid = new Liquid({ strictVariables: true, strictFilters: true, ownPropertyOnly: true });
const fallback = 'en';
let loaded: Map<string, Templates> | null = null;

/** A letter to the buyer and one to the seller, each in the party's language where there is a template, else in English. */
export function composeLetters(facts: LetterFacts): ComposedLetter[] {
  return adversaries.map((to) => {
    const party = facts.file.parties.find((one) => one.role === to);
    const { language, templates } = templatesFor(party?.language ?? null);
    const values = valuesOf(facts, to, party?.timeZone ?? null, party?.displayName ?? null, language, templates.words);
    const render = (template: Template[]) => String(liquid.renderSync(template, values));
    return { to, language, subject: oneLine(render(templates.subject)), body: tidy(render(templates.body)) };
  });
}

/** Every language there are letters in. */
export function letterLanguages(): string[] {
  return [...allTemplates().keys()];
}

function templatesFor(tag: string | null): { language: string; templates: Templates } {
  const wanted = tag?.toLowerCase().split(/[-_]/)[0] ?? fallback;
  const language = allTemplates().has(wanted) ? wanted : fallback;
  const templates = allTemplates().get(language);
  if (!templates) throw new Error('The English letters are missing from resources/letters.');
  return { language, templates };
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
      return [name, { words, subject: liquid.parse(read('subject.liquid')), body: liquid.parse(read('letter.liquid')) }];
    }),
  );
}

function valuesOf(facts: LetterFacts, to: Adversary, timeZone: string | null, name: string | null, language: string, words: Words) {
  const { file, ruling, amount } = facts;
  const sayMoney = (money: Money | null) => (money ? formatMoney(money, language) : '');
  return {
    to,
    name: oneLine(name ?? ''),
    reference: file.reference,
    sourceId: oneLine(file.sourceId),
    orderId: oneLine(file.order?.orderId ?? ''),
    outcome: ruling.outcome,
    amount: sayMoney(amount),
    withReturn: ruling.withReturn,
    reason: words.reasons[ruling.reason],
    bearers: ruling.bearers.map((one) => ({ code: one.bearer, words: words.bearers[one.bearer], percent: one.percent })),
    claims: file.claims.map((claim, index) => ({
      number: index + 1,
      reason: startSentence(words.reasons[claim.reason], language),
      finding: findingValues(file, ruling.findings.find((one) => one.claimId === claim.claimId), words),
    })),
    clauses: ruling.clauses.map((code) => ({ code, title: words.clauses[code] ?? file.clauses.find((one) => one.code === code)?.title ?? '' })),
    reasons: paragraphs(ruling.reasons),
    appealUntil: formatMoment(facts.appealUntil, language, timeZone),
    decidedAt: formatMoment(facts.decidedAt, language, timeZone),
    returnDays: facts.returnDays,
    policyVersion: file.policyVersion,
  };
}

function findingValues(file: CaseFile, finding: Finding | undefined, words: Words) {
  if (!finding) return null;
  const spots = finding.spots.flatMap((id) => file.spots.find((spot) => spot.spotId === id) ?? []);
  const whole = finding.exhibits.filter((id) => !spots.some((spot) => spot.evidenceId === id));
  const labels = whole.flatMap((id) => file.exhibits.find((exhibit) => exhibit.evidenceId === id)?.label ?? []);
  // A place is named, so that the party finds it in what they handed in or wrote.
  const places = spots.map((spot) => `${spot.label} (${oneLine(spot.name)})`);
  return {
    result: words.results[finding.result],
    exhibits: [...labels, ...places].join(words.comma),
    absence: oneLine(finding.absence ?? '').replace(/[.。]$/u, ''),
    words: oneLine(finding.words ?? ''),
  };
}

function formatMoney(money: Money, language: string): string {
  // Decimal text keeps every digit: a JS number would lose some above 2^53.
  const decimal = toDecimal(money.minor, money.currency) as Intl.StringNumericLiteral;
  return new Intl.NumberFormat(language, { style: 'currency', currency: money.currency, currencyDisplay: 'code' }).format(decimal);
}

function formatMoment(at: number, language: string, timeZone: string | null): string {
  const format = (zone: string) =>
    new Intl.DateTimeFormat(language, { year: 'numeric', month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: zone, timeZoneName: 'short' }).format(at);
  try {
    return format(timeZone ?? 'UTC');
  } catch (error) {
    // A source may name a zone nobody knows; the letter then states the moment in UTC, which is as exact.
    if (error instanceof RangeError) return format('UTC');
    throw error;
  }
}

function startSentence(words: string, language: string): string {
  return words.charAt(0).toLocaleUpperCase(language) + words.slice(1);
}

/** Text of others on one line without control or direction marks: a name must not be able to look like a part of the letter. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029\s]+/gu, ' ').replaceAll(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').trim();
}

function paragraphs(text: string): string {
  return text.split('\n').map(oneLine).join('\n').replaceAll(/\n{3,}/g, '\n\n').trim();
}

function tidy(body: string): string {
  return `${body.split('\n').map((line) => line.trimEnd()).join('\n').replaceAll(/\n{3,}/g, '\n\n').trim()}\n`;
}
