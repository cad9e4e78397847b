import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCaseQuery } from '../../contract/caseQuery.ts';
import { faultOfQuery, piecesOf } from './queryPieces.ts';

const kinds = (text: string, caret: number | null = null) => piecesOf(text, parseCaseQuery(text), caret).filter(({ text: one }) => one.trim() !== '').map(({ text: one, kind }) => [one, kind]);

describe('the colours of a query', () => {
  it('tells words, phrases, filters and what is turned round', () => {
    expect(kinds('vase "blue glaze" reason:defective -is:overdue -cup')).toEqual([['vase', 'word'], ['"blue glaze"', 'phrase'], ['reason:defective', 'condition'], ['-is:overdue', 'not'], ['-cup', 'not']]);
  });
  it('does not blame a filter that is still being typed', () => {
    expect(kinds('reason:wro', 10)).toEqual([['reason:wro', 'condition']]);
    expect(faultOfQuery(parseCaseQuery('reason:wro'), 10)).toBeNull();
  });
  it('blames it once the caret has left it', () => {
    expect(kinds('reason:wro vase', 15)).toEqual([['reason:wro', 'fault'], ['vase', 'word']]);
    expect(faultOfQuery(parseCaseQuery('reason:wro vase'), 15)).toMatch(/^reason cannot be "wro"/);
    expect(faultOfQuery(parseCaseQuery('reason:wro'), null)).toMatch(/^reason cannot be/);
  });
  it('is the text itself, letter for letter, whatever was typed: a colour beside its words would mark others', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', 'ش', '箱', ' ', '"', ':', '-', '<', 'is:', 'due<2d', '😀'), maxLength: 40 }), (text) => {
      expect(piecesOf(text, parseCaseQuery(text), null).map((piece) => piece.text).join('')).toBe(text);
    }));
  });
});
