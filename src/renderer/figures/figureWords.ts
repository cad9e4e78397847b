import { leastForRate, type Coefficient, type ComparedQuantile, type ComparedRate, type Difference, type Interval, type Mean, type Quantile, type Rate } from '../../contract/figureParts.ts';
import type { Span } from '../../contract/figures.ts';
import { fullSpan } from '../ui/time.ts';

/** What stands where nothing can be said. */
export const nothing = '–';

/** A share of 0 to 1 as '12.3 %'; whole ones without decimals. */
export function percent(share: number): string {
  return `${Number((100 * share).toFixed(1))} %`.replace('-', '−');
}

/** A difference of shares as '4.2 points'. */
export function points(share: number): string {
  const words = String(Number((100 * share).toFixed(1))).replace('-', '−');
  return `${words} ${words === '1' ? 'point' : 'points'}`;
}

export const countWords = (count: number, one: string, many = `${one}s`): string => `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** '26 to 37 %', of whole percents: more would claim more than an interval knows. */
export function rangeWords({ low, high }: Interval): string {
  if (low === null && high === null) return 'too few to tell a range';
  if (low === null) return `up to ${Math.round(100 * (high ?? 1))} %`;
  if (high === null) return `${Math.round(100 * low)} % or more`;
  return `${Math.round(100 * low)} to ${Math.round(100 * high)} %`.replaceAll('-', '−');
}

/** What a panel answers with: the share, or of fewer than thirty the count alone, because a bare share of so few misleads. */
export function rateAnswer(rate: Rate): string {
  if (rate.rate === null) return nothing;
  return rate.n < leastForRate ? `${rate.k.toLocaleString('en')} of ${rate.n.toLocaleString('en')}` : percent(rate.rate);
}

/** What an answer rests on: '81 of 263, 95 % sure between 26 and 37 %'. */
export function rateBasis(rate: Rate): string {
  if (rate.rate === null) return 'none in this period';
  const range = `95 % sure: ${rangeWords(rate.interval)}`;
  return rate.n < leastForRate ? `too few for a share; ${range}` : `${rate.k.toLocaleString('en')} of ${rate.n.toLocaleString('en')}; ${range}`;
}

/** A rate in one cell: always with what it is made of and its interval. */
export function rateCell(rate: Rate): string {
  if (rate.rate === null) return nothing;
  return `${percent(rate.rate)} (${rate.k.toLocaleString('en')} of ${rate.n.toLocaleString('en')}; ${rangeWords(rate.interval)})`;
}

/** The period before, and whether anything changed. */
export function rateBefore({ before, difference }: ComparedRate): string {
  if (before.rate === null) return 'Before: none';
  const words = before.n < leastForRate ? `${before.k} of ${before.n}` : `${percent(before.rate)} of ${before.n.toLocaleString('en')}`;
  return `Before: ${words}. ${changeWords(difference, points)}`;
}

/** 'Up by 5 points (95 % sure: 1 to 9)', or that no difference can be told. */
export function changeWords({ by, interval, isTold }: Difference, say: (by: number) => string): string {
  if (by === null) return 'Nothing to compare';
  if (!isTold || by === 0) return 'No difference can be told';
  const ends = [interval.low, interval.high].flatMap((end) => (end === null ? [] : [Math.round(Math.abs(100 * end))])).sort((a, b) => a - b);
  const range = say === points && ends.length === 2 ? ` (95 % sure: ${ends[0]} to ${ends[1]})` : '';
  return `${by > 0 ? 'Up' : 'Down'} by ${say(Math.abs(by))}${range}`;
}

/** Whether the counts of two periods of equal length differ by more than chance. */
export function countBefore({ before, difference }: { before: number; difference: Difference }): string {
  return `${before.toLocaleString('en')} before. ${changeWords(difference, (by) => by.toLocaleString('en'))}`;
}

export const spanWords = (ms: number | null): string => (ms === null ? nothing : fullSpan(ms));

/** '5 h 10 min to 8 h'; ends that so few values do not have are said to be open. */
export function spanRange({ low, high }: Interval): string {
  if (low === null && high === null) return 'too few to tell a range';
  if (low === null) return `up to ${spanWords(high)}`;
  return high === null ? `${spanWords(low)} or more` : `${spanWords(low)} to ${spanWords(high)}`;
}

export const quantileBasis = ({ n, interval }: Quantile): string => (n === 0 ? 'none in this period' : `of ${n.toLocaleString('en')}; 95 % sure: ${spanRange(interval)}`);

export function quantileBefore({ before, difference }: ComparedQuantile): string {
  return before.value === null ? 'Before: none' : `Before: ${spanWords(before.value)} of ${before.n.toLocaleString('en')}. ${changeWords(difference, spanWords)}`;
}

/** A mean share with what it is made of. */
export function meanCell({ n, mean, interval }: Mean): string {
  return mean === null ? nothing : `${percent(mean)} (of ${n.toLocaleString('en')}; ${rangeWords(interval)})`;
}

/** 0.71, as coefficients are written; never above its two digits. */
export const coefficientWords = ({ value }: Pick<Coefficient, 'value'>): string => (value === null ? nothing : value.toFixed(2).replace('-', '−'));

export function coefficientRange({ low, high }: Interval): string {
  return low === null || high === null ? 'too few to tell a range' : `${low.toFixed(2)} to ${high.toFixed(2)}`.replaceAll('-', '−');
}

export function coefficientCell(coefficient: Coefficient): string {
  return coefficient.value === null ? nothing : `${coefficientWords(coefficient)} (${coefficientRange(coefficient.interval)})`;
}

/** A period by its first and last day in a zone: '1 Nov to 30 Nov 2026'. */
export function periodWords({ fromAt, untilAt }: Span, zone: string): string {
  const [first, last] = [fromAt, untilAt - 1].map((at) => new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: zone }).format(at)) as [string, string];
  if (first === last) return first;
  return first.slice(-4) === last.slice(-4) ? `${first.slice(0, -5)} to ${last}` : `${first} to ${last}`;
}

/** The name of a day, a week by its first day, or a month. */
export function bucketWords({ fromAt }: Span, unit: 'day' | 'week' | 'month', zone: string): string {
  const parts = unit === 'month' ? ({ month: 'short', year: 'numeric' } as const) : unit === 'day' ? ({ weekday: 'short', day: 'numeric', month: 'short' } as const) : ({ day: 'numeric', month: 'short' } as const);
  const words = new Intl.DateTimeFormat('en-GB', { ...parts, timeZone: zone }).format(fromAt);
  return unit === 'week' ? `from ${words}` : words;
}
