import type { Money } from '../../contract/money.ts';
import type { Share } from '../../contract/refunds.ts';
import type { BearerShare, RulingProblem } from '../../contract/rulings.ts';
import { isSome, moneyOf, sayMoney, splitBy, sumOf } from '../refunds/money.ts';

/** What each bearer pays; sums to the amount exactly. Empty while the percents do not come to 100, or the sums not to the amount. */
export function shareOut(amount: Money | null, bearers: readonly BearerShare[]): Share[] {
  if (!amount || bearerProblems(amount, bearers).length > 0) return [];
  const parts = bearers.some((one) => 'minor' in one)
    ? bearers.map((one) => ('minor' in one ? moneyOf(BigInt(one.minor), amount.currency) : amount))
    : splitBy(amount, bearers.map((one) => ('percent' in one ? BigInt(one.percent) : 0n)));
  return bearers.map(({ bearer }, index) => ({ bearer, amount: parts[index] ?? amount }));
}

/** The same shares of a sum in another currency: in proportion, to the last unit. */
export function shareAlike(sum: Money, shares: readonly Share[]): Share[] {
  const parts = splitBy(sum, shares.map((share) => BigInt(share.amount.minor)));
  return shares.map(({ bearer }, index) => ({ bearer, amount: parts[index] ?? sum }));
}

/** What is wrong with who bears a refund; `amount` null while it is not worked out. */
export function bearerProblems(amount: Money | null, bearers: readonly BearerShare[]): RulingProblem[] {
  if (bearers.length === 0) return [problem('Say who bears the refund: seller, platform, carrier, or shares of them.')];
  if (new Set(bearers.map((one) => one.bearer)).size !== bearers.length) return [problem('Name each bearer once.')];
  const percents = bearers.flatMap((one) => ('percent' in one ? [one.percent] : []));
  if (percents.length > 0 && percents.length < bearers.length) return [problem('State what the bearers pay in percents or in sums, not in both.')];
  if (percents.length > 0) {
    const sum = percents.reduce((total, percent) => total + percent, 0);
    return sum === 100 ? [] : [problem(`The shares of the bearers come to ${sum} percent; make them 100.`)];
  }
  if (amount === null) return [];
  const sums = bearers.flatMap((one) => ('minor' in one ? [moneyOf(BigInt(one.minor), amount.currency)] : []));
  if (sums.some((sum) => !isSome(sum))) return [problem('A bearer pays more than nothing. Leave out who pays nothing.')];
  const total = sumOf(amount.currency, sums);
  return total.minor === amount.minor ? [] : [problem(`The bearers pay ${sayMoney(total)} together; the refund is ${sayMoney(amount)}. Make the two the same.`)];
}

function problem(message: string): RulingProblem {
  return { code: 'NO_BEARER', message, field: 'bearers', refId: null };
}
