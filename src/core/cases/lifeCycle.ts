import { and, eq, inArray, sql } from 'drizzle-orm';
import { transitions, type CaseCommand, type Transition } from '../../contract/lifeCycle.ts';
import type { CaseState } from '../../contract/vocabulary.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import type { Tx } from '../db/write.ts';
import { deskItself, type SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { placeCase } from '../queues/place.ts';

export { referenceOf } from '../reference.ts';
export type CaseRecord = typeof disputeCase.$inferSelect;

/** Columns of a case that hold its lease, all empty. */
export const noLease = { leasePersonId: null, leaseSessionId: null, leaseEndsAt: null } as const;

/**
 * Moves a case by one command, in the caller's transaction; the version grows by one and open screens are told. The guards of the command
 * are the caller's to check. Throws NOT_ALLOWED_NOW when its state forbids the command, NOT_PERMITTED when the person's role does, CONFLICT
 * when it changed since `seen` was read.
 */
export async function moveCase(
  tx: Tx,
  seen: Pick<CaseRecord, 'caseId' | 'version' | 'state'>,
  command: CaseCommand,
  by: SignedIn,
  change: Partial<typeof disputeCase.$inferInsert> = {},
): Promise<CaseRecord> {
  const { from, to, by: mayGive }: Transition = transitions[command];
  if (!from.includes(seen.state)) {
    throw new DeskError('NOT_ALLOWED_NOW', `A case that is ${seen.state.replace('_', ' ')} does not allow this (${command}).`, { state: seen.state });
  }
  if (!mayGive.includes(by.personId === deskItself.personId ? 'desk' : by.role)) {
    throw new DeskError('NOT_PERMITTED', `${by.name} works here as ${by.role}, who may not do this to a case (${command}).`);
  }
  const [moved] = await tx
    .update(disputeCase)
    .set({ ...change, ...standing(to), state: to, version: sql`${disputeCase.version} + 1` })
    .where(and(eq(disputeCase.caseId, seen.caseId), eq(disputeCase.version, seen.version), inArray(disputeCase.state, [...from])))
    .returning();
  if (!moved) throw changedMeanwhile();
  tellChanged(tx, moved);
  return placeCase(tx, moved);
}

/** Changes a case without moving it; same version rule as `moveCase`. */
export async function touchCase(
  tx: Tx,
  seen: Pick<CaseRecord, 'caseId' | 'version'>,
  change: Partial<typeof disputeCase.$inferInsert> = {},
): Promise<CaseRecord> {
  const [touched] = await tx
    .update(disputeCase)
    .set({ ...change, version: sql`${disputeCase.version} + 1` })
    .where(and(eq(disputeCase.caseId, seen.caseId), eq(disputeCase.version, seen.version)))
    .returning();
  if (!touched) throw changedMeanwhile();
  tellChanged(tx, touched);
  return placeCase(tx, touched);
}

/** What the queue keeps of a case in a state: time changes the points of those alone that wait, and what became of it is counted anew once it is decided. */
function standing(state: CaseState): Partial<typeof disputeCase.$inferInsert> {
  if (state === 'queued') return {};
  return state === 'ruled' || state === 'closed' ? { weighAt: null, takings: 0, skips: 0, lapses: 0 } : { weighAt: null };
}

function tellChanged(tx: Tx, row: CaseRecord): void {
  tx.emit({ type: 'case.changed', caseId: row.caseId, version: row.version });
  tx.emit({ type: 'queue.changed' });
}

function changedMeanwhile(): DeskError {
  return new DeskError('CONFLICT', 'This case changed while you worked on it. Nothing was overwritten; look at it again.');
}
