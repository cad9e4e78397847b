import { describe, expect, it } from 'vitest';
import { visibleWords } from './visibleWords.ts';

describe('visibleWords', () => {
  it('would let a name turned round by a bidi control pass', () => {
    expect(visibleWords('photo\u202Egpj.exe')).toBe('photo⟦RLO⟧gpj.exe');
    expect(visibleWords('a\u0007b')).toBe('a⟦U+0007⟧b');
  });

  it('would mark ordinary Arabic, line ends or tabs', () => {
    for (const text of ['مرحبا بالعالم', 'one\ntwo\tthree', 'emoji 👩‍👧']) expect(visibleWords(text)).toBe(text);
  });
});
