import { expect, it } from 'vitest';
import { cut, dayAndWeek, spanBefore, unitOf } from './period.ts';

const berlin = 'Europe/Berlin';
const at = (text: string) => Date.parse(text);
const iso = (ms: number) => new Date(ms).toISOString();

it('would compare a day of 23 hours with the last 23 of the day before', () => {
  // Clocks went forward on 29 March 2026.
  const short = { fromAt: at('2026-03-29T00:00:00+01:00'), untilAt: at('2026-03-30T00:00:00+02:00') };
  expect(iso(spanBefore(short, berlin).fromAt)).toBe('2026-03-27T23:00:00.000Z');
  expect(cut(short, unitOf(short, berlin), berlin)).toEqual([short]);
});

it('would cut weeks elsewhere than at Mondays of the zone, or leave a gap', () => {
  const quarter = { fromAt: at('2026-04-01T00:00:00+02:00'), untilAt: at('2026-07-01T00:00:00+02:00') };
  expect(unitOf(quarter, berlin)).toBe('week');
  const weeks = cut(quarter, 'week', berlin);
  expect(weeks).toHaveLength(14);
  expect(iso(weeks[1]?.fromAt ?? 0)).toBe('2026-04-05T22:00:00.000Z');
  expect(weeks.every(({ fromAt }, place) => fromAt === (place === 0 ? quarter.fromAt : weeks[place - 1]?.untilAt))).toBe(true);
  expect(weeks.at(-1)?.untilAt).toBe(quarter.untilAt);
});

it('would set a span that is no number of days beside another length', () => {
  const span = { fromAt: at('2026-06-10T09:00:00Z'), untilAt: at('2026-06-10T19:30:00Z') };
  const before = spanBefore(span, 'UTC');
  expect(before).toEqual({ fromAt: at('2026-06-09T22:30:00Z'), untilAt: span.fromAt });
});

it('would begin a week on Sunday', () => {
  const { today, week } = dayAndWeek(at('2026-06-14T12:00:00Z'), 'UTC');
  expect([iso(today.fromAt), iso(week.fromAt), iso(week.untilAt)]).toEqual(['2026-06-14T00:00:00.000Z', '2026-06-08T00:00:00.000Z', '2026-06-15T00:00:00.000Z']);
});
