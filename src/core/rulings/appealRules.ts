import type { CaseFile, RefundRoom } from '../../contract/caseFile.ts';
import type { OpenAppeal } from '../../contract/appeals.ts';
import type { RulingCheck, RulingDraft, RulingProblem } from '../../contract/rulings.ts';
import { differenceOf, type Difference } from '../refunds/difference.ts';
import { sayMoney } from '../refunds/money.ts';

type Amounts = Pick<RulingCheck, 'amount' | 'shares'>;

/** What a ruling on an appeal needs beyond any other, one list a condition; none when the case is not under appeal. */
export function appealProblems({ appeal }: Pick<CaseFile, 'appeal'>, draft: RulingDraft, worked: Amounts): RulingProblem[][] {
  if (!appeal) return [];
  return [
    appeal.view && !appeal.isHidden ? [] : [problem('NO_OWN_VIEW', 'Note your own view of the case first; the ruling appealed is shown then.')],
    resultProblems(appeal, draft, worked),
    draft.appeal?.newInformation?.trim() ? [] : [problem('NO_NEW_INFORMATION', appeal.by === 'platform' ? 'Say what you find on what the review names as wrong.' : `Say what you find on what the ${appeal.by} names as new.`)],
  ];
}

/**
 * The room a draft is worked out in: confirming pays nothing, so neither a chargeback nor a cap that shrank meanwhile stands in its way.
 */
export function roomFor({ refundRoom, appeal }: Pick<CaseFile, 'refundRoom' | 'appeal'>, draft: RulingDraft): RefundRoom {
  const appealed = appeal?.appealed;
  if (draft.appeal?.result !== 'confirmed' || !appealed?.summary.amount) return refundRoom;
  return { ...refundRoom, blockedBy: null, cap: appealed.summary.outcome === 'full_refund' ? appealed.summary.amount : refundRoom.cap };
}

/** What moves when a ruling takes the place of the one appealed; null when the case is not under appeal. */
export function differenceOnAppeal({ appeal }: Pick<CaseFile, 'appeal'>, { amount, shares }: Amounts, answer: RulingDraft['appeal'] = undefined): Difference | null {
  const appealed = appeal?.appealed;
  if (!appealed) return null;
  const currency = amount?.currency ?? appealed.summary.amount?.currency;
  if (currency === undefined) return { refund: null, debits: [], credits: [] };
  // What became of the goods stands beside the ruling: confirming it moves nothing, another ruling starts from what is really paid.
  if (appealed.standing && answer?.result === 'confirmed') return { refund: null, debits: [], credits: [] };
  return differenceOf(appealed.standing ?? appealed.shares, shares, currency);
}

function resultProblems(appeal: OpenAppeal, draft: RulingDraft, worked: Amounts): RulingProblem[] {
  const result = draft.appeal?.result;
  if (!result) return [problem('NO_APPEAL_RESULT', 'Say what becomes of the ruling appealed: confirmed, changed, or changed in part.')];
  if (!appeal.appealed || !draft.outcome) return [];
  const { summary } = appeal.appealed;
  const isSame = draft.outcome === summary.outcome && (draft.withReturn ?? false) === summary.withReturn && isSameMoney(appeal, worked);
  if (result === 'confirmed' && !isSame) {
    const what = summary.amount ? `its ${sayMoney(summary.amount)}, who bears it` : 'no refund';
    return [problem('APPEAL_RESULT_DIFFERS', `Confirming keeps the ruling appealed as it is: ${what}, with or without return. Take that over, or choose changed or in part.`)];
  }
  if (result !== 'confirmed' && isSame && worked.amount?.minor === summary.amount?.minor) {
    return [problem('APPEAL_RESULT_DIFFERS', 'Nothing differs from the ruling appealed. Confirm it, or change the outcome, the amount or who bears it.')];
  }
  return [];
}

function isSameMoney({ appealed }: OpenAppeal, { amount, shares }: Amounts): boolean {
  if (!appealed) return false;
  const before = appealed.summary.amount;
  if (before === null || amount === null) return before === amount;
  if (before.minor !== amount.minor || before.currency !== amount.currency) return false;
  const { refund, debits } = differenceOf(appealed.shares, shares, amount.currency);
  return refund === null && debits.length === 0;
}

function problem(code: RulingProblem['code'], message: string): RulingProblem {
  return { code, message, field: 'appeal', refId: null };
}
