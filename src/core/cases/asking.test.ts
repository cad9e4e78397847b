import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseFile } from '../../contract/caseFile.ts';
import { neutralCase, placeCase, takeCase } from '../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { verifyLog } from '../audit/verify.ts';
import { letter } from '../db/schema/letter.ts';
import type { SignedIn } from '../desk.ts';
import { sendLetter } from '../letters/sendLetter.ts';
import { handBack, leaseCase, loadCase } from './lease.ts';
import { serveNext } from './next.ts';
import { listCases } from './list.ts';
import { questionHandlers } from './questionMethods.ts';
import { lapseQuestion } from './questions.ts';
import { readCaseFile } from './caseFile.ts';
import { storeAnswer } from './storeAnswer.ts';

const day = 86_400_000;
const jobs = { 'letter.send': sendLetter, 'question.lapse': lapseQuestion };

let temp: TempDesk;
let dana: SignedIn;
let lena: SignedIn;
let file: CaseFile;

beforeEach(async () => {
  temp = await openTempDesk();
  dana = await temp.seat('Dana');
  lena = await temp.seat('Lena');
  file = await takeCase(temp.desk, await placeCase(temp.desk), dana);
});
afterEach(() => temp.close());

const ask = (to: ('buyer' | 'seller')[], questions: { text: string; kinds?: 'photo'[] }[], dueAt: number | null = null) =>
  questionHandlers['cases.ask'](temp.desk, { requestId: randomUUID(), caseId: file.caseId, to, questions: questions.map((one) => ({ claimId: null, kinds: [], ...one })), dueAt }, dana);
const undo = (askId: string, by = dana) => questionHandlers['cases.undoAsk'](temp.desk, { requestId: randomUUID(), askId }, by);
const read = (by = dana) => readCaseFile(temp.desk.db, file.caseId, by, temp.clock.now);
const next = (by: SignedIn) => temp.desk.write((tx) => serveNext(tx, by));
const giveBack = (by: SignedIn, caseId = file.caseId) => temp.desk.write(async (tx) => handBack(tx, await loadCase(tx, caseId), by, null));
const lapse = async (dueAt: number) => {
  temp.clock.now = dueAt;
  await temp.runDueJobs(jobs);
};

