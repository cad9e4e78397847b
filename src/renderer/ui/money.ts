import { exponentOf, toDecimal, type Money } from '../../contract/money.ts';

/** "USD 1,234.50": code first, digits grouped for the locale, never rounded. */
export function formatMoney(money: Money, locale?: string): string {
  return `${money.currency} ${formatAmount(money, locale)}`;
}

/** The digits of formatMoney alone, for columns that state the code elsewhere. */
export function formatAmount(money: Money, locale?: string): string {
  const exponent = exponentOf(money.currency);
  const format = new Intl.NumberFormat(locale, { minimumFractionDigits: exponent, maximumFractionDigits: exponent, numberingSystem: 'latn' });
  // Intl takes decimal text as it is, so sums above 2^53 keep every digit.
  return format.format(toDecimal(money.minor, money.currency) as Intl.StringNumericLiteral).replace('-', '−');
}
