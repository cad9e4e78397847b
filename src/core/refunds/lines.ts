import type { RefundLine } from '../../contract/caseFile.ts';
import { MinorUnits, type Money } from '../../contract/money.ts';
import type { LineKind } from '../../contract/refunds.ts';
import type { WorkingLine } from '../../contract/rulings.ts';
import type { caseOrder, item } from '../db/schema/caseParts.ts';
import { toMoney } from '../db/schema/columns.ts';
import { isMore, isSome, sumOf } from './money.ts';

/** What an order is made of, and the workings of this desk's refunds that stand. */
export type LineParts = { order: typeof caseOrder.$inferSelect | null; items: (typeof item.$inferSelect)[]; workings?: readonly WorkingLine[][] };

type Line = { lineId: string; words: string; kind: LineKind; amount: Money | null };

const feeWords = { payment: 'Payment fee', customs: 'Customs', marketplace: 'Marketplace fee', other: 'Fee' };

/** The lines of an order a refund can be worked out on, in one currency: items, shipping, fees and tax that have a price. */
export function refundLines({ order, items, workings = [] }: LineParts, currency: string): RefundLine[] {
  const ofItems = items.map((one): Line => ({
    lineId: one.itemId,
    words: one.quantity > 1 ? `${one.title} × ${one.quantity}` : one.title,
    kind: 'item',
    amount: toMoney(one.unitPriceMinor === null ? null : one.unitPriceMinor * BigInt(one.quantity), one.unitPriceCurrency),
  }));
  const free = (lineId: string) => (items.some((one) => one.itemId === lineId) ? `order:${lineId}` : lineId);
  const shipping: Line = { lineId: free('shipping'), words: 'Shipping', kind: 'shipping', amount: toMoney(order?.shippingMinor ?? null, order?.shippingCurrency ?? null) };
  const fees = (order?.fees ?? []).map((fee): Line => ({ lineId: free(`fee:${fee.id}`), words: fee.words?.trim() || feeWords[fee.kind], kind: 'fee', amount: fee.amount }));
  const tax: Line = { lineId: free('tax'), words: 'Tax', kind: 'tax', amount: toMoney(order?.taxMinor ?? null, order?.taxCurrency ?? null) };
  const priced = [...ofItems, shipping, ...fees].flatMap((line) => usable(line, currency));
  // Prices that already make what was captured hold the tax; as a line of its own it would be refunded twice.
  const captured = order && (toMoney(order.capturedMinor, order.capturedCurrency) ?? toMoney(order.paidMinor, order.paidCurrency));
  const isIncluded = captured?.currency === currency && !isMore(captured, sumOf(currency, priced.map(({ amount }) => amount)));
  const all = isIncluded ? priced : [...priced, ...usable(tax, currency)];
  return all.map((line) => ({ ...line, before: beforeOn(line.lineId, workings, currency) }));
}

function usable(line: Line, currency: string): (Line & { amount: Money })[] {
  const { amount } = line;
  return amount?.currency === currency && MinorUnits.safeParse(amount.minor).success && isSome(amount) ? [{ ...line, amount }] : [];
}

/** What this desk refunded on a line in earlier rulings; null when nothing. */
function beforeOn(lineId: string, workings: readonly WorkingLine[][], currency: string): Money | null {
  const before = sumOf(currency, workings.flat().filter((line) => line.lineId === lineId && line.refund.currency === currency).map((line) => line.refund));
  return isSome(before) ? before : null;
}
