import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Money } from '../../contract/money.ts';
import type { Bearer } from '../../contract/vocabulary.ts';
import type { CoveredRow } from '../audit/rows.ts';
import { appealRuling } from '../db/schema/appeal.ts';
import { lesserRefund, type lesserCauses } from '../db/schema/goodsBack.ts';
import { refund, ruling } from '../db/schema/ruling.ts';
import type { Db } from '../db/open.ts';
import type { Tx } from '../db/write.ts';
import { newId } from '../ids.ts';
import { moneyOf, splitBy } from '../refunds/money.ts';
import { orderPayout, type RefundRow } from '../refunds/orderPayout.ts';

/** Who bears a refund; the shares sum to its amount. */
export type RefundShares = { bearer: Bearer; amount: Money }[];

/** Refunds of a case that wait for goods, oldest first; `lapsed`: those that were cancelled because the goods did not come. */
export async function waitingRefunds(db: Db, caseId: string, which: 'live' | 'lapsed' = 'live'): Promise<RefundRow[]> {
  const states = which === 'live' ? (['planned', 'approved'] as const) : (['cancelled'] as const);
  return db.select().from(refund).where(and(eq(refund.caseId, caseId), eq(refund.waitsFor, 'return'), inArray(refund.state, [...states]))).orderBy(refund.createdAt, refund.refundId);
}

/** Makes the refunds of a ruling that takes effect wait for its goods. */
export async function letWait(tx: Tx, rulingId: string): Promise<CoveredRow[]> {
  const rows = await tx
    .update(refund)
    .set({ waitsFor: 'return', changedAt: tx.now })
    .where(and(eq(refund.rulingId, rulingId), eq(refund.state, 'planned'), isNull(refund.waitsFor)))
    .returning({ refundId: refund.refundId });
  return rows.map(({ refundId }) => ({ table: 'refund', id: refundId }));
}

/** What a refund waited for has happened: its payout is ordered in the transaction that says so. */
export async function release(tx: Tx, refunds: readonly RefundRow[], reference: string): Promise<CoveredRow[]> {
  const rows: CoveredRow[] = [];
  for (const one of refunds) {
    await tx.update(refund).set({ waitsFor: null, changedAt: tx.now }).where(eq(refund.refundId, one.refundId));
    rows.push(await orderPayout(tx, { ...one, waitsFor: null }, reference));
  }
  return rows;
}

/** Cancels refunds that waited, with the reason. `keepsWaiting`: the goods may still come, and a person decides then. */
export async function cancel(tx: Tx, refunds: readonly RefundRow[], reason: string, keepsWaiting = false): Promise<CoveredRow[]> {
  for (const one of refunds) {
    await tx.update(refund).set({ state: 'cancelled', error: reason, changedAt: tx.now, waitsFor: keepsWaiting ? 'return' : null }).where(eq(refund.refundId, one.refundId));
    tx.emit({ type: 'ruling.changed', rulingId: one.rulingId, caseId: one.caseId });
  }
  return refunds.map(({ refundId }) => ({ table: 'refund', id: refundId }));
}

/** Who bears a refund: what a return or an appeal made of it, else the difference of its appeal, else the ruling. */
export async function sharesOf(db: Db, one: RefundRow): Promise<RefundShares> {
  const [lesser] = await db.select().from(lesserRefund).where(eq(lesserRefund.refundId, one.refundId));
  if (lesser) return lesser.shares;
  const [onAppeal] = await db.select().from(appealRuling).where(eq(appealRuling.rulingId, one.rulingId));
  if (onAppeal) return onAppeal.refundShares;
  const [ruled] = await db.select({ shares: ruling.shares }).from(ruling).where(eq(ruling.rulingId, one.rulingId));
  return ruled?.shares ?? [];
}

/** A part of an amount, split as the whole was. */
export function partOf(shares: RefundShares, amount: Money): RefundShares {
  const parts = splitBy(amount, shares.map((share) => BigInt(share.amount.minor)));
  return shares.map(({ bearer }, index) => ({ bearer, amount: parts[index] ?? moneyOf(0n, amount.currency) })).filter((share) => share.amount.minor !== '0');
}

/** Why a refund takes the place of another: `causeId` is the decision, or the ruling on the appeal. */
export type LesserCause = { returnId: string; cause: (typeof lesserCauses)[number]; causeId: string };

/**
 * Plans a refund in the place of one that was cancelled, never above it: the same ruling, the shares given. The new row still waits; triggers hold
 * it against an inspection or a ruling on an appeal once more.
 */
export async function planInstead(tx: Tx, before: RefundRow, shares: RefundShares, why: LesserCause): Promise<{ one: RefundRow; rows: CoveredRow[] }> {
  const refundId = newId(tx.now);
  const amountMinor = shares.reduce((sum, { amount }) => sum + BigInt(amount.minor), 0n);
  await tx.insert(lesserRefund).values({ refundId, insteadOf: before.refundId, ...why, amountMinor, currency: before.currency, shares, at: tx.now });
  const one = await planRow(tx, { ...before, refundId, amountMinor });
  return { one, rows: [{ table: 'lesser_refund', id: refundId }, { table: 'refund', id: refundId }] };
}

/** Plans a refund that was cancelled once more, under a new id; a lesser one stays as it was made lesser. */
export async function planAgain(tx: Tx, before: RefundRow): Promise<{ one: RefundRow; rows: CoveredRow[] }> {
  const [lesser] = await tx.select().from(lesserRefund).where(eq(lesserRefund.refundId, before.refundId));
  if (lesser) return planInstead(tx, before, lesser.shares, { returnId: lesser.returnId, cause: lesser.cause, causeId: lesser.causeId });
  const one = await planRow(tx, { ...before, refundId: newId(tx.now) });
  return { one, rows: [{ table: 'refund', id: one.refundId }] };
}

async function planRow(tx: Tx, row: RefundRow): Promise<RefundRow> {
  const [one] = await tx.insert(refund).values({ ...row, state: 'planned', error: null, waitsFor: 'return', createdAt: tx.now, changedAt: tx.now }).returning();
  if (!one) throw new Error('A refund that was just planned is not there.');
  return one;
}
