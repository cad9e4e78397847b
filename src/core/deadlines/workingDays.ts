import { DateTime } from 'luxon';
import type { CalendarDay, Reckoning } from '../../contract/deadlines.ts';

/** A day nobody has to work on, with its name: `Saturday`, `National Day`. */
export type DayOff = { why: 'weekend' | 'holiday'; name: string };

/** The working days of one place and the zone its days end in. */
export type WorkCalendar = {
  /** ISO 3166-1, with a region after a hyphen where one is known; null when nobody knows it. */
  country: string | null;
  /** IANA zone. */
  zone: string;
  /** What was not known and what was taken in its place. */
  notes: string[];
  /** Why a day (`2026-10-01`) is free, null when it is worked. */
  dayOff(date: string): DayOff | null;
  /** A word for a day that is worked although one would think it free. */
  workedBecause?(date: string): string | null;
};

/** No calendar has so many free days on end; past that one it is broken, and counting must end. */
const longestRest = 400;

/**
 * The end of a time of so many working days: the day of `from` (ms UTC) does not count, the time ends with the last millisecond of the nth
 * working day after it, in the calendar's zone. With 0 days it ends with the first working day from that of `from` on. Pure; `steps` says why, day by day.
 */
export function dueDate(from: number, days: number, calendar: WorkCalendar): Reckoning {
  const steps: CalendarDay[] = [];
  let date = localDate(from, calendar.zone);
  let counted = 0;
  let rest = 0;
  for (let isStart = true; ; isStart = false, date = nextDate(date)) {
    const off = calendar.dayOff(date);
    if (isStart && days > 0) steps.push({ date, counted: null, off: 'start', name: weekdayName(date) });
    else if (off) steps.push({ date, counted: null, off: off.why, name: off.name });
    else steps.push({ date, counted: days === 0 ? 0 : (counted += 1), off: null, name: calendar.workedBecause?.(date) ?? weekdayName(date) });
    const isWorked = steps.at(-1)?.counted !== null;
    if (isWorked && counted >= days) break;
    rest = isWorked ? 0 : rest + 1;
    if (rest > longestRest) throw new Error(`The calendar of ${calendar.country ?? 'nowhere'} has no working day for ${longestRest} days after ${date}.`);
  }
  return { from, days, country: calendar.country, zone: calendar.zone, notes: calendar.notes, steps, dueAt: endOfDay(date, calendar.zone) };
}

/** How many working days lie after the day of `from` up to and with the day of `to`; 0 when that day is past. */
export function workingDaysBetween(from: number, to: number, calendar: WorkCalendar): number {
  const last = localDate(to, calendar.zone);
  let count = 0;
  for (let date = nextDate(localDate(from, calendar.zone)); date <= last; date = nextDate(date)) if (!calendar.dayOff(date)) count += 1;
  return count;
}

/** What an extension by so many working days leads to; never earlier than `dueAt`. */
export function extended(dueAt: number, days: number, calendar: WorkCalendar): Reckoning {
  return dueDate(dueAt, days, calendar);
}

/**
 * Where a time ends that stood still from `pausedAt` to `resumedAt`: as many working days are left as were then, and never less time than
 * then. No minute of the pause counts: where days alone would take some of it, one working day more is given.
 */
export function afterPause(dueAt: number, pausedAt: number, resumedAt: number, calendar: WorkCalendar): Reckoning {
  const least = dueAt + (resumedAt - pausedAt);
  let days = workingDaysBetween(pausedAt, dueAt, calendar);
  let reckoning = dueDate(resumedAt, days, calendar);
  while (reckoning.dueAt < least) reckoning = dueDate(resumedAt, (days += 1), calendar);
  return reckoning;
}

/** The date of a moment in a zone: `2026-10-01`. */
export function localDate(at: number, zone: string): string {
  return DateTime.fromMillis(at, { zone }).toFormat('yyyy-MM-dd');
}

/** The last millisecond of a date in a zone, however long that day is. */
export function endOfDay(date: string, zone: string): number {
  return DateTime.fromISO(date, { zone }).endOf('day').toMillis();
}

/** The weekday of a date, in English: `Saturday`. */
export function weekdayName(date: string): string {
  return DateTime.fromISO(date, { zone: 'utc', locale: 'en' }).toFormat('cccc');
}

// Dates are walked on the calendar alone: a day of 23 or 25 hours is one day.
function nextDate(date: string): string {
  return DateTime.fromISO(date, { zone: 'utc' }).plus({ days: 1 }).toFormat('yyyy-MM-dd');
}
