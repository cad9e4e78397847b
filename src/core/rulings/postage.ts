import type { RefundRoom } from '../../contract/caseFile.ts';
import type { Money } from '../../contract/money.ts';
import type { RefundSheet } from '../../contract/refunds.ts';
import type { RulingDraft, RulingProblem } from '../../contract/rulings.ts';
import { isMore, isSome, moneyOf, sayMoney } from '../refunds/money.ts';

/**
 * The most that can be paid for the parcel back: what the order cost. A return that costs more than that makes nobody whole; a ruling
 * without return does.
 */
function mostFor(room: RefundRoom): Money | null {
  return room.captured ?? room.cap;
}

/** The return postage of a draft, as it stands beside the refund; null when none is stated or nothing can be refunded. */
export function postageIn(room: RefundRoom, { postage, withReturn }: RulingDraft): RefundSheet['postage'] {
  const most = mostFor(room);
  if (!postage || !withReturn || !most || !room.cap) return null;
  const amount = postage.minor === null || postage.paidBy === 'buyer' ? null : moneyOf(BigInt(postage.minor), room.cap.currency);
  return { paidBy: postage.paidBy, amount, most };
}

/** What is wrong with the return postage of a draft. */
export function postageProblems(room: RefundRoom, { postage, withReturn, outcome }: RulingDraft): RulingProblem[] {
  if (!postage) return [];
  if (outcome === 'no_refund' || !withReturn) return [problem('Return postage is stated, but nothing is returned. Take it out, or let the buyer return the goods.')];
  if (postage.minor === null) return [];
  if (postage.paidBy === 'buyer') return [problem('A buyer who pays for the parcel back gets nothing for it. Take the sum out, or name who pays.')];
  const most = mostFor(room);
  if (!most) return [];
  const amount = moneyOf(BigInt(postage.minor), most.currency);
  if (!isSome(amount)) return [problem('Return postage is more than nothing. Leave the sum out when a label is sent.')];
  if (!isMore(amount, most)) return [];
  return [problem(`Return postage of ${sayMoney(amount)} is more than the ${sayMoney(most)} the order cost. Lower it, or rule without a return.`)];
}

function problem(message: string): RulingProblem {
  return { code: 'POSTAGE', message, field: 'postage', refId: null };
}
