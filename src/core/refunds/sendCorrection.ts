import { eq } from 'drizzle-orm';
import type { CaseFile } from '../../contract/caseFile.ts';
import { append } from '../audit/append.ts';
import { correction } from '../db/schema/appeal.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { ruling } from '../db/schema/ruling.ts';
import { deskItself, type Desk } from '../desk.ts';
import { sayError } from '../fault.ts';
import { isFinal } from '../jobs/backoff.ts';
import type { JobHandler } from '../jobs/runner.ts';
import { referenceOf } from '../reference.ts';
import type { CorrectionOrder } from './gateway.ts';
import { moneyOf, sayMoney } from './money.ts';

/**
 * Job `correction.send`: hands the request to give back, or move, money of an earlier ruling to the gateway. The desk itself takes nothing from
 * anybody: the marketplace debits and credits by its own rules. Done twice it asks once, because the correction's id is the key.
 */
export const sendCorrection: JobHandler = async (payload, { desk }, claimed) => {
  const correctionId = String(payload['correctionId']);
  const [found] = await desk.db
    .select({ row: correction, source: disputeCase.source, sourceId: disputeCase.sourceId, number: disputeCase.number, decidedAt: ruling.effectiveAt, frozenFile: ruling.frozenFile })
    .from(correction)
    .innerJoin(disputeCase, eq(disputeCase.caseId, correction.caseId))
    .innerJoin(ruling, eq(ruling.rulingId, correction.rulingId))
    .where(eq(correction.correctionId, correctionId));
  if (!found) throw new Error('The request that should be sent is not there.');
  if (found.row.state === 'sent') return;
  const order = orderOf(found);
  try {
    await desk.gateway.requestCorrection(order);
  } catch (error) {
    if (isFinal(error) || claimed.attempts >= claimed.maxAttempts) await settle(desk, found.row, 'failed', sayError(error), `Could not hand over: ${order.words}`);
    throw error;
  }
  await settle(desk, found.row, 'sent', null, `Handed over: ${order.words}`);
};

type Found = { row: typeof correction.$inferSelect; source: string; sourceId: string; number: number; decidedAt: number; frozenFile: string };

function orderOf({ row, source, sourceId, number, decidedAt, frozenFile }: Found): CorrectionOrder {
  // The order that was ruled on, at every try: a case sent again with another one must not turn the request there.
  const orderId = (JSON.parse(frozenFile) as Pick<CaseFile, 'order'>).order?.orderId ?? null;
  const { correctionId: key, rulingId, debits, credits, buyerMinor, currency } = row;
  const back = buyerMinor > 0n ? `the buyer is to give back ${sayMoney(moneyOf(buyerMinor, currency))}` : 'the refund is borne by others than before';
  const words = `By the ruling on the appeal in ${referenceOf({ number })} ${back}. Debit and credit as listed; this is a request, no payout.`;
  return { key, source, sourceId, orderId, debits, credits, rulingId, decidedAt: new Date(decidedAt).toISOString(), words };
}

async function settle(desk: Desk, row: Found['row'], state: 'sent' | 'failed', error: string | null, words: string): Promise<void> {
  await desk.write(async (tx) => {
    await tx.update(correction).set({ state, error, changedAt: tx.now }).where(eq(correction.correctionId, row.correctionId));
    await append(tx, {
      by: deskItself,
      action: `correction.${state}`,
      subject: `correction:${row.correctionId}`,
      caseId: row.caseId,
      words,
      data: { error },
      rows: [{ table: 'correction', id: row.correctionId }],
    });
    tx.emit({ type: 'ruling.changed', rulingId: row.rulingId, caseId: row.caseId });
  });
}
