import type { Difference, Rate } from '../../contract/figureParts.ts';
import { z95 } from './normal.ts';

/**
 * The Wilson score interval of `k` in `n` without continuity correction, 95 % (Wilson 1927, J. Am. Stat. Assoc. 22:209; method 3 of Newcombe
 * 1998, Stat. Med. 17:857). Of nothing it is 0 to 1. Pure.
 */
export function wilson(k: number, n: number): { low: number; high: number } {
  if (n === 0) return { low: 0, high: 1 };
  const share = k / n;
  const middle = 2 * k + z95 ** 2;
  const reach = z95 * Math.sqrt(z95 ** 2 + 4 * k * (1 - share));
  const whole = 2 * (n + z95 ** 2);
  // At the ends the roots are 0 and 1; rounding must not put them beside.
  return { low: k === 0 ? 0 : Math.max(0, (middle - reach) / whole), high: k === n ? 1 : Math.min(1, (middle + reach) / whole) };
}

/** A rate with what it is made of and its interval. Pure. */
export function rateOf(k: number, n: number): Rate {
  return { k, n, rate: n === 0 ? null : k / n, interval: wilson(k, n) };
}

/** The difference of two independent rates with its interval by hybrid scores (method 10 of Newcombe 1998, Stat. Med. 17:873). Pure. */
export function differenceOfRates(now: Rate, before: Rate): Difference {
  if (now.rate === null || before.rate === null) return { by: null, interval: { low: null, high: null }, isTold: false };
  const by = now.rate - before.rate;
  const low = by - Math.hypot(now.rate - now.interval.low, before.interval.high - before.rate);
  const high = by + Math.hypot(now.interval.high - now.rate, before.rate - before.interval.low);
  return { by, interval: { low, high }, isTold: low > 0 || high < 0 };
}

/**
 * Whether two counts of equally long periods differ: by the conditional test of Przyborowski & Wilenski (1940, Biometrika 31:313), the share
 * of the later one in both against a half, with the Wilson interval. The interval is that of the share. Pure.
 */
export function differenceOfCounts(now: number, before: number): Difference {
  const interval = wilson(now, now + before);
  return { by: now - before, interval, isTold: now + before > 0 && (interval.low > 0.5 || interval.high < 0.5) };
}
