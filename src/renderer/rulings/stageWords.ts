import type { RulingCheck, RulingDraft } from '../../contract/rulings.ts';
import { formatMoney } from '../ui/money.ts';

/** What the stage button will do, in words: 'Stage refund of USD 26.65', 'Stage: no refund', 'Stage for approval' when a second person has to decide. `isAtOnce`: there is no undo window, and the button says so. */
export function stageWords(draft: RulingDraft, check: RulingCheck | null, isAtOnce = false): string {
  const verb = isAtOnce ? 'Rule' : 'Stage';
  const end = isAtOnce ? ', at once, no undo' : '';
  if (draft.outcome === 'no_refund') return `${verb}: no refund${end}`;
  if (!draft.outcome || !check?.amount || check.amount.minor === '0') return isAtOnce ? `Rule${end}` : 'Stage ruling';
  if (check.aboveLimit) return 'Stage for approval';
  const words = isAtOnce ? `Refund ${formatMoney(check.amount)}` : `Stage refund of ${formatMoney(check.amount)}`;
  return `${draft.withReturn ? `${words} after return` : words}${end}`;
}

/** Whole seconds left of an undo window, never below zero. */
export function secondsLeft(effectiveAt: number, now: number): number {
  return Math.max(0, Math.ceil((effectiveAt - now) / 1000));
}
