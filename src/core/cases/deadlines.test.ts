import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseFile } from '../../contract/caseFile.ts';
import { mostExtraDays } from '../../contract/deadlines.ts';
import type { NeutralCase } from '../../contract/neutralCase.ts';
import { neutralCase, placeCase, soundRuling, takeCase } from '../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { verifyLog } from '../audit/verify.ts';
import { deadlineMove } from '../db/schema/deadline.ts';
import type { SignedIn } from '../desk.ts';
import { sendLetter } from '../letters/sendLetter.ts';
import { rulingHandlers } from '../rulings/methods.ts';
import { readCaseFile } from './caseFile.ts';
import { deadlineHandlers } from './deadlineMethods.ts';
import { expireLease, leaseCase, loadCase } from './lease.ts';
import { questionHandlers } from './questionMethods.ts';
import { lapseQuestion } from './questions.ts';

const jobs = { 'letter.send': sendLetter, 'question.lapse': lapseQuestion };
const tokyo = (moment: string) => Date.parse(`${moment}+09:00`);
/** The clock of the tests stands at Wednesday 10 June 2026, 18:00 in Tokyo, where the seller is. */
const lastSecond = (date: string) => tokyo(`${date}T23:59:59.999`);

let temp: TempDesk;
let dana: SignedIn;
let neutral: NeutralCase;
let file: CaseFile;

beforeEach(async () => {
  temp = await openTempDesk();
  dana = await temp.seat('Dana');
});
afterEach(() => temp.close());

/** A seller that said nothing; its time of the source ends on Friday 12 June. */
const silent = { claims: [{ id: 'claim-1', reason: 'wrong_item' as const, words: 'It is red.', answers: [] }], evidence: [{ id: 'photo', side: 'buyer' as const, kind: 'photo' as const, fileName: 'red.jpg', claimIds: ['claim-1'], handedInAt: '2026-06-01T09:00:00Z' }] };
const window = (dueAt: string) => ({ deadlines: [{ id: 'answer', party: 'seller' as const, action: 'Answer the dispute', dueAt, isMandatory: true, from: 'source' as const }] });
async function open(change: Parameters<typeof neutralCase>[0] = {}) {
  neutral = neutralCase({ ...silent, ...window('2026-06-12T14:00:00Z'), ...change });
  file = await takeCase(temp.desk, await placeCase(temp.desk, neutral), dana);
}
const take = async () => {
  await temp.runDueJobs({ 'lease.expire': expireLease });
  return temp.desk.write(async (tx) => leaseCase(tx, await loadCase(tx, file.caseId), dana));
};
const read = () => readCaseFile(temp.desk.db, file.caseId, dana, temp.clock.now);
const deadline = async (id = 'answer') => (await read()).deadlines.find((one) => one.deadlineId === id);
const input = (deadlineId: string, reason = 'The carrier has not answered yet.') => ({ requestId: randomUUID(), caseId: file.caseId, deadlineId, reason });
const extend = (id: string, days: number) => deadlineHandlers['deadlines.extend'](temp.desk, { ...input(id), days }, dana);
const pause = (id: string, days: number) => deadlineHandlers['deadlines.pause'](temp.desk, { ...input(id), days }, dana);
const resume = (id: string) => deadlineHandlers['deadlines.resume'](temp.desk, input(id, 'The carrier answered.'), dana);
/** Asks a side, and lets the time in which that can be undone pass. */
async function ask(to: 'buyer' | 'seller' = 'seller') {
  const { questions: [asked] } = await questionHandlers['cases.ask'](temp.desk, { requestId: randomUUID(), caseId: file.caseId, to: [to], questions: [{ text: 'Please send a photo of the label.', claimId: null, kinds: [] }], dueAt: null }, dana);
  if (!asked) throw new Error('nothing was asked');
  temp.clock.now += 15_000;
  return asked;
}
const problems = async () => (await rulingHandlers['rulings.check'](temp.desk, { caseId: file.caseId, draft: soundRuling(await read()) }, dana)).problems.map((one) => one.code);
const letters = () => [...temp.gateway.letters.values()].sort((a, b) => a.to.localeCompare(b.to));

