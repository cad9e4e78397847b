import { sql } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseFile } from '../../contract/caseFile.ts';
import { neutralCase, placeCase, soundRuling, takeCase } from '../../testing/builders.ts';
import { makeManyCases } from '../../testing/manyCases.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { verifyLog } from '../audit/verify.ts';
import type { SignedIn } from '../desk.ts';
import { rulingHandlers } from '../rulings/methods.ts';
import { boardHandlers } from './boardMethods.ts';
import { readCaseFile } from './caseFile.ts';
import { handBack, loadCase } from './lease.ts';
import { caseHandlers } from './methods.ts';
import { spotHandlers } from './spotMethods.ts';

const said = { id: 'chat', side: 'buyer' as const, kind: 'chat' as const, fileName: 'chat.txt', text: 'one\ntwo\nthree' };

let temp: TempDesk;
let dana: SignedIn;
let bo: SignedIn;
let file: CaseFile;

beforeEach(async () => {
  temp = await openTempDesk();
  dana = await temp.seat('Dana');
  bo = await temp.seat('Bo');
  const neutral = neutralCase();
  file = await takeCase(temp.desk, await placeCase(temp.desk, neutralCase({ evidence: [...neutral.evidence, said] })), dana);
});
afterEach(() => temp.close());

const read = (by = dana) => readCaseFile(temp.desk.db, file.caseId, by, temp.clock.now);
const here = () => ({ requestId: randomUUID(), caseId: file.caseId });
const idOf = (label: string) => file.exhibits.find((one) => one.label === label)?.evidenceId ?? '';
const tie = (label: string, proves: string | null, by = dana) => boardHandlers['cases.tieExhibit'](temp.desk, { ...here(), evidenceId: idOf(label), claimId: 'claim-1', proves }, by);
const addLines = (name: string) => spotHandlers['cases.addSpot'](temp.desk, { ...here(), evidenceId: idOf('B-2'), name, place: { type: 'lines', from: 2, to: 3, quote: 'two\nthree' } }, dana);
const again = (change = {}) => placeCase(temp.desk, neutralCase({ ...neutralCase(), sourceId: file.sourceId, ...change }));