describe('asking both sides at once', () => {
  it('sends each side one letter with all questions, numbered and with the kinds wanted, in its language', async () => {
    const dueAt = temp.clock.now + 2 * day;
    const asked = await ask(['buyer', 'seller'], [{ text: 'A photo of the label, please.', kinds: ['photo'] }, { text: 'When did it arrive?' }], dueAt);
    expect(asked.questions).toHaveLength(4);
    temp.clock.now = asked.undoUntil;
    await temp.runDueJobs(jobs);
    const letters = [...temp.gateway.letters.values()].sort((a, b) => a.to.localeCompare(b.to));
    expect(letters.map((one) => [one.to, one.language])).toEqual([['buyer', 'de'], ['seller', 'ja']]);
    expect(letters[0]?.body).toContain('1. A photo of the label, please.\nAm besten zu belegen durch: ein Foto\n\n2. When did it arrive?');
    expect((await read()).questions.every((one) => one.sentAt === temp.clock.now && one.dueAt === dueAt)).toBe(true);
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  });

  it('refuses a day that nobody can keep', async () => {
    await expect(ask(['buyer'], [{ text: 'Well?' }], temp.clock.now + 60_000)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(ask(['buyer'], [{ text: 'Well?' }], temp.clock.now + 91 * day)).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});

describe('undoing a question', () => {
  it('gives the case back, leased, with what was asked, and lets no letter out', async () => {
    const { askId } = await ask(['buyer', 'seller'], [{ text: 'A photo, please.' }]);
    expect(await questionHandlers['cases.asked'](temp.desk, {}, dana)).toMatchObject([{ askId, type: 'question', to: ['buyer', 'seller'] }]);
    const back = await undo(askId);
    expect(back.questions.map((one) => [one.to, one.text, one.state])).toEqual([['buyer', 'A photo, please.', 'withdrawn'], ['seller', 'A photo, please.', 'withdrawn']]);
    expect(await read()).toMatchObject({ state: 'in_review', lease: { isMine: true } });
    temp.clock.now += day;
    await temp.runDueJobs(jobs);
    expect(temp.gateway.letters.size).toBe(0);
    expect(await temp.desk.db.select({ state: letter.state }).from(letter)).toEqual([{ state: 'withdrawn' }, { state: 'withdrawn' }]);
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  });

  it('is refused to others, after the window, and when somebody took the case meanwhile', async () => {
    const { askId, undoUntil } = await ask(['buyer'], [{ text: 'A photo, please.' }]);
    await expect(undo(askId, lena)).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    await temp.desk.write(async (tx) => leaseCase(tx, await loadCase(tx, file.caseId), lena));
    await expect(undo(askId)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
    await giveBack(lena);
    temp.clock.now = undoUntil;
    await expect(undo(askId)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
    expect(await questionHandlers['cases.asked'](temp.desk, {}, dana)).toEqual([]);
  });
});

describe('coming back', () => {
  it('says in few words what became of both sides, because a row of the queue has no room for two sentences', async () => {
    const silent = await ask(['buyer', 'seller'], [{ text: 'A photo, please.' }], temp.clock.now + day);
    await lapse(silent.questions[0]?.dueAt ?? 0);
    expect((await read()).cameBack?.words).toBe('Neither side answered in time');
    await temp.desk.write(async (tx) => leaseCase(tx, await loadCase(tx, file.caseId), dana));
    const asked = await ask(['buyer', 'seller'], [{ text: 'Once more, please.' }]);
    for (const { questionId, to: from } of asked.questions) {
      await temp.desk.write((tx) => storeAnswer(tx, { questionId, letterId: null, from, saidAt: tx.now, words: 'Here.', language: null, files: [], documentSha256: 'a'.repeat(64) }));
    }
    expect((await read()).cameBack?.words).toBe('Both sides answered');
  });

  it('is served first to whoever asked, to nobody else for a day, and to anybody after that', async () => {
    const other = await placeCase(temp.desk);
    const asked = await ask(['seller'], [{ text: 'A photo, please.' }]);
    const dueAt = asked.questions[0]?.dueAt ?? 0;
    await lapse(dueAt);
    const row = await loadCase(temp.desk.db, file.caseId);
    expect(row).toMatchObject({ state: 'queued', keptForPersonId: dana.personId, cameBackWords: 'The seller did not answer in time' });
    expect(await next(lena)).toMatchObject({ served: true, caseId: other });
    await giveBack(lena, other);
    expect(await next(dana)).toMatchObject({ served: true, caseId: file.caseId, because: expect.arrayContaining([expect.objectContaining({ code: 'kept' })]) as unknown });
    expect(await loadCase(temp.desk.db, file.caseId)).toMatchObject({ keptForPersonId: null, cameBackAt: dueAt });
    await giveBack(dana);
    expect(await next(lena)).toMatchObject({ caseId: file.caseId });
  });

  it('says on its row and at its top what came and since when, until it waits again', async () => {
    const asked = await ask(['seller'], [{ text: 'A photo, please.' }]);
    await lapse(asked.questions[0]?.dueAt ?? 0);
    const list = await listCases(temp.desk.db, { scope: 'queue', query: '', sort: 'priority', cursor: null, limit: 50 }, lena, temp.clock.now);
    expect(list.rows[0]).toMatchObject({ cameBack: { at: temp.clock.now, words: 'The seller did not answer in time' }, keptFor: { personName: 'Dana', isMine: false } });
    await next(dana);
    expect((await read()).cameBack).toMatchObject({ words: 'The seller did not answer in time' });
    await ask(['buyer'], [{ text: 'And you?' }]);
    expect((await read()).cameBack).toBeNull();
  });
});

describe('handing back', () => {
  it('does not serve the same case again at once, and serves it when nothing else is there', async () => {
    const other = await placeCase(temp.desk, neutralCase());
    await giveBack(dana);
    expect(await next(dana)).toMatchObject({ caseId: other });
    await giveBack(dana, other);
    const last = await next(dana);
    expect(last).toMatchObject({ served: true });
  });

  it('forgets who handed it back once somebody else has had it', async () => {
    await giveBack(dana);
    const other = await placeCase(temp.desk, neutralCase({ claims: [{ id: 'claim-1', reason: 'wrong_item', amount: { minor: '1', currency: 'USD' } }] }));
    await temp.desk.write(async (tx) => leaseCase(tx, await loadCase(tx, file.caseId), lena));
    await giveBack(lena);
    expect(await next(dana)).toMatchObject({ caseId: file.caseId });
    expect(other).not.toBe(file.caseId);
    expect(await temp.desk.db.$count(letter, eq(letter.caseId, file.caseId))).toBe(0n);
  });
});
