import { describe, expect, it } from 'vitest';
import { dayField, dayStart, dayWords, readSpan, resultWords, scheduleWords } from './checkWords.ts';

const now = Date.parse('2026-06-10T12:00:00Z');

describe('the words of a ledger check', () => {
  it('call a check fine that found something, or say "all" of one or none', () => {
    expect(resultWords({ payouts: 412, agreed: 412, found: 0 })).toBe('412 payouts, all in the ledger');
    expect(resultWords({ payouts: 1, agreed: 1, found: 0 })).toBe('1 payout, in the ledger');
    expect(resultWords({ payouts: 412, agreed: 411, found: 0 })).toBe('412 payouts, 1 of them closed by hand');
    expect(resultWords({ payouts: 0, agreed: 0, found: 0 })).toBe('no payout in these days');
    expect(resultWords({ payouts: 0, agreed: 0, found: 1 })).toBe('no payout in these days, 1 difference');
    expect(resultWords({ payouts: 1_412, agreed: 1409, found: 3 })).toBe('1,412 payouts, 3 differences');
  });
  it('call the day before today, or tomorrow, by a wrong name', () => {
    expect(dayWords(Date.parse('2026-06-10T03:00:00Z'), now, 'UTC')).toBe('today 03:00');
    expect(dayWords(Date.parse('2026-06-09T23:59:00Z'), now, 'UTC')).toBe('yesterday 23:59');
    expect(dayWords(Date.parse('2026-06-11T03:00:00Z'), now, 'UTC')).toBe('tomorrow 03:00');
    expect(dayWords(Date.parse('2026-06-01T03:00:00Z'), now, 'UTC')).toBe('1 Jun 2026, 03:00');
    expect(dayWords(Date.parse('2026-06-09T20:00:00Z'), now, 'Asia/Tokyo')).toBe('today 05:00');
  });
  it('say the hour without its zone', () => {
    expect(scheduleWords({ hour: 3, timeZone: 'America/Sao_Paulo' })).toBe('every day at 03:00 (America/Sao Paulo)');
  });
});

describe('a span of days', () => {
  it('leaves the last day out, reaches into what lies ahead, or takes a day that does not exist', () => {
    const span = readSpan('2026-06-01', '2026-06-07', now);
    expect(span).toEqual({ from: dayStart('2026-06-01'), until: dayStart('2026-06-08') });
    expect(readSpan('2026-06-01', '2026-06-30', now)).toMatchObject({ until: now });
    expect(readSpan('2026-06-31', '2026-06-30', now)).toHaveProperty('fault');
    expect(readSpan('2026-06-07', '2026-06-01', now)).toHaveProperty('fault');
    expect(readSpan('2026-07-07', '2026-07-08', now)).toHaveProperty('fault');
    expect(readSpan('', '2026-06-01', now)).toHaveProperty('fault');
    expect(dayField(dayStart('2026-02-03') ?? 0)).toBe('2026-02-03');
  });
});
