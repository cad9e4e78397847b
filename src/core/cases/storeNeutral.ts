import { eq } from 'drizzle-orm';
import type { NeutralCase } from '../../contract/neutralCase.ts';
import type { Reason } from '../../contract/vocabulary.ts';
import { fromMoney } from '../db/schema/columns.ts';
import { caseOrder, claim, deadline, historyEntry, item, message, parcel, party, remedy } from '../db/schema/caseParts.ts';
import type { Tx } from '../db/write.ts';
import { toMillis } from './instants.ts';

/** Most rows of one INSERT: keeps the number of bound values far below SQLite's limit. */
const rowsAtOnce = 200;

/** Keeps a label given here, or takes the one of the document. */
type LabelOf = (claimId: string, reason: Reason) => Reason;

/** The rows of a neutral case without its evidence, as `readNeutralParts` gives them back. Pure. */
export function neutralRows(caseId: string, neutral: NeutralCase, labelOf: LabelOf = (_claimId, reason) => reason) {
  const numbered = <Row>(rows: Row[]) => rows.map((row, position) => ({ ...row, caseId, position }));
  return {
    parties: numbered(neutral.parties),
    order: neutral.order ? orderRow(caseId, neutral.order) : null,
    items: numbered(neutral.items).map(({ id, unitPrice, ...row }) => ({ ...row, itemId: id, ...fromMoney('unitPrice', unitPrice) })),
    claims: numbered(neutral.claims).map(({ id, amount, ...row }) => ({ ...row, claimId: id, reason: labelOf(id, row.reason), firstReason: row.reason, ...fromMoney('amount', amount) })),
    remedies: numbered(neutral.remedies).map(({ id, amount, localAmount, at, answeredAt, ...row }) => ({
      ...row,
      remedyId: id,
      at: toMillis(at),
      answeredAt: toMillis(answeredAt),
      ...fromMoney('amount', amount),
      ...fromMoney('localAmount', localAmount),
    })),
    messages: numbered(neutral.messages).map(({ id, sentAt, readAt, ...row }) => ({ ...row, messageId: id, sentAt: toMillis(sentAt), readAt: toMillis(readAt) })),
    parcels: numbered(neutral.parcels).map(({ id, promisedAt, shippedAt, deliveredAt, ...row }) => ({
      ...row,
      parcelId: id,
      promisedAt: toMillis(promisedAt),
      shippedAt: toMillis(shippedAt),
      deliveredAt: toMillis(deliveredAt),
    })),
    deadlines: numbered(neutral.deadlines).map(({ id, dueAt, ...row }) => ({ ...row, deadlineId: id, dueAt: Date.parse(dueAt) })),
    history: numbered(neutral.history).map(({ at, ...row }) => ({ ...row, at: toMillis(at) })),
  };
}

/**
 * Writes the parts of a neutral case as rows, in place of those that are there; a claim that was relabelled here keeps its label as
 * long as the document calls it the same. Evidence is not touched.
 */
export async function storeNeutralParts(tx: Tx, caseId: string, neutral: NeutralCase): Promise<void> {
  const before = await tx.select().from(claim).where(eq(claim.caseId, caseId));
  for (const table of [party, caseOrder, item, claim, remedy, message, parcel, deadline, historyEntry]) {
    await tx.delete(table).where(eq(table.caseId, caseId));
  }
  const parts = neutralRows(caseId, neutral, (id, reason) => before.find((one) => one.claimId === id && one.firstReason === reason)?.reason ?? reason);
  await inBatches(parts.parties, (rows) => tx.insert(party).values(rows));
  if (parts.order) await tx.insert(caseOrder).values(parts.order);
  await inBatches(parts.items, (rows) => tx.insert(item).values(rows));
  await inBatches(parts.claims, (rows) => tx.insert(claim).values(rows));
  await inBatches(parts.remedies, (rows) => tx.insert(remedy).values(rows));
  await inBatches(parts.messages, (rows) => tx.insert(message).values(rows));
  await inBatches(parts.parcels, (rows) => tx.insert(parcel).values(rows));
  await inBatches(parts.deadlines, (rows) => tx.insert(deadline).values(rows));
  await inBatches(parts.history, (rows) => tx.insert(historyEntry).values(rows));
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
