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

/**
 * ISO 4217 currencies that have another number of decimals than two. Kept here because Intl answers from the CLDR, which says 0 for HUF, IDR,
 * IQD and others, and may say another number in the browser than in the core.
 */
const decimals: { [decimals: number]: string } = { 0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF', 3: 'BHD IQD JOD KWD LYD OMR TND', 4: 'CLF UYW' };
const exponents = new Map(Object.entries(decimals).flatMap(([count, codes]) => codes.split(' ').map((code) => [code, Number(count)] as const)));

/** Number of decimals of a currency (ISO 4217: USD 2, JPY 0, KWD 3, CLF 4); an unknown code has 2. */
export function exponentOf(currency: CurrencyCode): number {
  return exponents.get(currency) ?? 2;
}

/** Minor units as plain decimal text with a point, without grouping: ('6665', 'USD') -> '66.65'. */
export function toDecimal(minor: MinorUnits, currency: CurrencyCode): string {
  const exponent = exponentOf(currency);
  const digits = minor.replace('-', '').padStart(exponent + 1, '0');
  const sign = minor.startsWith('-') ? '-' : '';
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** Decimal text to minor units, or null when it is no amount, has more decimals than the currency or more than 18 digits. */
export function fromDecimal(decimal: string, currency: CurrencyCode): MinorUnits | null {
  const match = /^(-?)(\d{1,18})(?:\.(\d{0,40}))?$/.exec(decimal.trim());
  if (!match) return null;
  const exponent = exponentOf(currency);
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > exponent) return null;
  const minor = String(BigInt(`${match[2]}${fraction.padEnd(exponent, '0')}`));
  if (minor.length > 18) return null;
  return match[1] && minor !== '0' ? `-${minor}` : minor;
}
