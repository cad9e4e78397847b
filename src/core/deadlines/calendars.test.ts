import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { calendarOf } from './calendars.ts';
import { dueDate } from './workingDays.ts';

const noon = (date: string, zone: string) => DateTime.fromISO(`${date}T12:00`, { zone }).toMillis();
const offDays = async (country: string | null, timeZone: string | null, from: string, days: number) => {
  const calendar = await calendarOf({ country, timeZone }, noon(from, 'UTC'));
  const { steps, dueAt } = dueDate(noon(from, calendar.zone), days, calendar);
  return { end: DateTime.fromMillis(dueAt, { zone: calendar.zone }).toFormat('ccc yyyy-MM-dd HH:mm:ss ZZ'), off: steps.filter((step) => step.off === 'holiday').map((step) => `${step.date} ${step.name}`), calendar, steps };
};

describe('the calendar of a party', () => {
  it.each([
    // The long free week of the decree, and the Saturday worked in return for it.
    ['CN', 'Asia/Shanghai', '2026-09-30', 3, 'Sat 2026-10-10 23:59:59 +08:00', 'National Day'],
    ['US', 'America/Chicago', '2026-11-25', 2, 'Mon 2026-11-30 23:59:59 -06:00', 'Thanksgiving Day'],
    ['DE', 'Europe/Berlin', '2026-04-02', 1, 'Tue 2026-04-07 23:59:59 +02:00', 'Good Friday'],
    ['BR', 'America/Sao_Paulo', '2026-04-20', 1, 'Wed 2026-04-22 23:59:59 -03:00', "Tiradentes' Day"],
    // Friday and Saturday are the weekend; Sunday is worked.
    ['SA', 'Asia/Riyadh', '2026-09-22', 2, 'Sun 2026-09-27 23:59:59 +03:00', 'National Day'],
  ])('would count the holidays or the weekend of %s wrong', async (country, zone, from, days, end, holiday) => {
    const found = await offDays(country, zone, from, days);
    expect(found.end).toBe(end);
    expect(found.off.join()).toContain(holiday);
    expect(found.calendar).toMatchObject({ country, zone, notes: [] });
  });

  it('would work through the free days of a region', async () => {
    expect((await offDays('DE', 'Europe/Berlin', '2026-06-03', 1)).off).toEqual([]);
    expect((await offDays('de-by', 'Europe/Berlin', '2026-06-03', 1)).off).toEqual(['2026-06-04 Corpus Christi']);
  });

  it('would say a weekend that is worked in China is free, or not say why it counts', async () => {
    const { steps } = await offDays('CN', 'Asia/Shanghai', '2026-09-30', 3);
    expect(steps.at(-1)).toEqual({ date: '2026-10-10', counted: 3, off: null, name: 'Saturday, worked in return for National Day' });
    const later = await offDays('CN', 'Asia/Shanghai', '2029-03-07', 2);
    expect(later.off).toEqual([]);
    expect(later.calendar.notes.join()).toContain('has not published the free days of 2029');
  });

  it('would fall back without a word', async () => {
    expect(await calendarOf(null, 0)).toMatchObject({ country: null, zone: 'UTC', notes: ['Country not stated: Monday to Friday are worked, no holidays are known.', 'Time zone not stated: the day ends as in UTC.'] });
    const nowhere = await offDays('XX', 'Mars/Olympus', '2026-12-24', 1);
    expect(nowhere).toMatchObject({ end: 'Fri 2026-12-25 23:59:59 +00:00', off: [] });
    expect(nowhere.calendar.notes).toEqual(['No holidays are known for XX: its weekend counts as CLDR has it.', 'Time zone Mars/Olympus is not known: the day ends as in UTC.']);
    expect((await calendarOf({ country: 'Germany', timeZone: null }, 0)).notes[0]).toBe('No holidays are known for GERMANY: Monday to Friday are worked.');
  });

  it('would take hours from a party whose source left its zone out', async () => {
    expect((await calendarOf({ country: 'JP', timeZone: null }, 0)).zone).toBe('Asia/Tokyo');
    const { zone, notes } = await calendarOf({ country: 'US', timeZone: null }, 0);
    expect(['Pacific/Honolulu', 'America/Adak', 'America/Nome']).toContain(zone);
    expect(notes[0]).toContain('the last zone of that country');
  });
});
