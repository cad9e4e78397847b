import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { Remedy } from '../../contract/caseFile.ts';
import type { Offer, OfferReply } from '../../contract/offers.ts';
import type { Db } from '../db/open.ts';
import { toMoney } from '../db/schema/columns.ts';
import { offer, offerReply } from '../db/schema/offer.ts';

export type OfferRow = typeof offer.$inferSelect;

/** Offers of mediators in a case, oldest first, with what the sides said. */
export async function readOffers(db: Db, caseId: string): Promise<Offer[]> {
  const rows = await db.select().from(offer).where(eq(offer.caseId, caseId)).orderBy(asc(offer.at), asc(offer.offerId));
  if (rows.length === 0) return [];
  const replies = await db.select().from(offerReply).where(and(inArray(offerReply.offerId, rows.map((one) => one.offerId)), isNull(offerReply.voidedAt))).orderBy(asc(offerReply.receivedAt));
  return rows.map((row) => toOffer(row, replies.filter((one) => one.offerId === row.offerId)));
}

/** An offer as screens show it. */
export function toOffer(row: OfferRow, replies: readonly (typeof offerReply.$inferSelect)[]): Offer {
  const { offerId, personId, personName, at, sendAt, dueAt, outcome, withReturn, bearers, words, state, endedAt } = row;
  return { offerId, personId, personName, at, sendAt, dueAt, outcome, withReturn, amount: toMoney(row.amountMinor, row.amountCurrency), bearers, words, state, endedAt, replies: replies.map(toReply) };
}

function toReply({ from, reply, saidAt, receivedAt, words, how, personName }: typeof offerReply.$inferSelect): OfferReply {
  return { from, reply, saidAt, receivedAt, words, how, personName };
}

const remedyStates = { open: 'pending', accepted: 'accepted', rejected: 'rejected', lapsed: 'expired', withdrawn: 'withdrawn' } as const;

/** An offer as a step of the negotiation. */
export function toRemedy({ offerId, outcome, amount, withReturn, state, at, endedAt, words }: Offer): Remedy {
  return { remedyId: offerId, by: 'mediator', type: 'offer', kind: outcome, amount, localAmount: null, withReturn, state: remedyStates[state], at, answeredAt: endedAt, words };
}
