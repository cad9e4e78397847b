import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineDiff } from './lineDiff.ts';

const shown = (before: string, after: string) => lineDiff(before, after).map((line) => (line.is === 'skipped' ? `... ${line.count}` : `${line.before ?? '-'} ${line.after ?? '-'} ${line.parts.map(({ text, is }) => ({ same: text, gone: `[${text}]`, new: `{${text}}` })[is]).join('')}`));

describe('lineDiff', () => {
  it('shows a changed word in its line, with two lines around and the rest left out', () => {
    expect(shown('a\nb\nc\nup to 20 %\nd\ne\nf\ng', 'a\nb\nc\nup to 25 %\nd\ne\nf\ng')).toEqual(['... 1', '2 2 b', '3 3 c', '4 - up to [20] %', '- 4 up to {25} %', '5 5 d', '6 6 e', '... 2']);
  });

  it('counts on through lines that came and went', () => {
    expect(shown('a\nb\nc', 'a\nx\ny\nc')).toEqual(['1 1 a', '2 - [b]', '- 2 {x}', '- 3 {y}', '3 4 c']);
    expect(shown('a', 'a')).toEqual(['... 1']);
  });

  it('loses no line of either side and numbers them as they stand, whatever changed', () => {
    const text = fc.array(fc.constantFrom('a', 'b b', 'c', ''), { minLength: 1, maxLength: 12 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = lineDiff(before, after);
        const count = (side: 'before' | 'after') => lines.reduce((sum, line) => sum + (line.is === 'skipped' ? line.count : line[side] === null ? 0 : 1), 0);
        expect([count('before'), count('after')]).toEqual([before.split('\n').length, after.split('\n').length]);
        for (const line of lines) {
          if (line.is === 'skipped') continue;
          const own = line.parts.map((part) => part.text).join('');
          if (line.before !== null) expect(before.split('\n')[line.before - 1]).toBe(own);
          if (line.after !== null) expect(after.split('\n')[line.after - 1]).toBe(own);
        }
      }),
    );
  });
});
