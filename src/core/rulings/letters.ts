import type { CaseFile } from '../../contract/caseFile.ts';
import type { Money } from '../../contract/money.ts';
import type { RefundSheet } from '../../contract/refunds.ts';
import type { ReturnTerms } from '../../contract/returnParts.ts';
import type { BearerShare, Finding, RulingCheck, RulingInput } from '../../contract/rulings.ts';
import { adversaries, type Adversary, type Bearer } from '../../contract/vocabulary.ts';
import { madeOnce } from '../madeOnce.ts';
import type { ReturnDue } from '../returns/dueTime.ts';
import { compose, type ComposedLetter, type Speech } from '../letters/compose.ts';
import { gaps } from '../letters/gaps.ts';
import { oneLine, paragraphs, type Words } from '../letters/templates.ts';
import { moneyOf, sharePercent, sizeOf, sumOf } from '../refunds/money.ts';
import { citedExhibits } from './findingRules.ts';
import { shippedBooks } from '../policy/shippedBooks.ts';

/** What the letters of a decision are written from; `file` is the case as it is frozen with the ruling. */
export type LetterFacts = Pick<RulingCheck, 'amount' | 'working' | 'shares'> & {
  file: CaseFile;
  ruling: RulingInput;
  amount: Money | null;
  /** The working of the refund, for return postage and the second currency; none for rulings from before it was kept. */
  sheet?: RefundSheet | null | undefined;
  /** How the goods go back, with what is usual filled in; null when nothing does. */
  returnTerms: ReturnTerms | null;
  /** When the time to send them ends (ms UTC) by a ruling that takes effect at a moment, in working days of the buyer. */
  returnDue?: ReturnDue | undefined;
  /** Days a party has to appeal. */
  appealDays: number;
};

/** A letter to the buyer and one to the seller, each in the party's language where there is a template, else in English; moments are gaps. */
export function composeLetters(facts: LetterFacts): ComposedLetter[] {
  return adversaries.map((to) => composeLetter(facts, to));
}

/** The letter to one side; `language` in place of the party's own. */
export function composeLetter(facts: LetterFacts, to: Adversary, language?: string): ComposedLetter {
  const { file } = facts;
  const party = file.parties.find((one) => one.role === to) ?? { displayName: null, language: null, timeZone: null };
  const address = { to, party: { ...party, language: language ?? party.language }, reference: file.reference, sourceId: file.sourceId, orderId: file.order?.orderId ?? null };
  return compose('ruling', address, (speech) => ({ ...valuesOf(facts, speech), ...appealValues(facts, to, speech) }));
}

/** The decision in one sentence of the letter's language, with its sum. */
export function sayDecision({ ruling, amount }: Pick<LetterFacts, 'ruling' | 'amount'>, { words, money }: Pick<Speech, 'words' | 'money'>): string {
  return words.outcomes[ruling.outcome].replace('{amount}', () => (amount ? money(amount) : ''));
}

function valuesOf(facts: LetterFacts, speech: Speech) {
  const { file, ruling, sheet } = facts;
  const { language, words } = speech;
  return {
    ...workingValues(facts, speech),
    decision: sayDecision(facts, speech),
    outcome: ruling.outcome,
    withReturn: ruling.withReturn,
    reason: words.reasons[ruling.reason],
    postage: postageValues(sheet?.postage ?? null, speech),
    second: secondValues(sheet ?? null, speech),
    claims: file.claims.map((claim, index) => ({
      number: index + 1,
      reason: startSentence(words.reasons[claim.reason], language),
      finding: findingValues(file, ruling.findings.find((one) => one.claimId === claim.claimId), words),
    })),
    exhibits: exhibitValues(file, ruling, words),
    clauses: ruling.clauses.map((code) => ({ code, title: titleOf(file, code, words) })),
    reasons: paragraphs(ruling.reasons),
    ...gaps,
    ...returnValues(facts, words),
    policyVersion: file.policyVersion,
  };
}

