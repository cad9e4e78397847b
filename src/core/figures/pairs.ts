import type { Coefficient } from '../../contract/figureParts.ts';
import { t95 } from './normal.ts';
import { wilson } from './wilson.ts';

/** How many cases the first rater put into category i and the second into j; every category there can be has its row, used or not. */
export type Pairs = readonly (readonly number[])[];

/** A coefficient that nothing can be said of. */
export const undefinedCoefficient: Coefficient = { value: null, standardError: null, interval: { low: null, high: null } };

/** The shares of a table of pairs: cell by cell, of each rater, and of those that agree. Pure. */
export function sharesOf(pairs: Pairs) {
  const n = pairs.flat().reduce((sum, count) => sum + count, 0);
  const cells = pairs.map((row) => row.map((count) => (n === 0 ? 0 : count / n)));
  const rows = cells.map((row) => row.reduce((sum, share) => sum + share, 0));
  const columns = cells.map((_row, index) => cells.reduce((sum, row) => sum + (row[index] ?? 0), 0));
  const raw = cells.reduce((sum, row, index) => sum + (row[index] ?? 0), 0);
  return { n, cells, rows, columns, raw };
}

/**
 * A coefficient with its interval by Student's t, as Gwet prints it, cut to -1 and 1. When the variance is nothing, because all agree or none
 * do, its formula claims certainty; then the interval is that of the raw agreement (Wilson) at the same chance agreement. Pure.
 */
export function coefficientOf(value: number, variance: number, { n, raw, chance }: { n: number; raw: number; chance: number }): Coefficient {
  const standardError = Math.sqrt(Math.max(0, variance));
  if (standardError < 1e-9) {
    const { low, high } = wilson(Math.round(raw * n), n);
    const beyond = (share: number) => Math.min(1, Math.max(-1, (share - chance) / (1 - chance)));
    return { value: Math.min(1, value), standardError: 0, interval: { low: beyond(low), high: beyond(high) } };
  }
  if (n < 2) return { value, standardError, interval: { low: null, high: null } };
  const reach = t95(n - 1) * standardError;
  return { value, standardError, interval: { low: Math.max(-1, value - reach), high: Math.min(1, value + reach) } };
}
