import type { Money } from '../../contract/money.ts';
import type { RefundSheet } from '../../contract/refunds.ts';
import type { Bearer } from '../../contract/vocabulary.ts';
import { formatMoney } from './money.ts';
import { exactWords } from './time.ts';
import { bearerWords, sideWords } from './words.ts';

/** One sum below the lines of a refund; `second` is the same in the second currency, `money` null while it is not worked out. */
export type SumRow = { key: string; words: string; money: Money | null; second: Money | null; isTotal: boolean; note: string | null };

type Shares = readonly { bearer: Bearer; amount: Money | null }[];

/** The sums of a refund from what goes back to what is left; `sheet` null for rulings from before it was kept. */
export function sumRows(amount: Money | null, shares: Shares, sheet: RefundSheet | null): SumRow[] {
  const postage = sheet?.postage ?? null;
  const exchange = sheet?.exchange ?? null;
  const row = (key: string, words: string, money: Money | null, second: Money | null = null, more: Partial<SumRow> = {}): SumRow => ({ key, words, money, second, isTotal: false, note: null, ...more });
  const statedWords = sheet ? basisWords(sheet) : null;
  const total = row('gets', 'Buyer gets', sheet?.buyerGets ?? amount, exchange?.buyerGets, { isTotal: true, note: postage?.amount ? null : statedWords });
  const ofOrder = row('amount', 'Goes back of the order', amount, exchange?.amount, { note: statedWords });
  return [
    ...(postage?.amount ? [ofOrder, row('postage', 'Return postage', postage.amount, exchange?.postage, { note: 'Paid on top. No refund of the order: takes nothing off what can be refunded.' })] : []),
    total,
    ...shares.map(({ bearer, amount: share }) => row(bearer, `${bearerWords[bearer]} pays`, share, exchange?.shares.find((one) => one.bearer === bearer)?.amount)),
    ...(postage?.amount ? [row('payer', `${sideWords[postage.paidBy]} pays the return postage`, postage.amount, exchange?.postage)] : []),
    ...(sheet ? [row('left', 'Left to refund after', sheet.capAfter, null, { note: `of ${formatMoney(sheet.capBefore)} before` })] : []),
  ];
}

/** How the sum was stated and what rounding did: '50 % of USD 66.65 is 33.325, rounded half up (+0.005)'. */
export function basisWords({ stated, capBefore, percent }: RefundSheet): string {
  const of = formatMoney(capBefore);
  if (stated.by === 'full') return `All of ${of} that is left.`;
  if (stated.percent === null) return `${percent} % of ${of}.`;
  return stated.rounding ? `${stated.percent} % of ${of} is ${stated.rounding.exact}, rounded half up (${signed(stated.rounding.by)}).` : `${stated.percent} % of ${of}, nothing rounded.`;
}

/** The second currency in sentences: whose sum it is, by which rate, from where, from when. */
export function exchangeWords(exchange: NonNullable<RefundSheet['exchange']>, currency: string): string[] {
  const whose = exchange.for === 'buyer' ? `The buyer is paid in ${exchange.currency}; the bearers are debited in ${currency}.` : `The buyer is paid in ${currency}; the bearers are debited in ${exchange.currency}.`;
  return [whose, `${currency} 1 = ${exchange.currency} ${exchange.rate}, ${exchange.source}, ${exactWords(exchange.at)}.`, `Each sum is converted and rounded once, half up${exchange.rounding ? ` (${exchange.rounding.exact}, ${signed(exchange.rounding.by)})` : ''}.`];
}

/** Where a refund stands in the tariff it follows. */
export function tariffWords({ code, fromPercent, upToPercent, percent, standing, clause }: NonNullable<RefundSheet['tariff']>): string {
  const range = fromPercent > 0 ? `${fromPercent} to ${upToPercent} %` : `up to ${upToPercent} %`;
  const where = { below: 'below it', within: 'within it', above: 'above it: the reasons must name the tariff and say why' }[standing];
  return `Tariff ${code} (clause ${clause}) gives ${range}; ${percent} % is ${where}.`;
}

/** Who pays for the parcel back when nothing is paid out for it; null when nothing is said or money is. */
export function postageWords(postage: RefundSheet['postage']): string | null {
  if (!postage || postage.amount) return null;
  return postage.paidBy === 'buyer' ? 'The buyer pays for the parcel back.' : `${sideWords[postage.paidBy]} sends a label for the parcel back.`;
}

function signed(decimal: string): string {
  return decimal.replace('-', '−');
}
