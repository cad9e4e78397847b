import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RulingSummary } from '../../contract/rulings.ts';
import { noteView, recordAppeal, ruleOn, rulingJobs } from '../../testing/appealed.ts';
import { neutralCase, placeCase, soundRuling, takeCase } from '../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { createAuditHandlers } from '../audit/methods.ts';
import { verifyLog } from '../audit/verify.ts';
import { readCaseFile } from '../cases/caseFile.ts';
import { loadCase } from '../cases/lease.ts';
import { caseHandlers } from '../cases/methods.ts';
import { storeCase } from '../cases/storeCase.ts';
import { appeal, correction } from '../db/schema/appeal.ts';
import { evidence } from '../db/schema/evidence.ts';
import { letter } from '../db/schema/letter.ts';
import { refund, ruling } from '../db/schema/ruling.ts';
import { exchangeHandlers } from '../exchange/handlers.ts';
import { exchangeFolders, takeInAll } from '../exchange/takeIn.ts';
import { sha256 } from '../ids.ts';
import { deskItself, type SignedIn } from '../desk.ts';
import { requireRulingsShown } from '../hiddenRulings.ts';
import { jobHandlers } from '../jobs/methods.ts';
import { listRulings } from './list.ts';
import { rulingHandlers } from './methods.ts';

const dayMs = 86_400_000;
const secret = 'The watch on the photo is red, said first.';

let temp: TempDesk;
let ada: SignedIn;
let bo: SignedIn;
let caseId: string;
let first: RulingSummary;

beforeEach(async () => {
  temp = await openTempDesk();
  ada = await temp.seat('Mira');
  bo = await temp.seat('Noel');
  caseId = await placeCase(temp.desk);
  first = await ruleOn(temp, caseId, ada, { reasons: secret });
});
afterEach(() => temp.close());

const stateOf = async () => (await loadCase(temp.desk.db, caseId)).state;
const fileOf = (by: SignedIn) => readCaseFile(temp.desk.db, caseId, by, temp.clock.now);
const claimIt = (by: SignedIn) => caseHandlers['cases.claim'](temp.desk, { requestId: randomUUID(), caseId }, by);
const check = async (by: SignedIn, draft: Parameters<(typeof rulingHandlers)['rulings.check']>[1]['draft']) => rulingHandlers['rulings.check'](temp.desk, { caseId, draft }, by);

