import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { offBy } from './calendars.ts';
import { afterPause, dueDate, endOfDay, extended, localDate, workingDaysBetween, type WorkCalendar } from './workingDays.ts';

const hour = 3_600_000;
const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'America/Sao_Paulo', 'Asia/Riyadh', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia'];
const calendar = (zone: string, holidays: string[] = [], weekend = [6, 7]): WorkCalendar => ({
  country: null,
  zone,
  notes: [],
  dayOff: offBy(new Set(weekend), (date) => (holidays.includes(date) ? `Holiday of ${date}` : null)),
});
const at = (iso: string, zone = 'UTC') => DateTime.fromISO(iso, { zone }).toMillis();
const said = (ms: number, zone: string) => DateTime.fromMillis(ms, { zone }).toFormat('ccc yyyy-MM-dd HH:mm:ss');

/** Any calendar that works at least one day a week, with holidays anywhere near the moments that are tried. */
const anyCalendar = fc
  .record({
    zone: fc.constantFrom(...zones),
    weekend: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 3 }),
    holidays: fc.array(fc.integer({ min: 0, max: 800 }), { maxLength: 40 }),
  })
  .map(({ zone, weekend, holidays }) =>
    calendar(zone, holidays.map((day) => DateTime.fromISO('2025-11-01', { zone: 'utc' }).plus({ days: day }).toFormat('yyyy-MM-dd')), weekend),
  );
/** From late 2025 to early 2028: two year ends, a leap day, and every change of the clocks between. */
const anyMoment = fc.integer({ min: Date.UTC(2025, 10, 1), max: Date.UTC(2027, 11, 31) });
const anyDays = fc.integer({ min: 0, max: 40 });

