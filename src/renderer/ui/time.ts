const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A span in one short unit: "45 s", "12 min", "3 h", "2 d", "5 w". */
export function shortSpan(ms: number): string {
  const span = Math.abs(ms);
  if (span < minute) return `${Math.floor(span / 1_000)} s`;
  if (span < hour) return `${Math.floor(span / minute)} min`;
  if (span < 2 * day) return `${Math.floor(span / hour)} h`;
  if (span < 60 * day) return `${Math.floor(span / day)} d`;
  return `${Math.floor(span / (7 * day))} w`;
}

/** A span with its second unit while that matters: "3 h 10 min", "2 d 4 h", "4 min". */
export function fullSpan(ms: number): string {
  const span = Math.abs(ms);
  if (span < hour) return shortSpan(span);
  if (span < day) return join(Math.floor(span / hour), 'h', Math.floor((span % hour) / minute), 'min');
  return join(Math.floor(span / day), 'd', Math.floor((span % day) / hour), 'h');
}

function join(big: number, bigUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`;
}

/** How long ago: "3 h"; a moment ahead says so. */
export function ageWords(at: number, now: number): string {
  return at > now + minute ? `in ${shortSpan(at - now)}` : shortSpan(now - at);
}

/** Where a deadline stands: "due in 3 h 10 min" or "overdue by 2 h". */
export function untilWords(at: number, now: number): string {
  return at >= now ? `due in ${fullSpan(at - now)}` : `overdue by ${fullSpan(now - at)}`;
}

/** Making one takes the browser a tenth of a millisecond, and a case shows hundreds of moments. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** Day and time in a zone (the person's own when none is given): "12 Sep 2026, 14:05". */
export function exactWords(at: number, zone?: string, locale = 'en-GB'): string {
  const own = zone && isZone(zone) ? { timeZone: zone } : {};
  const name = `${locale} ${own.timeZone ?? ''}`;
  let format = formats.get(name);
  if (!format) formats.set(name, (format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', ...own })));
  return format.format(at);
}

/** Two lines for hovering: the person's time, and the party's when its zone is another. */
export function zonedWords(at: number, zone?: string): string {
  const own = `${exactWords(at)} your time`;
  if (!zone || !isZone(zone) || zone === (ownZone ??= new Intl.DateTimeFormat().resolvedOptions().timeZone)) return own;
  return `${own}\n${exactWords(at, zone)} in ${zone.replaceAll('_', ' ')}`;
}

const zones = new Map<string, boolean>();
let ownZone: string | undefined;

function isZone(zone: string): boolean {
  const known = zones.get(zone);
  if (known !== undefined) return known;
  let isKnown = true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
  } catch {
    isKnown = false;
  }
  zones.set(zone, isKnown);
  return isKnown;
}
