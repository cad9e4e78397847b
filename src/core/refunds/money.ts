import * as dinero from 'dinero.js/bigint';
import { exponentOf, toDecimal, type Money } from '../../contract/money.ts';
import type { Rounding } from '../../contract/refunds.ts';

type Amount = dinero.Dinero<bigint>;

/** An amount rounded to whole minor units, and what that changed; null when it was whole already. */
export type Rounded = { money: Money; rounding: Rounding | null };

/** 'USD 66.65', for sentences. */
export function sayMoney(money: Money): string {
  return `${money.currency} ${toDecimal(money.minor, money.currency)}`;
}

/** Money of BigInt minor units. */
export function moneyOf(minor: bigint, currency: string): Money {
  return { minor: String(minor), currency };
}

/** Sum of amounts in one currency; throws when one of them is in another. */
export function sumOf(currency: string, amounts: readonly Money[]): Money {
  return toMoney(amounts.map(toAmount).reduce((sum, one) => dinero.add(sum, one), toAmount(moneyOf(0n, currency))));
}

/** What is left of an amount when others are taken off; may be below zero. */
export function lessAll(money: Money, taken: readonly Money[]): Money {
  return toMoney(dinero.subtract(toAmount(money), toAmount(sumOf(money.currency, taken))));
}

/** Whether one amount is more than another of the same currency. */
export function isMore(one: Money, other: Money): boolean {
  return dinero.greaterThan(toAmount(one), toAmount(other));
}

/** Whether an amount is above zero. */
export function isSome(money: Money): boolean {
  return BigInt(money.minor) > 0n;
}

/** The smaller of two amounts of one currency. */
export function lesserOf(one: Money, other: Money): Money {
  return toMoney(dinero.minimum([toAmount(one), toAmount(other)]));
}

/** The greater of two amounts of one currency. */
export function greaterOf(one: Money, other: Money): Money {
  return toMoney(dinero.maximum([toAmount(one), toAmount(other)]));
}

/** An amount without its sign: some sources write money that went back as a negative sum, and that must not widen the room. */
export function sizeOf(money: Money): Money {
  const amount = toAmount(money);
  return toMoney(dinero.isNegative(amount) ? dinero.multiply(amount, -1n) : amount);
}

/** Splits an amount >= 0 in proportion to weights >= 0, as `splitUnits`. */
export function splitBy(money: Money, weights: readonly bigint[]): Money[] {
  return splitUnits(BigInt(money.minor), weights).map((part) => moneyOf(part, money.currency));
}

/**
 * Splits units >= 0 in proportion to weights >= 0 by the method of the largest remainder: every part is rounded down, then the units
 * left over go one by one to the largest remainders, earlier parts first. The parts sum to the whole, always; weights that are all 0
 * count as equal. By hand, because dinero's `allocate` gives left-over units to the largest weights: small lines would never get one.
 */
export function splitUnits(units: bigint, weights: readonly bigint[]): bigint[] {
  if (units < 0n || weights.some((weight) => weight < 0n)) throw new RangeError('Only amounts and weights of 0 or more can be split.');
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  if (total === 0n) return weights.length === 0 ? [] : splitUnits(units, weights.map(() => 1n));
  const parts = weights.map((weight, index) => ({ index, units: (units * weight) / total, remainder: (units * weight) % total }));
  const left = Number(parts.reduce((rest, part) => rest - part.units, units));
  const byRemainder = parts.toSorted((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder < b.remainder ? 1 : -1));
  for (const part of byRemainder.slice(0, left)) part.units += 1n;
  return parts.map((part) => part.units);
}

/** A percentage such as '12.5' of an amount >= 0, rounded to the nearest unit, halves upwards. */
export function percentOf(money: Money, percent: string): Rounded {
  const { amount, scale } = scaled(percent);
  return round(dinero.multiply(toAmount(money), { amount, scale: scale + 2n }));
}

/** An amount >= 0 in another currency by a rate such as '6.1135', rounded to the nearest unit, halves upwards. */
export function convertTo(money: Money, currency: string, rate: string): Rounded {
  return round(dinero.convert(toAmount(money), unitOf(currency), { [currency]: scaled(rate) }));
}

/** How many percent of `whole` (above zero) an amount is, as text with two decimals at most; rounded, halves upwards. */
export function sharePercent(money: Money, whole: Money): string {
  const hundredths = (BigInt(money.minor) * 20_000n + BigInt(whole.minor)) / (2n * BigInt(whole.minor));
  return trimZeros(dinero.toDecimal(dinero.dinero({ amount: hundredths, currency: unitOf(money.currency), scale: 2n })));
}

/** Decimal text as dinero's scaled number: '6.1135' -> 61135 at scale 4. */
function scaled(decimal: string): { amount: bigint; scale: bigint } {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return { amount: BigInt(whole + fraction), scale: BigInt(fraction.length) };
}

/** The one rounding rule of the desk: to the nearest minor unit, halves upwards. */
function round(exact: Amount): Rounded {
  const rounded = dinero.transformScale(exact, dinero.toSnapshot(exact).currency.exponent, dinero.halfUp);
  const by = dinero.subtract(rounded, exact);
  const money = toMoney(rounded);
  if (dinero.isZero(by)) return { money, rounding: null };
  const sign = dinero.isNegative(by) ? '' : '+';
  return { money, rounding: { exact: trimZeros(dinero.toDecimal(exact)), by: `${sign}${trimZeros(dinero.toDecimal(by))}` } };
}

function trimZeros(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}

function unitOf(code: string): dinero.DineroCurrency<bigint> {
  return { code, base: 10n, exponent: BigInt(exponentOf(code)) };
}

function toAmount(money: Money): Amount {
  return dinero.dinero({ amount: BigInt(money.minor), currency: unitOf(money.currency) });
}

function toMoney(amount: Amount): Money {
  const snapshot = dinero.toSnapshot(amount);
  return moneyOf(snapshot.amount, snapshot.currency.code);
}
