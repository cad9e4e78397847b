import { and, desc, eq, ne } from 'drizzle-orm';
import type { CaseFile } from '../../contract/caseFile.ts';
import type { Money } from '../../contract/money.ts';
import type { AboveLimit, RulingCheck } from '../../contract/rulings.ts';
import type { Person } from '../../contract/people.ts';
import { append } from '../audit/append.ts';
import { loadCase } from '../cases/lease.ts';
import { moveCase, referenceOf } from '../cases/lifeCycle.ts';
import type { Db } from '../db/open.ts';
import { approval, rulingHold } from '../db/schema/approval.ts';
import { person } from '../db/schema/person.ts';
import { refund, ruling } from '../db/schema/ruling.ts';
import type { Tx } from '../db/write.ts';
import { deskItself } from '../desk.ts';
import { heldHours, limitOf } from '../people/limits.ts';
import { moneyOf, sayMoney, sumOf } from '../refunds/money.ts';
import { differenceOnAppeal } from './appealRules.ts';
import { hashForApproval } from './approvalHash.ts';
import { isAboveLimit } from './secondPerson.ts';

type RulingRow = typeof ruling.$inferSelect;

/** The last step a second person took with a ruling; null when nobody did. */
export async function lastApproval(db: Db, rulingId: string): Promise<typeof approval.$inferSelect | null> {
  const [last] = await db.select().from(approval).where(eq(approval.rulingId, rulingId)).orderBy(desc(approval.step)).limit(1);
  return last ?? null;
}

/** All that a ruling would pay: the refund of the order (after an appeal the difference) and the return postage. */
export function paidBy(file: Pick<CaseFile, 'appeal'>, check: Pick<RulingCheck, 'amount' | 'shares' | 'sheet'>): Money | null {
  if (check.amount === null) return null;
  const difference = differenceOnAppeal(file, check);
  const paid = [difference ? difference.refund?.amount : check.amount, check.sheet?.postage?.amount].filter((sum) => sum != null);
  return paid.length === 0 ? null : sumOf(check.amount.currency, paid);
}

/** Whether what a ruling pays is above what its author may decide alone in this case, other payments of it counted; null when it is not. */
export async function aboveLimit(db: Db, caseId: string, author: Pick<Person, 'personId' | 'role'>, paid: Money | null, rulingId?: string): Promise<AboveLimit | null> {
  if (paid === null) return null;
  const limit = await limitOf(db, author, paid.currency);
  if (limit === null) return null;
  const others = await db
    .select({ minor: refund.amountMinor })
    .from(refund)
    .where(and(eq(refund.caseId, caseId), eq(refund.currency, paid.currency), ne(refund.state, 'cancelled'), rulingId === undefined ? undefined : ne(refund.rulingId, rulingId)));
  const total = sumOf(paid.currency, [...others.map(({ minor }) => moneyOf(minor, paid.currency)), paid]);
  return isAboveLimit(total, limit) ? { limit, total } : null;
}

/**
 * Keeps a staged ruling whose window is over from taking effect where a second person is needed; true when it did. One that was approved
 * passes, as long as it still is what was approved.
 */
export async function heldBack(tx: Tx, row: RulingRow): Promise<boolean> {
  // Both sides accepted it, and its offer was within the limit of whoever put it.
  if (row.offerId !== null) return false;
  const [held] = await tx.select().from(rulingHold).where(eq(rulingHold.rulingId, row.rulingId));
  if (held) return isVoid(tx, row, held.sha256);
  const [author] = await tx.select().from(person).where(eq(person.personId, row.personId));
  const own = await tx.select().from(refund).where(and(eq(refund.rulingId, row.rulingId), ne(refund.state, 'cancelled')));
  const paid = own[0] ? sumOf(own[0].currency, own.map((one) => moneyOf(one.amountMinor, one.currency))) : null;
  const above = await aboveLimit(tx, row.caseId, author ?? { personId: row.personId, role: 'mediator' }, paid, row.rulingId);
  if (above === null) return false;
  await tx.insert(rulingHold).values({
    rulingId: row.rulingId,
    heldAt: tx.now,
    dueAt: tx.now + (await heldHours(tx)) * 3_600_000,
    sha256: await hashForApproval(tx, row.rulingId),
    currency: above.limit.currency,
    limitMinor: BigInt(above.limit.minor),
    totalMinor: BigInt(above.total.minor),
  });
  await holdIt(tx, row, 'ruling.held', `is held for a second person: ${sayMoney(above.total)} is above the limit of ${sayMoney(above.limit)}`);
  return true;
}

async function isVoid(tx: Tx, row: RulingRow, heldSha256: string): Promise<boolean> {
  const last = await lastApproval(tx, row.rulingId);
  const sha256 = await hashForApproval(tx, row.rulingId);
  if (last?.action === 'approved' && last.sha256 === sha256 && heldSha256 === sha256) return false;
  await holdIt(tx, row, 'approval.voided', 'is held again: it is not what was approved any more');
  return true;
}

async function holdIt(tx: Tx, row: RulingRow, action: string, words: string): Promise<void> {
  await tx.update(ruling).set({ state: 'held' }).where(eq(ruling.rulingId, row.rulingId));
  const moved = await moveCase(tx, await loadCase(tx, row.caseId), 'hold', deskItself);
  await append(tx, {
    by: deskItself,
    action,
    subject: `ruling:${row.rulingId}`,
    caseId: row.caseId,
    version: moved.version,
    words: `The ruling of ${row.personName} on ${referenceOf(moved)} ${words}`,
    rows: [{ table: 'ruling', id: row.rulingId }],
  });
  tx.emit({ type: 'ruling.changed', rulingId: row.rulingId, caseId: row.caseId });
}
