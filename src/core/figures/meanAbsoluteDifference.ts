import type { AmountDifference } from '../../contract/figureParts.ts';
import { meanOf } from './mean.ts';

/** Two amounts for one case, in minor units of one currency; `cap` is what could be refunded, null when it is not known. */
export type TwoAmounts = { currency: string; first: bigint; second: bigint; cap: bigint | null };

/**
 * The mean absolute difference of pairs of amounts, currency by currency because sums in different ones cannot be added: in minor units, rounded
 * half up, and as a share of the cap of those pairs that have one. Most pairs first. Pure.
 */
export function meanAbsoluteDifference(pairs: readonly TwoAmounts[]): AmountDifference[] {
  const byCurrency = Map.groupBy(pairs, ({ currency }) => currency);
  const figures = [...byCurrency].map(([currency, own]): AmountDifference => {
    const apart = own.map(({ first, second, cap }) => ({ by: first > second ? first - second : second - first, cap }));
    const [n, sum] = [BigInt(apart.length), apart.reduce((all, { by }) => all + by, 0n)];
    const shares = apart.flatMap(({ by, cap }) => (cap !== null && cap > 0n ? [Number(by) / Number(cap)] : []));
    return { currency, n: own.length, meanMinor: String((2n * sum + n) / (2n * n)), ofCap: meanOf(shares, { low: 0, high: 1 }) };
  });
  return figures.sort((a, b) => b.n - a.n || (a.currency < b.currency ? -1 : 1));
}
