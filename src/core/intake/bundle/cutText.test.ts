import { expect, it } from 'vitest';
import { cutText } from './cutText.ts';

it('keeps the start and the end of a text that is cut, within its limit, and never leaves half a letter behind', () => {
  expect(cutText('data/a.txt', 300)).toBe('data/a.txt');
  expect(cutText(`start${'x'.repeat(500)}end`, 21)).toBe('startxxxx … xxxxxxend');
  const cut = cutText('😀'.repeat(500), 300);
  expect([cut.length <= 300, cut.isWellFormed()]).toEqual([true, true]);
});
