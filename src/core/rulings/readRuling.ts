import { asc, eq } from 'drizzle-orm';
import type { Money } from '../../contract/money.ts';
import type { RefundSheet } from '../../contract/refunds.ts';
import type { RulingInput } from '../../contract/rulings.ts';
import type { Db } from '../db/open.ts';
import { appealRuling } from '../db/schema/appeal.ts';
import { toMoney } from '../db/schema/columns.ts';
import { refundSheet, termsOf } from '../db/schema/refundSheet.ts';
import { finding, findingExhibit, findingSpot, ruling } from '../db/schema/ruling.ts';
import { notFound } from '../fault.ts';

/** One ruling: its row, what its mediator wrote, the amount and its working; NOT_FOUND when there is none. */
export async function readRuling(
  db: Db,
  rulingId: string,
): Promise<{ row: typeof ruling.$inferSelect; ruling: RulingInput; amount: Money | null; sheet: RefundSheet | null }> {
  const [row] = await db.select().from(ruling).where(eq(ruling.rulingId, rulingId));
  if (!row) throw notFound('ruling', rulingId);
  const [worked] = await db.select({ sheet: refundSheet.sheet }).from(refundSheet).where(eq(refundSheet.rulingId, rulingId));
  const [onAppeal] = await db.select().from(appealRuling).where(eq(appealRuling.rulingId, rulingId));
  const findings = await db.select().from(finding).where(eq(finding.rulingId, rulingId)).orderBy(asc(finding.position));
  const cited = await db.select().from(findingExhibit).where(eq(findingExhibit.rulingId, rulingId)).orderBy(asc(findingExhibit.position));
  const spots = await db.select().from(findingSpot).where(eq(findingSpot.rulingId, rulingId)).orderBy(asc(findingSpot.position));
  return {
    row,
    ruling: {
      outcome: row.outcome,
      withReturn: row.withReturn,
      reason: row.reason,
      basis: row.basis,
      bearers: row.bearers,
      ...termsOf(worked?.sheet ?? null),
      ...(row.returnTerms ? { returnTerms: row.returnTerms } : {}),
      findings: findings.map(({ claimId, result, absence, words }) => ({
        claimId,
        result,
        exhibits: cited.filter((one) => one.claimId === claimId).map((one) => one.evidenceId),
        spots: spots.filter((one) => one.claimId === claimId).map((one) => one.spotId),
        absence,
        words,
      })),
      clauses: row.clauses,
      reasons: row.reasons,
      ...(onAppeal ? { appeal: { result: onAppeal.result, newInformation: onAppeal.newInformation } } : {}),
    },
    amount: toMoney(row.amountMinor, row.amountCurrency),
    sheet: worked?.sheet ?? null,
  };
}
