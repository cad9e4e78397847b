import type { DecisionStep, PolicyContent, StepWhen } from '../../contract/policy.ts';
import { percentWords } from '../ui/percentWords.ts';
import { bearerWords, findingWords, goodsWords, outcomeWords, reasonWords, sideWords, standingWords } from '../ui/words.ts';
import type { Reason } from '../../contract/vocabulary.ts';
import { reasons } from '../../contract/vocabulary.ts';

const parcelWords = { none: 'no parcel', label_only: 'a label only', on_the_way: 'on the way', stuck: 'long without a scan', lost: 'lost', sent_back: 'sent back', delivered: 'delivered', elsewhere: 'delivered in another country' } as const;
const returnWords = { none: 'none agreed', agreed: 'agreed', late: 'not sent in time', on_the_way: 'on the way', delivered: 'delivered' } as const;
const answerWords = { none: 'says nothing', accepts: 'accepts', partly: 'accepts in part', denies: 'denies' } as const;

const or = (words: readonly string[]): string => words.join(' or ').toLowerCase();
const and = (words: readonly string[]): string => words.join(' and ').toLowerCase();
const not = (is: boolean): string => (is ? '' : 'not ');

const conditions: { [Key in keyof StepWhen]-?: (value: NonNullable<StepWhen[Key]>) => string } = {
  standing: (all) => `claim ${or(all.map((one) => standingWords[one]))}`,
  answer: (all) => `seller ${or(all.map((one) => answerWords[one]))}`,
  silent: (side) => `${side} let the time pass`,
  shown: (sides) => `${and(sides.map((side) => sideWords[side]))} shows evidence`,
  missing: (sides) => `${and(sides.map((side) => sideWords[side]))} lacks evidence`,
  forged: (sides) => `evidence of ${and(sides.map((side) => sideWords[side]))} judged forged`,
  contradicted: (sides) => `evidence of ${and(sides.map((side) => sideWords[side]))} contradicted`,
  parcel: (all) => `parcel ${or(all.map((one) => parcelWords[one]))}`,
  parcelDoubted: (is) => `carrier's record ${not(is)}doubted`,
  signed: (is) => `receiver ${not(is)}named`,
  goodsReturn: (all) => `return ${or(all.map((one) => returnWords[one]))}`,
  goodsReceived: (is) => `goods ${not(is)}received`,
  listingChanged: (is) => `listing ${not(is)}changed`,
  goods: (all) => `goods: ${or(all.map((one) => goodsWords[one]))}`,
  found: (all) => `you find it ${or(all.map((one) => findingWords[one]))}`,
};

/** The facts a step asks for, in words: 'seller accepts in part; buyer shows evidence'. */
export function whenWords(when: StepWhen): string {
  const said = Object.entries(when).map(([key, value]) => (conditions[key as keyof StepWhen] as (value: unknown) => string)(value));
  return said.length > 0 ? said.join('; ') : 'always';
}

/** What a step leads to: 'Full refund after return, borne by the seller'. */
export function suggestsWords({ outcome, withReturn, bearer }: DecisionStep['suggests']): string {
  return `${outcomeWords[outcome]}${withReturn ? ' after return' : ''}${bearer ? `, borne by the ${bearerWords[bearer].toLowerCase()}` : ''}`;
}

/** Reasons in words; all of them are said in one. */
export function reasonsWords(some: readonly Reason[]): string {
  return some.length === reasons.length ? 'every reason' : some.map((reason) => reasonWords[reason].toLowerCase()).join(', ');
}

/** The parts of a book in which all the words typed stand; all of it when none is typed. */
export function searchBook({ clauses, tariff, steps }: Pick<PolicyContent, 'clauses' | 'tariff' | 'steps'>, typed: string): Pick<PolicyContent, 'clauses' | 'tariff' | 'steps'> {
  const wanted = fold(typed).split(/\s+/).filter(Boolean);
  const holds = (...texts: string[]): boolean => wanted.every((word) => fold(texts.join(' ')).includes(word));
  return {
    clauses: clauses.filter(({ code, title, text, reasons: of }) => holds(code, title, text, reasonsWords(of))),
    tariff: tariff.filter((line) => holds(line.code, line.clause, line.words, percentWords(line), reasonsWords(line.reasons))),
    steps: steps.filter((step) => holds(step.code, step.question, step.words, whenWords(step.when), suggestsWords(step.suggests), step.suggests.clauseCode, reasonsWords(step.reasons))),
  };
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
