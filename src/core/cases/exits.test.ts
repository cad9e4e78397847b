import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ineligibilities } from '../../contract/exits.ts';
import { neutralCase, placeCase, soundRuling, takeCase } from '../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { verifyLog } from '../audit/verify.ts';
import { question } from '../db/schema/board.ts';
import { letter } from '../db/schema/letter.ts';
import { rulingDraft } from '../db/schema/ruling.ts';
import type { SignedIn } from '../desk.ts';
import { compose } from '../letters/compose.ts';
import { letterLanguages } from '../letters/templates.ts';
import { rulingHandlers } from '../rulings/methods.ts';
import { readCaseFile } from './caseFile.ts';
import { exitHandlers } from './exits.ts';
import { handUpHandlers } from './handUp.ts';
import { loadCase } from './lease.ts';
import { caseHandlers } from './methods.ts';
import { questionHandlers } from './questionMethods.ts';

let temp: TempDesk;
let dana: SignedIn;
let iris: SignedIn;
let caseId: string;
const seen = async (id = caseId) => ({ requestId: randomUUID(), caseId: id, expectedVersion: (await loadCase(temp.desk.db, id)).version });
const fileFor = (by: SignedIn, id = caseId) => readCaseFile(temp.desk.db, id, by, temp.clock.now);
const reject = async (by = dana) => exitHandlers['cases.reject'](temp.desk, { ...(await seen()), reason: 'out_of_time', words: 'Opened 90 days\u202e late.' }, by);

beforeEach(async () => {
  temp = await openTempDesk();
  dana = await temp.seat('Dana');
  iris = await temp.seat('Iris', 'lead');
  caseId = await placeCase(temp.desk, neutralCase({ order: { id: 'shared', currency: 'USD', captured: { minor: '6665', currency: 'USD' } } }));
});
afterEach(() => temp.close());

describe('cases.reject and cases.withdraw', () => {
  it('would close a case without telling both sides, in their language, or saying why', async () => {
    await reject();
    expect(await fileFor(dana)).toMatchObject({ state: 'closed', exit: { as: 'ineligible', code: 'out_of_time', personName: 'Dana' }, turn: { dueAt: null } });
    const letters = await temp.desk.db.select().from(letter);
    expect(letters.map(({ kind, to, language }) => [kind, to, language]).sort()).toEqual([['notice', 'buyer', 'de'], ['notice', 'seller', 'ja']]);
    expect(letters.find(({ to }) => to === 'buyer')?.body).toContain('nach Ablauf der Frist');
    expect(letters.find(({ to }) => to === 'buyer')?.body).toContain('Opened 90 days late.');
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  });

  it('would take a case out of the hands of whoever works on it', async () => {
    await takeCase(temp.desk, caseId, dana);
    await expect(reject(iris)).rejects.toMatchObject({ code: 'LEASE_LOST' });
    await reject(dana);
  });

  it('would close what changed unseen, or what is ruled', async () => {
    const file = await takeCase(temp.desk, caseId, dana);
    await expect(exitHandlers['cases.withdraw'](temp.desk, { ...(await seen()), expectedVersion: 1, known: 'message', words: 'x' }, dana)).rejects.toMatchObject({ code: 'CONFLICT' });
    await rulingHandlers['rulings.stage'](temp.desk, { ...(await seen()), ruling: soundRuling(file) }, dana);
    await expect(reject()).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
  });

  it('would let a question go out, or be waited for, after the buyer withdrew', async () => {
    await takeCase(temp.desk, caseId, dana);
    await questionHandlers['cases.ask'](temp.desk, { requestId: randomUUID(), caseId, to: ['seller'], questions: [{ text: 'A photo?', claimId: null, kinds: [] }], dueAt: null }, dana);
    await exitHandlers['cases.withdraw'](temp.desk, { ...(await seen()), known: 'message', words: 'She wrote that it is settled.' }, dana);
    expect(await temp.desk.db.select({ state: question.state }).from(question)).toEqual([{ state: 'withdrawn' }]);
    expect(await temp.desk.db.select({ kind: letter.kind, state: letter.state }).from(letter).where(eq(letter.kind, 'question'))).toEqual([{ kind: 'question', state: 'withdrawn' }]);
    expect(await fileFor(dana)).toMatchObject({ state: 'closed', exit: { as: 'withdrawn', code: 'message' } });
  });

  it.each(letterLanguages())('would send a half-filled notice in %s', (language) => {
    for (const reason of ineligibilities) {
      for (const template of ['ineligible', 'withdrawn']) {
        const party = { displayName: 'Ada', language, timeZone: null };
        const { body, subject, language: used } = compose(template, { to: 'buyer', party, reference: 'C-1', sourceId: 's', orderId: 'o' }, () => ({ reason, words: 'Because.' }));
        expect(used).toBe(language);
        expect(`${subject}${body}`).not.toMatch(/[{}]|\(\)|: ?[.。]/);
        expect(body).toMatch(template === 'ineligible' ? /Because\.\n/ : /C-1/);
      }
    }
  });
});

