import canonicalize from 'canonicalize';
import type { RulingSummary } from '../../../contract/rulings.ts';
import { append } from '../../audit/append.ts';
import { readCaseFile, toSummary } from '../../cases/caseFile.ts';
import { comeBack } from '../../cases/comeBack.ts';
import { moveCase, noLease, referenceOf, type CaseRecord } from '../../cases/lifeCycle.ts';
import type { OfferRow } from '../../cases/readOffers.ts';
import { toMoney } from '../../db/schema/columns.ts';
import { ruling } from '../../db/schema/ruling.ts';
import type { Tx } from '../../db/write.ts';
import { deskItself, type Desk, type SignedIn } from '../../desk.ts';
import { DeskError } from '../../fault.ts';
import { newId, sha256 } from '../../ids.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import { sayMoney } from '../../refunds/money.ts';
import { undoWindowMs } from '../../settings.ts';
import { usualTerms } from '../../returns/terms.ts';
import { requireRoomOnOrder } from '../orderRoom.ts';
import { planRefund } from '../planRefunds.ts';

/**
 * Stages what both sides agreed on, along the path of a ruling: frozen file, refund row, undo window, then payout and letters. It holds no
 * finding, because nobody decided anything. Null when the agreed sum cannot be refunded any more: then the case goes on and says why.
 */
export async function stageSettlement(desk: Desk, tx: Tx, row: CaseRecord, agreed: OfferRow, by: SignedIn): Promise<RulingSummary | null> {
  const file = await readCaseFile(tx, row.caseId, deskItself, tx.now);
  const amount = toMoney(agreed.amountMinor, agreed.amountCurrency);
  const reference = referenceOf(row);
  const why = await whyNotPayable(tx, row, file, amount);
  if (why !== null) {
    const changed = await comeBack(tx, row, { personId: agreed.personId, isBulk: false }, `Both sides accepted the offer, but it cannot be paid as agreed: ${why}`);
    await append(tx, { by: deskItself, action: 'settlement.refused', subject: `offer:${agreed.offerId}`, caseId: row.caseId, version: changed.version, words: `The settlement of ${reference} cannot be paid. ${why}` });
    return null;
  }
  const frozenFile = canonicalize(file) ?? '';
  const [staged] = await tx
    .insert(ruling)
    .values({
      rulingId: newId(tx.now),
      caseId: row.caseId,
      personId: agreed.personId,
      personName: agreed.personName,
      offerId: agreed.offerId,
      state: 'staged',
      outcome: agreed.outcome,
      withReturn: agreed.withReturn,
      reason: row.reason,
      amountMinor: agreed.amountMinor,
      amountCurrency: agreed.amountCurrency,
      basis: agreed.basis,
      bearers: agreed.bearers,
      working: agreed.working,
      shares: agreed.shares,
      clauses: [],
      reasons: agreed.words,
      policyVersion: agreed.policyVersion,
      stagedAt: tx.now,
      effectiveAt: tx.now + (await undoWindowMs(desk, tx)),
      frozenFile,
      frozenSha256: sha256(frozenFile),
      returnTerms: agreed.withReturn && amount ? usualTerms(file, agreed.working) : null,
    })
    .returning();
  if (!staged) throw new Error('A settlement that was just inserted is not there.');
  const refundId = amount ? await planRefund(tx, staged, amount) : null;
  const moved = await moveCase(tx, row, 'agree', by, noLease);
  const what = `${agreed.outcome.replaceAll('_', ' ')}${amount ? ` of ${sayMoney(amount)}` : ''}`;
  await append(tx, {
    by,
    action: 'settlement.staged',
    subject: `ruling:${staged.rulingId}`,
    caseId: row.caseId,
    version: moved.version,
    words: `Both sides of ${reference} accepted the offer of ${agreed.personName}: ${what}`,
    data: { offerId: agreed.offerId, frozenSha256: staged.frozenSha256, effectiveAt: staged.effectiveAt },
    rows: [{ table: 'ruling', id: staged.rulingId }, ...(refundId ? [{ table: 'refund' as const, id: refundId }] : [])],
  });
  await enqueue(tx, { kind: 'ruling.takeEffect', words: `Settlement of ${reference} takes effect: ${what}`, payload: { rulingId: staged.rulingId }, caseId: row.caseId, uniqueKey: `ruling.takeEffect:${staged.rulingId}`, runAfter: staged.effectiveAt });
  tx.emit({ type: 'ruling.changed', rulingId: staged.rulingId, caseId: row.caseId });
  return toSummary(staged, row);
}

/** The case may have been sent again since the offer was put, with a chargeback or other amounts. */
async function whyNotPayable(tx: Tx, row: CaseRecord, file: Awaited<ReturnType<typeof readCaseFile>>, amount: ReturnType<typeof toMoney>): Promise<string | null> {
  if (!amount) return null;
  const { cap, blockedBy } = file.refundRoom;
  if (blockedBy !== null) return blockedBy;
  if (cap === null || cap.currency !== amount.currency || BigInt(cap.minor) < BigInt(amount.minor)) return `${sayMoney(amount)} is more than the ${cap ? sayMoney(cap) : 'unknown sum'} that can still be refunded.`;
  try {
    await requireRoomOnOrder(tx, row, file, amount);
    return null;
  } catch (error) {
    if (error instanceof DeskError) return error.message;
    throw error;
  }
}
