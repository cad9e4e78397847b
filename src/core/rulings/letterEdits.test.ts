import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseFile } from '../../contract/caseFile.ts';
import type { RulingInput } from '../../contract/rulings.ts';
import { placeCase, soundRuling, takeCase } from '../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { verifyLog } from '../audit/verify.ts';
import { letter, rulingLetter } from '../db/schema/letter.ts';
import type { SignedIn } from '../desk.ts';
import { gaps } from '../letters/gaps.ts';
import { letterHandlers } from '../letters/methods.ts';
import { sendLetter } from '../letters/sendLetter.ts';
import { previewLetters } from './previewLetters.ts';
import { stageRuling } from './stage.ts';
import { takeEffect } from './takeEffect.ts';

const jobs = { 'ruling.takeEffect': takeEffect, 'letter.send': sendLetter };

let temp: TempDesk;
let dana: SignedIn;
let file: CaseFile;
let ruling: RulingInput;

beforeEach(async () => {
  temp = await openTempDesk();
  dana = await temp.seat('Dana Okafor');
  file = await takeCase(temp.desk, await placeCase(temp.desk), dana);
  ruling = soundRuling(file);
});
afterEach(() => temp.close());

const preview = (draft: RulingInput) => previewLetters(temp.desk, { caseId: file.caseId, draft }, dana);
const stage = (written: RulingInput) => stageRuling(temp.desk, { requestId: randomUUID(), caseId: file.caseId, expectedVersion: file.version, ruling: written }, dana);
async function toBuyer(draft = ruling) {
  const found = (await preview(draft)).letters.find(({ to }) => to === 'buyer');
  if (!found) throw new Error('no letter to the buyer');
  return found;
}
/** The ruling with its letter to the buyer changed by hand. */
async function edited(change: (text: string) => string, draft = ruling): Promise<RulingInput> {
  const { composed } = await toBuyer(draft);
  return { ...draft, letters: [{ to: 'buyer', body: change(composed), basedOn: composed }] };
}
const effective = async () => {
  temp.clock.now += 15_000;
  expect(await temp.runDueJobs(jobs)).toEqual([]);
  expect(await temp.runDueJobs(jobs)).toEqual([]);
};

