import type { CaseFile } from '../../contract/caseFile.ts';
import type { Money } from '../../contract/money.ts';
import type { RefundSheet } from '../../contract/refunds.ts';
import type { BearerShare, Finding, RulingInput } from '../../contract/rulings.ts';
import { adversaries } from '../../contract/vocabulary.ts';
import { compose, type ComposedLetter, type Speech } from '../letters/compose.ts';
import { oneLine, paragraphs, type Words } from '../letters/templates.ts';
import { moneyOf, sharePercent } from '../refunds/money.ts';

/** What a letter is written from; `file` is the case as it was frozen. */
export type LetterFacts = {
  file: CaseFile;
  ruling: RulingInput;
  amount: Money | null;
  /** The working of the refund, for return postage and the second currency; none for rulings from before it was kept. */
  sheet?: RefundSheet | null;
  /** Integer ms UTC. */
  decidedAt: number;
  appealUntil: number;
  /** Days the buyer has to send goods back. */
  returnDays: number;
};

/** A letter to the buyer and one to the seller, each in the party's language where there is a template, else in English. */
export function composeLetters(facts: LetterFacts): ComposedLetter[] {
  const { file } = facts;
  return adversaries.map((to) => {
    const party = file.parties.find((one) => one.role === to) ?? null;
    const address = { to, party, reference: file.reference, sourceId: file.sourceId, orderId: file.order?.orderId ?? null };
    return compose('ruling', address, (speech) => valuesOf(facts, speech));
  });
}

function valuesOf({ file, ruling, amount, sheet, ...facts }: LetterFacts, speech: Speech) {
  const { language, words, money, moment } = speech;
  return {
    outcome: ruling.outcome,
    amount: amount ? money(amount) : '',
    withReturn: ruling.withReturn,
    reason: words.reasons[ruling.reason],
    bearers: ruling.bearers.map((one) => ({ code: one.bearer, words: words.bearers[one.bearer], percent: percentBorne(one, amount) })),
    postage: postageValues(sheet?.postage ?? null, speech),
    second: secondValues(sheet ?? null, speech),
    claims: file.claims.map((claim, index) => ({
      number: index + 1,
      reason: startSentence(words.reasons[claim.reason], language),
      finding: findingValues(file, ruling.findings.find((one) => one.claimId === claim.claimId), words),
    })),
    clauses: ruling.clauses.map((code) => ({ code, title: words.clauses[code] ?? file.clauses.find((one) => one.code === code)?.title ?? '' })),
    reasons: paragraphs(ruling.reasons),
    appealUntil: moment(facts.appealUntil),
    decidedAt: moment(facts.decidedAt),
    returnDays: facts.returnDays,
    policyVersion: file.policyVersion,
  };
}

function postageValues(postage: RefundSheet['postage'], { words, money }: Speech) {
  if (!postage) return null;
  return { by: postage.paidBy, payer: postage.paidBy === 'buyer' ? '' : words.bearers[postage.paidBy], amount: postage.amount ? money(postage.amount) : '' };
}

function secondValues(sheet: RefundSheet | null, { money, moment }: Speech) {
  if (!sheet?.exchange) return null;
  const { currency, rate, source, at, amount, buyerGets, ...exchange } = sheet.exchange;
  return { for: exchange.for, currency, amount: money(amount), buyerGets: money(buyerGets), rate: `${sheet.amount.currency} 1 = ${currency} ${rate}`, source: oneLine(source), at: moment(at) };
}

/** A share stated as a sum is told in percent, too: the letter has one way to say it. */
export function percentBorne(share: BearerShare, amount: Money | null): number | string {
  if ('percent' in share) return share.percent;
  return amount ? sharePercent(moneyOf(BigInt(share.minor), amount.currency), amount) : '';
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

function startSentence(words: string, language: string): string {
  return words.charAt(0).toLocaleUpperCase(language) + words.slice(1);
}
