import { asc, eq } from 'drizzle-orm';
import { hashContent } from '../audit/rows.ts';
import type { Db } from '../db/open.ts';
import { spot } from '../db/schema/board.ts';
import { evidence } from '../db/schema/evidence.ts';
import { finding, findingExhibit, findingSpot, refund, ruling } from '../db/schema/ruling.ts';
import { notFound } from '../fault.ts';

/**
 * The hash an approval is bound to: the ruling with its frozen file, its findings, the exhibits and places they cite with the content and
 * standing of each, and the money. Only what moves with its life (state, time of effect, progress of the payout) is left out.
 */
export async function hashForApproval(db: Db, rulingId: string): Promise<string> {
  const [row] = await db.select().from(ruling).where(eq(ruling.rulingId, rulingId));
  if (!row) throw notFound('ruling', rulingId);
  const { state: _state, effectiveAt: _effectiveAt, ...written } = row;
  const findings = await db.select().from(finding).where(eq(finding.rulingId, rulingId)).orderBy(asc(finding.position));
  const exhibits = await db
    .select({ claimId: findingExhibit.claimId, position: findingExhibit.position, evidenceId: evidence.evidenceId, sha256: evidence.sha256, text: evidence.text, state: evidence.state, admissibility: evidence.admissibility })
    .from(findingExhibit)
    .innerJoin(evidence, eq(evidence.evidenceId, findingExhibit.evidenceId))
    .where(eq(findingExhibit.rulingId, rulingId))
    .orderBy(asc(findingExhibit.claimId), asc(findingExhibit.position));
  const spots = await db
    .select({ claimId: findingSpot.claimId, position: findingSpot.position, spotId: spot.spotId, evidenceId: spot.evidenceId, place: spot.place, name: spot.name })
    .from(findingSpot)
    .innerJoin(spot, eq(spot.spotId, findingSpot.spotId))
    .where(eq(findingSpot.rulingId, rulingId))
    .orderBy(asc(findingSpot.claimId), asc(findingSpot.position));
  const refunds = await db
    .select({ refundId: refund.refundId, amountMinor: refund.amountMinor, currency: refund.currency })
    .from(refund)
    .where(eq(refund.rulingId, rulingId))
    .orderBy(asc(refund.refundId));
  return hashContent({ ruling: written, findings, exhibits, spots, refunds });
}