describe('letters of a ruling', () => {
  it('go out as they were read before the ruling was staged, but for the moments', async () => {
    const before = await preview(ruling);
    temp.clock.now += 60_000;
    const { rulingId } = await stage(ruling);
    const after = await previewLetters(temp.desk, { rulingId }, dana);
    expect(after.letters.map(({ sha256 }) => sha256)).toEqual(before.letters.map(({ sha256 }) => sha256));
    await effective();
    const sent = await letterHandlers['letters.ofCase'](temp.desk, { caseId: file.caseId }, dana);
    expect(sent.map(({ to, body }) => [to, body])).toEqual(expect.arrayContaining(after.letters.map(({ to, body }) => [to, body])));
    for (const { body, subject } of sent) expect(`${subject}${body}`).not.toMatch(/[⟦⟧]|Okafor/);
    expect(after.letters[0]?.english?.body).toMatch(/^Dear Ada,/);
  });

  it('say what is missing while they cannot be written, and nothing about evidence that is not opened', async () => {
    const { letters, missing } = await preview({ ...ruling, reasons: '', findings: [] });
    expect(letters).toEqual([]);
    expect(missing.map(({ code }) => code)).toEqual(['NO_FINDING', 'NO_REASONS']);
  });

  it('carry a paragraph that the mediator added, and the log covers it', async () => {
    const words = 'Die Uhr darf behalten werden.';
    const { rulingId } = await stage(await edited((text) => text.replace('\n\nMediation Desk', `\n\n${words}\n\nMediation Desk`)));
    expect((await previewLetters(temp.desk, { rulingId }, dana)).letters.find(({ to }) => to === 'buyer')).toMatchObject({ basedOn: expect.any(String) as string, text: expect.stringContaining(words) as string });
    await effective();
    const bodies = [...temp.gateway.letters.values()].map(({ body }) => body);
    expect(bodies.filter((body) => body.includes(words))).toHaveLength(1);
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
    await temp.database.run('drop trigger ruling_letter_no_update');
    await temp.database.update(rulingLetter).set({ body: 'Nothing.' });
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: false });
  });

  it('are refused when they were changed before the sum changed: an old sum must never go out', async () => {
    const half = { ...ruling, outcome: 'partial_refund' as const, basis: { by: 'percent' as const, percent: '50' } };
    const old = await edited((text) => `${text}\nPS`, half);
    const now = { ...old, basis: { by: 'percent' as const, percent: '40' } };
    expect((await preview(now)).problems).toMatchObject([{ code: 'LETTER_OUTDATED', field: 'letters', refId: 'buyer' }]);
    await expect(stage(now)).rejects.toMatchObject({ code: 'UNFAIR_PROCESS', data: { problems: [{ code: 'LETTER_OUTDATED' }] } });
    await expect(stage({ ...old, reasons: `${old.reasons} More.` })).rejects.toMatchObject({ data: { problems: [{ code: 'LETTER_OUTDATED' }] } });
    expect(await stage(old)).toMatchObject({ state: 'staged' });
  });

  it('are refused without the decision, its sum, or the end of the time to appeal', async () => {
    for (const change of [
      (text: string) => text.replace('33,33', '39,33'),
      (text: string) => text.replace(gaps.appealUntil, 'irgendwann'),
      () => 'Guten Tag.',
    ]) {
      const problems = (await preview(await edited(change))).problems;
      expect(problems[0]).toMatchObject({ code: 'LETTER_INCOMPLETE', refId: 'buyer' });
      await expect(edited(change).then(stage)).rejects.toMatchObject({ code: 'UNFAIR_PROCESS' });
    }
    const rewrapped = await edited((text) => text.replaceAll('\u00a0', ' ').replace('eine teilweise', 'eine\nteilweise'));
    expect((await preview(rewrapped)).problems).toEqual([]);
  });

  it('are refused with the name of who decides, in what the mediator writes anywhere', async () => {
    for (const draft of [{ ...ruling, reasons: 'I, dana  OKAFOR, looked.' }, await edited((text) => `${text}\nDana\u00a0Okafor`)]) {
      await expect(stage(draft)).rejects.toMatchObject({ data: { problems: [{ code: 'LETTER_NAMES_PERSON' }] } });
    }
  });
});

describe('sending once more', () => {
  beforeEach(async () => {
    await stage(ruling);
    await effective();
  });
  const all = () => letterHandlers['letters.ofCase'](temp.desk, { caseId: file.caseId }, dana);
  const first = async () => (await all()).find(({ resendOf, to }) => resendOf === null && to === 'buyer') ?? Promise.reject(new Error('no letter'));

  it('makes one new letter with the same words, however often the request comes, linked to the first', async () => {
    const { letterId, body } = await first();
    const input = { requestId: randomUUID(), letterId };
    const again = await letterHandlers['letters.resend'](temp.desk, input, dana);
    expect(await letterHandlers['letters.resend'](temp.desk, input, dana)).toEqual(again);
    expect(again).toMatchObject({ body, resendOf: letterId, state: 'planned' });
    await temp.runDueJobs(jobs);
    expect(temp.gateway.letters.size).toBe(3);
    temp.clock.now += 1;
    const third = await letterHandlers['letters.resend'](temp.desk, { requestId: randomUUID(), letterId: again.letterId }, dana);
    expect(third.resendOf).toBe(letterId);
    expect((await all()).map(({ state }) => state)).toEqual(['planned', 'sent', 'sent', 'sent']);
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  });

  it('tries a letter again that could not be sent, under the same key, and refuses to send it as a new one', async () => {
    const { letterId } = await first();
    await temp.database.update(letter).set({ state: 'failed', sentAt: null, error: 'The folder is full.' });
    await expect(letterHandlers['letters.resend'](temp.desk, { requestId: randomUUID(), letterId }, dana)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
    expect(await letterHandlers['letters.retry'](temp.desk, { requestId: randomUUID(), letterId }, dana)).toMatchObject({ letterId, state: 'planned', error: null });
    await expect(letterHandlers['letters.retry'](temp.desk, { requestId: randomUUID(), letterId }, dana)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
    expect(await temp.runDueJobs(jobs)).toEqual([]);
    expect(await first()).toMatchObject({ state: 'sent' });
    expect(temp.gateway.letters.size).toBe(2);
  });
});
