import type { ComparedCount, ComparedQuantile, ComparedRate } from '../../contract/figureParts.ts';
import type { Span } from '../../contract/figures.ts';
import { differenceOfQuantiles, quantileOf } from './quantiles.ts';
import { differenceOfCounts, differenceOfRates, rateOf } from './wilson.ts';

/** The same things of the period and of the one before. */
export type Both<Value> = { now: Value; before: Value };

/** Splits what happened in both periods; what lies between them, when the later one is not over, counts for neither. Pure. */
export function splitAt<Row>(rows: readonly Row[], atOf: (row: Row) => number | null, spans: Both<Span>): Both<Row[]> {
  const both: Both<Row[]> = { now: [], before: [] };
  for (const row of rows) {
    const at = atOf(row) ?? 0;
    if (at >= spans.now.fromAt) both.now.push(row);
    else if (at < spans.before.untilAt) both.before.push(row);
  }
  return both;
}

/** Does the same to both periods. Pure. */
export function bothOf<From, To>({ now, before }: Both<From>, of: (value: From) => To): Both<To> {
  return { now: of(now), before: of(before) };
}

/** The rate of rows that are so among those that count. Pure. */
export function compareRates<Row>(rows: Both<readonly Row[]>, counts: (row: Row) => boolean, isSo: (row: Row) => boolean): ComparedRate {
  const { now, before } = bothOf(rows, (own) => {
    const counted = own.filter(counts);
    return rateOf(counted.filter(isSo).length, counted.length);
  });
  return { now, before, difference: differenceOfRates(now, before) };
}

/** How many there are. Pure. */
export function compareCounts({ now, before }: Both<readonly unknown[]>): ComparedCount {
  return { now: now.length, before: before.length, difference: differenceOfCounts(now.length, before.length) };
}

/** A quantile of values. Pure. */
export function compareQuantiles(values: Both<readonly number[]>, share: number): ComparedQuantile {
  const { now, before } = bothOf(values, (own) => quantileOf(own, share));
  return { now, before, difference: differenceOfQuantiles(now, before) };
}
