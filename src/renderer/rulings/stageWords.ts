import type { RulingCheck, RulingDraft } from '../../contract/rulings.ts';
import { formatMoney } from '../ui/money.ts';

/** What the stage button will do, in words: 'Stage refund of USD 26.65', 'Stage: no refund'. */
export function stageWords(draft: RulingDraft, check: RulingCheck | null): string {
  if (draft.outcome === 'no_refund') return 'Stage: no refund';
  if (!draft.outcome || !check?.amount || check.amount.minor === '0') return 'Stage ruling';
  const words = `Stage refund of ${formatMoney(check.amount)}`;
  return draft.withReturn ? `${words} after return` : words;
}

/** Whole seconds left of an undo window, never below zero. */
export function secondsLeft(effectiveAt: number, now: number): number {
  return Math.max(0, Math.ceil((effectiveAt - now) / 1000));
}
