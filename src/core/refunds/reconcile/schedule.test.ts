import { describe, expect, it } from 'vitest';
import { nextMoment } from './schedule.ts';

const next = (hour: number, timeZone: string, now: string) => new Date(nextMoment({ hour, timeZone }, Date.parse(now))).toISOString();

describe('the hour of the daily check', () => {
  it('begins a check at once again because its hour has just struck, or a day late', () => {
    expect(next(3, 'UTC', '2026-06-10T03:00:00Z')).toBe('2026-06-11T03:00:00.000Z');
    expect(next(3, 'UTC', '2026-06-10T02:59:59Z')).toBe('2026-06-10T03:00:00.000Z');
    expect(next(0, 'UTC', '2026-12-31T23:30:00Z')).toBe('2027-01-01T00:00:00.000Z');
  });

  it('takes the hour of another zone for that of the machine, or loses a day when clocks change', () => {
    expect(next(3, 'Asia/Kolkata', '2026-06-10T00:00:00Z')).toBe('2026-06-10T21:30:00.000Z');
    expect(next(3, 'Europe/Berlin', '2026-10-24T12:00:00Z')).toBe('2026-10-25T02:00:00.000Z');
    // At 02:00 the clocks go on to 03:00: there is no 02:30, and no 02:00 either.
    expect(next(2, 'Europe/Berlin', '2026-03-28T12:00:00Z')).toBe('2026-03-29T01:00:00.000Z');
    expect(next(2, 'Europe/Berlin', '2026-03-29T01:00:00Z')).toBe('2026-03-30T00:00:00.000Z');
  });

  it('never checks again after a setting with a zone that nobody knows', () => {
    expect(next(3, 'Mars/Olympus', '2026-06-10T12:00:00Z')).toBe('2026-06-11T03:00:00.000Z');
  });
});
