import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseFile } from '../../../contract/caseFile.ts';
import type { OfferInput } from '../../../contract/offers.ts';
import { neutralCase, placeCase, soundRuling, takeCase } from '../../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../../testing/tempDesk.ts';
import { verifyLog } from '../../audit/verify.ts';
import { readCaseFile } from '../../cases/caseFile.ts';
import { leaseCase, loadCase } from '../../cases/lease.ts';
import { casesOfParties } from '../../cases/ofParties.ts';
import { endOfDay, localDate } from '../../deadlines/workingDays.ts';
import { offerReply } from '../../db/schema/offer.ts';
import { refund, ruling } from '../../db/schema/ruling.ts';
import type { SignedIn } from '../../desk.ts';
import { sendLetter } from '../../letters/sendLetter.ts';
import { payOut } from '../../refunds/payOut.ts';
import { rulingHandlers } from '../methods.ts';
import { takeEffect } from '../takeEffect.ts';
import { offerHandlers } from './methods.ts';
import { lapseOffer } from './put.ts';
import { recordReply } from './reply.ts';

const jobs = { 'letter.send': sendLetter, 'offer.lapse': lapseOffer, 'ruling.takeEffect': takeEffect, 'refund.payOut': payOut };
const half: OfferInput = { outcome: 'partial_refund', withReturn: false, basis: { by: 'percent', percent: '50' }, bearers: [{ bearer: 'seller', percent: 100 }], words: 'Keep the watch and meet in the middle.', dueAt: null };

let temp: TempDesk;
let dana: SignedIn;
let lead: SignedIn;
let file: CaseFile;
let neutral: ReturnType<typeof neutralCase>;

beforeEach(async () => {
  temp = await openTempDesk();
  dana = await temp.seat('Dana');
  lead = await temp.seat('Lea', 'lead');
  neutral = neutralCase();
  file = await takeCase(temp.desk, await placeCase(temp.desk, neutral), dana);
});
afterEach(() => temp.close());

const put = (change: Partial<OfferInput> = {}) => offerHandlers['offers.put'](temp.desk, { requestId: randomUUID(), caseId: file.caseId, offer: { ...half, ...change } }, dana);
async function putAndSend(change: Partial<OfferInput> = {}) {
  const offer = await put(change);
  temp.clock.now = offer.sendAt;
  await temp.runDueJobs(jobs);
  return offer;
}
const byHand = (offerId: string, from: 'buyer' | 'seller', reply: 'accepted' | 'rejected' = 'accepted', by = dana) =>
  offerHandlers['offers.reply'](temp.desk, { requestId: randomUUID(), caseId: file.caseId, offerId, from, reply, how: 'phone', saidAt: null, words: null }, by);
const bySource = (offerId: string, from: 'buyer' | 'seller', reply: 'accepted' | 'rejected' = 'accepted') =>
  temp.desk.write((tx) => recordReply(temp.desk, tx, { offerId, from, reply, how: 'exchange', saidAt: temp.clock.now, words: null, by: null }));
const read = (by = dana) => readCaseFile(temp.desk.db, file.caseId, by, temp.clock.now);
const claim = (by = dana) => temp.desk.write(async (tx) => leaseCase(tx, await loadCase(tx, file.caseId), by));
async function later(ms: number) {
  temp.clock.now += ms;
  await temp.runDueJobs(jobs);
  await temp.runDueJobs(jobs);
}

