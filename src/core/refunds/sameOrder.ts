import type { Money } from '../../contract/money.ts';
import type { PayoutOrder } from './gateway.ts';
import { sayMoney } from './money.ts';

/**
 * In words, how the payout that the other side names differs from the one that was ordered; null when it is the same money for the same
 * dispute. What the other side may write its own way, such as a moment, is left out. Pure.
 */
export function differenceOf(ordered: PayoutOrder, named: PayoutOrder): string | null {
  const pairs: [string, string, string][] = [
    ['the key', ordered.key, String(named.key)],
    ['the amount', amountWords(ordered.amount), amountWords(named.amount)],
    ['the dispute', ordered.sourceId, String(named.sourceId)],
    ['the order', ordered.orderId ?? 'none', named.orderId ?? 'none'],
    ['what it is for', ordered.for ?? 'the order', named.for ?? 'the order'],
    ['who bears it', sharesWords(ordered.shares), sharesWords(named.shares)],
    ['the amount in the second currency', amountWords(ordered.exchange?.amount), amountWords(named.exchange?.amount)],
  ];
  const differing = pairs.filter(([, mine, theirs]) => mine !== theirs);
  return differing.length === 0 ? null : differing.map(([what, mine, theirs]) => `${what}: ordered ${mine}, there ${theirs}`).join('; ');
}

function amountWords(amount: Money | null | undefined): string {
  return amount ? sayMoney(amount) : 'none';
}

function sharesWords(shares: PayoutOrder['shares'] | undefined): string {
  const parts = (shares ?? []).map(({ bearer, amount }) => `${bearer} ${sayMoney(amount)}`);
  return parts.toSorted().join(', ') || 'nobody';
}
