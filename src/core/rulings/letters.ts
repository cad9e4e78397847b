import type { CaseFile } from '../../contract/caseFile.ts';
import { toDecimal, type Money } from '../../contract/money.ts';
import type { Finding, RulingInput } from '../../contract/rulings.ts';
import { adversaries, type Adversary } from '../../contract/vocabulary.ts';
import { formatMoment, oneLine, paragraphs, render, templatesFor, tidy, type Words } from './letterTemplates.ts';

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

/** A letter to the buyer and one to the seller, each in the party's language where there is a template, else in English. */
export function composeLetters(facts: LetterFacts): ComposedLetter[] {
  return adversaries.map((to) => {
    const party = facts.file.parties.find((one) => one.role === to);
    const { language, templates } = templatesFor(party?.language ?? null);
    const values = valuesOf(facts, to, party?.timeZone ?? null, party?.displayName ?? null, language, templates.words);
    return { to, language, subject: oneLine(render(templates.subject, values)), body: tidy(render(templates.body, values)) };
  });
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

function startSentence(words: string, language: string): string {
  return words.charAt(0).toLocaleUpperCase(language) + words.slice(1);
}
