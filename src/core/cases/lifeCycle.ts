import { and, eq, inArray, sql } from 'drizzle-orm';
import type { CaseState } from '../../contract/vocabulary.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import type { Tx } from '../db/write.ts';
import { DeskError } from '../fault.ts';

/** Every command that moves a case, the states it may start from and the one it leads to. */
export const transitions = {
  repair: { from: ['received'], to: 'queued' },
  accept: { from: ['received'], to: 'queued' },
  settleOutside: { from: ['received', 'queued', 'in_review', 'waiting', 'staged'], to: 'closed' },
  claim: { from: ['queued', 'waiting'], to: 'in_review' },
  ask: { from: ['in_review'], to: 'waiting' },
  waitOn: { from: ['in_review'], to: 'waiting' },
  goOn: { from: ['waiting'], to: 'queued' },
  handBack: { from: ['in_review'], to: 'queued' },
  stage: { from: ['in_review'], to: 'staged' },
  undo: { from: ['staged'], to: 'in_review' },
  fallBack: { from: ['staged'], to: 'queued' },
  takeEffect: { from: ['staged'], to: 'ruled' },
} as const satisfies Record<string, { from: readonly CaseState[]; to: CaseState }>;

export type CaseCommand = keyof typeof transitions;
export type CaseRecord = typeof disputeCase.$inferSelect;

/** Columns of a case that hold its lease, all empty. */
export const noLease = { leasePersonId: null, leaseSessionId: null, leaseEndsAt: null } as const;

/**
 * Moves a case by one command, in the caller's transaction; the version grows by one and open screens are told.
 * Throws NOT_ALLOWED_NOW when its state forbids the command, CONFLICT when it changed since `seen` was read.
 */
export async function moveCase(
  tx: Tx,
  seen: Pick<CaseRecord, 'caseId' | 'version' | 'state'>,
  command: CaseCommand,
  change: Partial<typeof disputeCase.$inferInsert> = {},
): Promise<CaseRecord> {
  const { from, to } = transitions[command];
  if (!(from as readonly CaseState[]).includes(seen.state)) {
    throw new DeskError('NOT_ALLOWED_NOW', `A case that is ${seen.state.replace('_', ' ')} does not allow this (${command}).`, { state: seen.state });
  }
  const [moved] = await tx
    .update(disputeCase)
    .set({ ...change, state: to, version: sql`${disputeCase.version} + 1` })
    .where(and(eq(disputeCase.caseId, seen.caseId), eq(disputeCase.version, seen.version), inArray(disputeCase.state, [...from])))
    .returning();
  if (!moved) throw changedMeanwhile();
  tellChanged(tx, moved);
  return moved;
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
  return touched;
}

/** C-<number>, as people call a case. */
export function referenceOf(row: Pick<CaseRecord, 'number'>): string {
  return `C-${row.number}`;
}

function tellChanged(tx: Tx, row: CaseRecord): void {
  tx.emit({ type: 'case.changed', caseId: row.caseId, version: row.version });
  tx.emit({ type: 'queue.changed' });
}

function changedMeanwhile(): DeskError {
  return new DeskError('CONFLICT', 'This case changed while you worked on it. Nothing was overwritten; look at it again.');
}
