import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SpotPlace } from '../../contract/spots.ts';
import { chatLines } from './chatLines.ts';
import { linesAt, linesBetween, quoteOf, rangesTouched, textLines } from './spotLines.ts';

describe('lines of a text', () => {
  it('would be counted otherwise than by the core, which splits at line feeds', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('a', '\n', '\r\n', '\r', ' '), { maxLength: 40 }), (parts) => {
      const text = parts.join('');
      expect(textLines(text)).toHaveLength(text.split('\n').length);
    }));
  });

  it('would be quoted with half a sign, or without any words, which the core refuses', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('😀', 'word ', '\n', ' '), { maxLength: 2_400 }), fc.nat(30), fc.nat(30), (parts, from, more) => {
      const place = linesAt(parts.join(''), { from: from + 1, to: from + 1 + more });
      if (place) expect(SpotPlace.safeParse(place).success).toBe(true);
    }), { numRuns: 60 });
    expect(linesAt('a\n\n  \nb', { from: 2, to: 3 })).toBeNull();
    expect(quoteOf('  ', 'scan')).toBe('scan');
  });

  it('would lose lines of a chat between two messages, or mark a message twice', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('Buyer: one', 'Seller: two', 'more', ''), { minLength: 1, maxLength: 30 }), (lines) => {
      const ranges = chatLines(lines.join('\n'));
      ranges.forEach((range, index) => {
        expect(range.to).toBeGreaterThanOrEqual(range.from);
        if (index > 0) expect(range.from).toBeGreaterThan(ranges[index - 1]!.to);
      });
      const held = ranges.flatMap(({ from, to }) => lines.slice(from - 1, to)).filter((line) => line !== '');
      expect(held).toEqual(lines.filter((line) => line !== ''));
    }));
  });

  it('would come back as other messages than those that were marked', () => {
    const ranges = [{ from: 1, to: 2 }, { from: 4, to: 4 }, { from: 5, to: 8 }];
    expect(rangesTouched(ranges, linesBetween(ranges, 2, 1))).toEqual([1, 2]);
    expect(linesBetween(ranges, 0, 0)).toEqual({ from: 1, to: 2 });
    expect(rangesTouched(ranges, { from: 3, to: 3 })).toBeNull();
    expect(rangesTouched(ranges, { from: 9, to: 12 })).toBeNull();
  });
});
