import { expect, it } from 'vitest';
import { madeOnce } from './madeOnce.ts';

it('would make a format anew for each sentence, or give one of another language', () => {
  let times = 0;
  const pairOf = madeOnce((language: string, zone: string) => ({ language, zone, nth: (times += 1) }));
  expect([pairOf('en', 'UTC'), pairOf('de', 'UTC'), pairOf('en', 'UTC')].map(({ language, nth }) => [language, nth])).toEqual([['en', 1], ['de', 2], ['en', 1]]);
});

it('would keep that nothing could be made of a key', () => {
  const zoneOf = madeOnce((zone: string) => new Intl.DateTimeFormat('en', { timeZone: zone }));
  expect(() => zoneOf('Nowhere')).toThrow(RangeError);
  expect(() => zoneOf('Nowhere')).toThrow(RangeError);
});
