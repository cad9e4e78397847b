import { describe, expect, it } from 'vitest';
import type { Elsewhere } from '../../contract/elsewhere.ts';
import { foundWords, limitsOf } from './elsewhereWords.ts';

const found = (change: Partial<Elsewhere>): Elsewhere => ({ compared: 'looks', same: 0, near: 0, rows: [], ...change });

describe('words on where else a picture is', () => {
  it('would say that nothing looks like it where nobody looked', () => {
    expect(foundWords(found({}))).toContain('Neither this file nor');
    expect(foundWords(found({ compared: 'blank' }))).toContain('was not looked for');
    expect(foundWords(found({ compared: 'waiting' }))).toContain('not been compared yet');
    expect(foundWords(found({ compared: 'file' }))).toBe('This file is in no other case.');
    expect(limitsOf(found({ compared: 'waiting', same: 1 }))).toContain('What looks nearly like it has not been compared yet.');
  });

  it('would leave out one of the two, or the count past which nobody counted', () => {
    expect(foundWords(found({ same: 1, near: 3 }))).toBe('The same file in 1 exhibit, nearly the same picture in 3 exhibits of other cases.');
    expect(foundWords(found({ near: 1_001 }))).toBe('Nearly the same picture in more than 1,000 exhibits of other cases.');
    expect(limitsOf(found({ near: 31 }))).toEqual(['The nearest 0 of 31 are listed.']);
  });
});
