import { describe, expect, it } from 'vitest';
import { dayOf, spanOf, withDay } from './policyHead.ts';
import { percentWords } from '../ui/percentWords.ts';
import { reasonsWords, searchBook, suggestsWords, whenWords } from './policyWords.ts';
import { reasons } from '../../contract/vocabulary.ts';
import type { DecisionStep, Tariff } from '../../contract/policy.ts';

const line: Tariff = { code: 'T-04', clause: '3.1', reasons: ['not_as_described'], goods: null, words: 'Differs, and is kept', fromPercent: 20, upToPercent: 50, withReturn: false };
const step: DecisionStep = { code: 'ND-3', reasons: ['not_as_described'], question: 'Does the seller accept it in part?', when: { shown: ['buyer'], answer: ['partly'] }, suggests: { outcome: 'partial_refund', tariffCode: 'T-04', withReturn: false, bearer: 'seller', clauseCode: '3.1' }, words: 'In part.' };
const book = { clauses: [{ code: '3.1', title: 'Café', text: 'The item must match.', reasons: [...reasons] }], tariff: [line], steps: [step] };

describe('the words of a book', () => {
  it('says conditions, outcomes and ranges as people do', () => {
    expect(whenWords(step.when)).toBe('buyer shows evidence; seller accepts in part');
    expect(whenWords({ parcel: ['lost', 'stuck'], signed: false, found: ['not_established'] })).toBe('parcel lost or long without a scan; receiver not named; you find it not established');
    expect(whenWords({})).toBe('always');
    expect(suggestsWords(step.suggests)).toBe('Partial refund, borne by the seller');
    expect([percentWords(line), percentWords({ ...line, fromPercent: 0 }), percentWords({ ...line, fromPercent: 50 })]).toEqual(['20 to 50 %', 'up to 50 %', '50 %']);
    expect(reasonsWords(reasons)).toBe('every reason');
  });

  it('finds words in any order, case and accent, in every part of the book', () => {
    const found = (typed: string) => Object.values(searchBook(book, typed)).map((part) => part.length);
    expect([found(''), found('MATCH cafe'), found('kept 3.1'), found('partly'), found('in part seller'), found('nowhere')]).toEqual([[1, 1, 1], [1, 0, 0], [0, 1, 0], [0, 0, 0], [0, 0, 1], [0, 0, 0]]);
  });
});

describe('the head of a document', () => {
  const text = '---\nversion: 2026-12\neffectiveFrom: 2026-12-01\n---\n';

  it('reads and changes the day, and leaves a document without one as it is', () => {
    expect(dayOf(text)).toBe('2026-12-01');
    expect(dayOf(withDay(text, '2027-01-15'))).toBe('2027-01-15');
    expect([dayOf('no head'), withDay('no head', '2027-01-15')]).toEqual([null, 'no head']);
  });

  it('finds the characters of a line, the last and one beyond it too', () => {
    expect(text.slice(spanOf(text, 2).start, spanOf(text, 2).end)).toBe('version: 2026-12');
    expect(spanOf('a\nb', 2)).toEqual({ start: 2, end: 3 });
    expect(spanOf('a', 9)).toEqual({ start: 1, end: 1 });
  });
});
