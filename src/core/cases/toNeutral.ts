import { and, asc, eq, isNull } from 'drizzle-orm';
import { NeutralCase, neutralCaseSchema } from '../../contract/neutralCase.ts';
import type { Db } from '../db/open.ts';
import { toMoney } from '../db/schema/columns.ts';
import { disclosure } from '../db/schema/disclosure.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { evidence } from '../db/schema/evidence.ts';
import { notFound } from '../fault.ts';
import { toInstant } from './instants.ts';
import { readNeutralParts, type NeutralParts } from './readParts.ts';

/** The case as the document it came as: relabelled reasons, judgements, notes and what the desk took out of mails are not part of it. NOT_FOUND. */
export async function toNeutral(db: Db, caseId: string): Promise<NeutralCase> {
  const [row] = await db.select().from(disputeCase).where(eq(disputeCase.caseId, caseId));
  if (!row) throw notFound('case', caseId);
  const parts = await readNeutralParts(db, caseId);
  const items = await db.select().from(evidence).where(and(eq(evidence.caseId, caseId), isNull(evidence.attachedTo))).orderBy(asc(evidence.position), asc(evidence.sourceEvidenceId));
  const shown = await db.select().from(disclosure).where(and(eq(disclosure.caseId, caseId), eq(disclosure.how, 'source'))).orderBy(asc(disclosure.to));
  const shownTo = (evidenceId: string) => shown.filter((one) => one.evidenceId === evidenceId).map(({ to, at }) => ({ to, at: new Date(at).toISOString() }));
  return NeutralCase.parse({
    schema: neutralCaseSchema,
    source: row.source,
    sourceId: row.sourceId,
    openedAt: toInstant(row.openedAt),
    escalatedAt: toInstant(row.escalatedAt),
    escalationCause: row.escalationCause,
    stage: row.stage,
    sourceStatus: row.sourceStatus,
    whoseTurn: row.whoseTurn,
    parties: parts.parties.map(({ caseId: _case, position: _position, ...one }) => one),
    order: parts.order && toOrder(parts.order),
    items: parts.items.map((one) => ({
      id: one.itemId,
      title: one.title,
      sku: one.sku,
      quantity: one.quantity,
      unitPrice: toMoney(one.unitPriceMinor, one.unitPriceCurrency),
      goods: one.goods,
      listing: one.listing,
    })),
    claims: parts.claims.map((one) => ({
      id: one.claimId,
      reason: one.firstReason,
      subReason: one.subReason,
      sourceReason: one.sourceReason,
      words: one.words,
      language: one.language,
      amount: toMoney(one.amountMinor, one.amountCurrency),
      itemId: one.itemId,
      isGoodsReceived: one.isGoodsReceived,
      answers: one.answers,
    })),
    remedies: parts.remedies.map((one) => ({
      id: one.remedyId,
      by: one.by,
      type: one.type,
      kind: one.kind,
      amount: toMoney(one.amountMinor, one.amountCurrency),
      localAmount: toMoney(one.localAmountMinor, one.localAmountCurrency),
      withReturn: one.withReturn,
      state: one.state,
      at: toInstant(one.at),
      answeredAt: toInstant(one.answeredAt),
      words: one.words,
    })),
    messages: parts.messages.map(({ caseId: _case, position: _position, messageId, sentAt, readAt, ...one }) => ({
      ...one,
      id: messageId,
      sentAt: toInstant(sentAt),
      readAt: toInstant(readAt),
    })),
    evidence: items.map((one) => ({
      id: one.sourceEvidenceId,
      side: one.side,
      kind: one.kind,
      fileName: one.fileName,
      path: one.path,
      sha256: one.declaredSha256,
      size: one.declaredSize,
      mediaType: one.declaredMediaType,
      statement: one.statement,
      handedInAt: toInstant(one.handedInAt),
      claimIds: one.claimIds,
      ...(shownTo(one.evidenceId).length > 0 ? { shownTo: shownTo(one.evidenceId) } : {}),
      url: one.url,
      text: one.text,
    })),
    parcels: parts.parcels.map(({ caseId: _case, position: _position, parcelId, promisedAt, shippedAt, deliveredAt, ...one }) => ({
      ...one,
      id: parcelId,
      promisedAt: toInstant(promisedAt),
      shippedAt: toInstant(shippedAt),
      deliveredAt: toInstant(deliveredAt),
    })),
    deadlines: parts.deadlines.map(({ caseId: _case, position: _position, deadlineId, dueAt, ...one }) => ({
      ...one,
      id: deadlineId,
      dueAt: toInstant(dueAt),
    })),
    goodsReturn: row.goodsReturn,
    outcome: row.outcome,
    contactBefore: row.contactBefore,
    chargeback: row.chargeback,
    history: parts.history.map(({ caseId: _case, position: _position, at, ...one }) => ({ ...one, at: toInstant(at) })),
    unmapped: row.unmapped,
  });
}

function toOrder(order: NonNullable<NeutralParts['order']>) {
  return {
    id: order.orderId,
    parentId: order.parentId,
    currency: order.currency,
    paid: toMoney(order.paidMinor, order.paidCurrency),
    captured: toMoney(order.capturedMinor, order.capturedCurrency),
    refundedBefore: toMoney(order.refundedBeforeMinor, order.refundedBeforeCurrency),
    chargedBack: toMoney(order.chargedBackMinor, order.chargedBackCurrency),
    cap: toMoney(order.capMinor, order.capCurrency),
    shipping: toMoney(order.shippingMinor, order.shippingCurrency),
    tax: toMoney(order.taxMinor, order.taxCurrency),
    fees: order.fees ?? [],
    exchange: order.exchange,
    placedAt: toInstant(order.placedAt),
    paidAt: toInstant(order.paidAt),
    shippedAt: toInstant(order.shippedAt),
    deliveredAt: toInstant(order.deliveredAt),
    receiptConfirmedAt: toInstant(order.receiptConfirmedAt),
  };
}
