import type { StatedRate } from '../../contract/refunds.ts';
import { exponentOf, type Money } from '../../contract/money.ts';
import type { caseOrder, remedy } from '../db/schema/caseParts.ts';
import { toMoney } from '../db/schema/columns.ts';
import { sayMoney } from './money.ts';

type Remedies = Pick<typeof remedy.$inferSelect, 'amountMinor' | 'amountCurrency' | 'localAmountMinor' | 'localAmountCurrency' | 'at'>[];

/** Where rates may be stated; `source` is the marketplace's name. */
export type RateParts = { order: Pick<typeof caseOrder.$inferSelect, 'exchange'> | null; remedies: Remedies; source: string };

const digits = 12;

/**
 * The rates a case states from the order's currency into others: the order's own one, then those of offers and requests that stand in two
 * currencies (AliExpress sends both), newest first and one a currency. A sum without a time states no rate: nobody could check it.
 */
export function statedRates({ order, remedies, source }: RateParts, currency: string): StatedRate[] {
  const own: StatedRate[] = order?.exchange && order.exchange.currency !== currency ? [{ ...order.exchange, at: Date.parse(order.exchange.at), pair: null }] : [];
  const paired = remedies
    .toSorted((a, b) => (b.at ?? 0) - (a.at ?? 0))
    .flatMap((one): StatedRate[] => {
      const amount = toMoney(one.amountMinor, one.amountCurrency);
      const local = toMoney(one.localAmountMinor, one.localAmountCurrency);
      const pair = amount?.currency === currency ? ([amount, local] as const) : ([local, amount] as const);
      const [from, to] = pair;
      if (one.at === null || !from || !to || from.currency !== currency || to.currency === currency) return [];
      const rate = rateOf(from, to);
      return rate === null ? [] : [{ currency: to.currency, rate, source: `${source}: ${sayMoney(to)} for ${sayMoney(from)}`, at: one.at, for: 'buyer', pair: [from, to] }];
    });
  return [...own, ...paired].filter((rate, index, all) => all.findIndex((other) => other.currency === rate.currency) === index);
}

/** What one unit costs in the other currency, to twelve decimals (halves upwards); null when the sums tell no rate. */
function rateOf(from: Money, to: Money): string | null {
  const [one, other] = [BigInt(from.minor), BigInt(to.minor)];
  if (one <= 0n || other <= 0n) return null;
  const above = other * 10n ** BigInt(digits + exponentOf(from.currency));
  const below = one * 10n ** BigInt(exponentOf(to.currency));
  const text = String((2n * above + below) / (2n * below)).padStart(digits + 1, '0');
  const rate = `${text.slice(0, -digits)}.${text.slice(-digits)}`.replace(/\.?0+$/, '');
  return /^\d{1,9}(\.|$)/.test(rate) && /[1-9]/.test(rate) ? rate : null;
}
