import type { Tx } from '../../db/write.ts';
import { lookAtPayout } from '../lookAtPayout.ts';
import type { Difference } from './compare.ts';

/**
 * Has the payout asked about by its key, where the answer could mend a difference: the job that pays, and never the ledger check, says what became
 * of a refund. False where there is nothing to ask, or nothing was ordered yet.
 */
export async function lookAgain(tx: Tx, { code, key, hereState }: Pick<Difference, 'code' | 'key' | 'hereState'>): Promise<boolean> {
  const isAsked = code === 'PAID_NOT_SETTLED' ? hereState === 'sent' || hereState === 'unknown' || hereState === 'failed' : code === 'NOT_IN_LEDGER';
  if (key === null || !isAsked) return false;
  await lookAtPayout(tx, key);
  return true;
}