describe('a time that is extended', () => {
  it('tells both sides why, each in its language, keeps both dates, and is waited for', async () => {
    await open();
    expect(await deadline()).toMatchObject({ state: 'open', dueAt: Date.parse('2026-06-12T14:00:00Z'), reckoning: null });
    expect((await extend('answer', 2)).dueAt).toBe(lastSecond('2026-06-16'));
    expect(await deadline()).toMatchObject({
      state: 'open',
      dueAt: lastSecond('2026-06-16'),
      statedDueAt: Date.parse('2026-06-12T14:00:00Z'),
      moves: [{ kind: 'extended', days: 2, reason: 'The carrier has not answered yet.', personName: 'Dana' }],
    });
    expect((await deadline())?.reckoning?.steps.map((step) => step.name)).toEqual(['Friday', 'Saturday', 'Sunday', 'Monday', 'Tuesday']);
    await temp.runDueJobs(jobs);
    expect(letters().map(({ to, language }) => [to, language])).toEqual([['buyer', 'de'], ['seller', 'ja']]);
    for (const letter of letters()) expect(letter.body).toContain('The carrier has not answered yet.');
    expect(letters()[0]?.body).toContain('die Frist des Verkäufers zur Antwort');
    expect(letters()[1]?.body).toContain('お客様の回答期限を延長しました');
    expect(letters()[1]?.body).toContain('2026年6月16日');
    temp.clock.now = Date.parse('2026-06-13T00:00:00Z');
    await take();
    expect(await problems()).toContain('ANSWER_WINDOW_OPEN');
    expect((await loadCase(temp.desk.db, file.caseId)).answerUntil).toBe(lastSecond('2026-06-16'));
    expect((await verifyLog(temp.desk.db)).ok).toBe(true);
  });

  it('would be lost when the source sends the case again with its own date, or shortened by it', async () => {
    await open();
    await extend('answer', 5);
    await placeCase(temp.desk, { ...neutral, sourceStatus: 'looked at' });
    expect((await deadline())?.dueAt).toBe(lastSecond('2026-06-19'));
    expect((await loadCase(temp.desk.db, file.caseId)).answerUntil).toBe(lastSecond('2026-06-19'));
    await placeCase(temp.desk, neutralCase({ ...neutral, ...window('2026-07-30T14:00:00Z') }));
    expect(await deadline()).toMatchObject({ dueAt: Date.parse('2026-07-30T14:00:00Z'), reckoning: null });
  });

  it('would go on for ever, be given twice by a retry, or be moved by somebody who does not hold the case', async () => {
    await open();
    const once = { ...input('answer'), days: 3 };
    const first = await deadlineHandlers['deadlines.extend'](temp.desk, once, dana);
    expect(await deadlineHandlers['deadlines.extend'](temp.desk, once, dana)).toEqual(first);
    await extend('answer', mostExtraDays - 3);
    await expect(extend('answer', 1)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW', message: expect.stringContaining('0 are left') as string });
    await expect(extend('no such', 1)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const lee = await temp.seat('Lee');
    await expect(deadlineHandlers['deadlines.extend'](temp.desk, { ...input('answer'), days: 1 }, lee)).rejects.toMatchObject({ code: 'LEASE_LOST' });
  });

  it('would be edited or taken away afterwards, or go on without having stood still', async () => {
    await open();
    await extend('answer', 1);
    await expect(temp.desk.write((tx) => tx.update(deadlineMove).set({ dueAt: 0 }))).rejects.toThrow();
    await expect(temp.desk.write((tx) => tx.delete(deadlineMove))).rejects.toThrow();
    const [row] = await temp.desk.db.select().from(deadlineMove);
    await expect(temp.desk.write((tx) => tx.insert(deadlineMove).values({ ...row, moveId: 'x', position: 1, kind: 'resumed' } as typeof deadlineMove.$inferInsert))).rejects.toThrow();
    await expect(resume('answer')).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
  });
});

describe('a time that stands still', () => {
  it('lets no question lapse while it stands, and lapses at the end that was moved', async () => {
    await open();
    const { questionId, dueAt } = await ask();
    expect(dueAt).toBe(lastSecond('2026-06-15'));
    await temp.runDueJobs(jobs);
    await take();
    // On Wednesday evening three days and six hours were left: after a rest up to the end of Wednesday 17 a fourth day keeps the six hours.
    expect((await pause(questionId, 5)).dueAt).toBe(lastSecond('2026-06-23'));
    expect(await deadline(questionId)).toMatchObject({ state: 'paused', statedDueAt: dueAt, moves: [{ kind: 'set', days: 3 }, { kind: 'paused', days: 5, untilAt: lastSecond('2026-06-17') }] });
    await expect(extend(questionId, 1)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
    temp.clock.now = dueAt;
    await temp.runDueJobs(jobs);
    expect((await read()).questions).toMatchObject([{ state: 'waiting' }]);
    expect((await read()).defaults).toEqual([]);
    temp.clock.now = lastSecond('2026-06-23');
    await temp.runDueJobs(jobs);
    expect((await read()).questions).toMatchObject([{ state: 'lapsed', endedAt: lastSecond('2026-06-23') }]);
  });

  it('goes on by itself at the latest, though the desk was shut down then, and goes on before when somebody says so', async () => {
    await open();
    await pause('answer', 5);
    temp.clock.now = tokyo('2026-06-16T10:00:00');
    await take();
    expect(await deadline()).toMatchObject({ state: 'paused' });
    // Six days less nine hours stood still; from Tuesday on Friday's two working days are left, and no hour less than then.
    const { dueAt } = await resume('answer');
    expect(dueAt).toBe(lastSecond('2026-06-18'));
    expect(await deadline()).toMatchObject({ state: 'open', moves: [{ kind: 'paused' }, { kind: 'resumed', reason: 'The carrier answered.' }] });
    await temp.runDueJobs(jobs);
    expect(letters()).toHaveLength(4);
    expect((await loadCase(temp.desk.db, file.caseId)).answerUntil).toBe(dueAt);
    await pause('answer', 2);
    temp.clock.now = lastSecond('2026-06-18') + 1;
    expect(await deadline()).toMatchObject({ state: 'open' });
    await expect(deadlineHandlers['deadlines.preview'](temp.desk, { caseId: file.caseId, deadlineId: 'answer', act: 'resume', days: 1 }, dana)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
    expect((await read()).timeline.map((entry) => entry.words)).toContain('Paused for 5 working days at the most: the time of the seller: The carrier has not answered yet.');
  });

  it('would run on for a job that was claimed just before', async () => {
    await open();
    const { questionId } = await ask();
    await take();
    await extend(questionId, 2);
    await lapseQuestion({ questionId }, { desk: temp.desk } as Parameters<typeof lapseQuestion>[1], {} as Parameters<typeof lapseQuestion>[2]);
    expect((await read()).questions).toMatchObject([{ state: 'waiting' }]);
    temp.clock.now = lastSecond('2026-06-17');
    await temp.runDueJobs(jobs);
    expect((await read()).questions).toMatchObject([{ state: 'lapsed' }]);
  });
});

describe('both sides asked at once', () => {
  it('would end with the day of one zone, be moved for both, or be listed once for each question', async () => {
    await open();
    const questions = [{ text: 'A photo of the label?', claimId: null, kinds: [] }, { text: 'The weight?', claimId: null, kinds: [] }];
    const { questions: asked } = await questionHandlers['cases.ask'](temp.desk, { requestId: randomUUID(), caseId: file.caseId, to: ['buyer', 'seller'], questions, dueAt: null }, dana);
    temp.clock.now += 15_000;
    const berlin = Date.parse('2026-06-15T23:59:59.999+02:00');
    expect(asked.map((one) => one.dueAt)).toEqual([berlin, berlin, lastSecond('2026-06-15'), lastSecond('2026-06-15')]);
    const listed = (await read()).deadlines.filter((one) => one.from === 'desk');
    expect(listed.map(({ party, dueAt }) => [party, dueAt])).toEqual([['seller', lastSecond('2026-06-15')], ['buyer', berlin]]);
    await take();
    await extend(listed[0]?.deadlineId ?? '', 2);
    temp.clock.now = berlin;
    await temp.runDueJobs(jobs);
    expect((await read()).questions.map(({ to, state }) => [to, state])).toEqual([['buyer', 'lapsed'], ['buyer', 'lapsed'], ['seller', 'waiting'], ['seller', 'waiting']]);
    temp.clock.now = lastSecond('2026-06-17');
    await temp.runDueJobs(jobs);
    expect((await read()).questions.every((one) => one.state === 'lapsed')).toBe(true);
  });
});

describe('a time that passed in silence', () => {
  const past = window('2026-06-06T08:00:00Z');
  const notice = { messages: [{ id: 'm1', from: 'platform' as const, to: 'seller' as const, sentAt: '2026-06-01T08:01:00Z', language: 'ja', original: 'Please answer within 5 days.' }] };

  it('counts against nobody who was not told: the ruling waits for a question of the desk, with the whole time of the policy', async () => {
    await open(past);
    expect(await problems()).toEqual(['NOT_SERVED']);
    expect((await read()).defaults).toMatchObject([{ party: 'seller', isPossible: false, words: expect.stringContaining('nothing shows that it was told') as string }]);
    const { questionId, dueAt } = await ask();
    await temp.runDueJobs(jobs);
    temp.clock.now = dueAt;
    await temp.runDueJobs(jobs);
    await take();
    expect(await problems()).toEqual([]);
    const seen = await read();
    expect(seen.defaults).toMatchObject([{ deadlineId: questionId, isPossible: true, clauseCode: '6.2', claimIds: ['claim-1'] }]);
    expect(seen.deadlines.find((one) => one.deadlineId === questionId)).toMatchObject({ state: 'passed', notices: [{ by: 'desk', kind: 'letter', language: 'ja', refId: questionId }], reckoning: { zone: 'Asia/Tokyo' } });
  });

  it('counts when the source told the side, by message or in its history, in time and after the dispute was opened', async () => {
    await open({ ...past, ...notice });
    expect(await problems()).toEqual([]);
    expect((await read()).defaults).toMatchObject([{ isPossible: true, words: 'The seller was served on 1 June 2026 by the source and let the time pass, which ended on 6 June 2026: a default ruling is possible.' }]);
    for (const [action, is] of [['notice_served', true], ['seller_notified', true], ['buyer_notified', false], ['notice_not_delivered', false], ['deadline_passed', false]] as const) {
      await open({ ...past, messages: [], history: [{ at: '2026-06-01T08:01:00Z', by: 'platform', action }] });
      expect((await read()).defaults[0]?.isPossible, action).toBe(is);
    }
    for (const sentAt of ['2026-05-30T08:00:00Z', '2026-06-06T07:00:00Z']) {
      await open({ ...past, messages: [{ ...notice.messages[0], sentAt, id: 'm1', from: 'platform', original: 'Answer.' }] });
      expect((await read()).defaults[0]?.isPossible, sentAt).toBe(false);
    }
  });

  it('would count a question that never went out, or went out on the last day', async () => {
    await open(past);
    const { dueAt } = await ask();
    temp.clock.now = dueAt - 3_600_000;
    await temp.runDueJobs({ 'letter.send': sendLetter });
    temp.clock.now = dueAt;
    await temp.runDueJobs({ 'question.lapse': lapseQuestion });
    await take();
    expect(await problems()).toEqual(['NOT_SERVED']);
    expect((await read()).defaults[0]?.words).toContain('too short before its time ended');
  });

  it('gives a seller who was never told of anything the time to answer a dispute, not that of a request', async () => {
    await open({ deadlines: [] });
    expect((await ask()).dueAt).toBe(lastSecond('2026-06-17'));
    await take();
    expect((await ask('buyer')).dueAt).toBe(Date.parse('2026-06-15T23:59:59.999+02:00'));
  });

  it('decides nothing by itself, and proposes nothing once the side has spoken', async () => {
    await open({ ...past, ...notice });
    expect((await read()).draft).toBeNull();
    await placeCase(temp.desk, neutralCase({ ...neutral, messages: [...neutral.messages, { id: 'm2', from: 'seller', sentAt: '2026-06-09T08:00:00Z', original: 'We sent blue.' }] }));
    expect((await read()).defaults).toEqual([]);
    expect(await deadline()).toMatchObject({ state: 'met', metBy: { kind: 'message', refId: 'm2' } });
  });
});
