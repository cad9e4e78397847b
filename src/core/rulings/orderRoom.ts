import { and, eq, ne } from 'drizzle-orm';
import type { CaseFile } from '../../contract/caseFile.ts';
import type { Money } from '../../contract/money.ts';
import { referenceOf, type CaseRecord } from '../cases/lifeCycle.ts';
import type { Db } from '../db/open.ts';
import { caseOrder } from '../db/schema/caseParts.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { refund } from '../db/schema/ruling.ts';
import { DeskError } from '../fault.ts';
import { greaterOf, isMore, moneyOf, sayMoney, sizeOf, sumOf } from '../refunds/money.ts';

/**
 * One order can be disputed in several cases, each with a cap of its own: what this desk pays on the order in all of them
 * together must stay within what was captured and is not back with the buyer yet. Throws ABOVE_CAP, and NOT_ALLOWED_NOW for two currencies.
 */
export async function requireRoomOnOrder(db: Db, row: CaseRecord, file: CaseFile, amount: Money): Promise<void> {
  const captured = file.refundRoom.captured;
  if (!file.order || !captured) return;
  const others = await db
    .select({ minor: refund.amountMinor, currency: refund.currency, createdAt: refund.createdAt, number: disputeCase.number })
    .from(caseOrder)
    .innerJoin(disputeCase, eq(disputeCase.caseId, caseOrder.caseId))
    .innerJoin(refund, eq(refund.caseId, caseOrder.caseId))
    .where(
      and(eq(caseOrder.orderId, file.order.orderId), ne(caseOrder.caseId, row.caseId), eq(disputeCase.source, row.source), ne(refund.state, 'cancelled'), eq(refund.kind, 'order')),
    );
  if (others.length === 0) return;
  const { currency } = captured;
  const references = [...new Set(others.map(referenceOf))].join(', ');
  const foreign = others.find((other) => other.currency !== currency);
  if (foreign) {
    const paid = sayMoney(moneyOf(foreign.minor, foreign.currency));
    throw new DeskError('NOT_ALLOWED_NOW', `The same order is also refunded in ${references}, by ${paid} there. The desk converts nothing, so what is left to refund is not known.`);
  }
  // The source's total counts what was paid before it sent this case, and cannot know of what came later.
  const paidHere = (isBefore: boolean) => sumOf(currency, others.filter((other) => other.createdAt < row.receivedAt === isBefore).map((other) => moneyOf(other.minor, currency)));
  // An amount of the source in another currency is zero here, or the case is blocked already.
  const told = (money: Money | null) => (money?.currency === currency ? sizeOf(money) : moneyOf(0n, currency));
  const { refundedBefore, chargedBack, refundedHere } = file.refundRoom;
  const sum = sumOf(currency, [greaterOf(paidHere(true), told(refundedBefore)), paidHere(false), told(chargedBack), told(refundedHere), amount]);
  if (!isMore(sum, captured)) return;
  throw new DeskError('ABOVE_CAP', `The same order is also refunded in ${references}: together that would be ${sayMoney(sum)} of the ${sayMoney(captured)} captured. Lower the amount.`);
}
