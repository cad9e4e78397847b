import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSameText, wordDiff } from './wordDiff.ts';

const shown = (before: string, after: string): string => wordDiff(before, after).map(({ text, is }) => ({ same: text, gone: `[-${text}-]`, new: `{+${text}+}` })[is]).join('');

describe('wordDiff', () => {
  it('would mark letters instead of words', () => {
    expect(shown('Coat, 100% wool', 'Coat, 35% wool')).toBe('Coat, [-100-]{+35+}% wool');
    expect(shown('Пальто, 100% шерсть', 'Пальто, смесовая шерсть')).toBe('Пальто, [-100%-]{+смесовая+} шерсть');
  });

  it('would take a sentence of Chinese or Japanese for one word', () => {
    expect(shown('素材は羊毛です', '素材は綿です')).toBe('素材は[-羊毛-]{+綿+}です');
    expect(shown('颜色是藏青色的', '颜色是红色的')).not.toMatch(/^\[-/);
  });

  it('would cut a changed phrase into as many marks as it has words', () => {
    expect(shown('made of pure wool today', 'made of some blend today')).toBe('made of [-pure wool-]{+some blend+} today');
  });

  it('would mark something in equal texts, or nothing in what was added to nothing', () => {
    expect(wordDiff('a b', 'a b')).toEqual([{ text: 'a b', is: 'same' }]);
    expect(wordDiff('', 'x')).toEqual([{ text: 'x', is: 'new' }]);
    expect(wordDiff('', '')).toEqual([]);
  });

  it('would lose a word of either text', () => {
    const bare = (text: string): string => text.normalize('NFC').replace(/\s+/g, '');
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.string({ unit: 'grapheme', maxLength: 40 }), (before, after) => {
      const parts = wordDiff(before, after);
      expect(bare(parts.filter((part) => part.is !== 'new').map((part) => part.text).join(''))).toBe(bare(before));
      expect(bare(parts.filter((part) => part.is !== 'gone').map((part) => part.text).join(''))).toBe(bare(after));
    }));
  });

  it('would freeze the screen over two books', () => {
    expect(wordDiff('a '.repeat(15_000), 'b '.repeat(15_000))).toHaveLength(2);
  });
});

describe('isSameText', () => {
  it('would call a text changed for its line ends', () => {
    expect(isSameText('a\r\nb', 'a b')).toBe(true);
    expect(isSameText('a b', 'ab')).toBe(false);
  });
});
