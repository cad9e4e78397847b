import type { Money } from '../../contract/money.ts';
import type { RatedCase } from '../../contract/calibration.ts';
import type { Outcome } from '../../contract/vocabulary.ts';
import { moneyOf } from '../refunds/money.ts';

type Rated = { outcome: Outcome; amount: Money | null };

/** How many pairs of ratings chose the same outcome; null below two. Pure. */
export function pairsOf(ratings: readonly Rated[]): RatedCase['pairs'] {
  if (ratings.length < 2) return null;
  const sizes = Map.groupBy(ratings, ({ outcome }) => outcome).values();
  const pairs = (size: number) => (size * (size - 1)) / 2;
  return { agree: [...sizes].reduce((sum, same) => sum + pairs(same.length), 0), of: pairs(ratings.length) };
}

/** The pairs of several cases together; null when none has any. Pure. */
export function sumPairs(all: readonly RatedCase['pairs'][]): RatedCase['pairs'] {
  const some = all.filter((one) => one !== null);
  if (some.length === 0) return null;
  return { agree: some.reduce((sum, { agree }) => sum + agree, 0), of: some.reduce((sum, { of }) => sum + of, 0) };
}

/** Lowest, middle and highest amount, no refund being nothing; of an even number the lower of the two in the middle, which somebody did say. Pure. */
export function spreadOf(ratings: readonly Rated[]): RatedCase['amounts'] {
  const currencies = new Set(ratings.flatMap(({ amount }) => amount?.currency ?? []));
  const [currency] = currencies;
  if (currencies.size !== 1 || currency === undefined) return null;
  const sums = ratings.map(({ amount }) => BigInt(amount?.minor ?? '0')).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const at = (place: number) => moneyOf(sums[place] ?? 0n, currency);
  return { low: at(0), middle: at(Math.floor((sums.length - 1) / 2)), high: at(sums.length - 1) };
}
