import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { changeDispute, findDispute } from '../api/disputes.ts';
import { ApiFault } from '../api/problem.ts';
import { readPurchase } from '../api/orders.ts';
import { iso } from '../marketplace.ts';
import { addDisputes, insert } from '../sample/addDisputes.ts';
import { Minor, Name, Party, Words, act } from './act.ts';
import { GivenFiles, keepGiven } from './givenFiles.ts';

type Document = { messages: object[]; evidence: object[]; order: object; [name: string]: unknown };

/** As much of a case document as the marketplace itself reads; a document without files. */
const Escalated = z.looseObject({ sourceId: Name, order: z.looseObject({ id: Name, captured: z.strictObject({ minor: Minor, currency: z.string().length(3) }) }) });

/** What happens to a dispute outside the desk. */
export const disputeActs = {
  addDisputes: act(z.strictObject({ count: z.int().min(1).max(5_000).default(1) }), (market, { count }) => ({ disputeIds: addDisputes(market, count) })),

  /** Escalates disputes by documents of one's own. */
  escalate: act(z.strictObject({ documents: z.array(Escalated).min(1).max(1_000) }), (market, { documents }) => {
    const one = { escalatedAt: market.now(), refundedBefore: null, chargeback: null, files: [] };
    return { disputeIds: documents.map((document) => insert(market, { ...one, disputeId: document.sourceId, orderId: document.order.id, captured: document.order.captured, document })) };
  }),

  withdraw: act(z.strictObject({ disputeId: Name, words: Words.default('The buyer withdrew the dispute.') }), (market, { disputeId, words }) => {
    mustBeOpen(findDispute(market, disputeId).state);
    changeDispute(market, disputeId, { state: 'withdrawn', closedBecause: words });
  }),

  settleOutside: act(z.strictObject({ disputeId: Name, words: Words.default('Buyer and seller agreed between themselves.') }), (market, { disputeId, words }) => {
    mustBeOpen(findDispute(market, disputeId).state);
    changeDispute(market, disputeId, { state: 'settled', closedBecause: words });
  }),

  /** A party writes to the other one, or hands something in, after the dispute was escalated. */
  write: act(z.strictObject({ disputeId: Name, from: Party, words: Words, files: GivenFiles }), (market, { disputeId, from, words, files }) => {
    const document = JSON.parse(findDispute(market, disputeId).document) as Document;
    const at = iso(market.now());
    const kept = keepGiven(market, `evidence/${from}/later-${document.messages.length + 1}`, files);
    const evidence = kept.map(({ path, fileName, sha256, size, mediaType, kind, statement }) => ({
      id: randomUUID(), side: from, kind, fileName, path, sha256, size, mediaType, statement, handedInAt: at, claimIds: [], url: null, text: null,
    }));
    document.evidence.push(...evidence);
    document.messages.push({ id: randomUUID(), from, to: from === 'buyer' ? 'seller' : 'buyer', sentAt: at, readAt: null, language: null, original: words, translation: null, attachments: evidence.map(({ id }) => id) });
    changeDispute(market, disputeId, { document });
  }),

  openChargeback: act(z.strictObject({ disputeId: Name, amount: Minor.optional(), reference: z.string().max(200).optional() }), (market, { disputeId, amount, reference }) => {
    const { order_id: orderId, document } = findDispute(market, disputeId);
    const { captured, currency, chargeback } = readPurchase(market, orderId);
    if (chargeback?.isOpen) throw new ApiFault(409, 'CHARGEBACK_OPEN', 'There is an open chargeback on this order.');
    const opened = { isOpen: true, reference: reference ?? `CB-${randomUUID().slice(0, 8)}`, openedAt: iso(market.now()), amount: { minor: amount ?? String(captured), currency } };
    market.store.run('UPDATE purchase SET chargeback = ? WHERE order_id = ?', JSON.stringify(opened), orderId);
    changeDispute(market, disputeId, { document: { ...(JSON.parse(document) as Document), chargeback: opened } });
  }),

  /** In favour of the buyer the bank keeps the money it took back. */
  closeChargeback: act(z.strictObject({ disputeId: Name, inFavourOf: Party.default('seller') }), (market, { disputeId, inFavourOf }) => {
    const { order_id: orderId, document } = findDispute(market, disputeId);
    const { chargeback } = readPurchase(market, orderId);
    if (!chargeback?.isOpen) throw new ApiFault(409, 'CHARGEBACK_NOT_OPEN', 'There is no open chargeback on this order.');
    const closed = { ...chargeback, isOpen: false };
    const taken = inFavourOf === 'buyer' ? BigInt(chargeback.amount?.minor ?? 0) : 0n;
    market.store.run('UPDATE purchase SET chargeback = ?, charged_back = charged_back + ? WHERE order_id = ?', JSON.stringify(closed), taken, orderId);
    const before = JSON.parse(document) as Document;
    const order = inFavourOf === 'buyer' ? { ...before.order, chargedBack: chargeback.amount } : before.order;
    changeDispute(market, disputeId, { document: { ...before, order, chargeback: closed } });
  }),
};

function mustBeOpen(state: string): void {
  if (state === 'withdrawn' || state === 'settled') throw new ApiFault(409, 'DISPUTE_CLOSED', 'This dispute is over already.');
}