describe('putting an offer', () => {
  it('works the sum out as a refund, writes to both sides in their language, and lets the case wait', async () => {
    const offer = await putAndSend();
    expect(offer).toMatchObject({ amount: { minor: '3333', currency: 'USD' }, state: 'open', replies: [] });
    const letters = [...temp.gateway.letters.values()];
    expect(letters.map((one) => one.language).sort()).toEqual(['de', 'ja']);
    for (const one of letters) for (const part of [offer.offerId, '33.33', half.words]) expect(one.body.replace('33,33', '33.33')).toContain(part);
    expect(await read()).toMatchObject({ state: 'waiting', turn: { party: 'buyer', action: 'reply to the offer of the desk' }, remedies: [{ by: 'mediator', type: 'offer', state: 'pending' }] });
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  });

  it('is open for both until the later of their own working days ends, so that neither loses hours to the zone of the other', async () => {
    const { dueAt, at } = await put();
    expect(dueAt).toBe(endOfDay(localDate(dueAt, 'Europe/Berlin'), 'Europe/Berlin'));
    expect(dueAt - at).toBeGreaterThan(2 * 86_400_000);
  });

  it('refuses what no ruling could order: more than is left, nobody to bear it, a return for nothing, a second offer', async () => {
    await expect(put({ basis: { by: 'sum', minor: '6666' } })).rejects.toMatchObject({ code: 'ABOVE_CAP' });
    await expect(put({ bearers: [] })).rejects.toMatchObject({ code: 'UNFAIR_PROCESS' });
    await expect(put({ outcome: 'no_refund', basis: { by: 'sum', minor: '0' }, bearers: [], withReturn: true })).rejects.toMatchObject({ code: 'UNFAIR_PROCESS' });
    await putAndSend();
    await claim();
    await expect(put()).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
  });

  it('can be undone before its letters go out, and not after', async () => {
    const { offerId } = await put();
    const back = await offerHandlers['offers.undo'](temp.desk, { requestId: randomUUID(), offerId }, dana);
    expect(back.offer).toMatchObject({ state: 'withdrawn', words: half.words });
    expect(await read()).toMatchObject({ state: 'in_review', lease: { isMine: true } });
    const again = await putAndSend();
    await expect(offerHandlers['offers.undo'](temp.desk, { requestId: randomUUID(), offerId: again.offerId }, dana)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
    expect(temp.gateway.letters.size).toBe(2);
  });

  it('keeps a ruling from being staged beside it, until it is withdrawn and both sides are told', async () => {
    const { offerId } = await putAndSend();
    await claim();
    const draft = soundRuling(await read());
    const codes = async () => (await rulingHandlers['rulings.check'](temp.desk, { caseId: file.caseId, draft }, dana)).problems.map((one) => one.refId);
    expect(await codes()).toEqual([offerId]);
    await offerHandlers['offers.withdraw'](temp.desk, { requestId: randomUUID(), caseId: file.caseId, offerId }, dana);
    expect(await codes()).toEqual([]);
    await later(0);
    expect(temp.gateway.letters.size).toBe(4);
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  });
});

describe('replies', () => {
  it('ends the offer with a rejection, and the case goes on to whoever put it', async () => {
    const { offerId } = await putAndSend();
    await bySource(offerId, 'seller', 'rejected');
    expect(await read()).toMatchObject({ state: 'queued', cameBack: { words: 'The seller rejected the offer' }, offers: [{ state: 'rejected' }], remedies: [{ state: 'rejected' }] });
    expect(await loadCase(temp.desk.db, file.caseId)).toMatchObject({ keptForPersonId: dana.personId });
    await expect(bySource(offerId, 'buyer')).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
  });

  it('lapses when one side is silent, and nobody can accept it then', async () => {
    const { offerId, dueAt } = await putAndSend();
    await bySource(offerId, 'buyer');
    temp.clock.now = dueAt;
    await temp.runDueJobs(jobs);
    expect(await read()).toMatchObject({ state: 'queued', offers: [{ state: 'lapsed' }], cameBack: { words: 'The offer lapsed: the seller did not reply in time' } });
    await expect(bySource(offerId, 'seller')).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
    expect(await temp.desk.db.$count(ruling)).toBe(0n);
  });

  it('lets a person correct what a person entered, never what the marketplace delivered', async () => {
    const { offerId } = await putAndSend();
    await byHand(offerId, 'buyer', 'accepted');
    await byHand(offerId, 'buyer', 'rejected');
    expect((await read()).offers).toMatchObject([{ state: 'rejected', replies: [{ reply: 'rejected', how: 'phone', personName: 'Dana' }] }]);
    await claim();
    const second = await putAndSend();
    await bySource(second.offerId, 'buyer', 'accepted');
    await expect(byHand(second.offerId, 'buyer', 'rejected')).rejects.toMatchObject({ code: 'BAD_INPUT' });
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  });

  it('is entered by its author, the holder or a lead only, and not before it went out', async () => {
    const { offerId } = await put();
    await expect(byHand(offerId, 'buyer')).rejects.toMatchObject({ code: 'BAD_INPUT' });
    temp.clock.now += 15_000;
    await expect(byHand(offerId, 'buyer', 'accepted', await temp.seat('Omar'))).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    await byHand(offerId, 'buyer', 'accepted', lead);
    expect((await read()).offers).toMatchObject([{ replies: [{ personName: 'Lea' }] }]);
  });
});

describe('a settlement', () => {
  it('is paid once along the path of a ruling, after the undo window, with letters to both, and closes the case as settled', async () => {
    const { offerId } = await putAndSend();
    await bySource(offerId, 'buyer');
    await bySource(offerId, 'seller');
    expect(await read()).toMatchObject({ state: 'staged', rulings: [{ offerId, state: 'staged', amount: { minor: '3333' } }], refunds: [{ state: 'planned' }] });
    expect(temp.gateway.payoutCalls).toBe(0);
    await later(15_000);
    expect(await read()).toMatchObject({ state: 'closed', rulings: [{ offerId, state: 'effective' }], refunds: [{ state: 'settled' }] });
    expect(await loadCase(temp.desk.db, file.caseId)).toMatchObject({ closedAs: 'settled' });
    expect([...temp.gateway.payouts.values()]).toMatchObject([{ amount: { minor: '3333', currency: 'USD' }, shares: [{ bearer: 'seller', amount: { minor: '3333' } }] }]);
    const confirming = [...temp.gateway.letters.values()].slice(2);
    expect(confirming).toHaveLength(2);
    const decided = async (filter: object) => (await rulingHandlers['rulings.list'](temp.desk, { filter, cursor: null, limit: 50 }, dana)).rows;
    expect(await decided({})).toMatchObject([{ offerId, personName: 'Dana' }]);
    expect(await decided({ kind: 'settlement' })).toHaveLength(1);
    expect(await decided({ kind: 'ruling' })).toEqual([]);
    expect(await decided({ personId: dana.personId }), 'counted as a ruling of whoever offered it').toEqual([]);
    const other = await placeCase(temp.desk, neutralCase({ sourceId: 'another dispute of both' }));
    for (const seen of await casesOfParties(temp.desk.db, other, dana)) expect(seen).toMatchObject({ ruledByMe: 0, rows: [{ isRuledByMe: false, ruling: { offerId } }] });
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  });

  it('is one refund when both accept twice, and by two ways at once', async () => {
    const { offerId } = await putAndSend();
    await Promise.allSettled([bySource(offerId, 'buyer'), byHand(offerId, 'buyer'), bySource(offerId, 'seller'), byHand(offerId, 'seller'), bySource(offerId, 'seller'), bySource(offerId, 'buyer')]);
    await later(15_000);
    await bySource(offerId, 'buyer').catch(() => null);
    await later(60_000);
    expect(await temp.desk.db.$count(refund)).toBe(1n);
    expect(temp.gateway.payoutCalls).toBe(1);
    expect(await temp.desk.db.$count(ruling)).toBe(1n);
    expect(await temp.desk.db.$count(offerReply)).toBe(2n);
  });

  it('needs nobody to hold the case, and takes it out of the hands of whoever does', async () => {
    const { offerId } = await putAndSend();
    await claim(lead);
    await bySource(offerId, 'buyer');
    await bySource(offerId, 'seller');
    expect(await read(lead)).toMatchObject({ state: 'staged', lease: null });
  });

  it('can be taken back when a reply was entered by mistake: the offer is open again and no money moves', async () => {
    const { offerId } = await putAndSend();
    await bySource(offerId, 'buyer');
    const { settlement } = await byHand(offerId, 'seller');
    await rulingHandlers['rulings.undo'](temp.desk, { requestId: randomUUID(), rulingId: settlement?.rulingId ?? '' }, dana);
    expect(await read()).toMatchObject({ state: 'in_review', offers: [{ state: 'open', replies: [{ from: 'buyer' }] }], refunds: [{ state: 'cancelled' }] });
    await later(15_000);
    expect(temp.gateway.payoutCalls).toBe(0);
    await bySource(offerId, 'seller');
    await later(15_000);
    expect(temp.gateway.payoutCalls).toBe(1);
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  });

  it('cannot be taken back when both accepted by themselves', async () => {
    const { offerId } = await putAndSend();
    await bySource(offerId, 'buyer');
    const { settlement } = await bySource(offerId, 'seller');
    await expect(rulingHandlers['rulings.undo'](temp.desk, { requestId: randomUUID(), rulingId: settlement?.rulingId ?? '' }, dana)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
    await later(15_000);
    expect(temp.gateway.payoutCalls).toBe(1);
  });

  it('is not paid when the room for it went meanwhile: the case goes on and says why', async () => {
    const { offerId } = await putAndSend();
    await placeCase(temp.desk, { ...neutral, chargeback: { isOpen: true, reference: 'CB-1', openedAt: null, amount: null } });
    await bySource(offerId, 'buyer');
    await bySource(offerId, 'seller');
    expect(await read()).toMatchObject({ state: 'queued', offers: [{ state: 'accepted' }], rulings: [], cameBack: { words: expect.stringContaining('cannot be paid as agreed') as string } });
    expect(await temp.desk.db.$count(refund)).toBe(0n);
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  });

  it('closes without money when both accept that nothing is refunded', async () => {
    const { offerId } = await putAndSend({ outcome: 'no_refund', basis: { by: 'sum', minor: '0' }, bearers: [] });
    await bySource(offerId, 'buyer');
    await bySource(offerId, 'seller');
    await later(15_000);
    expect(await read()).toMatchObject({ state: 'closed', refunds: [] });
  });

  it('leaves nothing of an offer that a finding could cite', async () => {
    const { offerId } = await putAndSend();
    await bySource(offerId, 'seller', 'rejected');
    await claim();
    const seen = await read();
    expect([...seen.exhibits.map((one) => one.evidenceId), ...seen.messages.map((one) => one.messageId)]).not.toContain(offerId);
    expect(await temp.desk.db.select().from(ruling).where(eq(ruling.offerId, offerId))).toEqual([]);
  });
});
