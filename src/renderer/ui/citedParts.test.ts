import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { citedParts } from './citedParts.ts';

const labels = ['B-1', 'B-1.2', 'B-12', 'S-1', 'M-1'];
const cited = (text: string): string[] => citedParts(text, labels).flatMap(({ label }) => label ?? []);

describe('citedParts', () => {
  it('would open another exhibit than the one the letter names', () => {
    expect(cited('Exhibits: B-1, B-1.2 (crack), B-12. M-1; S-1.')).toEqual(['B-1', 'B-1.2', 'B-12', 'M-1', 'S-1']);
    expect(cited('B-1.3, B-13, AB-1, NP-B-1, B-1-2, S-1x')).toEqual([]);
  });

  it('would change the words of a letter', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...labels, ' ', '.', 'x', '1', '-', '\n', '(')), (pieces) => {
      const text = pieces.join('');
      expect(citedParts(text, labels).map(({ words }) => words).join('')).toBe(text);
      expect(citedParts(text, []).map(({ words }) => words).join('')).toBe(text);
    }));
  });
});
