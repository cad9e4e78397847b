import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NeutralCaseInput } from '../../contract/neutralCase.ts';
import { NeutralCase } from '../../contract/neutralCase.ts';
import { neutralCase, placeCase, takeCase } from '../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import type { SignedIn } from '../desk.ts';
import { sendLetter } from '../letters/sendLetter.ts';
import { readCaseFile } from './caseFile.ts';
import { loadCase } from './lease.ts';
import { readOwnWords } from './ownWords.ts';
import { questionHandlers } from './questionMethods.ts';
import { storeAnswer } from './storeAnswer.ts';
import { toNeutral } from './toNeutral.ts';

let temp: TempDesk;
let dana: SignedIn;

beforeEach(async () => {
  temp = await openTempDesk();
  dana = await temp.seat('Dana');
});
afterEach(() => temp.close());

/** Asks the seller of a new case two things; what comes back is answered or not by the caller. */
async function askSeller(change: Partial<NeutralCaseInput> = {}) {
  const { caseId } = await takeCase(temp.desk, await placeCase(temp.desk, neutralCase(change)), dana);
  const asked = await questionHandlers['cases.ask'](temp.desk, { requestId: randomUUID(), caseId, to: ['seller'], questions: ['Which label?', 'Which carton?'].map((text) => ({ text, claimId: null, kinds: [] })), dueAt: null }, dana);
  temp.clock.now = asked.undoUntil;
  await temp.runDueJobs({ 'letter.send': sendLetter });
  return { caseId, ids: asked.questions.map((one) => one.questionId) };
}
const answer = (questionId: string | undefined) =>
  temp.desk.write((tx) => storeAnswer(tx, { questionId: questionId ?? '', letterId: null, from: 'seller', saidAt: tx.now, words: 'The blue one.', language: 'en', files: [], documentSha256: 'a'.repeat(64) }));
const read = (desk: TempDesk, caseId: string) => readCaseFile(desk.desk.db, caseId, dana, desk.clock.now);

/** The case as an exported bundle holds it. */
async function travelled(caseId: string): Promise<NeutralCase> {
  const sent = await toNeutral(temp.desk.db, caseId);
  const own = await readOwnWords(temp.desk.db, caseId);
  return NeutralCase.parse({ ...sent, messages: [...sent.messages, ...own.messages], remedies: [...sent.remedies, ...own.remedies] });
}

describe('a case that travels', () => {
  it('takes along what the desk asked and was answered, word for word', async () => {
    const { caseId, ids } = await askSeller();
    await answer(ids[0]);
    const copy = await travelled(caseId);
    const other = await openTempDesk();
    try {
      const seen = await read(other, await placeCase(other.desk, copy));
      expect(seen.messages.slice(-3)).toMatchObject([{ from: 'mediator', to: 'seller', original: 'Which label?' }, { from: 'mediator', original: 'Which carton?' }, { from: 'seller', to: 'mediator', original: 'The blue one.' }]);
    } finally {
      await other.close();
    }
  });

  it('is the same when it comes back to its desk: no answer stands twice, and none is made up for a question that waits', async () => {
    const { caseId, ids } = await askSeller();
    await answer(ids[0]);
    const before = await read(temp, caseId);
    await placeCase(temp.desk, { ...(await travelled(caseId)), sourceStatus: 'sent again' });
    const after = await read(temp, caseId);
    expect(after.messages).toEqual(before.messages);
    expect(after.questions.map((one) => one.state)).toEqual(['answered', 'waiting']);
  });
});

describe('the time a silent side has to answer', () => {
  const silent = { evidence: [], messages: [], claims: [{ id: 'claim-1', reason: 'wrong_item' as const, words: 'It is red.', language: 'en' }] };

  it('ends when it answers the desk, and does not begin again when the marketplace sends the case anew', async () => {
    const dueAt = temp.clock.now + 30 * 24 * 60 * 60_000;
    const deadlines = [{ id: 'deadline-1', party: 'seller' as const, action: 'answer', dueAt: new Date(dueAt).toISOString(), isMandatory: true, from: 'rule' as const }];
    const { caseId, ids } = await askSeller({ ...silent, deadlines });
    const until = async () => (await loadCase(temp.desk.db, caseId)).answerUntil;
    expect(await until()).toBe(dueAt);
    await answer(ids[0]);
    expect(await until()).toBeNull();
    await placeCase(temp.desk, neutralCase({ ...silent, deadlines, sourceStatus: 'sent again' }));
    expect(await until()).toBeNull();
  });
});
