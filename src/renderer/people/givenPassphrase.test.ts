import { describe, expect, it } from 'vitest';
import { NewPassphrase } from '../../contract/people.ts';
import { givenPassphrase } from './givenPassphrase.ts';

describe('a passphrase to hand out', () => {
  it('would be too short for the desk, or not be said over a phone', () => {
    const one = givenPassphrase();
    expect(one).toMatch(/^([a-z]{4}-){4}[a-z]{4}$/);
    expect(NewPassphrase.safeParse(one).success).toBe(true);
  });
  it('would be the same for two people', () => {
    expect(new Set(Array.from({ length: 500 }, () => givenPassphrase())).size).toBe(500);
  });
  it('would like the first letters better: numbers of the rest that does not divide evenly are thrown away', () => {
    // 2^32 - 1 lies in the rest for 15 letters.
    const numbers = [2 ** 32 - 1, 14, ...Array.from({ length: 40 }, () => 0)];
    expect(givenPassphrase(() => numbers.shift()!)).toMatch(/^za/);
  });
});
