import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseFile } from '../../contract/caseFile.ts';
import { neutralCase, placeCase, soundRuling, takeCase } from '../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import type { NeutralCase } from '../../contract/neutralCase.ts';
import type { SignedIn } from '../desk.ts';
import { verifyLog } from '../audit/verify.ts';
import { letter } from '../db/schema/letter.ts';
import { sendLetter } from '../letters/sendLetter.ts';
import { rulingHandlers } from '../rulings/methods.ts';
import { readCaseFile } from './caseFile.ts';
import { expireLease, handBack, leaseCase, loadCase } from './lease.ts';
import { questionHandlers } from './questionMethods.ts';
import { postUnsentQuestions } from './postQuestion.ts';
import { lapseQuestion } from './questions.ts';

const jobs = { 'letter.send': sendLetter, 'question.lapse': lapseQuestion };

let temp: TempDesk;
let dana: SignedIn;
let neutral: NeutralCase;
let file: CaseFile;

beforeEach(async () => {
  temp = await openTempDesk();
  dana = await temp.seat('Dana');
  neutral = neutralCase();
  file = await takeCase(temp.desk, await placeCase(temp.desk, neutral), dana);
});
afterEach(() => temp.close());

const windowMs = 15_000;
const askAll = (to: ('buyer' | 'seller')[], texts: string[], dueAt: number | null = null) =>
  questionHandlers['cases.ask'](temp.desk, { requestId: randomUUID(), caseId: file.caseId, to, questions: texts.map((text) => ({ text, claimId: 'claim-1', kinds: ['photo'] })), dueAt }, dana);
/** Asks one side one thing and lets the undo window pass, so that the letter is due. */
async function ask(to: 'buyer' | 'seller', text = 'Please send a photo of the label.') {
  const { askId, questions } = await askAll([to], [text]);
  temp.clock.now += windowMs;
  const [first] = questions;
  if (!first) throw new Error('Nothing was asked.');
  return { ...first, askId };
}
const read = () => readCaseFile(temp.desk.db, file.caseId, dana, temp.clock.now);
const state = async () => (await loadCase(temp.desk.db, file.caseId)).state;
const again = (change: Parameters<typeof neutralCase>[0]) => placeCase(temp.desk, { ...neutral, ...neutralCase({ ...neutral, ...change }) });

describe('asking a party', () => {
  it('lets the case wait, says whose turn it is, and sends one letter in the language of the party', async () => {
    const asked = await ask('seller');
    expect(asked).toMatchObject({ to: 'seller', state: 'waiting', sentAt: null, dueAt: Date.parse('2026-06-15T23:59:59.999+09:00') });
    expect(await read()).toMatchObject({ state: 'waiting', lease: null, turn: { party: 'seller', dueAt: asked.dueAt } });
    expect(await temp.runDueJobs(jobs)).toEqual([]);
    expect(await temp.runDueJobs(jobs)).toEqual([]);
    expect(temp.gateway.letters.size).toBe(1);
    expect([...temp.gateway.letters.values()][0]).toMatchObject({ to: 'seller', language: 'ja', body: expect.stringContaining('Please send a photo of the label.') as string });
    expect((await read()).questions).toMatchObject([{ questionId: asked.questionId, sentAt: temp.clock.now }]);
  });

  it('goes on when that side says more, and not when the other one does or nothing new came', async () => {
    await ask('seller');
    await again({ sourceStatus: 'looked at' });
    await again({ messages: [...neutral.messages, { id: 'message-2', from: 'buyer', original: 'Well?' }] });
    expect(await state()).toBe('waiting');
    await again({ messages: [...neutral.messages, { id: 'message-2', from: 'buyer', original: 'Well?' }, { id: 'message-3', from: 'seller', original: 'Here is the label.' }] });
    expect(await read()).toMatchObject({ state: 'queued', questions: [{ state: 'answered', endedAt: temp.clock.now }] });
  });

  it('goes on when the time is over, once, with the proof that the side was asked', async () => {
    const { dueAt } = await ask('seller');
    temp.clock.now = dueAt - 1;
    await temp.runDueJobs(jobs);
    expect(await state()).toBe('waiting');
    temp.clock.now = dueAt;
    await temp.runDueJobs(jobs);
    const seen = await read();
    expect(seen).toMatchObject({ state: 'queued', questions: [{ state: 'lapsed', endedAt: dueAt }] });
    expect(seen.timeline.map((entry) => entry.words)).toContain('Did not answer what the desk asked');
  });

  it('keeps a ruling from being staged before the answer, unless the question is taken back', async () => {
    const { questionId } = await ask('seller');
    await temp.desk.write(async (tx) => leaseCase(tx, await loadCase(tx, file.caseId), dana));
    const draft = soundRuling(await read());
    const problems = async () => (await rulingHandlers['rulings.check'](temp.desk, { caseId: file.caseId, draft }, dana)).problems;
    expect(await problems()).toMatchObject([{ code: 'ANSWER_WINDOW_OPEN', refId: questionId }]);
    const input = { requestId: randomUUID(), caseId: file.caseId, questionId };
    await questionHandlers['cases.withdrawQuestion'](temp.desk, input, dana);
    expect(await problems()).toEqual([]);
    expect((await read()).questions).toMatchObject([{ state: 'withdrawn' }]);
    await expect(questionHandlers['cases.withdrawQuestion'](temp.desk, { ...input, requestId: randomUUID() }, dana)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
  });

  it('goes on waiting when somebody takes the case meanwhile and gives it back, or lets the lease end', async () => {
    await ask('seller');
    const take = () => temp.desk.write(async (tx) => leaseCase(tx, await loadCase(tx, file.caseId), dana));
    await take();
    await temp.desk.write(async (tx) => handBack(tx, await loadCase(tx, file.caseId), dana, null));
    expect(await state()).toBe('waiting');
    const { endsAt } = await take();
    temp.clock.now = endsAt;
    await temp.runDueJobs({ 'lease.expire': expireLease });
    expect(await state()).toBe('waiting');
  });

  it('does not send a question that was taken back before it went out', async () => {
    const { questionId } = await ask('buyer');
    await temp.desk.write(async (tx) => leaseCase(tx, await loadCase(tx, file.caseId), dana));
    await questionHandlers['cases.withdrawQuestion'](temp.desk, { requestId: randomUUID(), caseId: file.caseId, questionId }, dana);
    expect(await temp.runDueJobs(jobs)).toEqual([]);
    expect(temp.gateway.letters.size).toBe(0);
    expect(await temp.desk.db.select({ state: letter.state }).from(letter)).toEqual([{ state: 'withdrawn' }]);
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  });

  it('sends what a desk of before had asked and not sent, once, and leaves the rest alone', async () => {
    const { questionId } = await ask('buyer');
    const forget = () => temp.database.delete(letter);
    await forget();
    await temp.desk.write(postUnsentQuestions);
    await temp.desk.write(postUnsentQuestions);
    expect(await temp.runDueJobs(jobs)).toEqual([expect.any(Error)]);
    expect((await read()).questions).toMatchObject([{ questionId, sentAt: temp.clock.now }]);
    expect(temp.gateway.letters.size).toBe(1);
    await temp.desk.write(postUnsentQuestions);
    expect(await temp.desk.db.$count(letter)).toBe(1n);
  });
});
