import { describe, expect, it } from 'vitest';
import { pointsWords, servedWords, signed } from './points.ts';

describe('points in words', () => {
  it('says the sum beside its parts, so that nobody has to add up', () => {
    expect(servedWords([{ code: 'due_soon', words: 'due in 3 h', points: 40 }, { code: 'value', words: 'value at stake', points: 12 }], 52)).toBe('due in 3 h +40, value at stake +12 = 52 points');
  });
  it('never shows "+-200" for what takes points away', () => {
    expect(servedWords([{ code: 'answer_open', words: 'a party may still answer', points: -200 }], -200)).toBe('a party may still answer −200 = −200 points');
    expect(signed(0)).toBe('+0');
    expect(pointsWords(1)).toBe('1 point');
  });
});
