import { describe, expect, it } from 'vitest';
import { countdownWords, waitUntil } from './tryWords.ts';

describe('the wait after too many tries', () => {
  it('would let somebody try a moment too soon, or count on after it is over', () => {
    expect(countdownWords(1_000, 1)).toBe('1 s');
    expect(countdownWords(1_000, 1_000)).toBeNull();
    expect(countdownWords(1_000, 5_000)).toBeNull();
  });
  it('would jump about while it runs down', () => {
    expect([42_000, 185_000, 600_000, 3_725_000].map((ms) => countdownWords(ms, 0))).toEqual(['42 s', '3 min 05 s', '10 min 00 s', '1 h 02 min']);
  });
  it('would hold somebody up after another fault, or fail on an answer that says no moment', () => {
    expect(waitUntil({ code: 'TOO_MANY_TRIES', data: { until: 7 } })).toBe(7);
    expect(waitUntil({ code: 'WRONG_PASSPHRASE', data: { until: 7 } })).toBeNull();
    for (const data of [undefined, null, {}, { until: 'soon' }]) expect(waitUntil({ code: 'TOO_MANY_TRIES', data })).toBeNull();
  });
});
