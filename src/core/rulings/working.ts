import type { RefundRoom } from '../../contract/caseFile.ts';
import type { Money } from '../../contract/money.ts';
import type { LineKind, Rounding } from '../../contract/refunds.ts';
import type { LineBasis, RefundBasis, RulingDraft, RulingProblem, WorkingLine } from '../../contract/rulings.ts';
import { isMore, isSome, lessAll, lesserOf, moneyOf, percentOf, sayMoney, splitBy, sumOf, type Rounded } from '../refunds/money.ts';

/** An amount worked out line by line, what rounding did to it, and what stands in its way. */
export type Worked = { amount: Money | null; working: WorkingLine[]; rounding: Rounding | null; problems: RulingProblem[] };

/** The line of a refund when the source names no items, and of what an order cost beyond its lines. */
const wholeOrder = { lineId: 'order', words: 'Order', kind: 'other' as const };
const otherCharges = { lineId: 'other', words: 'Other charges of the order', kind: 'other' as const };

/**
 * Works a refund out. One rule for all of it: full is the cap, a percentage is of the cap rounded to the nearest unit (halves up), a sum is
 * as given; each is spread over the lines in proportion to what is left on them, units left over by largest remainder. By line is as given,
 * a percentage there is of what is left on the line. Money other than the order's own (return postage) is not part of it.
 */
export function workOut(room: RefundRoom, draft: Pick<RulingDraft, 'outcome' | 'basis'>): Worked {
  const { outcome, basis } = draft;
  const none = (...problems: RulingProblem[]): Worked => ({ amount: null, working: [], rounding: null, problems });
  if (outcome === 'no_refund') return isNothing(basis) ? none() : none(amountProblem('No refund carries no amount. Take the amount out, or choose another outcome.'));
  if (room.blockedBy !== null) return none(problem('REFUND_BLOCKED', room.blockedBy));
  if (room.cap === null) {
    return none(problem('CURRENCY_UNKNOWN', 'Neither the order nor a claim states an amount, so no refund can be worked out. Rule without a refund, or hand the case back to have the order amount sent.'));
  }
  if (!basis) return none(amountProblem('Say how much is refunded: all, a percentage, a sum, or line by line.'));
  const target = basis.by === 'line' ? null : targetOf(basis, room.cap);
  const { lines, problems } = basis.by === 'line' ? byLine(room, room.cap, basis.lines) : spread(room, room.cap, target?.money ?? room.cap);
  const amount = sumOf(room.cap.currency, lines.map((line) => line.refund));
  return { amount, working: lines.map(toWorking), rounding: target?.rounding ?? null, problems: [...problems, ...judge(amount, room.cap, outcome)] };
}

type Line = { lineId: string; words: string; kind: LineKind; of: Money; before: Money; refund: Money; percent?: string; rounding?: Rounding };

function toWorking({ before, ...line }: Line): WorkingLine {
  return isSome(before) ? { ...line, before } : line;
}

function targetOf(basis: Exclude<RefundBasis, { by: 'line' }>, cap: Money): Rounded {
  if (basis.by === 'percent') return percentOf(cap, basis.percent);
  return { money: basis.by === 'full' ? cap : moneyOf(BigInt(basis.minor), cap.currency), rounding: null };
}

function linesOf(room: RefundRoom, cap: Money): Line[] {
  const none = moneyOf(0n, cap.currency);
  if (room.lines.length === 0) return [{ ...wholeOrder, of: cap, before: none, refund: none }];
  return room.lines.map(({ lineId, words, kind = 'item', amount, before }) => ({ lineId, words, kind, of: amount, before: lesserOf(before ?? none, amount), refund: none }));
}

/** What can still be refunded on one line. */
function restOf(line: Line): Money {
  return lessAll(line.of, [line.before]);
}

function spread(room: RefundRoom, cap: Money, target: Money): { lines: Line[]; problems: RulingProblem[] } {
  if (BigInt(target.minor) < 0n) return { lines: [], problems: [amountProblem('An amount cannot be below zero.')] };
  const lines = linesOf(room, cap);
  const total = sumOf(cap.currency, lines.map(restOf));
  const parts = splitBy(lesserOf(target, total), lines.map((line) => BigInt(restOf(line).minor)));
  const spreadLines = lines.map((line, index) => ({ ...line, refund: parts[index] ?? line.refund }));
  const beyond = lessAll(target, [total]);
  if (isSome(beyond)) spreadLines.push({ ...otherCharges, of: beyond, before: moneyOf(0n, cap.currency), refund: beyond });
  return { lines: spreadLines, problems: [] };
}

function byLine(room: RefundRoom, cap: Money, given: readonly LineBasis[]): { lines: Line[]; problems: RulingProblem[] } {
  const known = linesOf(room, cap);
  const problems: RulingProblem[] = [];
  for (const one of given) {
    if (!known.some((line) => line.lineId === one.lineId)) problems.push(amountProblem(`The order has no line ${one.lineId}. Take it out of the amount.`));
    if ('minor' in one && BigInt(one.minor) < 0n) problems.push(amountProblem('A line cannot be refunded with less than zero.'));
  }
  // Summed by line: the same line given twice must not be refunded twice.
  const lines = known.map((line) => given.filter((one) => one.lineId === line.lineId).reduce(addTo, line));
  for (const line of lines.filter((one) => isMore(one.refund, restOf(one)))) {
    const gone = isSome(line.before) ? `, and ${sayMoney(line.before)} of that was refunded before` : '';
    problems.push(problem('ABOVE_CAP', `${line.words} cost ${sayMoney(line.of)}${gone}; no more than that can be refunded on it.`));
  }
  return { lines: lines.filter((line) => line.refund.minor !== '0'), problems };
}

function addTo(line: Line, given: LineBasis): Line {
  if ('minor' in given) return { ...line, refund: sumOf(line.of.currency, [line.refund, moneyOf(BigInt(given.minor), line.of.currency)]) };
  const { money, rounding } = percentOf(restOf(line), given.percent);
  return { ...line, refund: sumOf(line.of.currency, [line.refund, money]), percent: given.percent, ...(rounding ? { rounding } : {}) };
}

function judge(amount: Money, cap: Money, outcome: RulingDraft['outcome']): RulingProblem[] {
  if (!isSome(cap)) return [amountProblem('Nothing is left to refund on this order. Choose no refund.')];
  if (isMore(amount, cap)) return [problem('ABOVE_CAP', `${sayMoney(amount)} is more than the ${sayMoney(cap)} that can still be refunded. Lower the amount.`)];
  if (!isSome(amount)) return [amountProblem('The amount is zero. Enter an amount, or choose no refund.')];
  const isAll = amount.minor === cap.minor;
  if (outcome === 'full_refund' && !isAll) return [amountProblem(`A full refund is the whole ${sayMoney(cap)} that is left. Take all of it, or choose a partial refund.`)];
  if (outcome === 'partial_refund' && isAll) return [amountProblem(`A partial refund is less than the whole ${sayMoney(cap)}. Lower the amount, or choose a full refund.`)];
  return [];
}

function isNothing(basis: RefundBasis | undefined): boolean {
  if (!basis) return true;
  return (basis.by === 'sum' && basis.minor === '0') || (basis.by === 'line' && basis.lines.every((line) => ('minor' in line ? line.minor === '0' : Number(line.percent) === 0)));
}

function amountProblem(message: string): RulingProblem {
  return problem('NO_AMOUNT', message);
}

function problem(code: RulingProblem['code'], message: string): RulingProblem {
  return { code, message, field: 'amount', refId: null };
}