describe('cases.merge', () => {
  it('would merge into a case of another order, a closed one, or itself', async () => {
    const other = await placeCase(temp.desk);
    const merge = async (intoCaseId: string) => exitHandlers['cases.merge'](temp.desk, { ...(await seen()), intoCaseId, words: null }, dana);
    await expect(merge(other)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
    await expect(merge(caseId)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
  });

  it('would lose what the merged case holds, or leave no way from one to the other', async () => {
    const into = await placeCase(temp.desk, neutralCase({ order: { id: 'shared', currency: 'USD', captured: { minor: '6665', currency: 'USD' } } }));
    const link = { caseId: into, reference: 'C-20002' };
    expect(await exitHandlers['cases.ofOrder'](temp.desk, { caseId }, dana)).toMatchObject([link]);
    const before = await fileFor(dana);
    await exitHandlers['cases.merge'](temp.desk, { ...(await seen()), intoCaseId: into, words: 'The same parcel.' }, dana);
    const after = await fileFor(dana);
    expect(after).toMatchObject({ state: 'closed', exit: { as: 'merged', into: link } });
    expect([after.exhibits.length, after.messages.length]).toEqual([before.exhibits.length, before.messages.length]);
    expect(await fileFor(dana, into)).toMatchObject({ state: 'queued', mergedFrom: [{ caseId, reference: 'C-20001' }] });
    expect(await temp.desk.db.select().from(letter)).toEqual([]);
  });
});

describe('cases.escalate', () => {
  const escalate = async () => handUpHandlers['cases.escalate'](temp.desk, { ...(await seen()), reason: 'fraud', words: 'The same photo twice.' }, dana);
  const next = (by: SignedIn) => caseHandlers['cases.next'](temp.desk, { requestId: randomUUID() }, by);

  it('would serve an escalated case to mediators again, or let one claim it', async () => {
    await expect(escalate()).rejects.toMatchObject({ code: 'LEASE_LOST' });
    await takeCase(temp.desk, caseId, dana);
    await escalate();
    expect(await next(dana)).toMatchObject({ served: false });
    await expect(caseHandlers['cases.claim'](temp.desk, { requestId: randomUUID(), caseId }, dana)).rejects.toMatchObject({ code: 'NOT_PERMITTED', message: expect.stringContaining('fraud suspected') });
    expect((await caseHandlers['cases.list'](temp.desk, { scope: 'queue', query: '', sort: 'priority', cursor: null, limit: 5 }, iris)).rows).toMatchObject([
      { escalation: { reason: 'fraud', words: 'The same photo twice.', personName: 'Dana' } },
    ]);
    expect(await next(iris)).toMatchObject({ served: true, caseId });
  });

  it('would keep a case from the mediators for ever', async () => {
    await takeCase(temp.desk, caseId, dana);
    await escalate();
    await next(iris);
    await handUpHandlers['cases.endEscalation'](temp.desk, { ...(await seen()), words: 'No fraud: the seller relists.' }, iris);
    expect(await fileFor(dana)).toMatchObject({ state: 'queued', escalation: null, notes: [{ isHandover: true }] });
    expect(await next(dana)).toMatchObject({ served: true });
  });
});

describe('cases.freeLease', () => {
  it('would free a case without a word to its holder, or lose what they wrote', async () => {
    const file = await takeCase(temp.desk, caseId, dana);
    await rulingHandlers['rulings.saveDraft'](temp.desk, { caseId, draft: { reasons: 'so far' }, expectedDraftVersion: file.draftVersion }, dana);
    const heard = temp.events.length;
    await handUpHandlers['cases.freeLease'](temp.desk, { ...(await seen()), reason: 'Dana is ill.' }, iris);
    expect(temp.events.slice(heard)).toContainEqual(expect.objectContaining({ type: 'case.changed', caseId }));
    expect(await fileFor(dana)).toMatchObject({ state: 'queued', lease: null, draft: { reasons: 'so far' }, notes: [{ personName: 'Iris', text: expect.stringContaining('Dana is ill.'), isHandover: true }] });
    expect(await temp.desk.db.select().from(rulingDraft)).toHaveLength(1);
    await expect(handUpHandlers['cases.freeLease'](temp.desk, { ...(await seen()), reason: 'again' }, iris)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
  });
});
