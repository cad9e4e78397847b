import { describe, expect, it } from 'vitest';
import { ageWords, exactWords, fullSpan, shortSpan, untilWords, zonedWords } from './time.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const now = Date.UTC(2026, 8, 12, 12);

describe('time on screen', () => {
  it.each([[45_000, '45 s'], [12 * minute, '12 min'], [59.9 * minute, '59 min'], [3 * hour, '3 h'], [47 * hour, '47 h'], [2 * day, '2 d'], [59 * day, '59 d'], [70 * day, '10 w']])(
    'a span of %i ms is never rounded up to more than has passed',
    (ms, words) => expect(shortSpan(ms)).toBe(words),
  );
  it('a deadline keeps the minutes while they matter and tells late from early', () => {
    expect(untilWords(now + 3 * hour + 10 * minute, now)).toBe('due in 3 h 10 min');
    expect(untilWords(now - 2 * hour, now)).toBe('overdue by 2 h');
    expect(untilWords(now, now)).toBe('due in 0 s');
    expect(fullSpan(2 * day + 4 * hour)).toBe('2 d 4 h');
  });
  it('an age of a moment ahead does not look like the past', () => {
    expect(ageWords(now - 3 * hour, now)).toBe('3 h');
    expect(ageWords(now + 3 * hour, now)).toBe('in 3 h');
  });
  it('a moment is written in the zone it is asked for', () => {
    expect(exactWords(now, 'Asia/Tokyo')).toBe('12 Sept 2026, 21:00');
    expect(exactWords(now, 'America/New_York')).toBe('12 Sept 2026, 08:00');
  });
  it('a zone no one knows does not break the screen', () => {
    expect(exactWords(now, 'Mars/Olympus')).toBe(exactWords(now));
    expect(zonedWords(now, 'Mars/Olympus')).not.toContain('Mars');
  });
  it('the time of the party stands under the own one', () => {
    expect(zonedWords(now, 'Asia/Ho_Chi_Minh')).toMatch(/your time\n12 Sept 2026, 19:00 in Asia\/Ho Chi Minh$/);
  });
});
