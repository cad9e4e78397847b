import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseFile } from '../../contract/caseFile.ts';
import { placeCase, soundRuling, takeCase } from '../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { verifyLog } from '../audit/verify.ts';
import { readCaseFile } from '../cases/caseFile.ts';
import { leaseCase, loadCase } from '../cases/lease.ts';
import { questionHandlers } from '../cases/questionMethods.ts';
import { lapseQuestion } from '../cases/questions.ts';
import { answer } from '../db/schema/answer.ts';
import { exchangeDocument } from '../db/schema/exchange.ts';
import { vaultFile } from '../db/schema/evidence.ts';
import { letter } from '../db/schema/letter.ts';
import type { SignedIn } from '../desk.ts';
import { sha256 } from '../ids.ts';
import { sendLetter } from '../letters/sendLetter.ts';
import { rulingHandlers } from '../rulings/methods.ts';
import { exchangeHandlers } from './handlers.ts';
import { exchangeFolders, takeInAll } from './takeIn.ts';

let temp: TempDesk;
let dana: SignedIn;
let file: CaseFile;
let questionId: string;

beforeEach(async () => {
  temp = await openTempDesk();
  dana = await temp.seat('Dana');
  file = await takeCase(temp.desk, await placeCase(temp.desk), dana);
  const asked = await questionHandlers['cases.ask'](temp.desk, { requestId: randomUUID(), caseId: file.caseId, to: ['seller'], questions: [{ text: 'A photo of the label, please.', claimId: 'claim-1', kinds: ['photo'] }], dueAt: null }, dana);
  questionId = asked.questions[0]?.questionId ?? '';
  temp.clock.now = asked.undoUntil;
  await temp.runDueJobs({ 'letter.send': sendLetter });
  mkdirSync(folders().in, { recursive: true });
});
afterEach(() => temp.close());

const folders = () => exchangeFolders(temp.desk.dataDir);
const look = (graceMs = 0) => takeInAll(temp.desk, exchangeHandlers, graceMs);
const read = () => readCaseFile(temp.desk.db, file.caseId, dana, temp.clock.now);
const lay = (name: string, content: unknown) => writeFileSync(join(folders().in, name), typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content));
const words = 'Here is the label.';
const photo = Buffer.from('not quite a photo');
const named = (change: object = {}) => ({ path: 'label.jpg', sha256: sha256(photo), kind: 'photo', statement: 'The label', ...change });
const answering = (change: object = {}) => ({ schema: 'dispute-answer/1', questionId, from: 'seller', at: new Date(temp.clock.now).toISOString(), words, language: 'en', ...change });
const refusal = async (name: string, content: unknown) => {
  lay(name, content);
  expect(await look()).toMatchObject([{ name, result: 'refused' }]);
  const [row] = await temp.desk.db.select().from(exchangeDocument).where(eq(exchangeDocument.fileName, name));
  expect(existsSync(join(folders().in, name))).toBe(false);
  const reasons = readdirSync(folders().refused).filter((one) => one.endsWith('.reason.txt'));
  expect(reasons.map((one) => readFileSync(join(folders().refused, one), 'utf8')).join()).toContain(row?.words);
  expect((await read()).state).toBe('waiting');
  return row?.code;
};

