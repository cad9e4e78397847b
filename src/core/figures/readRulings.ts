import { and, eq, gte, inArray, lt, ne, sql } from 'drizzle-orm';
import type { FigureFilter, Span } from '../../contract/figures.ts';
import type { Db } from '../db/open.ts';
import { appeal, appealRuling } from '../db/schema/appeal.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { precedent } from '../db/schema/precedent.ts';
import { refund, ruling } from '../db/schema/ruling.ts';
import { rulingSuggestion } from '../db/schema/suggestion.ts';
import type { SignedIn } from '../desk.ts';
import { areRulingsHidden } from '../hiddenRulings.ts';

/** Rulings and settlements that took effect in a span, each with what figures count of it. Found by one index over what is in effect. */
export function rulingsOf(db: Db, { fromAt, untilAt }: Span, { mediators, reasons }: FigureFilter, by: SignedIn) {
  return db
    .select({
      at: ruling.effectiveAt,
      personId: ruling.personId,
      reason: ruling.reason,
      outcome: ruling.outcome,
      offerId: ruling.offerId,
      appealUntil: ruling.appealUntil,
      receivedAt: disputeCase.receivedAt,
      refundBp: precedent.refundBp,
      value: precedent.value,
      followed: rulingSuggestion.followed,
      refundState: refund.state,
      refundMinor: refund.amountMinor,
      refundCurrency: refund.currency,
      appealId: appeal.appealId,
      onAppeal: appealRuling.appealId,
      hidden: sql<bigint>`${areRulingsHidden(ruling.caseId, by)}`,
    })
    .from(ruling)
    .innerJoin(disputeCase, eq(disputeCase.caseId, ruling.caseId))
    .leftJoin(precedent, and(eq(precedent.caseId, ruling.caseId), eq(precedent.rulingId, ruling.rulingId)))
    .leftJoin(rulingSuggestion, eq(rulingSuggestion.rulingId, ruling.rulingId))
    .leftJoin(refund, and(eq(refund.rulingId, ruling.rulingId), eq(refund.kind, 'order'), ne(refund.state, sql`'cancelled'`)))
    .leftJoin(appeal, eq(appeal.rulingId, ruling.rulingId))
    .leftJoin(appealRuling, eq(appealRuling.rulingId, ruling.rulingId))
    .where(
      and(
        sql`${ruling.state} = 'effective'`,
        gte(ruling.effectiveAt, fromAt),
        lt(ruling.effectiveAt, untilAt),
        mediators.length > 0 ? inArray(ruling.personId, mediators) : undefined,
        reasons.length > 0 ? inArray(ruling.reason, reasons) : undefined,
      ),
    );
}

/** One of them. */
export type RulingRow = Awaited<ReturnType<typeof rulingsOf>>[number];
