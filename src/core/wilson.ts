/** The 97.5 % quantile of the normal distribution. */
const z = 1.959963984540054;

/** A share with its Wilson score interval of 95 % (Wilson 1927), each from 0 to 1; of nothing it is 0 within 0 to 1. Pure. */
export function wilson(hits: number, n: number): { rate: number; low: number; high: number } {
  if (n === 0) return { rate: 0, low: 0, high: 1 };
  const rate = hits / n;
  const middle = (rate + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((rate * (1 - rate)) / n + (z * z) / (4 * n * n));
  return { rate, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
