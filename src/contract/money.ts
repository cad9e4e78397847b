import { z } from 'zod';

/** A whole number of minor units as decimal text, so that sums above 2^53 cross JSON unharmed. */
export const MinorUnits = z.string().regex(/^-?(0|[1-9]\d{0,17})$/, 'a whole number of minor units, as text');
export type MinorUnits = z.infer<typeof MinorUnits>;

/** An ISO 4217 alphabetic code. */
export const CurrencyCode = z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code such as USD');
export type CurrencyCode = z.infer<typeof CurrencyCode>;

/** An amount: minor units and their currency. */
export const Money = z.strictObject({ minor: MinorUnits, currency: CurrencyCode });
export type Money = z.infer<typeof Money>;

// Asking Intl takes microseconds each time, and a list of thousands of amounts asks for the same few codes.
const exponents = new Map<CurrencyCode, number>();

/** Number of decimals of a currency (ISO 4217: USD 2, JPY 0, KWD 3); an unknown code has 2. */
export function exponentOf(currency: CurrencyCode): number {
  const known = exponents.get(currency);
  if (known !== undefined) return known;
  const exponent = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  exponents.set(currency, exponent);
  return exponent;
}

/** Minor units as plain decimal text with a point, without grouping: ('6665', 'USD') -> '66.65'. */
export function toDecimal(minor: MinorUnits, currency: CurrencyCode): string {
  const exponent = exponentOf(currency);
  const digits = minor.replace('-', '').padStart(exponent + 1, '0');
  const sign = minor.startsWith('-') ? '-' : '';
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** Decimal text to minor units, or null when it is no amount or has more decimals than the currency. */
export function fromDecimal(decimal: string, currency: CurrencyCode): MinorUnits | null {
  const match = /^(-?)(\d{1,15})(?:\.(\d{0,40}))?$/.exec(decimal.trim());
  if (!match) return null;
  const exponent = exponentOf(currency);
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > exponent) return null;
  const minor = BigInt(`${match[2]}${fraction.padEnd(exponent, '0')}`);
  return match[1] && minor !== 0n ? `-${minor}` : String(minor);
}
