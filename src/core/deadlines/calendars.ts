import { DateTime, IANAZone, Info } from 'luxon';
import type Holidays from 'date-holidays';
import { localDate, weekdayName, type DayOff, type WorkCalendar } from './workingDays.ts';

/** Where a party is, as its source says it. */
export type Place = { country: string | null; timeZone: string | null } | null;

/**
 * The working calendar of a party: weekends of its country as CLDR has them, public holidays as `date-holidays` has them (China: the published
 * arrangement with its worked weekends, from `chinese-days`). What is not known falls back, and `notes` says to what. Nothing is fetched.
 */
export async function calendarOf(place: Place, at: number): Promise<WorkCalendar> {
  const notes: string[] = [];
  const { default: Book } = await import('date-holidays');
  const asked = place?.country?.trim().toUpperCase().replace('_', '-') ?? null;
  const [country = '', region] = asked?.split('-') ?? [];
  const isKnown = /^[A-Z]{2}$/.test(country) && Object.hasOwn(new Book().getCountries(), country);
  if (asked === null) notes.push('Country not stated: Monday to Friday are worked, no holidays are known.');
  else if (!isKnown) notes.push(`No holidays are known for ${asked}: ${/^[A-Z]{2}$/.test(country) ? 'its weekend counts as CLDR has it' : 'Monday to Friday are worked'}.`);
  const hasRegion = isKnown && region !== undefined && Object.hasOwn(new Book().getStates(country) ?? {}, region);
  const book = hasRegion ? new Book(country, region) : isKnown ? new Book(country) : null;
  const zone = zoneOf(place?.timeZone ?? null, book?.getTimezones() ?? [], at, notes);
  const weekend = new Set(Info.getWeekendWeekdays({ locale: /^[A-Z]{2}$/.test(country) ? `und-${country}` : 'und-001' }));
  const dayOff = offBy(weekend, book ? holidaysOf(book, country) : () => null);
  const base: WorkCalendar = { country: hasRegion ? `${country}-${region}` : isKnown ? country : asked, zone, notes, dayOff };
  return country === 'CN' ? withArrangement(base, at) : base;
}

/** Days that are free by weekday or by name. */
export function offBy(weekend: ReadonlySet<number>, holiday: (date: string) => string | null): WorkCalendar['dayOff'] {
  return (date): DayOff | null => {
    const { weekday } = DateTime.fromISO(date, { zone: 'utc' });
    if (weekend.has(weekday)) return { why: 'weekend', name: weekdayName(date) };
    const name = holiday(date);
    return name === null ? null : { why: 'holiday', name };
  };
}

function zoneOf(stated: string | null, ofCountry: string[], at: number, notes: string[]): string {
  if (stated !== null && IANAZone.isValidZone(stated)) return stated;
  const because = stated === null ? 'Time zone not stated' : `Time zone ${stated} is not known`;
  const offset = (zone: string) => IANAZone.create(zone).offset(at);
  // The zone in which the day ends last: a party must not lose hours by what its source left out.
  const [latest] = ofCountry.filter((zone) => IANAZone.isValidZone(zone)).sort((a, b) => offset(a) - offset(b));
  notes.push(latest ? `${because}: the day ends as in ${latest}${ofCountry.length > 1 ? ', the last zone of that country in which it does' : ''}.` : `${because}: the day ends as in UTC.`);
  return latest ?? 'UTC';
}

/** Half days, and days that give some people some hours off, are worked. */
const workedInChina = new Set(['03-08', '05-04', '06-01', '08-01']);

/** Public holidays by date; a year is worked out when it is first asked for. */
function holidaysOf(book: Holidays, country: string): (date: string) => string | null {
  const years = new Map<number, Map<string, string>>();
  const inYear = (year: number) => {
    const known = years.get(year);
    if (known) return known;
    const days = new Map<string, string>();
    for (const one of book.getHolidays(year, 'en').filter(({ type }) => type === 'public')) {
      const start = DateTime.fromSQL(one.date.slice(0, 19), { zone: 'utc' });
      const length = Math.round((one.end.getTime() - one.start.getTime()) / 86_400_000);
      if (start.hour >= 12) continue;
      for (let day = 0; day < length; day++) days.set(start.plus({ days: day }).toFormat('yyyy-MM-dd'), one.name);
    }
    years.set(year, days);
    return days;
  };
  return (date) => {
    if (country === 'CN' && workedInChina.has(date.slice(5))) return null;
    const year = Number(date.slice(0, 4));
    // A holiday of several days may have begun in the year before.
    return inYear(year).get(date) ?? inYear(year - 1).get(date) ?? null;
  };
}

/** China moves free days by a yearly decree and works some weekends in return; a year not decreed yet has its statutory days alone. */
async function withArrangement(base: WorkCalendar, at: number): Promise<WorkCalendar> {
  const { getDayDetail, getHolidaysInRange } = (await import('chinese-days')).default;
  const published = new Map<string, boolean>();
  const isPublished = (date: string): boolean => {
    const year = date.slice(0, 4);
    const known = published.get(year) ?? getHolidaysInRange(`${year}-01-01`, `${year}-12-31`, false).length > 0;
    published.set(year, known);
    return known;
  };
  /** The name of a decreed day; its detail reads `Spring Festival,春节,4`, and that of any other day is its weekday. */
  const decreed = (date: string): string | null => {
    const { name } = getDayDetail(date);
    return name.includes(',') ? (name.split(',')[0] ?? name) : null;
  };
  const soon = localDate(at + 60 * 86_400_000, base.zone);
  if (!isPublished(soon)) base.notes.push(`China has not published the free days of ${soon.slice(0, 4)} yet; its statutory holidays count.`);
  return {
    ...base,
    dayOff: (date) => {
      if (!isPublished(date)) return base.dayOff(date);
      const { work } = getDayDetail(date);
      if (work) return null;
      const name = decreed(date);
      return name === null ? { why: 'weekend', name: weekdayName(date) } : { why: 'holiday', name };
    },
    workedBecause: (date) => (isPublished(date) && decreed(date) !== null ? `${weekdayName(date)}, worked in return for ${decreed(date)}` : null),
  };
}
