import type { Mean } from '../../contract/figureParts.ts';
import { t95 } from './normal.ts';

/** The mean of values with its interval by Student's t (Student 1908, Biometrika 6:1), cut to the range the values can have. One value says nothing of how they vary. Pure. */
export function meanOf(values: readonly number[], range: { low: number; high: number } = { low: -Infinity, high: Infinity }): Mean {
  const n = values.length;
  if (n === 0) return { n, mean: null, interval: { low: null, high: null } };
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  if (n === 1) return { n, mean, interval: { low: null, high: null } };
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  const reach = t95(n - 1) * Math.sqrt(variance / n);
  return { n, mean, interval: { low: Math.max(range.low, mean - reach), high: Math.min(range.high, mean + reach) } };
}
