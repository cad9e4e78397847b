import { exponentOf, fromDecimal } from '../../contract/money.ts';
import type { MinorUnits } from '../../contract/money.ts';
import type { RefundRoom } from '../../contract/caseFile.ts';

/** What a person typed as an amount: nothing, minor units, or why it cannot be read. */
export type ReadAmount = { kind: 'empty' } | { kind: 'amount'; minor: MinorUnits } | { kind: 'fault'; words: string };

/** What a person typed as a percentage: up to two decimals as the contract writes them. */
export type ReadPercent = { kind: 'empty' } | { kind: 'percent'; percent: string } | { kind: 'fault'; words: string };

/** Names the decimals of a currency: 'JPY has no decimals', 'KWD has 3 decimals'. */
export function decimalsWords(currency: string): string {
  const exponent = exponentOf(currency);
  if (exponent === 0) return `${currency} has no decimals: write a whole number.`;
  return `${currency} has ${exponent} decimals: write it like ${`1234.${'50'.padEnd(exponent, '0').slice(0, exponent)}`}.`;
}

/**
 * Reads a typed amount. A point is the decimal sign; a single comma counts as one only where it cannot be a grouping
 * sign (1 or 2 digits after it), because '1,234' read wrongly moves a thousand times the money.
 */
export function readAmount(text: string, currency: string): ReadAmount {
  const bare = text.trim().replaceAll(/[\s\u00a0\u202f]/g, '');
  if (bare === '') return { kind: 'empty' };
  if (bare.startsWith('-')) return { kind: 'fault', words: 'An amount cannot be below zero.' };
  const plain = /^\d*,\d{1,2}$/.test(bare) ? bare.replace(',', '.') : bare;
  if (plain.includes(',')) return { kind: 'fault', words: 'Leave out grouping signs and use a point for decimals, like 1234.50.' };
  if (!/^(\d+\.?\d*|\.\d+)$/.test(plain)) return { kind: 'fault', words: 'Only digits and one decimal point can be read here.' };
  const minor = fromDecimal(plain.startsWith('.') ? `0${plain}` : plain, currency);
  return minor === null ? { kind: 'fault', words: decimalsWords(currency) } : { kind: 'amount', minor };
}

/** Reads a typed percentage from 0 to 100 with up to two decimals; a trailing % may stand. */
export function readPercent(text: string): ReadPercent {
  const bare = text.trim().replace(/\s*%$/, '').replace(',', '.');
  if (bare === '') return { kind: 'empty' };
  const match = /^0*(\d{1,3})(?:\.(\d{0,2})0*)?$/.exec(bare);
  if (!match) return { kind: 'fault', words: 'A percentage from 0 to 100 with up to 2 decimals, like 12.5.' };
  const fraction = (match[2] ?? '').replace(/0+$/, '');
  const percent = fraction === '' ? String(Number(match[1])) : `${Number(match[1])}.${fraction}`;
  if (Number(percent) > 100) return { kind: 'fault', words: 'More than 100 percent cannot be refunded.' };
  return { kind: 'percent', percent };
}

/** One row of the small computation of the cap. */
export type CapRow = { words: string; minor: MinorUnits; sign: '' | '-' | '='; isLimit: boolean };

/** How the cap comes about, as rows to show; empty when the source states no amounts. */
export function capRows(room: RefundRoom): CapRow[] {
  if (!room.cap) return [];
  const rows: CapRow[] = [];
  const captured = room.captured;
  let rest = captured ? BigInt(captured.minor) : null;
  if (captured) rows.push({ words: 'Captured', minor: captured.minor, sign: '', isLimit: false });
  const taken = [
    ['Refunded before', room.refundedBefore],
    ['Charged back', room.chargedBack],
    ['Refunded by this desk', room.refundedHere],
  ] as const;
  for (const [words, money] of taken) {
    if (!money || money.minor === '0' || money.currency !== room.cap.currency) continue;
    rows.push({ words, minor: money.minor, sign: '-', isLimit: false });
    if (rest !== null) rest -= BigInt(money.minor);
  }
  const isLimited = rest === null || rest !== BigInt(room.cap.minor);
  rows.push({
    words: isLimited ? 'Most that can be refunded, as the source limits it' : 'Most that can be refunded',
    minor: room.cap.minor,
    sign: '=',
    isLimit: isLimited,
  });
  return rows;
}

/** Sum of typed lines in minor units. */
export function sumOf(minors: readonly MinorUnits[]): MinorUnits {
  return String(minors.reduce((sum, minor) => sum + BigInt(minor), 0n));
}
