/** The 97.5 % point of the normal distribution: intervals of 95 %. */
export const z95 = 1.959963984540054;

/**
 * The 97.5 % point of Student's t with `df` degrees of freedom: exact for 1 and 2, else the expansion of Abramowitz & Stegun (1964), 26.7.5,
 * which is off by 0.2 % at 3 and by less beyond. Pure.
 */
export function t95(df: number): number {
  if (df <= 1) return Math.tan(0.475 * Math.PI);
  if (df === 2) return 0.95 / Math.sqrt(2 * 0.975 * 0.025);
  const x = z95;
  const terms = [
    (x ** 3 + x) / 4,
    (5 * x ** 5 + 16 * x ** 3 + 3 * x) / 96,
    (3 * x ** 7 + 19 * x ** 5 + 17 * x ** 3 - 15 * x) / 384,
    (79 * x ** 9 + 776 * x ** 7 + 1482 * x ** 5 - 1920 * x ** 3 - 945 * x) / 92_160,
  ];
  return terms.reduce((sum, term, index) => sum + term / df ** (index + 1), x);
}