describe('the claim board', () => {
  it('says how a claim stands with a reason, and goes back to what the positions give', async () => {
    const set = (standing: 'agreed' | null, reason: string | null) => boardHandlers['cases.setStanding'](temp.desk, { ...here(), claimId: 'claim-1', standing, reason }, dana);
    await expect(set('agreed', null)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await set('agreed', 'The seller owns up in the chat.');
    expect((await read()).claims[0]).toMatchObject({ standing: 'agreed', standingNote: { reason: 'The seller owns up in the chat.', personName: 'Dana' } });
    await set(null, null);
    expect((await read()).claims[0]).toMatchObject({ standing: 'contested', standingNote: null });
  });

  it('asks for the evidence of the goods a mediator names, and keeps that when the case is sent again', async () => {
    const set = (goods: null) => boardHandlers['cases.setGoods'](temp.desk, { ...here(), itemId: 'item-1', goods }, dana);
    await caseHandlers['cases.relabelClaim'](temp.desk, { ...here(), claimId: 'claim-1', reason: 'counterfeit' }, dana);
    const missing = async () => (await read()).claims[0]?.missing.map((gap) => gap.words);
    const before = await missing();
    await boardHandlers['cases.setGoods'](temp.desk, { ...here(), itemId: 'item-1', goods: 'jewellery' }, dana);
    expect(await missing()).toEqual([...(before ?? []), 'An appraisal of the metal or the stones']);
    await again({ sourceStatus: 'changed' });
    expect((await read()).items).toMatchObject([{ goods: 'jewellery', goodsBy: 'Dana' }]);
    await set(null);
    expect((await read()).items).toMatchObject([{ goods: null, goodsBy: null }]);
    await expect(boardHandlers['cases.setGoods'](temp.desk, { ...here(), itemId: 'none', goods: 'food' }, dana)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('puts an exhibit onto a claim with what it proves, and takes off one that its side had named', async () => {
    await tie('B-2', 'the buyer asked for blue');
    await boardHandlers['cases.untieExhibit'](temp.desk, { ...here(), evidenceId: idOf('B-1'), claimId: 'claim-1' }, dana);
    const { exhibits } = await read();
    expect(exhibits.find((one) => one.label === 'B-2')).toMatchObject({ claimIds: ['claim-1'], ties: [{ proves: 'the buyer asked for blue', personName: 'Dana' }] });
    expect(exhibits.find((one) => one.label === 'B-1')).toMatchObject({ claimIds: [], ties: [] });
  });

  it('keeps what a mediator added when the case is sent again', async () => {
    await tie('B-2', 'it came late');
    await addLines('The promise');
    await boardHandlers['cases.addContradiction'](temp.desk, { ...here(), between: [idOf('B-1'), idOf('S-1')], words: 'red against blue' }, dana);
    await again({ sourceStatus: 'changed' });
    const seen = await read();
    expect(seen.exhibits.find((one) => one.label === 'B-2')?.ties).toHaveLength(1);
    expect(seen.spots).toMatchObject([{ label: 'B-2.1', name: 'The promise' }]);
    expect(seen.contradictions).toMatchObject([{ words: 'red against blue' }]);
  });

  it('holds a contradiction once, whichever exhibit is named first, and never of an exhibit with itself', async () => {
    const note = (between: [string, string], words: string) => boardHandlers['cases.addContradiction'](temp.desk, { ...here(), between, words }, dana);
    await note([idOf('B-1'), idOf('S-1')], 'red');
    const { contradictionId } = await note([idOf('S-1'), idOf('B-1')], 'red against blue');
    expect((await read()).contradictions).toMatchObject([{ contradictionId, words: 'red against blue' }]);
    await expect(note([idOf('B-1'), idOf('B-1')], 'x')).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await boardHandlers['cases.removeContradiction'](temp.desk, { ...here(), contradictionId }, dana);
    expect((await read()).contradictions).toEqual([]);
  });

  it('is changed only by who holds the case, and not twice by a command that was sent again', async () => {
    await expect(tie('B-2', null, bo)).rejects.toMatchObject({ code: 'LEASE_LOST' });
    const input = { ...here(), evidenceId: idOf('B-2'), claimId: 'claim-1', proves: null };
    const first = await boardHandlers['cases.tieExhibit'](temp.desk, input, dana);
    expect(await boardHandlers['cases.tieExhibit'](temp.desk, input, dana)).toEqual(first);
    expect((await read()).version).toBe(first.version);
  });
});

describe('a spot', () => {
  it('keeps its label for good: the number of one that was taken away is not given again', async () => {
    const first = await addLines('first');
    await spotHandlers['cases.removeSpot'](temp.desk, { ...here(), spotId: first.spotId }, dana);
    expect((await addLines('second')).label).toBe('B-2.2');
    await spotHandlers['cases.restoreSpot'](temp.desk, { ...here(), spotId: first.spotId }, dana);
    expect((await read()).spots.map((one) => one.label)).toEqual(['B-2.1', 'B-2.2']);
  });

  it('cannot lie outside of what it is a place in', async () => {
    const add = (evidenceId: string | null, place: Parameters<typeof addPlace>[1]) => addPlace(evidenceId, place);
    await expect(add(idOf('B-2'), { type: 'lines', from: 2, to: 4, quote: 'x' })).rejects.toMatchObject({ code: 'BAD_INPUT', message: 'B-2 has 3 lines of text.' });
    await expect(add(idOf('B-2'), { type: 'span', startMs: 0, endMs: 5 })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(add(null, { type: 'message', messageId: 'nobody', quote: 'x' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    expect(await add(null, { type: 'message', messageId: 'message-1', quote: 'It is red.' })).toMatchObject({ label: 'M-1' });
  });

  it('carries a finding: its exhibit counts as cited, the letter names it, the frozen file shows it after it was taken away', async () => {
    const { spotId } = await addLines('The promise');
    const held = await read();
    const ruling = { ...soundRuling(held), findings: [{ claimId: 'claim-1', result: 'established' as const, exhibits: [], spots: [spotId], absence: null, words: null }] };
    const staged = await rulingHandlers['rulings.stage'](temp.desk, { ...here(), expectedVersion: held.version, ruling }, dana);
    const kept = await rulingHandlers['rulings.get'](temp.desk, { rulingId: staged.rulingId }, dana);
    expect(kept.ruling.findings).toMatchObject([{ exhibits: [idOf('B-2')], spots: [spotId] }]);
    expect(kept.frozenFile).toMatchObject({ spots: [{ spotId, label: 'B-2.1', place: { type: 'lines', from: 2, to: 3 } }] });
    expect((await verifyLog(temp.desk.db)).ok).toBe(true);
  });

  it('that was taken away cannot carry a finding', async () => {
    const { spotId } = await addLines('The promise');
    await spotHandlers['cases.removeSpot'](temp.desk, { ...here(), spotId }, dana);
    const held = await read();
    const draft = { ...soundRuling(held), findings: [{ claimId: 'claim-1', result: 'established' as const, exhibits: [], spots: [spotId], absence: null, words: null }] };
    const { problems } = await rulingHandlers['rulings.check'](temp.desk, { caseId: file.caseId, draft }, dana);
    expect(problems).toMatchObject([{ code: 'FINDING_WITHOUT_BASIS', message: expect.stringContaining('taken away') as string }]);
  });
});

function addPlace(evidenceId: string | null, place: Parameters<(typeof spotHandlers)['cases.addSpot']>[1]['place']) {
  return spotHandlers['cases.addSpot'](temp.desk, { ...here(), evidenceId, name: 'here', place }, dana);
}

describe('what a person keeps for the next', () => {
  it('leaves a handover that is told from other notes', async () => {
    await caseHandlers['cases.addNote'](temp.desk, { ...here(), text: 'for myself' }, dana);
    await temp.desk.write(async (tx) => handBack(tx, await loadCase(tx, file.caseId), dana, 'waiting for the carrier'));
    expect((await read(bo)).notes.map(({ text, isHandover }) => [text, isHandover])).toEqual([['for myself', false], ['waiting for the carrier', true]]);
  });

  it('keeps a reminder to its person', async () => {
    const set = (reminder: { dueAt: number; words: string } | null) => caseHandlers['cases.setReminder'](temp.desk, { caseId: file.caseId, reminder }, dana);
    await set({ dueAt: temp.clock.now + 5, words: 'ask again' });
    await set({ dueAt: temp.clock.now + 9, words: 'ask again' });
    expect((await read()).reminder).toEqual({ dueAt: temp.clock.now + 9, words: 'ask again' });
    expect((await read(bo)).reminder).toBeNull();
    expect(await caseHandlers['cases.reminders'](temp.desk, {}, dana)).toMatchObject([{ caseId: file.caseId, words: 'ask again' }]);
    expect(await caseHandlers['cases.reminders'](temp.desk, {}, bo)).toEqual([]);
    await set(null);
    expect((await read()).reminder).toBeNull();
  });

  it('finds other cases of a party with the ruling, and says that one ruled on them before', async () => {
    const other = await placeCase(temp.desk, neutralCase({ parties: [{ role: 'buyer', id: 'somebody' }, { role: 'seller', id: 's' }] }));
    await placeCase(temp.desk, neutralCase({ parties: [{ role: 'buyer', id: 's' }, { role: 'seller', id: 'else' }] }));
    await placeCase(temp.desk, neutralCase({ source: 'paypal', parties: [{ role: 'seller', id: 's' }] }));
    const held = await takeCase(temp.desk, other, bo);
    await rulingHandlers['rulings.stage'](temp.desk, { requestId: randomUUID(), caseId: other, expectedVersion: held.version, ruling: soundRuling(held) }, bo);
    const found = await caseHandlers['cases.ofParties'](temp.desk, { caseId: file.caseId }, bo);
    expect(found).toMatchObject([
      { role: 'buyer', total: 0, rows: [] },
      { role: 'seller', total: 1, ruledByMe: 1, rows: [{ caseId: other, isRuledByMe: true, ruling: { outcome: 'partial_refund', amount: { minor: '3333' } } }] },
    ]);
    expect((await caseHandlers['cases.ofParties'](temp.desk, { caseId: file.caseId }, dana))[1]).toMatchObject({ ruledByMe: 0, rows: [{ isRuledByMe: false }] });
  });

  it('looks at the newest cases of a large seller alone, and says so', async () => {
    await temp.desk.write(async (tx) => handBack(tx, await loadCase(tx, file.caseId), dana, null));
    await makeManyCases(temp, 2_300);
    await temp.database.run(sql`insert into party (case_id, position, role, id) select case_id, 9, 'seller', 's' from dispute_case where number >= 30000 order by number`);
    const [, seller] = await caseHandlers['cases.ofParties'](temp.desk, { caseId: file.caseId }, bo);
    expect(seller).toMatchObject({ total: 1_000, isMore: true, ruledByMe: 0 });
    expect(seller?.rows).toHaveLength(20);
    expect(seller?.ruledAmong).toBeLessThanOrEqual(100);
    await temp.database.run(sql`delete from party where position = 9 and case_id not in (select case_id from dispute_case where source = 'aliexpress' order by number desc limit 150)`);
    expect((await caseHandlers['cases.ofParties'](temp.desk, { caseId: file.caseId }, bo))[1]).toMatchObject({ total: 150, isMore: false });
  });

  it('shows none of the cases of a party, because somebody with the same id at another source has newer ones', async () => {
    await temp.desk.write(async (tx) => handBack(tx, await loadCase(tx, file.caseId), dana, null));
    await makeManyCases(temp, 300);
    await temp.database.run(sql`update dispute_case set source = iif(number in (select number from dispute_case order by number desc limit 120), 'paypal', 'aliexpress') where case_id <> ${file.caseId}`);
    await temp.database.run(sql`insert into party (case_id, position, role, id) select case_id, 9, 'seller', 's' from (select case_id, number from dispute_case where case_id <> ${file.caseId} order by number desc limit 150) order by number`);
    expect((await caseHandlers['cases.ofParties'](temp.desk, { caseId: file.caseId }, bo))[1]).toMatchObject({ total: 30, isMore: false, ruledAmong: 30, rows: { length: 20 } });
  });

  it('tells the cases that come next without taking them', async () => {
    const waiting = [await placeCase(temp.desk), await placeCase(temp.desk), await placeCase(temp.desk)];
    const { caseIds } = await caseHandlers['cases.upNext'](temp.desk, {}, bo);
    expect(caseIds).toHaveLength(2);
    expect((await caseHandlers['cases.next'](temp.desk, { requestId: randomUUID() }, bo))).toMatchObject({ served: true, caseId: caseIds[0] });
    expect(waiting).toContain(caseIds[0]);
    expect((await loadCase(temp.desk.db, caseIds[1] ?? '')).state).toBe('queued');
  });
});
