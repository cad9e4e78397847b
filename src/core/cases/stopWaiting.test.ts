import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NeutralCase } from '../../contract/neutralCase.ts';
import { noteView, recordAppeal, ruleOn } from '../../testing/appealed.ts';
import { neutralCase, placeCase, soundRuling, takeCase } from '../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { verifyLog } from '../audit/verify.ts';
import { appeal } from '../db/schema/appeal.ts';
import { auditEntry } from '../db/schema/audit.ts';
import { question } from '../db/schema/board.ts';
import { letter } from '../db/schema/letter.ts';
import { offer } from '../db/schema/offer.ts';
import type { SignedIn } from '../desk.ts';
import { sendLetter } from '../letters/sendLetter.ts';
import { rulingHandlers } from '../rulings/methods.ts';
import { offerHandlers } from '../rulings/offers/methods.ts';
import { lapseOffer } from '../rulings/offers/put.ts';
import { takeEffect } from '../rulings/takeEffect.ts';
import { readCaseFile } from './caseFile.ts';
import { exitHandlers } from './exits.ts';
import { loadCase } from './lease.ts';
import { questionHandlers } from './questionMethods.ts';
import { lapseQuestion } from './questions.ts';

const jobs = { 'letter.send': sendLetter, 'offer.lapse': lapseOffer, 'question.lapse': lapseQuestion, 'ruling.takeEffect': takeEffect };
let temp: TempDesk;
let dana: SignedIn;
let bo: SignedIn;
let sent: NeutralCase;
let caseId: string;

beforeEach(async () => {
  temp = await openTempDesk();
  [dana, bo] = [await temp.seat('Dana'), await temp.seat('Bo')];
  sent = neutralCase();
  caseId = await placeCase(temp.desk, sent);
});
afterEach(() => temp.close());

const closeAtSource = () => placeCase(temp.desk, { ...sent, stage: 'closed' });
const ask = () => questionHandlers['cases.ask'](temp.desk, { requestId: randomUUID(), caseId, to: ['seller'], questions: [{ text: 'A photo?', claimId: null, kinds: [] }], dueAt: null }, dana);
const put = () =>
  offerHandlers['offers.put'](temp.desk, { requestId: randomUUID(), caseId, offer: { outcome: 'partial_refund', withReturn: false, basis: { by: 'percent', percent: '50' }, bearers: [{ bearer: 'seller', percent: 100 }], words: 'Meet in the middle.', dueAt: null } }, dana);
const run = async (ms: number) => {
  temp.clock.now += ms;
  for (let round = 0; round < 2; round += 1) expect(await temp.runDueJobs(jobs)).toEqual([]);
};
const offers = () => temp.desk.db.select({ state: offer.state }).from(offer);
const questions = () => temp.desk.db.select({ state: question.state }).from(question);
const isSound = async () => expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });

