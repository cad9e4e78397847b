import { describe, expect, it } from 'vitest';
import { placesOf } from './foundWords.ts';

const found = (text: string, ...words: string[]) => placesOf(text, words).map(([from, to]) => text.slice(from, to));

describe('words that are marked where a search leads to', () => {
  it('finds each, in order, without regard to case', () => {
    expect(found('A Cracked vase, cracked glaze', 'glaze', 'cracked')).toEqual(['Cracked', 'cracked', 'glaze']);
  });
  it('takes nothing typed for a pattern', () => {
    expect(found('a.c abc (x', 'a.c', '(x')).toEqual(['a.c', '(x']);
  });
  it('marks nothing for blank words, and the longer of two that overlap', () => {
    expect(found('abc', '', ' ')).toEqual([]);
    expect(found('glazed', 'glaze', 'glazed')).toEqual(['glazed']);
  });
  it('finds Chinese inside a line without blanks', () => {
    expect(found('收到的杯子碎了', '杯子')).toEqual(['杯子']);
  });
});
