import { and, eq, isNotNull } from 'drizzle-orm';
import type { PostagePayer } from '../../contract/refunds.ts';
import type { CoveredRow } from '../audit/rows.ts';
import { appealRuling } from '../db/schema/appeal.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { returnOrder } from '../db/schema/goodsBack.ts';
import { refundSheet } from '../db/schema/refundSheet.ts';
import type { ruling } from '../db/schema/ruling.ts';
import type { Tx } from '../db/write.ts';
import { newId } from '../ids.ts';
import { enqueue } from '../jobs/enqueue.ts';
import type { ReturnPlan } from './dueTime.ts';
import { followAppeal, type Followed } from './onAppeal.ts';
import { areGoodsBack, changeReturn, liveReturn, titled } from './orders.ts';
import { cancel, letWait, waitingRefunds } from './waiting.ts';

type RulingRow = typeof ruling.$inferSelect;

/**
 * A ruling takes effect: its refund waits for the goods where they go back, and the return is planned. One on an appeal changes or calls off
 * the return that is under way. To be done before payouts are ordered. Rows for the caller's entry.
 */
export async function followRuling(tx: Tx, row: RulingRow, plan: ReturnPlan | null, reference: string): Promise<Followed> {
  const live = await liveReturn(tx, row.caseId);
  if (live) return followAppeal(tx, { row, live, plan, reference });
  const forgotten = await forgetLapsed(tx, row);
  if (!plan || (await areGoodsBack(tx, row.caseId))) return { rows: forgotten, isAbsorbed: false };
  const waiting = await letWait(tx, row.rulingId);
  if (waiting.length === 0) return { rows: forgotten, isAbsorbed: false };
  const returnId = newId(tx.now);
  const reckoning = plan.due(tx.now);
  const { refundWhen, lines } = plan.terms;
  await tx.insert(returnOrder).values({
    returnId,
    caseId: row.caseId,
    rulingId: row.rulingId,
    state: 'planned',
    refundWhen,
    labelPaidBy: await payerOf(tx, row),
    lines: await titled(tx, row.caseId, lines),
    dueAt: reckoning.dueAt,
    reckoning,
    createdAt: tx.now,
    changedAt: tx.now,
  });
  await enqueue(tx, { kind: 'return.order', words: `Return of the goods of ${reference}`, payload: { returnId }, caseId: row.caseId, uniqueKey: `return.order:${returnId}` });
  await enqueue(tx, { kind: 'return.lapse', words: `End of the time to send the goods of ${reference} back`, payload: { returnId }, caseId: row.caseId, uniqueKey: `return.lapse:${returnId}`, runAfter: reckoning.dueAt });
  return { rows: [...forgotten, ...waiting, { table: 'return_order', id: returnId }], isAbsorbed: false };
}

/**
 * Another ruling on the appeal started from what was really paid, so a refund that had lapsed is part of it: goods that come late must not pay
 * that one too. A ruling that was confirmed ordered nothing in its place.
 */
async function forgetLapsed(tx: Tx, row: RulingRow): Promise<CoveredRow[]> {
  const [said] = await tx.select({ result: appealRuling.result }).from(appealRuling).where(eq(appealRuling.rulingId, row.rulingId));
  if (!said || said.result === 'confirmed') return [];
  const rows: CoveredRow[] = [];
  for (const one of await waitingRefunds(tx, row.caseId, 'lapsed')) rows.push(...(await cancel(tx, [one], one.error ?? '')));
  const lapsed = await tx.select({ returnId: returnOrder.returnId }).from(returnOrder).where(and(eq(returnOrder.caseId, row.caseId), eq(returnOrder.state, 'lapsed'), isNotNull(returnOrder.needs)));
  for (const { returnId } of lapsed) rows.push((await changeReturn(tx, returnId, { needs: null, needsAt: null })).covered);
  return rows;
}

/** Who pays for the label: as ruled, as the case's own return says, else who bears most of the refund; a carrier pays for no label. */
async function payerOf(tx: Tx, row: RulingRow): Promise<PostagePayer> {
  const [worked] = await tx.select({ paidBy: refundSheet.postagePaidBy }).from(refundSheet).where(eq(refundSheet.rulingId, row.rulingId));
  if (worked?.paidBy) return worked.paidBy;
  const [found] = await tx.select({ goodsReturn: disputeCase.goodsReturn }).from(disputeCase).where(eq(disputeCase.caseId, row.caseId));
  const stated = found?.goodsReturn?.labelPaidBy ?? null;
  if (stated !== null && stated !== 'carrier') return stated;
  const most = [...row.shares].sort((a, b) => Number(BigInt(b.amount.minor) - BigInt(a.amount.minor)))[0]?.bearer ?? 'seller';
  return most === 'carrier' ? 'platform' : most;
}
