import { describe, expect, it } from 'vitest';
import { mostQueryText, parseCaseQuery } from './caseQuery.ts';

describe('a query in words', () => {
  it('reads words, phrases, filters and their opposites, each with its place', () => {
    const text = 'cracked "blue glaze" reason:wrong_item,defective amount>50 -is:escalated due<2d';
    const { words, conditions, faults } = parseCaseQuery(text);
    expect(faults).toEqual([]);
    expect(words.map(({ text: said, isPhrase }) => [said, isPhrase])).toEqual([['cracked', false], ['blue glaze', true]]);
    expect(conditions).toMatchObject([
      { field: 'reason', values: ['wrong_item', 'defective'], isNot: false },
      { field: 'amount', sign: '>', with: { is: 'amount', major: '50' } },
      { field: 'is', values: ['escalated'], isNot: true },
      { field: 'due', sign: '<', with: { is: 'span', ms: 172_800_000 } },
    ]);
    expect(conditions.map(({ from, to }) => text.slice(from, to))).toEqual(['reason:wrong_item,defective', 'amount>50', '-is:escalated', 'due<2d']);
  });
  it('takes what only looks like a filter as words: a time, a web address, a tracking number with a hyphen', () => {
    expect(parseCaseQuery('at 14:30 https://shop.example RX-12-34').words.map(({ text }) => text)).toEqual(['at', '14:30', 'https://shop.example', 'RX-12-34']);
  });
  it('names what a filter cannot be and what it can, and keeps the rest', () => {
    const { words, faults } = parseCaseQuery('vase reason:broken due<soon received>2026-02-31 amount>5x tag:');
    expect(words).toHaveLength(1);
    expect(faults.map((fault) => fault.words)).toEqual([
      expect.stringContaining('reason cannot be "broken"; it is one of not_received'),
      expect.stringContaining('"soon" cannot be compared with due'),
      expect.stringContaining('"2026-02-31" cannot be compared with received'),
      expect.stringContaining('"5x" cannot be compared with amount'),
      'tag needs a value, such as tag:safety.',
    ]);
  });
  it('comes to an end on any text, with an open quote, lone signs and far too long', () => {
    expect(parseCaseQuery('"open').words).toMatchObject([{ text: 'open', isPhrase: true }]);
    expect(parseCaseQuery('- " : -"').words.length).toBeLessThan(4);
    expect(parseCaseQuery('x'.repeat(mostQueryText + 1)).faults).toHaveLength(1);
    expect(parseCaseQuery('a '.repeat(100)).faults).toHaveLength(1);
  });
  it('would hand on a sign of value zero, at which the database cuts a text, or half a sign, which is no text', () => {
    for (const text of ['blue\u0000watch', '"blue\u0000', 'tag:a\u0000b', 'blue \ud800', 'market:\udc00']) expect([text, parseCaseQuery(text).faults]).toEqual([text, [expect.objectContaining({ to: expect.any(Number), words: expect.stringContaining('cannot hold') })]]);
    expect(parseCaseQuery('blue 👍 𠀀').faults).toEqual([]);
  });
});
