import type { Difference, Quantile } from '../../contract/figureParts.ts';
import { z95 } from './normal.ts';

/** Below this the ranks are summed exactly. */
const exactUpTo = 1_000;

/**
 * A quantile of values in any order: definition 7 of Hyndman & Fan (1996, Am. Stat. 50:361), which lies between neighbours; its interval is
 * free of any distribution, by order statistics (Conover 1999, Practical Nonparametric Statistics, 3.2). An end is null where so few values
 * have no rank that far out. Pure.
 */
export function quantileOf(values: readonly number[], share: number): Quantile {
  const n = values.length;
  if (n === 0) return { n, value: null, interval: { low: null, high: null } };
  const sorted = Float64Array.from(values).sort();
  const place = share * (n - 1);
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  const { low, high } = ranksAround(n, share);
  return { n, value: below + (place - Math.floor(place)) * (above - below), interval: { low: sorted[low - 1] ?? null, high: sorted[high - 1] ?? null } };
}

/**
 * The ranks (from 1) whose values enclose the quantile with at least 95 %: at most 2.5 % of samples have so few values below it, and at most
 * 2.5 % so many. 0 and n + 1 stand for an end that no rank reaches. By the normal approximation from a thousand values on. Pure.
 */
export function ranksAround(n: number, share: number): { low: number; high: number } {
  if (n > exactUpTo) {
    const reach = z95 * Math.sqrt(n * share * (1 - share));
    return { low: Math.max(0, Math.floor(n * share - reach)), high: Math.min(n + 1, Math.ceil(n * share + reach) + 1) };
  }
  let low = 0;
  let high = n + 1;
  let chance = n * Math.log1p(-share);
  let sum = 0;
  for (let count = 0; count <= n; count += 1) {
    const before = sum;
    sum += Math.exp(chance);
    if (sum <= 0.025) low = count + 1;
    if (1 - before > 0.025) high = count + 1;
    chance += Math.log((n - count) / (count + 1)) + Math.log(share / (1 - share));
  }
  return { low, high };
}

/** The difference of two quantiles. It is told only when their intervals lie apart, which errs towards saying nothing. Pure. */
export function differenceOfQuantiles(now: Quantile, before: Quantile): Difference {
  const [a, b] = [now.interval, before.interval];
  const by = now.value === null || before.value === null ? null : now.value - before.value;
  const isTold = (a.low !== null && b.high !== null && a.low > b.high) || (a.high !== null && b.low !== null && a.high < b.low);
  return { by, interval: { low: null, high: null }, isTold };
}