describe('the end of a time in working days', () => {
  it('would count the day it begins, a weekend or a holiday', () => {
    const reckoning = dueDate(at('2026-09-30T10:00'), 3, calendar('UTC', ['2026-10-01']));
    expect(reckoning.steps).toEqual([
      { date: '2026-09-30', counted: null, off: 'start', name: 'Wednesday' },
      { date: '2026-10-01', counted: null, off: 'holiday', name: 'Holiday of 2026-10-01' },
      { date: '2026-10-02', counted: 1, off: null, name: 'Friday' },
      { date: '2026-10-03', counted: null, off: 'weekend', name: 'Saturday' },
      { date: '2026-10-04', counted: null, off: 'weekend', name: 'Sunday' },
      { date: '2026-10-05', counted: 2, off: null, name: 'Monday' },
      { date: '2026-10-06', counted: 3, off: null, name: 'Tuesday' },
    ]);
    expect(said(reckoning.dueAt, 'UTC')).toBe('Tue 2026-10-06 23:59:59');
  });

  it('would begin on the day of the desk instead of the day of the party', () => {
    // 20:00 in UTC is the next day in Tokyo and still the same in New York.
    const from = at('2026-06-02T20:00');
    expect(said(dueDate(from, 1, calendar('Asia/Tokyo')).dueAt, 'Asia/Tokyo')).toBe('Thu 2026-06-04 23:59:59');
    expect(said(dueDate(from, 1, calendar('America/New_York')).dueAt, 'America/New_York')).toBe('Wed 2026-06-03 23:59:59');
  });

  it('would end an hour early or late where the clocks change on the way', () => {
    for (const [zone, from, end] of [
      ['Europe/Berlin', '2026-03-27T12:00', 'Mon 2026-03-30 23:59:59'],
      ['Europe/Berlin', '2026-10-23T12:00', 'Mon 2026-10-26 23:59:59'],
      ['America/New_York', '2026-03-06T23:30', 'Mon 2026-03-09 23:59:59'],
      ['Australia/Lord_Howe', '2026-04-03T12:00', 'Mon 2026-04-06 23:59:59'],
    ] as const) expect(said(dueDate(at(from, zone), 1, calendar(zone)).dueAt, zone)).toBe(end);
  });

  it.each([1, 2, 3, 4, 5, 6, 7])('would give more or fewer than five working days when it begins on weekday %i', (weekday) => {
    const from = at('2026-06-01T09:00') + (weekday - 1) * 24 * hour;
    const { steps, dueAt } = dueDate(from, 5, calendar('UTC'));
    expect(steps.filter((step) => step.counted !== null)).toHaveLength(5);
    expect(said(dueAt, 'UTC').slice(0, 3)).toBe(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Fri', 'Fri'][weekday - 1]);
  });

  it('would end on a holiday, over a year end too', () => {
    expect(said(dueDate(at('2026-12-30T09:00'), 2, calendar('UTC', ['2027-01-01', '2027-01-04'])).dueAt, 'UTC')).toBe('Tue 2027-01-05 23:59:59');
    // No days: what ends on a free day ends on the next one that is worked.
    expect(said(dueDate(at('2027-01-02T09:00'), 0, calendar('UTC', ['2027-01-04'])).dueAt, 'UTC')).toBe('Tue 2027-01-05 23:59:59');
  });

  it('would hang on a calendar without a working day', () => {
    expect(() => dueDate(0, 1, calendar('UTC', [], [1, 2, 3, 4, 5, 6, 7]))).toThrow('no working day');
  });

  it('always ends with the last second of a worked day of the party, the nth after the day it began, and tells every day between', () => {
    fc.assert(
      fc.property(anyMoment, anyDays, anyCalendar, (from, days, work) => {
        const { steps, dueAt } = dueDate(from, days, work);
        const last = steps.at(-1);
        expect(dueAt).toBe(endOfDay(last?.date ?? '', work.zone));
        expect(work.dayOff(last?.date ?? '')).toBeNull();
        expect(last?.counted).toBe(days);
        expect(dueAt).toBeGreaterThanOrEqual(from);
        expect(workingDaysBetween(from, dueAt, work)).toBe(days === 0 && steps.length === 1 ? 0 : Math.max(days, 1));
        expect(steps.map((step) => step.date)).toEqual([...new Set(steps.map((step) => step.date))].sort());
        expect(steps[0]?.date).toBe(localDate(from, work.zone));
        expect(DateTime.fromMillis(dueAt + 1, { zone: work.zone }).toFormat('HH:mm:ss.SSS')).toBe('00:00:00.000');
      }),
    );
  });

  it('would be shortened by an extension', () => {
    fc.assert(
      fc.property(anyMoment, fc.integer({ min: 1, max: 30 }), anyCalendar, (dueAt, days, work) => {
        expect(extended(dueAt, days, work).dueAt).toBeGreaterThan(dueAt);
        expect(workingDaysBetween(dueAt, extended(dueAt, days, work).dueAt, work)).toBe(days);
      }),
    );
  });
});

describe('a time that stood still', () => {
  it('would go on with less time than was left', () => {
    const work = calendar('Europe/Berlin', ['2026-10-05']);
    // Wednesday, three days left: Thursday, Friday, and the Tuesday after the free Monday.
    const due = dueDate(at('2026-09-30T10:00', work.zone), 3, work).dueAt;
    expect(said(due, work.zone)).toBe('Tue 2026-10-06 23:59:59');
    expect(said(afterPause(due, at('2026-09-30T12:00', work.zone), at('2026-10-08T09:00', work.zone), work).dueAt, work.zone)).toBe('Wed 2026-10-14 23:59:59');
  });

  it('would lose the hours of a pause on its last day', () => {
    const work = calendar('UTC');
    const due = at('2026-06-03T23:59:59.999');
    expect(said(afterPause(due, at('2026-06-03T10:00'), at('2026-06-03T22:00'), work).dueAt, 'UTC')).toBe('Thu 2026-06-04 23:59:59');
  });

  it('never counts a minute of the pause, nor a working day less than was left', () => {
    fc.assert(
      fc.property(anyMoment, fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 30 * 24 * 60 }), fc.double({ min: 0, max: 1, noNaN: true }), anyCalendar, (from, days, minutes, share, work) => {
        const dueAt = dueDate(from, days, work).dueAt;
        const pausedAt = Math.floor(from + (dueAt - from) * share);
        const resumedAt = pausedAt + minutes * 60_000;
        const after = afterPause(dueAt, pausedAt, resumedAt, work);
        expect(after.dueAt - resumedAt).toBeGreaterThanOrEqual(dueAt - pausedAt);
        expect(workingDaysBetween(resumedAt, after.dueAt, work)).toBeGreaterThanOrEqual(workingDaysBetween(pausedAt, dueAt, work));
        expect(after.dueAt).toBeGreaterThanOrEqual(dueAt);
        // And it is no gift: taking the last working day away would break one of the two.
        const day = workingDaysBetween(resumedAt, after.dueAt, work);
        if (day > workingDaysBetween(pausedAt, dueAt, work) && day > 1) expect(dueDate(resumedAt, day - 1, work).dueAt).toBeLessThan(dueAt + (resumedAt - pausedAt));
      }),
    );
  });
});
