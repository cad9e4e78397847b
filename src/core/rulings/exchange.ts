import type { RefundRoom } from '../../contract/caseFile.ts';
import { MinorUnits } from '../../contract/money.ts';
import type { RefundSheet } from '../../contract/refunds.ts';
import type { RulingDraft, RulingProblem } from '../../contract/rulings.ts';
import { isSome } from '../refunds/money.ts';

/** Rates are told by the day, and clocks differ: one from within a day ahead is taken for today's. */
const aheadMs = 86_400_000;

/** What is wrong with the second currency of a draft; `sheet` is what it came to, `now` ms UTC. */
export function exchangeProblems(room: RefundRoom, { exchange, outcome }: RulingDraft, sheet: RefundSheet | null, now: number): RulingProblem[] {
  if (!exchange) return [];
  if (outcome === 'no_refund') return [problem('Nothing is refunded, so there is nothing to convert. Take the second currency out.')];
  if (exchange.currency === room.currency) return [problem(`The order is in ${exchange.currency} already. Choose another second currency, or take it out.`)];
  if (exchange.at > now + aheadMs) return [problem('The rate is from a day that has not come. Correct its day.')];
  const sums = sheet?.exchange ? [sheet.exchange.amount, sheet.exchange.buyerGets] : [];
  if (sums.some((sum) => !MinorUnits.safeParse(sum.minor).success)) return [problem(`At ${exchange.rate} the refund is too large a sum in ${exchange.currency}. Correct the rate.`)];
  if (sums.some((sum) => !isSome(sum))) return [problem(`At ${exchange.rate} the refund comes to nothing in ${exchange.currency}. Correct the rate.`)];
  return [];
}

function problem(message: string): RulingProblem {
  return { code: 'EXCHANGE', message, field: 'exchange', refId: null };
}
