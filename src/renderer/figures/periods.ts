import type { Span } from '../../contract/figures.ts';

export const periodNames = ['week', 'month', 'quarter', 'own'] as const;
export type PeriodName = (typeof periodNames)[number];

/** A period as the address holds it; `back` counts whole periods before the one of today. Days as 'YYYY-MM-DD'. */
export type Chosen = { period: PeriodName; back: number; from: string; to: string; mediator: string; reason: string };

/** A choice as an address holds it; anything unknown is left out. Pure. */
export function chosenOf(query: Record<string, unknown>): Chosen {
  const text = (name: string) => (typeof query[name] === 'string' ? query[name] : '');
  const back = Number(text('back'));
  return { period: periodNames.find((one) => one === text('period')) ?? 'month', back: Number.isInteger(back) && back > 0 && back < 1_000 ? back : 0, from: text('from'), to: text('to'), mediator: text('mediator'), reason: text('reason') };
}

/** The address of a choice: only what differs from the usual. Pure. */
export function queryOf({ period, back, from, to, mediator, reason }: Chosen): Record<string, string> {
  const parts = { period: period === 'month' ? '' : period, back: back > 0 && period !== 'own' ? String(back) : '', from: period === 'own' ? from : '', to: period === 'own' ? to : '', mediator, reason };
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== ''));
}

/** The span of a choice in the person's own zone; null with the words why there is none. Weeks begin on Monday. Pure but for that zone. */
export function spanOf({ period, back, from, to }: Chosen, now: number): { span: Span; fault: null } | { span: null; fault: string } {
  const today = new Date(now);
  const [year, month, date] = [today.getFullYear(), today.getMonth(), today.getDate()];
  const of = (start: Date, end: Date) => ({ span: { fromAt: start.getTime(), untilAt: end.getTime() }, fault: null });
  if (period === 'week') {
    const monday = date - ((today.getDay() + 6) % 7) - 7 * back;
    return of(new Date(year, month, monday), new Date(year, month, monday + 7));
  }
  if (period === 'month') return of(new Date(year, month - back, 1), new Date(year, month - back + 1, 1));
  if (period === 'quarter') {
    const first = month - (month % 3) - 3 * back;
    return of(new Date(year, first, 1), new Date(year, first + 3, 1));
  }
  const [first, last] = [dayOf(from, 0), dayOf(to, 1)];
  if (first === null || last === null) return { span: null, fault: 'Choose the first and the last day.' };
  if (last.getTime() <= first.getTime()) return { span: null, fault: 'The last day lies before the first.' };
  if (last.getTime() - first.getTime() > 3 * 365 * 86_400_000) return { span: null, fault: 'At most three years.' };
  return of(first, last);
}

function dayOf(text: string, plusDays: number): Date | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return null;
  const [year, month, date] = [Number(match[1]), Number(match[2]) - 1, Number(match[3])];
  const isReal = new Date(year, month, date).getMonth() === month;
  return isReal ? new Date(year, month, date + plusDays) : null;
}

/** The first and last day of a span as fields of a day hold them. */
export function daysOf({ fromAt, untilAt }: Span): { from: string; to: string } {
  const words = (at: number) => {
    const day = new Date(at);
    return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
  };
  return { from: words(fromAt), to: words(untilAt - 1) };
}
