import { check, index, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { NeutralCase } from '../../../contract/neutralCase.ts';
import { Actor, GoodsKind, reasons, RemedyKind, RemedyState } from '../../../contract/vocabulary.ts';
import { at, flag, int, json, money, oneOf, word } from './columns.ts';
import { disputeCase } from './disputeCase.ts';

type NeutralOrder = NonNullable<NeutralCase['order']>;

// The rows of the neutral case. Each carries the id it has in case.json, unique within its case, and its place in the document's list.

const caseId = () =>
  text()
    .notNull()
    .references(() => disputeCase.caseId);

export const party = sqliteTable(
  'party',
  {
    caseId: caseId(),
    position: int().notNull(),
    role: word(Actor).notNull(),
    id: text(),
    displayName: text(),
    language: text(),
    timeZone: text(),
    country: text(),
  },
  (table) => [primaryKey({ columns: [table.caseId, table.position] }), index('party_id').on(table.id, table.role)],
);

/** The order a case is about; one case, one order. */
export const caseOrder = sqliteTable(
  'case_order',
  {
    caseId: caseId().primaryKey(),
    orderId: text().notNull(),
    parentId: text(),
    currency: text(),
    ...money('paid'),
    ...money('captured'),
    ...money('refundedBefore'),
    ...money('chargedBack'),
    ...money('cap'),
    ...money('shipping'),
    ...money('tax'),
    fees: json<NeutralOrder['fees']>(),
    exchange: json<NonNullable<NeutralOrder['exchange']>>(),
    placedAt: at(),
    paidAt: at(),
    shippedAt: at(),
    deliveredAt: at(),
    receiptConfirmedAt: at(),
  },
  (table) => [index('case_order_order_id').on(table.orderId)],
);

export const item = sqliteTable(
  'item',
  {
    caseId: caseId(),
    itemId: text().notNull(),
    position: int().notNull(),
    title: text().notNull(),
    sku: text(),
    quantity: int().notNull(),
    ...money('unitPrice'),
    listing: json<NeutralCase['items'][number]['listing']>(),
    goods: word(GoodsKind),
  },
  (table) => [primaryKey({ columns: [table.caseId, table.itemId] })],
);

export const claim = sqliteTable(
  'claim',
  {
    caseId: caseId(),
    claimId: text().notNull(),
    position: int().notNull(),
    reason: text({ enum: reasons }).notNull(),
    /** The label the case came with. */
    firstReason: text({ enum: reasons }).notNull(),
    subReason: text(),
    sourceReason: text(),
    words: text(),
    language: text(),
    ...money('amount'),
    itemId: text(),
    isGoodsReceived: flag(),
    answers: json<NeutralCase['claims'][number]['answers']>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.caseId, table.claimId] }), check('claim_reason', oneOf(table.reason, reasons))],
);

export const remedy = sqliteTable(
  'remedy',
  {
    caseId: caseId(),
    remedyId: text().notNull(),
    position: int().notNull(),
    by: word(Actor).notNull(),
    type: text({ enum: ['request', 'offer'] }).notNull(),
    kind: word(RemedyKind).notNull(),
    ...money('amount'),
    ...money('localAmount'),
    withReturn: flag(),
    state: word(RemedyState).notNull(),
    at: at(),
    answeredAt: at(),
    words: text(),
  },
  (table) => [primaryKey({ columns: [table.caseId, table.remedyId] })],
);

export const message = sqliteTable(
  'message',
  {
    caseId: caseId(),
    messageId: text().notNull(),
    position: int().notNull(),
    from: word(Actor).notNull(),
    to: word(Actor),
    sentAt: at(),
    readAt: at(),
    language: text(),
    original: text().notNull(),
    translation: text(),
    /** Evidence ids of the document. */
    attachments: json<string[]>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.caseId, table.messageId] })],
);

export const parcel = sqliteTable(
  'parcel',
  {
    caseId: caseId(),
    parcelId: text().notNull(),
    position: int().notNull(),
    direction: text({ enum: ['outbound', 'return'] }).notNull(),
    carrier: text(),
    trackingNumber: text(),
    promisedAt: at(),
    shippedAt: at(),
    deliveredAt: at(),
    signedBy: text(),
    scans: json<NeutralCase['parcels'][number]['scans']>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.caseId, table.parcelId] })],
);

export const deadline = sqliteTable(
  'deadline',
  {
    caseId: caseId(),
    deadlineId: text().notNull(),
    position: int().notNull(),
    party: word(Actor).notNull(),
    action: text().notNull(),
    dueAt: at().notNull(),
    isMandatory: flag().notNull(),
    from: text({ enum: ['source', 'rule'] }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.caseId, table.deadlineId] })],
);

/** What the source says happened before the case came here. */
export const historyEntry = sqliteTable(
  'history_entry',
  {
    caseId: caseId(),
    position: int().notNull(),
    at: at(),
    by: word(Actor),
    action: text().notNull(),
    words: text(),
  },
  (table) => [primaryKey({ columns: [table.caseId, table.position] })],
);
