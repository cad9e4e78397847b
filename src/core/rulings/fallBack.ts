import { eq } from 'drizzle-orm';
import { append } from '../audit/append.ts';
import { loadCase } from '../cases/lease.ts';
import { moveCase, referenceOf } from '../cases/lifeCycle.ts';
import { endAtSource } from '../cases/stopWaiting.ts';
import { refund, ruling } from '../db/schema/ruling.ts';
import type { Tx } from '../db/write.ts';
import { deskItself } from '../desk.ts';
import { whyNotPayable } from '../refunds/payable.ts';

/**
 * Takes a staged ruling back when the case came again meanwhile and the ruling would pay what is paid or decided elsewhere; true when it did.
 * The case is closed as its source says, or waits in the queue again with the draft kept.
 */
export async function fellBack(tx: Tx, row: typeof ruling.$inferSelect): Promise<boolean> {
  const seen = await loadCase(tx, row.caseId);
  const isEnded = seen.endedOutside !== null || (seen.outcome ?? null) !== null || (seen.carriedRuling ?? null) !== null || seen.stage === 'closed';
  const refunds = (await tx.select().from(refund).where(eq(refund.rulingId, row.rulingId))).filter((one) => one.state === 'planned');
  const why = isEnded ? 'The dispute was closed at its source meanwhile.' : await firstReason(tx, refunds);
  if (why === null) return false;
  await tx.update(ruling).set({ state: 'undone' }).where(eq(ruling.rulingId, row.rulingId));
  for (const one of refunds) await tx.update(refund).set({ state: 'cancelled', error: why, changedAt: tx.now }).where(eq(refund.refundId, one.refundId));
  const moved = isEnded ? await moveCase(tx, seen, 'settleOutside', deskItself, { closedAs: seen.endedOutside?.as ?? 'at_source' }) : await moveCase(tx, seen, 'fallBack', deskItself);
  await append(tx, {
    by: deskItself,
    action: 'ruling.fellBack',
    subject: `ruling:${row.rulingId}`,
    caseId: row.caseId,
    version: moved.version,
    words: `The ruling of ${row.personName} on ${referenceOf(moved)} did not take effect. ${why}`,
    rows: [{ table: 'ruling', id: row.rulingId }, ...refunds.map((one) => ({ table: 'refund' as const, id: one.refundId }))],
  });
  if (isEnded) await endAtSource(tx, row.caseId);
  tx.emit({ type: 'ruling.changed', rulingId: row.rulingId, caseId: row.caseId });
  return true;
}

async function firstReason(tx: Tx, refunds: (typeof refund.$inferSelect)[]): Promise<string | null> {
  for (const one of refunds) {
    const why = await whyNotPayable(tx, one);
    if (why !== null) return why;
  }
  return null;
}
