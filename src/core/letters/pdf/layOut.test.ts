import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOut, type Setting } from './layOut.ts';

/** Ten units for each character, one font for Arabic and one for the rest. */
const setting = (width: number, direction: 'ltr' | 'rtl' = 'ltr'): Setting => ({
  width,
  direction,
  fontOf: (cluster) => (/\p{Script=Arabic}/u.test(cluster) ? 'arabic' : 'latin'),
  measure: (text) => [...text].length * 10,
});
const words = (text: string, given: Setting) => layOut(text, given).map((line) => line.map((piece) => piece.text).join(''));

describe('layOut', () => {
  it('breaks between words, not inside them, and leaves no blank at the end of a line', () => {
    expect(words('one two three', setting(80))).toEqual(['one two', 'three']);
  });

  it('breaks a word that is wider than a line, so that a hostile name does not leave the page', () => {
    expect(words(`a ${'x'.repeat(25)} b`, setting(100))).toEqual(['a', 'x'.repeat(10), 'x'.repeat(10), 'xxxxx b']);
  });

  it('breaks Chinese between its signs and never begins a line with a full stop', () => {
    for (const line of words('买家收到的手表是红色的。卖家没有回答。', setting(110))) expect(line).not.toMatch(/^。/u);
  });

  it('puts the words of an Arabic line from the right, its sum from the left, and turns its brackets round', () => {
    const [line] = layOut('المبلغ (\u2068USD 33.33\u2069) مستحق', setting(400, 'rtl'));
    expect(line?.map((piece) => piece.text).join('|')).toBe('مستحق| |(|USD 33.33|)| |المبلغ');
    expect(line?.at(-1)).toMatchObject({ text: 'المبلغ', x: 340 });
  });

  it('begins a line at the side its direction begins at', () => {
    expect(layOut('The photo (B-1).', setting(400))[0]?.[0]).toMatchObject({ text: 'The photo (B-1).', x: 0 });
    expect(layOut('123', setting(400, 'rtl'))[0]?.[0]?.x).toBe(370);
  });

  it('loses, doubles and overlaps nothing, whatever a party wrote', () => {
    const sign = fc.constantFrom(...'ab 1.,(-Яא\u0628\u0644中。\u202e\u2068\u2069\u00a0\u0301👍');
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 60 }), fc.integer({ min: 20, max: 200 }), (signs, width) => {
        const text = signs.join('');
        const lines = layOut(text, setting(width));
        const seen = lines.flat().map((piece) => piece.text).join('');
        const plain = (given: string) => [...given.replaceAll(/[\s()\u202e\u2068\u2069]/gu, '')].toSorted().join('');
        expect(plain(seen)).toBe(plain(text));
        for (const line of lines) {
          let end = Math.min(...line.map((piece) => piece.x), 0);
          for (const piece of line) {
            expect(piece.x).toBe(Math.max(piece.x, end));
            end = piece.x + [...piece.text].length * 10;
          }
        }
      }),
    );
  });
});
