import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { parseCaseQuery } from '../../contract/caseQuery.ts';
import { queryFields } from '../../contract/queryFields.ts';
import { optionsAt, takenFrom } from './completion.ts';
import { placeAt } from './queryPlace.ts';

const now = Date.UTC(2026, 10, 28);
/** What the core knows: values, and how many cases have them. */
const told = (values: Record<string, number | null>) => Object.entries(values).map(([value, cases]) => ({ from: 0, to: 0, text: `tag:"${value}"`, kind: 'value' as const, words: '', cases }));
/** What is listed for a text with the caret at `|`, and the text with the first of it taken. */
function at(typed: string, values: Record<string, number | null> = {}, isAsked = false) {
  const caret = typed.indexOf('|');
  const text = typed.replace('|', '');
  const place = placeAt(text, caret);
  const options = optionsAt(place, told(values), now, isAsked);
  const take = (index: number): string => {
    const taken = takenFrom(text, options[index]!);
    return `${taken.text.slice(0, taken.caret)}|${taken.text.slice(taken.caret)}`;
  };
  return { labels: options.map((one) => one.label), words: options.map((one) => [one.words, one.count].join(', ')), take };
}

describe('completion of a query', () => {
  it('lists nothing unasked: an empty field or a word begun is no question', () => {
    expect(at('|').labels).toEqual([]);
    expect(at('vase |').labels).toEqual([]);
    expect(at('porcelain|').labels).toEqual([]);
    for (const word of ['the', 'with', 'and', 'that', 'case', 'somebody', 'not']) expect(at(`${word}|`).labels, word).toEqual([]);
  });
  it('lists every filter when it is asked to', () => {
    expect(at('|', {}, true).labels).toHaveLength(Object.keys(queryFields).length);
  });
  it('a filter begun is taken with its sign, and its value is asked for next', () => {
    expect(at('vase re|').labels.slice(0, 2)).toEqual(['reason:', 'received>']);
    expect(at('vase re|').take(0)).toBe('vase reason:|');
    expect(at('am|').take(0)).toBe('amount>|');
  });
  it('finds a filter by what it is for, and a value by its own words', () => {
    expect(at('country|').labels).toEqual(['market:']);
    expect(at('wrong|').labels).toEqual(['reason:wrong_item']);
    expect(at('overd|').labels).toContain('is:overdue');
  });
  it('a value taken ends its part, so that the next word does not stick to it', () => {
    expect(at('reason:wr|').take(0)).toBe('reason:wrong_item |');
    expect(at('reason:wr| vase').take(0)).toBe('reason:wrong_item |vase');
  });
  it('keeps the values before the comma and does not offer them again', () => {
    expect(at('reason:wrong_item,|').labels).not.toContain('wrong_item');
    expect(at('reason:wrong_item,def|').take(0)).toBe('reason:wrong_item,defective |');
  });
  it('keeps the minus', () => {
    expect(at('-is:esc|').take(0)).toBe('-is:escalated |');
    expect(at('-curr|').take(0)).toBe('-currency:|');
  });
  it('a name with a blank is put in quotes, also when one is open', () => {
    const known = { 'High value': 3 };
    expect(at('queue:hi|', known).take(0)).toBe('queue:"High value" |');
    expect(at('queue:"High v|', known).take(0)).toBe('queue:"High value" |');
  });
  it('replaces the sign where an example has another', () => {
    expect(at('due:|').labels).toContain('due:overdue');
    expect(at('due<2|').take(0)).toBe('due<2d |');
    expect(at('received>|').labels[0]).toBe('received>2026-11-21');
  });
  it('says nothing more about a value that is there already', () => {
    expect(at('reason:wrong_item|').labels).toEqual([]);
    expect(at('due<2d|').labels).toEqual([]);
  });
  it('holder:me is there without asking anybody', () => {
    expect(at('holder:|').labels).toEqual(['me']);
  });
  it('whatever is taken, the query can be read up to it', () => {
    const start = fc.constantFrom('', 'vase ', '"two words" ', 'reason:defective ', '-');
    const begun = fc.constantFrom('re', 'is:', 'due', 'due<', 'amount>', 'by:s', 'in:', 'age>', 'received>', 'queue:"H', 'reason:defective,');
    fc.assert(fc.property(start, begun, fc.nat(8), (before, typed, index) => {
      const text = before + typed;
      const options = optionsAt(placeAt(text, text.length), typed.startsWith('queue') ? told({ 'High "value': null }) : [], now, true);
      const option = options[index % Math.max(1, options.length)];
      if (option && !option.goesOn) expect(parseCaseQuery(takenFrom(text, option).text).faults).toEqual([]);
    }));
  });
  it('what is there at once stays where it is when the core tells how many cases have it', () => {
    expect(at('state:|', { ruled: 7 }).labels).toEqual(at('state:|').labels);
    expect(at('state:ru|', { ruled: 1 }).words).toEqual(['Ruled, 1 case']);
    expect(at('tag:|', { safety: 12_000, toys: null }).words).toEqual([', 12,000 cases', ', ']);
  });
});
