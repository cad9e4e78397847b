import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm';
import type { OfferReply } from '../../../contract/offers.ts';
import type { RulingSummary } from '../../../contract/rulings.ts';
import type { Adversary } from '../../../contract/vocabulary.ts';
import { append } from '../../audit/append.ts';
import type { CoveredRow } from '../../audit/rows.ts';
import { comeBack } from '../../cases/comeBack.ts';
import { loadCase } from '../../cases/lease.ts';
import { referenceOf, touchCase } from '../../cases/lifeCycle.ts';
import type { OfferRow } from '../../cases/readOffers.ts';
import { offer, offerReply } from '../../db/schema/offer.ts';
import type { Tx } from '../../db/write.ts';
import { deskItself, type Desk, type SignedIn } from '../../desk.ts';
import { DeskError } from '../../fault.ts';
import { newId } from '../../ids.ts';
import { endOffer, loadOffer } from './put.ts';
import { stageSettlement } from './settle.ts';

/** What a side said to an offer; `by` is who entered it, null for a document of the exchange folder. */
export type IncomingReply = Pick<OfferReply, 'from' | 'reply' | 'saidAt' | 'words' | 'how'> & { offerId: string; by: SignedIn | null };

export type ReplyRow = typeof offerReply.$inferSelect;
export type Replied = { offer: OfferRow; replies: ReplyRow[]; settlement: RulingSummary | null; caseId: string; words: string };

/**
 * Notes what a side said to an open offer. A rejection ends it and the case goes on; when both have accepted, the settlement is staged. The
 * same reply again changes nothing; another one stands against it only when the first was entered by a person. Throws NOT_FOUND, NOT_ALLOWED_NOW, BAD_INPUT.
 */
export async function recordReply(desk: Desk, tx: Tx, incoming: IncomingReply): Promise<Replied> {
  const found = await loadOffer(tx, incoming.offerId);
  const row = await loadCase(tx, found.caseId);
  const reference = referenceOf(row);
  const said = `The ${incoming.from} of ${reference} ${incoming.reply} the offer`;
  const before = await readReplies(tx, found.offerId);
  const own = before.find((one) => one.from === incoming.from);
  if (own?.reply === incoming.reply) return { offer: found, replies: before, settlement: null, caseId: row.caseId, words: `${said}, as was known` };
  requireOpen(found, tx.now, reference);
  const rows: CoveredRow[] = [];
  if (own) {
    if (own.how === 'exchange' || incoming.by === null) throw new DeskError('BAD_INPUT', `The ${incoming.from} ${own.reply} this offer before; a reply stands. Nothing was changed.`);
    await tx.update(offerReply).set({ voidedAt: tx.now }).where(eq(offerReply.replyId, own.replyId));
    rows.push({ table: 'offer_reply', id: own.replyId });
  }
  const replyId = newId(tx.now);
  const { offerId, from, reply, saidAt, words, how, by } = incoming;
  await tx.insert(offerReply).values({ replyId, offerId, from, reply, saidAt, receivedAt: tx.now, words, how, personId: by?.personId ?? null, personName: by?.name ?? null });
  rows.push({ table: 'offer_reply', id: replyId });
  const replies = await readReplies(tx, offerId);
  const note = { by: by ?? deskItself, action: `offer.${reply}`, side: from, subject: `offer:${offerId}`, caseId: row.caseId, words: `${said}${by === null ? '' : `; ${by.name} entered it (${how})`}`, data: { how, saidAt } };
  const isAgreed = (['buyer', 'seller'] as const).every((side: Adversary) => replies.some((one) => one.from === side && one.reply === 'accepted'));
  if (reply === 'accepted' && !isAgreed) {
    const { version } = await touchCase(tx, row);
    await append(tx, { ...note, version, rows });
    return { offer: found, replies, settlement: null, caseId: row.caseId, words: said };
  }
  const ended = await endOffer(tx, found, reply === 'rejected' ? 'rejected' : 'accepted');
  rows.push({ table: 'offer', id: offerId });
  if (reply === 'rejected') {
    const changed = await comeBack(tx, row, { personId: found.personId, isBulk: false }, `The ${from} rejected the offer`);
    await append(tx, { ...note, version: changed.version, rows });
    return { offer: ended, replies, settlement: null, caseId: row.caseId, words: said };
  }
  await append(tx, { ...note, version: row.version, rows });
  const settlement = await stageSettlement(desk, tx, row, ended, by ?? deskItself);
  return { offer: ended, replies, settlement, caseId: row.caseId, words: `${said}; both sides have accepted` };
}

function requireOpen(found: OfferRow, now: number, reference: string): void {
  if (found.state === 'open' && found.dueAt > now) return;
  const state = found.state === 'open' ? 'over' : found.state;
  throw new DeskError('NOT_ALLOWED_NOW', `The offer in ${reference} is ${state}; nobody can accept or reject it any more. The case goes on without it.`, { state });
}

/**
 * Opens an offer again whose settlement was taken back: replies that a person entered are void, those the marketplace delivered stand.
 * Throws NOT_ALLOWED_NOW when both sides accepted by themselves: then nobody here can have made a mistake.
 */
export async function reopenOffer(tx: Tx, offerId: string): Promise<CoveredRow[]> {
  const found = await loadOffer(tx, offerId);
  const voided = await tx
    .update(offerReply)
    .set({ voidedAt: tx.now })
    .where(and(eq(offerReply.offerId, offerId), isNull(offerReply.voidedAt), eq(offerReply.reply, 'accepted'), isNotNull(offerReply.personId)))
    .returning({ replyId: offerReply.replyId });
  if (voided.length === 0) throw new DeskError('NOT_ALLOWED_NOW', 'Both sides accepted this by themselves, through the marketplace. A settlement of theirs cannot be taken back here.');
  const isOver = found.dueAt <= tx.now;
  await tx.update(offer).set(isOver ? { state: 'lapsed', endedAt: tx.now } : { state: 'open', endedAt: null }).where(eq(offer.offerId, offerId));
  return [{ table: 'offer', id: offerId }, ...voided.map(({ replyId }) => ({ table: 'offer_reply' as const, id: replyId }))];
}

async function readReplies(tx: Tx, offerId: string): Promise<ReplyRow[]> {
  return tx.select().from(offerReply).where(and(eq(offerReply.offerId, offerId), isNull(offerReply.voidedAt))).orderBy(asc(offerReply.receivedAt), asc(offerReply.replyId));
}
