import { append, type AuditNote } from '../audit/append.ts';
import type { Tx } from '../db/write.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { once } from '../once.ts';
import { loadCase, requireLease } from './lease.ts';
import { touchCase, type CaseRecord } from './lifeCycle.ts';

/** What a change did, for the log, and what its caller gets beside the version. */
export type HeldChange<Value> = { note: Pick<AuditNote, 'action' | 'subject' | 'words' | 'data' | 'rows'>; value: Value };

/**
 * Changes something on a case that `by` holds, once for its requestId and with an entry in the log; gives the version the case has then.
 * Throws LEASE_LOST when somebody else, or nobody, holds it.
 */
export function changeHeld<Value extends object>(
  desk: Desk,
  by: SignedIn,
  method: string,
  input: { requestId: string; caseId: string },
  change: (tx: Tx, row: CaseRecord) => Promise<HeldChange<Value>>,
): Promise<Value & { version: number }> {
  return once(desk, by, method, input, async (tx) => {
    const row = await loadCase(tx, input.caseId);
    requireLease(row, by, tx.now);
    const { note, value } = await change(tx, row);
    const { version } = await touchCase(tx, row);
    await append(tx, { by, caseId: row.caseId, version, ...note });
    return { ...value, version };
  });
}
