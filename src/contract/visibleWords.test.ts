import { describe, expect, it } from 'vitest';
import { visibleWords } from './visibleWords.ts';

describe('visibleWords', () => {
  it('would let a name turned round by a bidi control pass', () => {
    expect(visibleWords('photo\u202Egpj.exe')).toBe('photo⟦RLO⟧gpj.exe');
    expect(visibleWords('a\u200Eb\u200Fc\u061Cd\u2067e')).toBe('a⟦LRM⟧b⟦RLM⟧c⟦ALM⟧d⟦RLI⟧e');
  });

  it('would let controls of a terminal, lines that are none and signs without width pass', () => {
    expect(visibleWords('a\u0007b\u001b[31mc\u0085')).toBe('a⟦U+0007⟧b⟦ESC⟧[31mc⟦U+0085⟧');
    expect(visibleWords('a\u2028b\u2029c\u200Bd\u2060e\uFEFFf\u3164')).toBe('a⟦LS⟧b⟦PS⟧c⟦ZWSP⟧d⟦WJ⟧e⟦BOM⟧f⟦U+3164⟧');
    expect(visibleWords('pay\u200Dpal \u{E0041}')).toBe('pay⟦ZWJ⟧pal ⟦U+E0041⟧');
  });

  it('would mark ordinary Arabic, Persian, Hindi, emoji, flags, line ends or tabs', () => {
    for (const text of ['مرحبا بالعالم', 'می\u200cخواهم', 'क्\u200dष', 'one\r\ntwo\tthree', 'emoji 👩‍👧 ❤️‍🔥 👩🏽‍🚒', '🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}']) expect(visibleWords(text)).toBe(text);
  });

  it('would let writing nobody sees pass: soft hyphens, joiners, fillers, selectors, the blank of Braille, beams of music', () => {
    expect(visibleWords('pay\u00ADpal\u034F')).toBe('pay⟦SHY⟧pal⟦CGJ⟧');
    for (const code of [0x17b4, 0x17b5, 0x180b, 0x180e, 0x2065, 0x2800, 0x115f, 0xffa0, 0xfe00, 0xfe0f, 0x1bca0, 0x1d173, 0xe0000, 0xe0100, 0xe01ef]) {
      const sign = String.fromCodePoint(code);
      expect(visibleWords(`a${sign}b`), code.toString(16)).toBe(`a⟦U+${code.toString(16).padStart(4, '0').toUpperCase()}⟧b`);
    }
    // Data written in selectors behind one emoji.
    expect(visibleWords('😀\uFE0F\u{E0101}\u{E0102}')).toBe('😀\uFE0F⟦U+E0101⟧⟦U+E0102⟧');
  });

  it('would mark the forms of emoji, Han and Mongolian letters', () => {
    for (const text of ['❤\uFE0F', '1\uFE0F\u20E3', '☎\uFE0E', '葛\u{E0100}', 'ᠠ\u180B', '≨\uFE00']) expect(visibleWords(text)).toBe(text);
  });

  it('would take long for a long chat', () => {
    // What tries every start against every end takes longer than a test may.
    expect(visibleWords(`${'a\u200d'.repeat(50_000)}${'\u{E0041}'.repeat(50_000)}`)).toContain('⟦ZWJ⟧');
  });
});