describe('an answer in the exchange folder', () => {
  it('becomes words and exhibits of its side, tied to its question, and the case comes back to whoever asked', async () => {
    lay('label.jpg', photo);
    lay('a.json', answering({ evidence: [named()] }));
    expect(await look()).toMatchObject([{ result: 'taken' }]);
    const seen = await read();
    const exhibit = seen.exhibits.find((one) => one.label === 'S-2');
    expect(exhibit).toMatchObject({ side: 'seller', kind: 'photo', fileName: 'label.jpg', statement: 'The label', claimIds: ['claim-1'], admissibility: 'admitted', sha256: sha256(photo) });
    expect(seen).toMatchObject({
      state: 'queued',
      questions: [{ questionId, state: 'answered' }],
      answers: [{ from: 'seller', questionIds: [questionId], words, exhibits: [exhibit?.evidenceId], isLate: false }],
      cameBack: { words: 'The seller answered with 1 exhibit' },
    });
    expect(seen.messages.at(-1)).toMatchObject({ from: 'seller', original: words, attachments: [exhibit?.evidenceId] });
    expect(await loadCase(temp.desk.db, file.caseId)).toMatchObject({ keptForPersonId: dana.personId });
    expect(readdirSync(folders().in)).toEqual([]);
    expect(readdirSync(folders().done)).toHaveLength(2);
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  });

  it('answers everything one letter asked, by the letter it names', async () => {
    const [sent] = await temp.desk.db.select().from(letter);
    lay('a.json', answering({ questionId: null, letterId: sent?.letterId }));
    await look();
    expect((await read()).questions).toMatchObject([{ state: 'answered' }]);
  });

  it('counts once when it is delivered twice, under whatever name', async () => {
    const document = answering();
    lay('a.json', document);
    lay('b.json', document);
    expect(await look()).toMatchObject([{ name: 'a.json', result: 'taken' }, { name: 'b.json', result: 'again' }]);
    lay('a.json', document);
    expect(await look()).toMatchObject([{ result: 'again' }]);
    expect(await temp.desk.db.$count(answer)).toBe(1n);
    expect(readdirSync(folders().in)).toEqual([]);
  });

  it('loses nothing when the desk dies before its file is moved, and nothing is half done when the disk fails before', async () => {
    lay('label.jpg', photo);
    lay('a.json', answering({ evidence: [named()] }));
    const failing = { ...temp.desk, write: () => Promise.reject(new Error('the disk is gone')) };
    await expect(takeInAll(failing, exchangeHandlers, 0)).rejects.toThrow('the disk is gone');
    expect(await temp.desk.db.$count(answer)).toBe(0n);
    expect(readdirSync(folders().in)).toEqual(['a.json', 'label.jpg']);
    await look();
    // As it lay before it was moved, its file gone already: only the moving is left to do.
    const [moved] = readdirSync(folders().done).filter((one) => one.endsWith('.json'));
    renameSync(join(folders().done, moved ?? ''), join(folders().in, 'a.json'));
    expect(await look()).toMatchObject([{ result: 'again' }]);
    expect(await temp.desk.db.$count(answer)).toBe(1n);
    expect((await read()).exhibits.filter((one) => one.side === 'seller')).toHaveLength(2);
  });

  it('reaches its case although the desk stumbles over a document before it', async () => {
    const stumbling = { ...exchangeHandlers, 'dispute-offer-reply/1': { ...exchangeHandlers['dispute-offer-reply/1']!, apply: () => Promise.reject(new TypeError('a fault of the desk')) } };
    lay('a.json', { schema: 'dispute-offer-reply/1', offerId: 'one', from: 'seller', reply: 'accepted', at: new Date(temp.clock.now).toISOString() });
    lay('b.json', answering());
    await expect(takeInAll(temp.desk, stumbling, 0)).rejects.toThrow('a fault of the desk');
    expect(await read()).toMatchObject({ questions: [{ state: 'answered' }] });
    expect(readdirSync(folders().in)).toEqual(['a.json']);
  });

  it('is kept and marked late after its time, and waits for an appeal after a ruling', async () => {
    const dueAt = (await read()).questions[0]?.dueAt ?? 0;
    temp.clock.now = dueAt;
    await temp.runDueJobs({ 'question.lapse': lapseQuestion });
    temp.clock.now = dueAt + 60_000;
    lay('label.jpg', photo);
    lay('a.json', answering({ evidence: [named()] }));
    await look();
    const late = await read();
    expect(late).toMatchObject({ questions: [{ state: 'lapsed' }], answers: [{ isLate: true }] });
    expect(late.exhibits.find((one) => one.label === 'S-2')).toMatchObject({ admissibility: 'late', admissibilityReason: expect.stringContaining('the time was over') as string });
    await temp.desk.write(async (tx) => leaseCase(tx, await loadCase(tx, file.caseId), dana));
    const now = await takeCase(temp.desk, file.caseId, dana);
    await rulingHandlers['rulings.stage'](temp.desk, { requestId: randomUUID(), caseId: file.caseId, expectedVersion: now.version, ruling: soundRuling(now) }, dana);
    temp.clock.now += 1_000;
    lay('b.json', answering({ words: 'One more thing.' }));
    await look();
    expect((await read()).answers.at(-1)).toMatchObject({ isLate: true, lateWords: expect.stringContaining('waits for an appeal') as string });
    expect((await read()).state).toBe('staged');
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  });

  it('waits while it or its files are still being written, and is taken in when they are there', async () => {
    lay('a.json', '{"schema":"dispute-answer/1",');
    lay('b.json', answering({ evidence: [named()] }));
    expect(await look(60_000)).toMatchObject([{ name: 'a.json', result: 'waiting' }, { name: 'b.json', result: 'waiting' }]);
    lay('label.jpg', photo);
    expect(await look(60_000)).toMatchObject([{ name: 'a.json', result: 'waiting' }, { name: 'b.json', result: 'taken' }]);
    utimesSync(join(folders().in, 'a.json'), 1, 1);
    expect(await look(60_000)).toMatchObject([{ name: 'a.json', result: 'refused' }]);
  });

  it('is not waited for until a moment to come, when a clock set wrong dated it', async () => {
    lay('a.json', answering({ evidence: [named()] }));
    utimesSync(join(folders().in, 'a.json'), new Date('2199-01-01'), new Date('2199-01-01'));
    expect(await look(60_000)).toMatchObject([{ name: 'a.json', result: 'refused' }]);
  });

  it('can be mended: what was refused is taken in when it comes whole', async () => {
    const document = answering({ evidence: [named()] });
    lay('a.json', document);
    expect(await look()).toMatchObject([{ result: 'refused' }]);
    lay('label.jpg', photo);
    lay('a.json', document);
    expect(await look()).toMatchObject([{ result: 'taken' }]);
    expect(await temp.desk.db.select({ state: exchangeDocument.state }).from(exchangeDocument)).toEqual([{ state: 'taken' }]);
  });
});

