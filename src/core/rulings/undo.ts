import { and, eq, ne } from 'drizzle-orm';
import { leaseMs } from '../../contract/desk.ts';
import type { ParsedInputOf } from '../../contract/methods.ts';
import type { RulingSummary } from '../../contract/rulings.ts';
import { append } from '../audit/append.ts';
import { toSummary } from '../cases/caseFile.ts';
import { expiryOf, loadCase } from '../cases/lease.ts';
import { moveCase, referenceOf } from '../cases/lifeCycle.ts';
import { refund, ruling } from '../db/schema/ruling.ts';
import type { Tx } from '../db/write.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { DeskError, notFound } from '../fault.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { once } from '../once.ts';
import { takeApprovalBack } from './approve.ts';
import { lastApproval } from './hold.ts';
import { reopenOffer } from './offers/reply.ts';

/**
 * Takes a staged ruling back: its refund is cancelled and the case returns to its mediator, leased again, with the draft as it was.
 * Only its author, only before it takes effect: NOT_PERMITTED, NOT_ALLOWED_NOW. One that was approved goes back to being held, by its approver.
 */
export function undoRuling(desk: Desk, input: ParsedInputOf<'rulings.undo'>, by: SignedIn): Promise<RulingSummary> {
  return once(desk, by, 'rulings.undo', input, (tx) => undoOn(tx, input.rulingId, by));
}

/** The one way a ruling is taken back, in the caller's transaction. Throws as `undoRuling`. */
export async function undoOn(tx: Tx, rulingId: string, by: SignedIn): Promise<RulingSummary> {
  const [found] = await tx.select().from(ruling).where(eq(ruling.rulingId, rulingId));
  if (!found) throw notFound('ruling', rulingId);
  const row = await loadCase(tx, found.caseId);
  const reference = referenceOf(row);
  const isOthers = found.personId !== by.personId && !(found.offerId !== null && by.role === 'lead');
  const approved = found.state === 'staged' ? await lastApproval(tx, found.rulingId) : null;
  if (approved) return takeApprovalBack(tx, { row, found, approved }, by);
  if (isOthers) throw new DeskError('NOT_PERMITTED', `Only ${found.personName} can take the ruling on ${reference} back.`);
  if (found.state === 'held') throw new DeskError('NOT_ALLOWED_NOW', `The ruling on ${reference} waits for a second person, who can return it to you.`);
  if (found.state === 'undone' || found.state === 'returned') throw new DeskError('NOT_ALLOWED_NOW', `The ruling on ${reference} was taken back already.`);
  if (found.state === 'effective' || tx.now >= found.effectiveAt) {
    throw new DeskError('NOT_ALLOWED_NOW', `The time to take the ruling on ${reference} back has ended; it is in effect. A party may still appeal.`);
  }
  const reopened = found.offerId === null ? [] : await reopenOffer(tx, found.offerId);
  const [undone] = await tx.update(ruling).set({ state: 'undone' }).where(eq(ruling.rulingId, found.rulingId)).returning();
  if (!undone) throw notFound('ruling', rulingId);
  const cancelled = await tx
    .update(refund)
    .set({ state: 'cancelled', changedAt: tx.now })
    .where(and(eq(refund.rulingId, found.rulingId), ne(refund.state, 'cancelled')))
    .returning({ refundId: refund.refundId });
  const endsAt = tx.now + leaseMs;
  const moved = await moveCase(tx, row, 'undo', by, { leasePersonId: by.personId, leaseSessionId: by.sessionId, leaseEndsAt: endsAt });
  await enqueue(tx, expiryOf(moved, endsAt));
  await append(tx, {
    by,
    action: 'ruling.undone',
    subject: `ruling:${found.rulingId}`,
    caseId: moved.caseId,
    version: moved.version,
    words: `${by.name} took the ruling on ${reference} back`,
    rows: [{ table: 'ruling', id: found.rulingId }, ...cancelled.map(({ refundId }) => ({ table: 'refund' as const, id: refundId })), ...reopened],
  });
  tx.emit({ type: 'ruling.changed', rulingId: found.rulingId, caseId: moved.caseId });
  return toSummary(undone, row);
}
