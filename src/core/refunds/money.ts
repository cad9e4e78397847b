import { toDecimal, type Money } from '../../contract/money.ts';

/** 'USD 66.65', for sentences. */
export function sayMoney(money: Money): string {
  return `${money.currency} ${toDecimal(money.minor, money.currency)}`;
}

/** Money of BigInt minor units. */
export function moneyOf(minor: bigint, currency: string): Money {
  return { minor: String(minor), currency };
}

/** Sum of BigInt minor units. */
export function sumOf(minors: readonly bigint[]): bigint {
  return minors.reduce((sum, minor) => sum + minor, 0n);
}

/** The smaller of two BigInt minor units. */
export function lesserOf(one: bigint, other: bigint): bigint {
  return one < other ? one : other;
}

/** The greater of two BigInt minor units. */
export function greaterOf(one: bigint, other: bigint): bigint {
  return one > other ? one : other;
}

/** Minor units without their sign, 0n for none: some sources write money that went back as a negative sum, and that must not widen the room. */
export function sizeOf(money: Money | null): bigint {
  const minor = money ? BigInt(money.minor) : 0n;
  return minor < 0n ? -minor : minor;
}

/**
 * Splits minor units >= 0 in proportion to weights >= 0 by the method of the largest remainder: every part is rounded down, then the
 * units left over go one by one to the largest remainders, earlier parts first. The parts sum to the whole, always; weights that are
 * all 0 count as equal. (dinero.js 2 gives left-over units to the largest weights instead, so small lines would never get one.)
 */
export function splitBy(minor: bigint, weights: readonly bigint[]): bigint[] {
  if (minor < 0n || weights.some((weight) => weight < 0n)) throw new RangeError('Only amounts and weights of 0 or more can be split.');
  if (weights.length === 0) return [];
  const total = sumOf(weights);
  if (total === 0n) return splitBy(minor, weights.map(() => 1n));
  const parts = weights.map((weight, index) => ({ index, minor: (minor * weight) / total, remainder: (minor * weight) % total }));
  const left = Number(minor - sumOf(parts.map((part) => part.minor)));
  const byRemainder = [...parts].sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder < b.remainder ? 1 : -1));
  for (const part of byRemainder.slice(0, left)) part.minor += 1n;
  return parts.map((part) => part.minor);
}

/** A percentage such as '12.5' (up to two decimals) of minor units >= 0, rounded to the nearest unit, halves upwards. */
export function percentOf(minor: bigint, percent: string): bigint {
  const [whole = '0', fraction = ''] = percent.split('.');
  return (minor * BigInt(whole + fraction.padEnd(2, '0')) + 5_000n) / 10_000n;
}
