import { and, eq } from 'drizzle-orm';
import type { ParsedInputOf } from '../../../contract/methods.ts';
import type { Offer } from '../../../contract/offers.ts';
import { adversaries } from '../../../contract/vocabulary.ts';
import { append } from '../../audit/append.ts';
import type { CoveredRow } from '../../audit/rows.ts';
import type { AskTimes } from '../../cases/answerTime.ts';
import { readCaseFile } from '../../cases/caseFile.ts';
import { comeBack } from '../../cases/comeBack.ts';
import { loadCase, requireLease, takeBackCase } from '../../cases/lease.ts';
import { moveCase, noLease, referenceOf, touchCase, type CaseRecord } from '../../cases/lifeCycle.ts';
import { addressOf } from '../../cases/postQuestion.ts';
import { toOffer, type OfferRow } from '../../cases/readOffers.ts';
import { tellOfferEnded } from '../../cases/stopWaiting.ts';
import { fromMoney } from '../../db/schema/columns.ts';
import { offer, offerReply } from '../../db/schema/offer.ts';
import type { Tx } from '../../db/write.ts';
import { deskItself, type Desk, type SignedIn } from '../../desk.ts';
import { DeskError, notFound } from '../../fault.ts';
import { newId } from '../../ids.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import type { JobHandler } from '../../jobs/runner.ts';
import { postLetter, withdrawLetters } from '../../letters/post.ts';
import { sayMoney } from '../../refunds/money.ts';
import { undoWindowMs } from '../../settings.ts';
import { aboveLimit } from '../hold.ts';
import { refuse } from '../refusals.ts';
import { requireRoomOnOrder } from '../orderRoom.ts';
import { composeOffer } from './letters.ts';
import { workOffer } from './work.ts';

/** Puts an offer to both sides: its letters go out when it cannot be undone any more, and the case waits. Throws as staging a ruling does. */
export async function putOffer(desk: Desk, tx: Tx, input: ParsedInputOf<'offers.put'>, by: SignedIn, times: AskTimes): Promise<Offer> {
  const row = await loadCase(tx, input.caseId);
  requireLease(row, by, tx.now);
  const open = await tx.$count(offer, and(eq(offer.caseId, row.caseId), eq(offer.state, 'open')));
  if (open > 0n) throw new DeskError('NOT_ALLOWED_NOW', `An offer is open in ${referenceOf(row)} already. Withdraw it before you put another one.`);
  const file = await readCaseFile(tx, row.caseId, by, tx.now);
  // A settlement is paid whole; under appeal only the difference to what was ordered before may be.
  if (file.appeal) throw new DeskError('NOT_ALLOWED_NOW', `${referenceOf(row)} is under appeal: what was ruled is confirmed or changed by a ruling, not by an offer.`);
  const worked = workOffer(file, input.offer, tx.now);
  if (worked.problems.length > 0) throw refuse(referenceOf(row), worked.problems, 'offer');
  if (worked.amount) await requireRoomOnOrder(tx, row, file, worked.amount);
  const above = await aboveLimit(tx, row.caseId, by, worked.amount);
  // Nobody approves an offer before it is accepted, so it must be one its author may decide alone.
  if (above) throw new DeskError('NOT_PERMITTED', `This offer comes to ${sayMoney(above.total)}, above your limit of ${sayMoney(above.limit)}. Hand the case to a team lead, or rule on it: a second person decides then.`);
  const { outcome, withReturn, basis, bearers, words } = input.offer;
  // One end for both: the later one, so that neither has fewer working days than the policy gives.
  const ends: number[] = [];
  for (const to of adversaries) ends.push((await times(tx, row, to, tx.now)).dueAt);
  const dueAt = Math.max(...ends);
  const added: OfferRow = {
    offerId: newId(tx.now),
    caseId: row.caseId,
    personId: by.personId,
    personName: by.name,
    at: tx.now,
    sendAt: tx.now + (await undoWindowMs(desk, tx)),
    dueAt,
    outcome,
    withReturn,
    ...fromMoney('amount', worked.amount),
    basis,
    bearers,
    working: worked.working,
    shares: worked.shares,
    words,
    policyVersion: file.policyVersion,
    state: 'open',
    endedAt: null,
  };
  await tx.insert(offer).values(added);
  const moved = await moveCase(tx, row, 'ask', by, { ...noLease, cameBackAt: null, cameBackWords: null });
  const rows: CoveredRow[] = [{ table: 'offer', id: added.offerId }];
  for (const to of adversaries) {
    const address = await addressOf(tx, row, to);
    rows.push(await postLetter(tx, { ...composeOffer(address, added), caseId: row.caseId, reference: address.reference, kind: 'offer', aboutId: added.offerId, runAfter: added.sendAt }));
  }
  await enqueue(tx, { kind: 'offer.lapse', words: `End of the time for the offer in ${referenceOf(row)}`, payload: { offerId: added.offerId }, caseId: row.caseId, uniqueKey: `offer.lapse:${added.offerId}`, runAfter: dueAt });
  await append(tx, { by, action: 'offer.put', subject: `offer:${added.offerId}`, caseId: row.caseId, version: moved.version, words: `${by.name} put an offer to both sides of ${referenceOf(row)}`, data: { dueAt }, rows });
  return toOffer(added, []);
}