describe('an appeal', () => {
  it('puts the case back into the queue, keeps what is new, and tells both parties without naming who ruled', async () => {
    const found = await recordAppeal(temp, caseId, bo);
    expect(found).toMatchObject({ by: 'seller', state: 'open', rulingId: first.rulingId, personName: 'Noel' });
    expect(await stateOf()).toBe('queued');
    const letters = await temp.desk.db.select().from(letter).where(eq(letter.aboutId, found.appealId));
    expect(letters.map(({ kind, to }) => `${kind} ${to}`).sort()).toEqual(['appeal buyer', 'appeal seller']);
    for (const { body } of letters) {
      expect(body).toContain('The carrier weighed the parcel.');
      expect(body).not.toMatch(/Mira|Noel/);
    }
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  });

  it('is refused after the moment the letters name, and the refusal says how that was worked out', async () => {
    const [row] = await temp.desk.db.select().from(ruling);
    expect(row?.appealUntil).toBe((row?.effectiveAt ?? 0) + 7 * dayMs);
    temp.clock.now = (row?.appealUntil ?? 0) + 1;
    await expect(recordAppeal(temp, caseId, bo)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW', message: expect.stringMatching(/ended on 2026-06-17 09:00 UTC: 7 days after .* by policy 2026/) as string });
    expect(await stateOf()).toBe('ruled');
    // A letter that came in time and is recorded late is in time.
    await recordAppeal(temp, caseId, bo, 'seller', { receivedAt: row?.appealUntil ?? 0 });
    expect(await stateOf()).toBe('queued');
  });

  it('is refused without new information, before the ruling, from the future, and with an exhibit of another case', async () => {
    const message = (part: string) => ({ message: expect.stringContaining(part) as string });
    await expect(recordAppeal(temp, caseId, bo, 'seller', { newInformation: ' ' })).rejects.toMatchObject(message('what is new'));
    await expect(recordAppeal(temp, caseId, bo, 'seller', { receivedAt: temp.clock.now - dayMs })).rejects.toMatchObject(message('took effect'));
    await expect(recordAppeal(temp, caseId, bo, 'seller', { receivedAt: temp.clock.now + dayMs })).rejects.toMatchObject(message('future'));
    await expect(recordAppeal(temp, caseId, bo, 'seller', { exhibits: ['elsewhere'] })).rejects.toMatchObject(message('no exhibit'));
    expect(await stateOf()).toBe('ruled');
  });

  it('is refused while one is open, a second time by the same side, without a ruling in effect, and of a side the case does not have', async () => {
    await recordAppeal(temp, caseId, bo);
    await expect(recordAppeal(temp, caseId, bo, 'buyer')).rejects.toMatchObject({ message: expect.stringContaining('under appeal already') as string });
    await ruleOn(temp, caseId, bo, {}, { result: 'confirmed', newInformation: 'It changes nothing.' });
    await expect(recordAppeal(temp, caseId, ada)).rejects.toMatchObject({ message: expect.stringContaining('each side may once') as string });
    const other = await placeCase(temp.desk, neutralCase({ parties: [{ role: 'buyer', id: 'b', displayName: 'Eve' }] }));
    await expect(recordAppeal(temp, other, bo, 'buyer')).rejects.toMatchObject({ message: expect.stringContaining('No ruling') as string });
    await expect(recordAppeal(temp, other, bo, 'seller')).rejects.toMatchObject({ message: expect.stringContaining('names no seller') as string });
  });

  it('never goes to whoever ruled: not served, not claimed, and the case file says why', async () => {
    await recordAppeal(temp, caseId, bo);
    expect(await caseHandlers['cases.next'](temp.desk, { requestId: randomUUID() }, ada)).toMatchObject({ served: false });
    expect((await caseHandlers['cases.upNext'](temp.desk, {}, ada)).caseIds).toEqual([]);
    await expect(claimIt(ada)).rejects.toMatchObject({ code: 'NOT_PERMITTED', message: 'You ruled on this case; an appeal goes to another person.' });
    expect(await fileOf(ada)).toMatchObject({ mayNotDecide: expect.stringContaining('You ruled') as string, othersBarred: 0 });
    expect(await fileOf(bo)).toMatchObject({ mayNotDecide: null, othersBarred: 1, appeal: { notBy: ['Mira'], isHidden: true } });
    expect(await caseHandlers['cases.next'](temp.desk, { requestId: randomUUID() }, bo)).toMatchObject({ served: true, caseId });
  });

  it('a second one, of the other side, goes to somebody who ruled on neither', async () => {
    await recordAppeal(temp, caseId, bo);
    await ruleOn(temp, caseId, bo, { basis: { by: 'percent', percent: '20' } }, { result: 'partly', newInformation: 'It weighs something.' });
    await recordAppeal(temp, caseId, bo, 'buyer');
    for (const barred of [ada, bo]) await expect(claimIt(barred)).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    const cy = await temp.seat('Cy');
    await ruleOn(temp, caseId, cy, {}, { result: 'changed', newInformation: 'It shows nothing.' });
    const net = [...temp.gateway.payouts.values()].map(({ amount }) => amount.minor);
    expect(net).toEqual(['3333', '2000']);
    expect([...temp.gateway.corrections.values()].map(({ debits }) => debits)).toEqual([[{ party: 'buyer', amount: { minor: '2000', currency: 'USD' } }]]);
    await expect(recordAppeal(temp, caseId, cy, 'seller')).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
  });

  it('opens the evidence again: what comes is as good as any, and what was ruled on stays as it was', async () => {
    await recordAppeal(temp, caseId, bo);
    const row = await loadCase(temp.desk.db, caseId);
    const sent = neutralCase({ sourceId: row.sourceId, evidence: [{ id: 'photo', side: 'buyer', kind: 'photo', fileName: 'red.jpg', statement: 'Now it says more.', claimIds: ['claim-1'] }, { id: 'weight', side: 'seller', kind: 'document', fileName: 'weight.pdf' }] });
    await temp.desk.write((tx) => storeCase(tx, { neutral: sent, files: new Map(), integrity: { kind: 'document', valid: true, complete: true, faults: [], warnings: [] }, carriedRuling: null }, deskItself));
    const rows = await temp.desk.db.select().from(evidence).where(eq(evidence.caseId, caseId)).orderBy(evidence.position);
    expect(rows.map(({ sourceEvidenceId, statement, admissibility }) => [sourceEvidenceId.split('~')[0], statement, admissibility])).toEqual([
      ['photo', null, 'admitted'],
      ['packing', null, 'admitted'],
      ['photo', 'Now it says more.', 'admitted'],
      ['weight', null, 'admitted'],
    ]);
  });
});

describe('a document dispute-appeal/1', () => {
  const lay = async (change: object) => {
    const folder = exchangeFolders(temp.desk.dataDir).in;
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'weight.jpg'), 'a photo of the scales');
    const { source, sourceId } = await loadCase(temp.desk.db, caseId);
    writeFileSync(join(folder, 'appeal.json'), JSON.stringify({ schema: 'dispute-appeal/1', source, sourceId, from: 'seller', at: new Date(temp.clock.now).toISOString(), newInformation: 'We weighed it.', evidence: [{ path: 'weight.jpg', sha256: sha256('a photo of the scales'), kind: 'photo' }], ...change }));
    return (await takeInAll(temp.desk, exchangeHandlers, 0))[0]?.result;
  };

  it('appeals with its files as exhibits of its side that can be relied on, once', async () => {
    expect(await lay({})).toBe('taken');
    const file = await fileOf(bo);
    const [exhibit] = file.exhibits.filter(({ evidenceId }) => file.appeal?.exhibits.includes(evidenceId));
    expect(exhibit).toMatchObject({ label: 'S-2', admissibility: 'admitted', fileName: 'weight.jpg' });
    expect(file).toMatchObject({ state: 'queued', appeal: { by: 'seller', how: 'exchange', newInformation: 'We weighed it.' } });
    expect(await lay({ newInformation: 'Once more.' })).toBe('refused');
    expect(await temp.desk.db.$count(appeal)).toBe(1n);
  });

  it.each([
    ['names nothing new', { newInformation: ' ' }],
    ['is of a case of elsewhere', { sourceId: 'elsewhere' }],
    ['came before the ruling', { at: '2026-01-01T00:00:00Z' }],
    ['says who decides', { personId: 'root' }],
  ])('is refused with a reason beside it when it %s, and changes nothing', async (_what, change) => {
    expect(await lay(change)).toBe('refused');
    expect(await stateOf()).toBe('ruled');
    expect(await temp.desk.db.$count(appeal)).toBe(0n);
  });
});

