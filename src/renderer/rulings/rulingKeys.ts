import { reasons } from '../../contract/vocabulary.ts';
import type { Outcome, Reason } from '../../contract/vocabulary.ts';

/** What a key of the ruling panel does; `outcome` opens the list of reasons, where digits mean reasons. */
export type RulingKeyAction =
  | { do: 'outcome'; outcome: Outcome }
  | { do: 'reason'; reason: Reason }
  | { do: 'leaveReasons' }
  | { do: 'stage'; andNext: boolean }
  | { do: 'undo' }
  | { do: 'nothing' };

const outcomeKeys: Readonly<Record<string, Outcome>> = { 1: 'full_refund', 2: 'partial_refund', 3: 'no_refund' };

/** The outcome a digit stands for. */
export const outcomeOfKey = (key: string): Outcome | null => outcomeKeys[key] ?? null;

/** The reason a digit stands for, 1 to 9 in the order of the vocabulary. */
export const reasonOfKey = (key: string): Reason | null => (/^[1-9]$/.test(key) ? (reasons[Number(key) - 1] ?? null) : null);

/** Reads a key while no field has the focus; `isAskingReason` is true from an outcome key until a reason is given. */
export function rulingKeyAction(key: string, isShift: boolean, isAskingReason: boolean): RulingKeyAction {
  if (key === 'Enter') return { do: 'stage', andNext: !isShift };
  if (key === 'z' || key === 'Z') return { do: 'undo' };
  if (isAskingReason) {
    const reason = reasonOfKey(key);
    if (reason) return { do: 'reason', reason };
    return key === 'Escape' ? { do: 'leaveReasons' } : { do: 'nothing' };
  }
  const outcome = outcomeOfKey(key);
  return outcome ? { do: 'outcome', outcome } : { do: 'nothing' };
}