/** Takes an offer back before its letters go out; the case is its author's again. */
export async function undoOffer(tx: Tx, offerId: string, by: SignedIn): Promise<{ caseId: string; reference: string; offer: Offer }> {
  const found = await loadOffer(tx, offerId);
  const row = await loadCase(tx, found.caseId);
  if (found.personId !== by.personId) throw new DeskError('NOT_PERMITTED', `Only ${found.personName} can take the offer in ${referenceOf(row)} back.`);
  if (found.state !== 'open') throw new DeskError('NOT_ALLOWED_NOW', `This offer is ${found.state} already.`, { state: found.state });
  if (tx.now >= found.sendAt) throw new DeskError('NOT_ALLOWED_NOW', `The letters of the offer in ${referenceOf(row)} are on their way. Take the case and withdraw the offer: both sides are told then.`);
  const ended = await endOffer(tx, found, 'withdrawn');
  const letters = await withdrawLetters(tx, offerId);
  const moved = await takeBackCase(tx, row, 'undoAsk', by);
  await append(tx, { by, action: 'offer.undone', subject: `offer:${offerId}`, caseId: row.caseId, version: moved.version, words: `${by.name} took the offer back before it went out`, rows: [{ table: 'offer', id: offerId }, ...letters] });
  return { caseId: row.caseId, reference: referenceOf(row), offer: toOffer(ended, []) };
}

/** Ends an open offer of a case one holds; the sides whose letter is out are told. */
export async function withdrawOffer(tx: Tx, row: CaseRecord, offerId: string, by: SignedIn): Promise<{ version: number }> {
  const found = await loadOffer(tx, offerId);
  if (found.caseId !== row.caseId) throw notFound('offer', offerId);
  if (found.state !== 'open') throw new DeskError('NOT_ALLOWED_NOW', `This offer is ${found.state} already.`, { state: found.state });
  await endOffer(tx, found, 'withdrawn');
  const rows: CoveredRow[] = [{ table: 'offer', id: offerId }, ...(await withdrawLetters(tx, offerId)), ...(await tellOfferEnded(tx, row, offerId))];
  const { version } = await touchCase(tx, row);
  await append(tx, { by, action: 'offer.withdrawn', subject: `offer:${offerId}`, caseId: row.caseId, version, words: `${by.name} withdrew the offer`, rows });
  return { version };
}

/** Job `offer.lapse`: the time for replies is over; the case goes on without a settlement. */
export const lapseOffer: JobHandler = async (payload, { desk }) => {
  const offerId = String(payload['offerId']);
  await desk.write(async (tx) => {
    const [found] = await tx.select().from(offer).where(eq(offer.offerId, offerId));
    if (found?.state !== 'open' || found.dueAt > tx.now) return;
    const row = await loadCase(tx, found.caseId);
    await endOffer(tx, found, 'lapsed');
    const silent = await sayReplies(tx, offerId);
    const changed = await comeBack(tx, row, { personId: found.personId, isBulk: false }, `The offer lapsed: ${silent}`);
    await append(tx, { by: deskItself, action: 'offer.lapsed', subject: `offer:${offerId}`, caseId: row.caseId, version: changed.version, words: `The offer in ${referenceOf(row)} lapsed: ${silent}`, rows: [{ table: 'offer', id: offerId }] });
  });
};

async function sayReplies(tx: Tx, offerId: string): Promise<string> {
  const replies = await tx.select({ from: offerReply.from, voidedAt: offerReply.voidedAt }).from(offerReply).where(eq(offerReply.offerId, offerId));
  const silent = adversaries.filter((side) => !replies.some((one) => one.from === side && one.voidedAt === null));
  return silent.length === 2 ? 'neither side replied in time' : `the ${silent[0] ?? 'other side'} did not reply in time`;
}

/** One offer's row; NOT_FOUND when there is none. */
export async function loadOffer(tx: Tx, offerId: string): Promise<OfferRow> {
  const [found] = await tx.select().from(offer).where(eq(offer.offerId, offerId));
  if (!found) throw notFound('offer', offerId);
  return found;
}

/** Ends an offer; the caller tells the log. */
export async function endOffer(tx: Tx, { offerId }: Pick<OfferRow, 'offerId'>, state: Exclude<OfferRow['state'], 'open'>): Promise<OfferRow> {
  const [ended] = await tx.update(offer).set({ state, endedAt: tx.now }).where(eq(offer.offerId, offerId)).returning();
  if (!ended) throw notFound('offer', offerId);
  return ended;
}
