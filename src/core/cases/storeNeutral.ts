import { eq } from 'drizzle-orm';
import type { NeutralCase } from '../../contract/neutralCase.ts';
import type { Reason } from '../../contract/vocabulary.ts';
import { fromMoney } from '../db/schema/columns.ts';
import { caseOrder, claim, deadline, historyEntry, item, message, parcel, party, remedy } from '../db/schema/caseParts.ts';
import type { Tx } from '../db/write.ts';
import { toMillis } from './instants.ts';

/** Most rows of one INSERT: keeps the number of bound values far below SQLite's limit. */
const rowsAtOnce = 200;

/**
 * Writes the parts of a neutral case as rows, in place of those that are there; a claim that was relabelled here keeps its label as
 * long as the document calls it the same. Evidence is not touched.
 */
export async function storeNeutralParts(tx: Tx, caseId: string, neutral: NeutralCase): Promise<void> {
  const before = await tx.select().from(claim).where(eq(claim.caseId, caseId));
  const labelOf = (id: string, reason: Reason) => before.find((one) => one.claimId === id && one.firstReason === reason)?.reason ?? reason;
  for (const table of [party, caseOrder, item, claim, remedy, message, parcel, deadline, historyEntry]) {
    await tx.delete(table).where(eq(table.caseId, caseId));
  }
  const numbered = <Row>(rows: Row[]) => rows.map((row, position) => ({ ...row, caseId, position }));
  await inBatches(numbered(neutral.parties), (rows) => tx.insert(party).values(rows));
  if (neutral.order) await tx.insert(caseOrder).values(orderRow(caseId, neutral.order));
  await inBatches(
    numbered(neutral.items).map(({ id, unitPrice, ...row }) => ({ ...row, itemId: id, ...fromMoney('unitPrice', unitPrice) })),
    (rows) => tx.insert(item).values(rows),
  );
  await inBatches(
    numbered(neutral.claims).map(({ id, amount, ...row }) => ({
      ...row,
      claimId: id,
      reason: labelOf(id, row.reason),
      firstReason: row.reason,
      ...fromMoney('amount', amount),
    })),
    (rows) => tx.insert(claim).values(rows),
  );
  await inBatches(
    numbered(neutral.remedies).map(({ id, amount, localAmount, at, answeredAt, ...row }) => ({
      ...row,
      remedyId: id,
      at: toMillis(at),
      answeredAt: toMillis(answeredAt),
      ...fromMoney('amount', amount),
      ...fromMoney('localAmount', localAmount),
    })),
    (rows) => tx.insert(remedy).values(rows),
  );
  await inBatches(
    numbered(neutral.messages).map(({ id, sentAt, readAt, ...row }) => ({ ...row, messageId: id, sentAt: toMillis(sentAt), readAt: toMillis(readAt) })),
    (rows) => tx.insert(message).values(rows),
  );
  await inBatches(
    numbered(neutral.parcels).map(({ id, promisedAt, shippedAt, deliveredAt, ...row }) => ({
      ...row,
      parcelId: id,
      promisedAt: toMillis(promisedAt),
      shippedAt: toMillis(shippedAt),
      deliveredAt: toMillis(deliveredAt),
    })),
    (rows) => tx.insert(parcel).values(rows),
  );
  await inBatches(
    numbered(neutral.deadlines).map(({ id, dueAt, ...row }) => ({ ...row, deadlineId: id, dueAt: Date.parse(dueAt) })),
    (rows) => tx.insert(deadline).values(rows),
  );
  await inBatches(
    numbered(neutral.history).map(({ at, ...row }) => ({ ...row, at: toMillis(at) })),
    (rows) => tx.insert(historyEntry).values(rows),
  );
}

async function inBatches<Row>(rows: Row[], insert: (batch: Row[]) => PromiseLike<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsAtOnce) await insert(rows.slice(start, start + rowsAtOnce));
}

function orderRow(caseId: string, order: NonNullable<NeutralCase['order']>): typeof caseOrder.$inferInsert {
  return {
    caseId,
    orderId: order.id,
    parentId: order.parentId,
    currency: order.currency,
    ...fromMoney('paid', order.paid),
    ...fromMoney('captured', order.captured),
    ...fromMoney('refundedBefore', order.refundedBefore),
    ...fromMoney('chargedBack', order.chargedBack),
    ...fromMoney('cap', order.cap),
    ...fromMoney('shipping', order.shipping),
    ...fromMoney('tax', order.tax),
    fees: order.fees.length > 0 ? order.fees : null,
    exchange: order.exchange,
    placedAt: toMillis(order.placedAt),
    paidAt: toMillis(order.paidAt),
    shippedAt: toMillis(order.shippedAt),
    deliveredAt: toMillis(order.deliveredAt),
    receiptConfirmedAt: toMillis(order.receiptConfirmedAt),
  };
}
