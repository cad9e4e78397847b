import { exponentOf, toDecimal, type Money } from '../../contract/money.ts';
import type { Adversary } from '../../contract/vocabulary.ts';
import { madeOnce } from '../madeOnce.ts';
import { formatMoment, oneLine, render, templatesFor, tidy, wordsOf, type Words } from './templates.ts';

/** A finished letter: plain text, one paragraph a blank line apart. */
export type ComposedLetter = { to: Adversary; language: string; subject: string; body: string };

/** Who a letter goes to and which case it is about. */
export type LetterAddress = {
  to: Adversary;
  party: { displayName: string | null; language: string | null; timeZone: string | null } | null;
  reference: string;
  sourceId: string;
  orderId: string | null;
};

/** How a letter in one language says money and moments, and the words all its templates share. */
export type Speech = { language: string; words: Words; money(amount: Money): string; moment(at: number): string };

/**
 * Writes the letter `<template>.liquid` with `<template>Subject.liquid` in the party's language, else in English. Every template may use
 * `to`, `name`, `reference`, `sourceId`, `orderId`; the rest comes from `values`, whose texts of others must have passed `oneLine` or `paragraphs`.
 */
export function compose(template: string, address: LetterAddress, values: (speech: Speech) => object): ComposedLetter {
  const { to, party, reference } = address;
  const { language, subject, body } = templatesFor(template, party?.language ?? null);
  const speech: Speech = { ...speechFor(language), moment: (at) => formatMoment(at, language, party?.timeZone ?? null) };
  const filled = {
    to,
    name: oneLine(party?.displayName ?? ''),
    reference,
    sourceId: oneLine(address.sourceId),
    orderId: oneLine(address.orderId ?? ''),
    ...values(speech),
  };
  return { to, language, subject: oneLine(render(subject, filled)), body: tidy(render(body, filled)) };
}

/** How letters in one language say things where no party is meant: moments are in UTC. */
export function speechFor(language: string): Speech {
  return { language, words: wordsOf(language), money: (amount) => formatMoney(amount, language), moment: (at) => formatMoment(at, language, null) };
}

function formatMoney(money: Money, language: string): string {
  // Decimal text keeps every digit: a JS number would lose some above 2^53.
  const decimal = toDecimal(money.minor, money.currency) as Intl.StringNumericLiteral;
  return sumsOf(language, money.currency).format(decimal);
}

const sumsOf = madeOnce((language: string, currency: string) => {
  // Said outright: Intl would round the fillér of HUF away.
  const digits = exponentOf(currency);
  return new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay: 'code', minimumFractionDigits: digits, maximumFractionDigits: digits });
});