describe('the ruling appealed', () => {
  /** Everything a person can ask of the core about the case. */
  async function everything(by: SignedIn): Promise<string> {
    const refused = (error: unknown) => (error instanceof Error ? error.message : 'refused');
    const answers = [
      await fileOf(by),
      await rulingHandlers['rulings.get'](temp.desk, { rulingId: first.rulingId }, by).catch(refused),
      await listRulings(temp.desk.db, { filter: {}, cursor: null, limit: 50 }, by, temp.clock.now),
      await createAuditHandlers(() => Promise.reject(new Error('not asked')))['audit.ofCase'](temp.desk, { caseId }, by),
      await jobHandlers['jobs.list'](temp.desk, { state: 'done', cursor: null, limit: 200 }, by),
      await caseHandlers['cases.ofParties'](temp.desk, { caseId: await placeCase(temp.desk) }, by),
      await rulingHandlers['rulings.stage'](temp.desk, { requestId: randomUUID(), caseId, expectedVersion: 1, ruling: soundRuling(await fileOf(by)) }, by).catch(refused),
    ];
    return JSON.stringify(answers, (_name, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  }

  it('is told by no answer of the core until an own view is noted, and by all of them afterwards', async () => {
    await caseHandlers['cases.addNote'](temp.desk, { requestId: randomUUID(), caseId, text: `A note: ${secret}` }, ada);
    await recordAppeal(temp, caseId, bo);
    await takeCase(temp.desk, caseId, bo);
    const hidden = await everything(bo);
    for (const told of [secret, '3333', '33.33', 'Refund of', 'refund.settled', 'refund.payOut', 'refundId']) expect(hidden).not.toContain(told);
    expect(await fileOf(bo)).toMatchObject({ refundRoom: { cap: { minor: '6665' }, refundedHere: null }, rulings: [], refunds: [], notes: [], appeal: { appealed: null } });
    await expect(requireRulingsShown(temp.desk.db, caseId, bo)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
    await noteView(temp, caseId, bo);
    const shown = await everything(bo);
    for (const told of [secret, '3333', '33.33', 'refund.settled', 'refund.payOut', 'refundId']) expect(shown).toContain(told);
    expect(await fileOf(bo)).toMatchObject({ refundRoom: { cap: { minor: '6665' }, refundedHere: { minor: '3333' } }, appeal: { appealed: { summary: { rulingId: first.rulingId } } } });
  });

  it('stays hidden from others who may yet decide, and is known to who ruled and to the owner of the machine', async () => {
    await recordAppeal(temp, caseId, bo);
    await takeCase(temp.desk, caseId, bo);
    await noteView(temp, caseId, bo);
    expect(await everything(await temp.seat('Cy'))).not.toContain(secret);
    expect(await everything(await temp.seat('Lena', 'lead'))).not.toContain(secret);
    expect(await everything(ada)).toContain(secret);
    expect(await everything(await temp.seat('Owner', 'admin'))).toContain(secret);
  });

  it('is compared with a view that cannot be changed once the ruling was seen', async () => {
    await recordAppeal(temp, caseId, bo);
    await takeCase(temp.desk, caseId, bo);
    await noteView(temp, caseId, bo);
    await expect(noteView(temp, caseId, bo)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW', message: expect.stringContaining('before') as string });
    expect((await fileOf(bo)).appeal?.view).toMatchObject({ outcome: 'no_refund', amount: null, words: 'The buyer shows nothing.' });
  });
});

describe('a ruling on an appeal', () => {
  beforeEach(async () => {
    await recordAppeal(temp, caseId, bo);
  });

  it('asks for an own view, its result and a finding on what is new before it can be staged', async () => {
    const file = await takeCase(temp.desk, caseId, bo);
    const codes = async (draft: object) => (await check(bo, { ...soundRuling(file), ...draft })).problems.map(({ code }) => code);
    expect(await codes({})).toEqual(['NO_OWN_VIEW', 'NO_APPEAL_RESULT', 'NO_NEW_INFORMATION']);
    await noteView(temp, caseId, bo);
    expect(await codes({ appeal: { result: 'confirmed', newInformation: 'Nothing new.' } })).toEqual([]);
    expect(await codes({ appeal: { result: 'partly', newInformation: 'Nothing new.' } })).toEqual(['APPEAL_RESULT_DIFFERS']);
    expect(await codes({ basis: { by: 'percent', percent: '20' }, appeal: { result: 'confirmed', newInformation: 'Nothing new.' } })).toEqual(['APPEAL_RESULT_DIFFERS']);
    expect(await codes({ bearers: [{ bearer: 'platform', percent: 100 }], appeal: { result: 'confirmed', newInformation: 'x' } })).toEqual(['APPEAL_RESULT_DIFFERS']);
  });

  it('that confirms repeats the amount and pays nothing', async () => {
    const second = await ruleOn(temp, caseId, bo, {}, { result: 'confirmed', newInformation: 'It changes nothing.' });
    expect(second.amount).toEqual(first.amount);
    expect(await temp.desk.db.select().from(refund)).toHaveLength(1);
    expect(temp.gateway.payouts.size).toBe(1);
    expect(await temp.desk.db.select().from(correction)).toEqual([]);
    expect(await temp.desk.db.select().from(appeal)).toMatchObject([{ state: 'decided', result: 'confirmed', decidedRulingId: second.rulingId }]);
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  });

  it('for more pays the difference alone, and its letters say so in each language without naming anybody', async () => {
    const second = await ruleOn(temp, caseId, bo, { outcome: 'full_refund', basis: { by: 'full' } }, { result: 'changed', newInformation: 'The parcel was light.' });
    expect(second.amount).toEqual({ minor: '6665', currency: 'USD' });
    expect([...temp.gateway.payouts.values()].map(({ amount, shares }) => [amount.minor, shares])).toEqual([
      ['3333', [{ bearer: 'seller', amount: { minor: '3333', currency: 'USD' } }]],
      ['3332', [{ bearer: 'seller', amount: { minor: '3332', currency: 'USD' } }]],
    ]);
    const letters = await temp.desk.db.select().from(letter).where(eq(letter.rulingId, second.rulingId));
    const toBuyer = letters.find(({ to }) => to === 'buyer')?.body ?? '';
    expect(toBuyer).toContain('Diese Entscheidung tritt an die Stelle der ersten.');
    expect(toBuyer).toMatch(/nur der Unterschied von 33,32\sUSD/);
    expect(toBuyer).toContain('Sie können bis');
    expect(letters.find(({ to }) => to === 'seller')?.body).toContain('この裁定が最終となります');
    for (const { body } of letters) expect(body).not.toMatch(/Mira|Noel/);
    const decision = await rulingHandlers['rulings.get'](temp.desk, { rulingId: second.rulingId }, ada);
    expect(decision).toMatchObject({ appeal: { result: 'changed' }, correction: null, chain: { rulings: [{ rulingId: first.rulingId }, { rulingId: second.rulingId }], appeals: [{ result: 'changed' }] } });
  });

  it('for less never edits the refund: it asks the difference back once, with a key of its own', async () => {
    const before = await temp.desk.db.select().from(refund);
    const second = await ruleOn(temp, caseId, bo, { basis: { by: 'percent', percent: '10' } }, { result: 'partly', newInformation: 'The parcel was heavy.' });
    expect(await temp.desk.db.select().from(refund)).toEqual(before);
    const [asked] = await temp.desk.db.select().from(correction);
    expect(asked).toMatchObject({ rulingId: second.rulingId, buyerMinor: 2666n, state: 'sent' });
    expect([...temp.gateway.corrections.values()]).toMatchObject([
      { key: asked?.correctionId, debits: [{ party: 'buyer', amount: { minor: '2666' } }], credits: [{ party: 'seller', amount: { minor: '2666' } }], words: expect.stringContaining('give back USD 26.66') as string },
    ]);
    expect((await fileOf(bo)).refundRoom).toMatchObject({ refundedHere: { minor: '667' }, cap: { minor: '5998' } });
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  });

  it('that only changes who bears it moves money between those and none to the buyer', async () => {
    await ruleOn(temp, caseId, bo, { bearers: [{ bearer: 'carrier', percent: 100 }] }, { result: 'partly', newInformation: 'The carrier broke it.' });
    expect(temp.gateway.payouts.size).toBe(1);
    expect([...temp.gateway.corrections.values()]).toMatchObject([{ debits: [{ party: 'carrier', amount: { minor: '3333' } }], credits: [{ party: 'seller', amount: { minor: '3333' } }] }]);
  });

  it('taken back leaves the appeal open and nothing on its way', async () => {
    await takeCase(temp.desk, caseId, bo);
    await noteView(temp, caseId, bo);
    const file = await takeCase(temp.desk, caseId, bo);
    const ruled = soundRuling(file, { outcome: 'full_refund', basis: { by: 'full' }, appeal: { result: 'changed', newInformation: 'x' } });
    const staged = await rulingHandlers['rulings.stage'](temp.desk, { requestId: randomUUID(), caseId, expectedVersion: file.version, ruling: ruled }, bo);
    await rulingHandlers['rulings.undo'](temp.desk, { requestId: randomUUID(), rulingId: staged.rulingId }, bo);
    expect(await temp.desk.db.select().from(appeal)).toMatchObject([{ state: 'open' }]);
    expect(await temp.desk.db.select().from(refund).where(eq(refund.rulingId, staged.rulingId))).toMatchObject([{ state: 'cancelled' }]);
    expect((await fileOf(bo)).appeal?.view).not.toBeNull();
    temp.clock.now += 60_000;
    await temp.runDueJobs(rulingJobs);
    expect(temp.gateway.payouts.size).toBe(1);
  });
});
