import type { RulingDraft } from '../../contract/rulings.ts';
import { loadCase } from '../cases/lease.ts';
import { referenceOf } from '../cases/lifeCycle.ts';
import { rulingDraft } from '../db/schema/ruling.ts';
import type { Tx } from '../db/write.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';

/**
 * Keeps what a mediator has written so far; the log hears of the ruling, not of every keystroke. Any session of the person who holds
 * the case may save. Throws LEASE_LOST when someone else, or nobody, holds it.
 */
export function saveDraft(desk: Desk, caseId: string, draft: RulingDraft, by: SignedIn): Promise<{ savedAt: number }> {
  return desk.write(async (tx) => {
    const row = await loadCase(tx, caseId);
    if (row.leasePersonId !== by.personId || row.leaseEndsAt === null || row.leaseEndsAt <= tx.now) {
      throw new DeskError('LEASE_LOST', `You do not hold ${referenceOf(row)} any more, so this change was not saved. What was saved before is kept.`);
    }
    await keepDraft(tx, caseId, draft, by);
    return { savedAt: tx.now };
  });
}

/** Writes a draft in place of the one that is there. */
export async function keepDraft(tx: Tx, caseId: string, draft: RulingDraft, by: SignedIn): Promise<void> {
  const row = { caseId, personId: by.personId, draft, savedAt: tx.now };
  await tx.insert(rulingDraft).values(row).onConflictDoUpdate({ target: [rulingDraft.caseId, rulingDraft.personId], set: row });
}
