import type { RefundRoom } from '../../contract/caseFile.ts';
import type { Money } from '../../contract/money.ts';
import type { BearerShare, RefundBasis, RulingCheck, RulingDraft, RulingProblem, WorkingLine } from '../../contract/rulings.ts';
import { lesserOf, moneyOf, percentOf, sayMoney, splitBy, sumOf } from '../refunds/money.ts';

/** An amount worked out line by line, and what stands in its way. */
export type Worked = { amount: Money | null; working: WorkingLine[]; problems: RulingProblem[] };

/** The line of a refund when the source names no items, and of what an order cost beyond its lines. */
const wholeOrder = { lineId: 'order', words: 'Order' };
const otherCharges = { lineId: 'other', words: 'Other charges of the order' };

/**
 * Works a refund out. One rule for all of it: full is the cap, a percentage is of the cap rounded to the nearest unit (halves up), a sum is
 * as given; each is spread over the lines in proportion to their amounts, units left over by largest remainder. By line is as given.
 */
export function workOut(room: RefundRoom, draft: Pick<RulingDraft, 'outcome' | 'basis'>): Worked {
  const { outcome, basis } = draft;
  if (outcome === 'no_refund') return { amount: null, working: [], problems: isNothing(basis) ? [] : [amountProblem('No refund carries no amount. Take the amount out, or choose another outcome.')] };
  if (room.blockedBy !== null) return { amount: null, working: [], problems: [problem('REFUND_BLOCKED', room.blockedBy)] };
  if (room.cap === null) {
    return { amount: null, working: [], problems: [problem('CURRENCY_UNKNOWN', 'Neither the order nor a claim states an amount, so no refund can be worked out. Rule without a refund, or hand the case back to have the order amount sent.')] };
  }
  if (!basis) return { amount: null, working: [], problems: [amountProblem('Say how much is refunded: all, a percentage, a sum, or line by line.')] };
  const cap = BigInt(room.cap.minor);
  const { lines, problems } = basis.by === 'line' ? byLine(room, room.cap, basis.lines) : spread(room, room.cap, targetOf(basis, cap));
  const amount = sumOf(lines.map((line) => line.refund));
  problems.push(...judge(amount, room.cap, outcome));
  const { currency } = room.cap;
  return {
    amount: moneyOf(amount, currency),
    working: lines.map(({ lineId, words, of, refund }) => ({ lineId, words, of: moneyOf(of, currency), refund: moneyOf(refund, currency) })),
    problems,
  };
}

/** What each bearer pays, by whole percents; sums to the amount exactly. Empty while the percents do not sum to 100. */
export function shareOut(amount: Money | null, bearers: readonly BearerShare[]): RulingCheck['shares'] {
  if (!amount || bearers.reduce((sum, one) => sum + one.percent, 0) !== 100) return [];
  const parts = splitBy(BigInt(amount.minor), bearers.map((one) => BigInt(one.percent)));
  return bearers.map(({ bearer }, index) => ({ bearer, amount: moneyOf(parts[index] ?? 0n, amount.currency) }));
}

type Line = { lineId: string; words: string; of: bigint; refund: bigint };

function targetOf(basis: Exclude<RefundBasis, { by: 'line' }>, cap: bigint): bigint {
  if (basis.by === 'full') return cap;
  return basis.by === 'percent' ? percentOf(cap, basis.percent) : BigInt(basis.minor);
}

function linesOf(room: RefundRoom, cap: Money): Omit<Line, 'refund'>[] {
  if (room.lines.length === 0) return [{ ...wholeOrder, of: BigInt(cap.minor) }];
  return room.lines.map((line) => ({ lineId: line.lineId, words: line.words, of: BigInt(line.amount.minor) }));
}

function spread(room: RefundRoom, cap: Money, target: bigint): { lines: Line[]; problems: RulingProblem[] } {
  if (target < 0n) return { lines: [], problems: [amountProblem('An amount cannot be below zero.')] };
  const lines = linesOf(room, cap);
  const total = sumOf(lines.map((line) => line.of));
  const parts = splitBy(lesserOf(target, total), lines.map((line) => line.of));
  const spreadLines = lines.map((line, index) => ({ ...line, refund: parts[index] ?? 0n }));
  if (target > total) spreadLines.push({ ...otherCharges, of: target - total, refund: target - total });
  return { lines: spreadLines, problems: [] };
}

function byLine(room: RefundRoom, cap: Money, given: { lineId: string; minor: string }[]): { lines: Line[]; problems: RulingProblem[] } {
  const known = linesOf(room, cap);
  const problems: RulingProblem[] = [];
  for (const { lineId, minor } of given) {
    if (!known.some((line) => line.lineId === lineId)) problems.push(amountProblem(`The order has no line ${lineId}. Take it out of the amount.`));
    if (BigInt(minor) < 0n) problems.push(amountProblem('A line cannot be refunded with less than zero.'));
  }
  // Summed by line: the same line given twice must not be refunded twice.
  const lines = known.map((line) => ({ ...line, refund: sumOf(given.filter((one) => one.lineId === line.lineId).map((one) => BigInt(one.minor))) }));
  for (const line of lines.filter(({ of, refund }) => refund > of)) {
    problems.push(problem('ABOVE_CAP', `${line.words} cost ${sayMoney(moneyOf(line.of, cap.currency))}; no more than that can be refunded on it.`));
  }
  return { lines: lines.filter((line) => line.refund !== 0n), problems };
}

function judge(amount: bigint, cap: Money, outcome: RulingDraft['outcome']): RulingProblem[] {
  const most = BigInt(cap.minor);
  if (most === 0n) return [amountProblem('Nothing is left to refund on this order. Choose no refund.')];
  if (amount > most) {
    return [problem('ABOVE_CAP', `${sayMoney(moneyOf(amount, cap.currency))} is more than the ${sayMoney(cap)} that can still be refunded. Lower the amount.`)];
  }
  if (amount <= 0n) return [amountProblem('The amount is zero. Enter an amount, or choose no refund.')];
  if (outcome === 'full_refund' && amount !== most) {
    return [amountProblem(`A full refund is the whole ${sayMoney(cap)} that is left. Take all of it, or choose a partial refund.`)];
  }
  if (outcome === 'partial_refund' && amount === most) {
    return [amountProblem(`A partial refund is less than the whole ${sayMoney(cap)}. Lower the amount, or choose a full refund.`)];
  }
  return [];
}

function isNothing(basis: RefundBasis | undefined): boolean {
  if (!basis) return true;
  return (basis.by === 'sum' && basis.minor === '0') || (basis.by === 'line' && basis.lines.every((line) => line.minor === '0'));
}

function amountProblem(message: string): RulingProblem {
  return problem('NO_AMOUNT', message);
}

function problem(code: RulingProblem['code'], message: string): RulingProblem {
  return { code, message, field: 'amount', refId: null };
}
