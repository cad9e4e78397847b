import { exponentOf, toDecimal, type Money } from '../../../contract/money.ts';

/** 'not_as_described' -> 'Not as described'. */
export function said(code: string): string {
  const words = code.replaceAll(/[_.]/gu, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** 'USD 1,234.50' with a blank that does not break; a dash where there is none. */
export function sum(money: Money | null | undefined): string {
  if (!money) return '–';
  const digits = exponentOf(money.currency);
  const format = new Intl.NumberFormat('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  // Decimal text keeps every digit: a JS number would lose some above 2^53.
  // Never broken between code and digits.
  return `${money.currency}\u00a0${format.format(toDecimal(money.minor, money.currency) as Intl.StringNumericLiteral)}`;
}

/** '2026-06-10 09:05' in UTC; a dash where nothing is known. */
export function moment(at: string | null): string {
  return at === null ? '–' : at.slice(0, 16).replace('T', ' ');
}

/** '812.4 kB'. */
export function bytes(size: number | null): string {
  if (size === null) return 'size not known';
  if (size < 1_000) return `${size} bytes`;
  const [value, unit] = size < 1_000_000 ? [size / 1_000, 'kB'] : size < 1_000_000_000 ? [size / 1_000_000, 'MB'] : [size / 1_000_000_000, 'GB'];
  return `${value.toFixed(1)} ${unit}`;
}

/** '3 rulings', '1 ruling'. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`;
}

export const rulingStateWords = { staged: 'Staged', held: 'Held for approval', returned: 'Not approved', undone: 'Taken back', effective: 'In effect' } as const;
export const refundStateWords: Record<string, string> = { planned: 'Planned', approved: 'Agreed, not handed over yet', sent: 'On its way', settled: 'Paid', failed: 'Agreed, but failed', unknown: 'Not known whether paid', cancelled: 'Cancelled' };
export const approvalWords: Record<string, string> = { approved: 'Approved', undone: 'Approval taken back', returned: 'Not approved', otherwise: 'Ruled otherwise' };
export const integrityWords = { good: 'Whole', damaged: 'Damaged', missing: 'Missing', record: 'Record without a file', erased: 'Erased on purpose', waiting: 'Not inspected yet' } as const;
