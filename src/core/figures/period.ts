import { DateTime } from 'luxon';
import type { Figures, Span } from '../../contract/figures.ts';

type Unit = Figures['unit'];
/** Most parts a chart can be read by; a longer period takes the next longer unit. */
const mostDays = 31;
const mostWeeks = 27;

/** The period of as many days, in the zone, that ends where this one begins; a day that clocks make longer or shorter counts as a day. Pure. */
export function spanBefore({ fromAt, untilAt }: Span, zone: string): Span {
  const [from, until] = [DateTime.fromMillis(fromAt, { zone }), DateTime.fromMillis(untilAt, { zone })];
  const days = until.diff(from, 'days').days;
  const start = Number.isInteger(days) ? from.minus({ days }) : from.minus(untilAt - fromAt);
  return { fromAt: start.toMillis(), untilAt: fromAt };
}

/** The part of the period before that is as far gone as this one is: a month of which three weeks are over is set beside three weeks. Pure. */
export function comparableBefore(period: Span, zone: string, now: number): Span {
  const whole = spanBefore(period, zone);
  const gone = Math.max(0, now - period.fromAt);
  return now >= period.untilAt ? whole : { fromAt: whole.fromAt, untilAt: Math.min(whole.untilAt, whole.fromAt + gone) };
}

/** The unit a period is cut into. Pure. */
export function unitOf({ fromAt, untilAt }: Span, zone: string): Unit {
  const days = DateTime.fromMillis(untilAt, { zone }).diff(DateTime.fromMillis(fromAt, { zone }), 'days').days;
  return days <= mostDays ? 'day' : days <= mostWeeks * 7 ? 'week' : 'month';
}

/** A period cut at the days, Mondays or firsts of the zone; the ends may be parts of one. Pure. */
export function cut({ fromAt, untilAt }: Span, unit: Unit, zone: string): Span[] {
  const spans: Span[] = [];
  let start = fromAt;
  while (start < untilAt) {
    const next = DateTime.fromMillis(start, { zone }).startOf(unit).plus({ [unit]: 1 }).toMillis();
    const end = Math.min(untilAt, Math.max(next, start + 1));
    spans.push({ fromAt: start, untilAt: end });
    start = end;
  }
  return spans;
}

/** The day and the week (from Monday) a moment lies in, by the zone. Pure. */
export function dayAndWeek(at: number, zone: string): { today: Span; week: Span } {
  const now = DateTime.fromMillis(at, { zone });
  const of = (unit: 'day' | 'week') => ({ fromAt: now.startOf(unit).toMillis(), untilAt: now.startOf(unit).plus({ [unit]: 1 }).toMillis() });
  return { today: of('day'), week: of('week') };
}