describe('a case that is closed at its source', () => {
  it('would leave its offer and its questions open, so that a late reply is taken or a time lapses on a closed case', async () => {
    await takeCase(temp.desk, caseId, dana);
    await ask();
    await run(15_000);
    await takeCase(temp.desk, caseId, dana);
    const { offerId } = await put();
    await run(15_000);
    await closeAtSource();
    expect([...(await offers()), ...(await questions())]).toEqual([{ state: 'withdrawn' }, { state: 'withdrawn' }]);
    const told = await temp.desk.db.select({ to: letter.to, state: letter.state }).from(letter).where(eq(letter.aboutId, offerId)).orderBy(letter.letterId);
    expect(told.map(({ to, state }) => `${to} ${state}`).sort()).toEqual(['buyer planned', 'buyer sent', 'seller planned', 'seller sent']);
    await expect(offerHandlers['offers.reply'](temp.desk, { requestId: randomUUID(), caseId, offerId, from: 'buyer', reply: 'accepted', how: 'phone', saidAt: null, words: null }, dana)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
    await run(30 * 86_400_000);
    expect([...(await offers()), ...(await questions())]).toEqual([{ state: 'withdrawn' }, { state: 'withdrawn' }]);
    expect(await loadCase(temp.desk.db, caseId)).toMatchObject({ state: 'closed', closedAs: 'at_source' });
    await isSound();
  });

  it('would send an offer and a question that had not gone out yet', async () => {
    await takeCase(temp.desk, caseId, dana);
    await put();
    await closeAtSource();
    await run(15_000);
    expect(temp.gateway.letters.size).toBe(0);
    expect((await temp.desk.db.select({ state: letter.state }).from(letter)).map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn']);
    await isSound();
  });

  it.each(['queued', 'in review', 'staged'])('would stay under appeal for ever (%s)', async (state) => {
    const first = await ruleOn(temp, caseId, dana);
    await recordAppeal(temp, caseId, bo);
    if (state !== 'queued') await takeCase(temp.desk, caseId, bo);
    if (state === 'staged') {
      await noteView(temp, caseId, bo);
      const file = await takeCase(temp.desk, caseId, bo);
      await rulingHandlers['rulings.stage'](temp.desk, { requestId: randomUUID(), caseId, expectedVersion: file.version, ruling: soundRuling(file, { appeal: { result: 'confirmed', newInformation: 'Nothing.' } }) }, bo);
    }
    await closeAtSource();
    await run(15_000);
    expect(await temp.desk.db.select().from(appeal)).toMatchObject([{ state: 'lapsed', result: null, decidedRulingId: null }]);
    expect(await readCaseFile(temp.desk.db, caseId, bo, temp.clock.now)).toMatchObject({ state: 'closed', appeal: null, appeals: [{ state: 'lapsed' }] });
    // Nobody decides it any more, so nothing is hidden any more.
    expect(await rulingHandlers['rulings.get'](temp.desk, { rulingId: first.rulingId }, bo)).toMatchObject({ chain: { appeals: [{ state: 'lapsed' }] } });
    expect((await temp.desk.db.select().from(auditEntry).where(eq(auditEntry.action, 'appeal.lapsed'))).length).toBe(1);
    await expect(temp.database.update(appeal).set({ state: 'open' })).rejects.toThrow();
    await isSound();
  });
});

it('a case under appeal would be rejected, withdrawn or merged away over money that is paid', async () => {
  await ruleOn(temp, caseId, dana);
  await recordAppeal(temp, caseId, bo);
  const { version } = await takeCase(temp.desk, caseId, bo);
  const seen = { requestId: randomUUID(), caseId, expectedVersion: version, words: 'x' };
  const refused = { code: 'NOT_ALLOWED_NOW', message: expect.stringContaining('under appeal') as string };
  await expect(exitHandlers['cases.reject'](temp.desk, { ...seen, reason: 'out_of_time' }, bo)).rejects.toMatchObject(refused);
  await expect(exitHandlers['cases.withdraw'](temp.desk, { ...seen, known: 'message' }, bo)).rejects.toMatchObject(refused);
  await expect(exitHandlers['cases.merge'](temp.desk, { ...seen, intoCaseId: caseId }, bo)).rejects.toMatchObject(refused);
  expect(await temp.desk.db.select({ state: appeal.state }).from(appeal)).toEqual([{ state: 'open' }]);
});

it('a settlement would leave a question open that was asked before both sides accepted', async () => {
  await takeCase(temp.desk, caseId, dana);
  await ask();
  await run(15_000);
  await takeCase(temp.desk, caseId, dana);
  const { offerId } = await put();
  await run(15_000);
  for (const from of ['buyer', 'seller'] as const) await offerHandlers['offers.reply'](temp.desk, { requestId: randomUUID(), caseId, offerId, from, reply: 'accepted', how: 'phone', saidAt: null, words: null }, dana);
  expect(await questions()).toEqual([{ state: 'waiting' }]);
  await run(15_000);
  expect(await loadCase(temp.desk.db, caseId)).toMatchObject({ state: 'closed', closedAs: 'settled' });
  expect(await questions()).toEqual([{ state: 'withdrawn' }]);
  await isSound();
});
