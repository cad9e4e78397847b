import { describe, expect, it } from 'vitest';
import { nextTryWords } from './nextTryWords.ts';

const of = (ms: number | null, isAtWork = false) => nextTryWords({ isAtWork, nextTryAt: ms }, 0);

describe('the clock of the next try', () => {
  it('would say a time that has passed, or minutes with one digit of seconds', () => {
    expect([of(-5_000), of(0), of(500), of(65_000), of(3_599_000)]).toEqual(['next', 'next', 'in 0:01', 'in 1:05', 'in 59:59']);
  });
  it('would promise a try where none is planned, or hide that one is at work', () => {
    expect([of(null), of(null, true), of(60_000, true), of(7_800_000)]).toEqual(['', 'at work now', 'at work now', 'in 2 h 10 min']);
  });
});