describe('hostile documents', () => {
  it.each([
    ['leaves the folder', { path: '../out/payout.json' }],
    ['names a place of the machine', { path: '/etc/passwd' }],
    ['names a device of Windows', { path: 'NUL' }],
    ['hides its ending', { path: 'label\u202egpj.exe' }],
  ])('refuses evidence that %s', async (_what, change) => {
    expect(await refusal('a.json', answering({ evidence: [named(change)] }))).toBe('FILE_NAME_REFUSED');
  });

  it('refuses links, to files and through folders, so that nothing of the machine is taken in', async () => {
    writeFileSync(join(temp.desk.dataDir, 'secret'), photo);
    symlinkSync(join(temp.desk.dataDir, 'secret'), join(folders().in, 'label.jpg'));
    expect(await refusal('a.json', answering({ evidence: [named()] }))).toBe('FILE_IS_LINK');
    symlinkSync(temp.desk.dataDir, join(folders().in, 'deep'));
    expect(await refusal('b.json', answering({ evidence: [named({ path: 'deep/secret' })] }))).toBe('FILE_IS_LINK');
    symlinkSync(join(temp.desk.dataDir, 'secret'), join(folders().in, 'c.json'));
    expect(await look()).toMatchObject([{ name: 'c.json', result: 'refused' }]);
    expect(readFileSync(join(temp.desk.dataDir, 'secret'))).toEqual(photo);
  });

  it('refuses a file that is not the one named, one named twice, and a bundle that is none; nothing of them stays in the vault', async () => {
    lay('label.jpg', 'something else');
    expect(await refusal('a.json', answering({ evidence: [named()] }))).toBe('FILE_HASH_DIFFERS');
    lay('label.jpg', photo);
    expect(await refusal('b.json', answering({ evidence: [named(), named()] }))).toBe('FILE_TWICE');
    lay('x.zip', 'PK');
    expect(await refusal('c.json', answering({ evidence: [named()], bundle: 'x.zip' }))).toBe('BUNDLE_FAULTY');
    expect(await temp.desk.db.$count(vaultFile)).toBe(0n);
    const vault = join(temp.desk.dataDir, 'vault');
    expect(existsSync(vault) ? readdirSync(vault, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()) : []).toEqual([]);
  });

  it('refuses the wrong side, a question of another desk, a moment to come, and a document as large as a film', async () => {
    expect(await refusal('a.json', answering({ from: 'buyer' }))).toBe('BAD_INPUT');
    expect(await refusal('b.json', answering({ questionId: 'elsewhere' }))).toBe('NOT_FOUND');
    expect(await refusal('c.json', answering({ at: '2036-01-01T00:00:00Z' }))).toBe('BAD_INPUT');
    expect(await refusal('d.json', ' '.repeat(2 * 1024 * 1024))).toBe('DOCUMENT_TOO_LARGE');
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  });
});