/** What goes back and what the refund waits for; the day by which it is sent is a gap. */
export function returnValues({ file, returnTerms: terms }: Pick<LetterFacts, 'file' | 'returnTerms'>, words: Words) {
  const titleOfItem = (itemId: string) => oneLine(file.items.find((one) => one.id === itemId)?.title ?? itemId);
  return { refundWhen: terms?.refundWhen ?? 'delivered', returnGoods: (terms?.lines ?? []).map(({ itemId, quantity }) => `${quantity} × ${shorten(titleOfItem(itemId))}`).join(words.comma) };
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

/** The sum line by line: what was there to refund, how much of each line, and who pays how much of it. */
function workingValues({ file, ruling, amount, working, shares }: LetterFacts, { language, words, money }: Speech) {
  const { captured, refundedBefore, refundedHere, chargedBack, cap } = file.refundRoom;
  const refunded = cap && sumOf(cap.currency, [refundedBefore, refundedHere].flatMap((sum) => (sum?.currency === cap.currency ? [sizeOf(sum)] : [])));
  const say = (part: keyof Words['room'], sum: Money | null) => (sum && sum.minor !== '0' ? [words.room[part].replace('{amount}', () => money(sum))] : []);
  const percentOf = (bearer: Bearer) => ruling.bearers.filter((one) => one.bearer === bearer).map((one) => percentBorne(one, amount))[0] ?? '';
  const percent = ruling.basis.by === 'percent' ? Number(ruling.basis.percent) / 100 : 1;
  return {
    amount: amount ? money(amount) : '',
    room: [
      ...say('captured', captured),
      ...say('refunded', refunded),
      ...say('chargedBack', chargedBack),
      ...say('cap', cap),
    ],
    basis: words.basis[ruling.basis.by].replace('{percent}', () => percentIn(language).format(percent)),
    lines: working.map((line) => ({ words: lineWords(file, line, words), of: money(line.of), refund: money(line.refund) })),
    bearers: shares.map(({ bearer, amount: share }) => ({ words: words.bearers[bearer], percent: percentOf(bearer), amount: money(share) })),
  };
}

const percentIn = madeOnce((language: string) => new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 2 }));

/** Goods by their own title; what else an order costs in the words of the language. */
function lineWords(file: CaseFile, { lineId, words: own }: RulingCheck['working'][number], words: Words): string {
  const plain = lineId.replace(/^order:/, '');
  const isGoods = file.items.some((item) => item.id === lineId);
  return (isGoods ? undefined : words.lines[plain as keyof Words['lines']]) ?? oneLine(own);
}

/** A clause's title in the letter's language; the book's own where a lead gave it another one, which the translation would contradict. */
function titleOf(file: CaseFile, code: string, words: Words): string {
  const title = file.clauses.find((one) => one.code === code)?.title ?? '';
  const isShipped = shippedBooks().some(({ clauses }) => clauses.some((one) => one.code === code && one.title === title));
  return (isShipped ? words.clauses[code] : undefined) ?? title;
}


/** What a letter says of the appeal that was decided, and whether this side may still appeal: each may once. Names nobody of the desk. */
function appealValues({ file, ruling, amount }: LetterFacts, to: Adversary, { money }: Speech) {
  const { appeal } = file;
  if (!appeal || !ruling.appeal) return { appeal: null, mayAppeal: !file.appeals.some(({ by }) => by === to) };
  const currency = amount?.currency ?? appeal.appealed?.summary.amount?.currency ?? null;
  const difference = BigInt(amount?.minor ?? '0') - BigInt(appeal.appealed?.summary.amount?.minor ?? '0');
  const say = (minor: bigint) => (minor > 0n && currency !== null ? money({ minor: String(minor), currency }) : '');
  return {
    appeal: { result: ruling.appeal.result, by: appeal.by, isOwn: appeal.by === to, newInformation: paragraphs(ruling.appeal.newInformation), more: say(difference), less: say(-difference) },
    mayAppeal: appeal.by !== to && !file.appeals.some(({ by }) => by === to),
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

/** Everything the findings rest on, once each: exhibits with their file, then cited messages and scans. */
function exhibitValues(file: CaseFile, ruling: RulingInput, words: Words) {
  const ids = new Set(ruling.findings.flatMap((finding) => citedExhibits(file, finding)));
  const exhibits = file.exhibits.filter(({ evidenceId }) => ids.has(evidenceId)).map(({ label, kind, fileName }) => ({ label, kind: words.exhibitKinds[kind], name: shorten(oneLine(fileName)) }));
  const spotIds = new Set(ruling.findings.flatMap(({ spots }) => spots));
  const records = file.spots
    .filter(({ spotId, evidenceId }) => spotIds.has(spotId) && evidenceId === null)
    .map(({ label, place, name }) => ({ label, kind: words.records[place.type === 'scan' ? 'scan' : 'message'], name: shorten(oneLine(name)) }));
  return [...exhibits, ...records];
}

/** A file name can be a page long; its beginning is enough to know it by. */
function shorten(name: string): string {
  return name.length > 80 ? `${[...name].slice(0, 79).join('')}…` : name;
}

function startSentence(words: string, language: string): string {
  return words.charAt(0).toLocaleUpperCase(language) + words.slice(1);
}
