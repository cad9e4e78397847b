import { describe, expect, it } from 'vitest';
import { countWords, nextLookWords } from './sourceLooks.ts';

describe('the words of a source', () => {
  it('count one thing as one, and leave out what did not happen', () => {
    expect(countWords({ kind: 'pull', taken: 1, unchanged: 0, refused: 0 })).toBe('1 thing taken in');
    expect(countWords({ kind: 'pull', taken: 57, unchanged: 212, refused: 1 })).toBe('57 things taken in, 212 unchanged, 1 refused');
    expect(countWords({ kind: 'webhook', taken: 0, unchanged: 0, refused: 3 })).toBe('0 webhooks heard, 3 refused');
    expect(countWords({ kind: 'import', taken: 2, unchanged: 0, refused: 1 })).toBe('2 imports taken in, 1 failed');
  });

  it('never say that a look lies in the past', () => {
    expect(nextLookWords(21_500, 1_000)).toBe('in 20 s');
    expect(nextLookWords(1_000, 9_000)).toBe('now');
    expect(nextLookWords(null, 0)).toBeNull();
  });
});
