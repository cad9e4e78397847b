import { describe, expect, it } from 'vitest';
import { skipWords } from './skipWords.ts';

describe('what a skip leads to', () => {
  it('warns before the skip that takes the case from everybody, not after it', () => {
    expect(skipWords(2)).toMatch(/skipped twice before: your skip hands it to a team lead/);
    expect(skipWords(5)).toMatch(/skipped 5 times before: your skip hands it to a team lead/);
  });
  it('does not threaten with a lead at the first or second skip', () => {
    expect(skipWords(0)).toMatch(/not served to you again for a day.*at the third skip/);
    expect(skipWords(1)).toMatch(/skipped once before; at the third skip/);
  });
});
