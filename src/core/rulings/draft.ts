import { and, eq } from 'drizzle-orm';
import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import type { RulingDraft } from '../../contract/rulings.ts';
import { loadCase } from '../cases/lease.ts';
import { referenceOf } from '../cases/lifeCycle.ts';
import { rulingDraft } from '../db/schema/ruling.ts';
import type { Tx } from '../db/write.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { keepFormer } from './draftHistory.ts';

/**
 * Keeps what a mediator has written so far; the log hears of the ruling, not of every keystroke. A lease that ended loses nothing: whoever
 * began a draft may go on keeping it, and is told that the case is not theirs. Throws LEASE_LOST for a first draft without the case, and
 * CONFLICT with `{draft, version, savedAt}` when another window of the person wrote since `expectedDraftVersion`; nothing is written over then.
 */
export function saveDraft(desk: Desk, input: ParsedInputOf<'rulings.saveDraft'>, by: SignedIn): Promise<OutputOf<'rulings.saveDraft'>> {
  return desk.write(async (tx) => {
    const row = await loadCase(tx, input.caseId);
    const isHeld = row.leasePersonId === by.personId && row.leaseEndsAt !== null && row.leaseEndsAt > tx.now;
    const kept = await readDraft(tx, input.caseId, by);
    if (!isHeld && !kept) throw new DeskError('LEASE_LOST', `You do not hold ${referenceOf(row)}, so nothing was saved. Claim the case to write its ruling.`);
    if (kept && kept.version !== input.expectedDraftVersion) {
      const { draft, version, savedAt } = kept;
      throw new DeskError('CONFLICT', `Another window of yours wrote on ${referenceOf(row)} meanwhile. Nothing was written over.`, { draft, version, savedAt });
    }
    return { ...(await keepDraft(tx, input.caseId, input.draft, by)), isHeld };
  });
}

/** Writes a draft in place of the one that is there; its version grows by one. What it takes the place of is kept as a former draft. */
export async function keepDraft(tx: Tx, caseId: string, draft: RulingDraft, by: SignedIn): Promise<{ savedAt: number; version: number }> {
  const before = await readDraft(tx, caseId, by);
  if (before) await keepFormer(tx, before, draft);
  const row = { caseId, personId: by.personId, draft, version: (before?.version ?? 0) + 1, savedAt: tx.now };
  await tx.insert(rulingDraft).values(row).onConflictDoUpdate({ target: [rulingDraft.caseId, rulingDraft.personId], set: row });
  return { savedAt: tx.now, version: row.version };
}

async function readDraft(tx: Tx, caseId: string, by: SignedIn) {
  const [kept] = await tx.select().from(rulingDraft).where(and(eq(rulingDraft.caseId, caseId), eq(rulingDraft.personId, by.personId)));
  return kept;
}
