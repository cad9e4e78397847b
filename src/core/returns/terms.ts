import type { CaseFile } from '../../contract/caseFile.ts';
import type { ReturnTerms } from '../../contract/returnParts.ts';
import type { RulingDraft, RulingProblem, WorkingLine } from '../../contract/rulings.ts';

const usualDays = 10;

/** What a ruling with return needs to know of the case. */
export type TermsFacts = Pick<CaseFile, 'items' | 'goodsReturn' | 'timeLimits'>;

/**
 * How the goods go back when nobody says otherwise: the refund follows what the case's own return says, else the delivery; the buyer has the
 * policy's time; what is refunded goes back, whole. No lines where the source names no items: then it is the whole order.
 */
export function usualTerms({ items, goodsReturn, timeLimits }: TermsFacts, working: readonly Pick<WorkingLine, 'lineId' | 'refund'>[]): ReturnTerms {
  const goods = items.filter(({ quantity }) => quantity > 0);
  const isRefunded = (itemId: string) => working.some(({ lineId, refund }) => lineId === itemId && BigInt(refund.minor) > 0n);
  const refunded = goods.filter(({ id }) => isRefunded(id));
  const lines = (refunded.length > 0 ? refunded : goods).map(({ id, quantity }) => ({ itemId: id, quantity }));
  return { refundWhen: goodsReturn?.refundTrigger ?? 'delivered', days: timeLimits?.returnShipment ?? usualDays, lines };
}

/** The terms of a draft, with what is usual filled in; null without a return. */
export function termsOfDraft(file: TermsFacts, draft: RulingDraft, working: readonly WorkingLine[]): ReturnTerms | null {
  if (!draft.withReturn || draft.outcome === undefined || draft.outcome === 'no_refund') return null;
  return draft.returnTerms ?? usualTerms(file, working);
}

/** What is wrong with the terms of a draft. */
export function returnProblems({ items }: TermsFacts, draft: RulingDraft): RulingProblem[] {
  const { returnTerms: terms, withReturn, outcome } = draft;
  if (!terms) return [];
  if (outcome === 'no_refund' || !withReturn) return [problem('It is said how the goods go back, but nothing is returned. Take that out, or let the buyer return the goods.')];
  const problems: RulingProblem[] = [];
  const seen = new Set<string>();
  for (const { itemId, quantity } of terms.lines) {
    const item = items.find(({ id }) => id === itemId);
    if (!item) problems.push(problem('An item that should go back is not in the order. Choose from the items of the case.', itemId));
    else if (quantity > item.quantity) problems.push(problem(`${item.quantity} of "${item.title}" ${item.quantity === 1 ? 'was' : 'were'} ordered; no more can go back.`, itemId));
    if (seen.has(itemId)) problems.push(problem('An item stands twice in what goes back. Say once how many of it.', itemId));
    seen.add(itemId);
  }
  if (terms.lines.length === 0 && items.some(({ quantity }) => quantity > 0)) problems.push(problem('Nothing is named that should go back. Choose at least one item, or rule without a return.'));
  return problems;
}

function problem(message: string, refId: string | null = null): RulingProblem {
  return { code: 'RETURN', message, field: 'return', refId };
}
