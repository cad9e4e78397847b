/** The 97.5 % quantile of the standard normal distribution. */
const z95 = 1.959963984540054;

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
