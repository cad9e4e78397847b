import { describe, expect, it } from 'vitest';
import { isSkippedOften } from '../../core/cases/skippedOften.ts';
import { skipWords } from './skipWords.ts';

describe('what a skip leads to', () => {
  it('warns of a lead exactly when the core hands the case to one', () => {
    for (let skips = 0; skips < 9; skips += 1) {
      for (const isForLead of [false, true]) expect(/your skip hands it/.test(skipWords(skips, isForLead)), `${skips} ${isForLead}`).toBe(isSkippedOften({ skips, isForLead }));
    }
  });
  it('says how often it was skipped, and what is left until a lead has it', () => {
    expect(skipWords(0, false)).toMatch(/for a day\. Nobody has skipped it yet; two more skips after yours hand it to a team lead\.$/);
    expect(skipWords(1, false)).toMatch(/It was skipped once before; one more skip after yours hands it/);
    expect(skipWords(2, false)).toMatch(/^It was skipped twice before: your skip hands it to a team lead/);
    expect(skipWords(4, false)).toMatch(/skipped 4 times before; one more/);
  });
});
