import { randomUUID } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAllExhibits, placeCase, soundRuling, takeCase, neutralCase } from '../../testing/builders.ts';
import { verifyLog } from '../audit/verify.ts';
import { readCaseFile } from '../cases/caseFile.ts';
import { loadCase } from '../cases/lease.ts';
import { caseHandlers } from '../cases/methods.ts';
import { evidence } from '../db/schema/evidence.ts';
import { refund, ruling } from '../db/schema/ruling.ts';
import { approvalHandlers } from './approvalMethods.ts';
import { rulingHandlers } from './methods.ts';
import { takeEffect } from './takeEffect.ts';
import { openApprovalDesk, type ApprovalDesk } from './approvalDesk.testing.ts';

let temp: ApprovalDesk['temp'];
let dana: ApprovalDesk['dana'];
let iris: ApprovalDesk['iris'];
let file: ApprovalDesk['file'];
let limit: ApprovalDesk['limit'];
let stage: ApprovalDesk['stage'];
let undo: ApprovalDesk['undo'];
let look: ApprovalDesk['look'];
let approve: ApprovalDesk['approve'];
let giveBack: ApprovalDesk['giveBack'];
let stateOf: ApprovalDesk['stateOf'];
let rulingOf: ApprovalDesk['rulingOf'];
let pass: ApprovalDesk['pass'];
let held: ApprovalDesk['held'];
beforeEach(async () => void ({ temp, dana, iris, file, limit, stage, undo, look, approve, giveBack, stateOf, rulingOf, pass, held } = await openApprovalDesk()));
afterEach(() => temp.close());

describe('a ruling above the limit of its author', () => {
  it('would be held on a fresh desk, where nobody has a limit', async () => {
    await stage();
    await pass();
    expect(await stateOf()).toBe('ruled');
  });

  it('would be paid before a second person looked, or lose the room for its money', async () => {
    const rulingId = await held();
    expect(await rulingOf(rulingId)).toMatchObject({ state: 'held' });
    expect(temp.gateway.payouts.size + temp.gateway.letters.size).toBe(0);
    const now = await readCaseFile(temp.desk.db, file.caseId, iris, temp.clock.now);
    expect(now).toMatchObject({ state: 'held', hold: { limit: { minor: '2000' }, total: { minor: '3333' } }, refundRoom: { cap: { minor: '3332' } } });
    expect(await approvalHandlers['approvals.list'](temp.desk, {}, iris)).toMatchObject([{ summary: { rulingId }, whyNot: null }]);
    expect(await approvalHandlers['approvals.list'](temp.desk, {}, dana)).toMatchObject([{ summary: { rulingId }, whyNot: expect.stringContaining('You wrote') }]);
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  });

  it('would pass when it is split into two rulings of one case', async () => {
    await limit({ everyone: true }, '4000');
    const first = await stage();
    await pass();
    expect(await rulingOf(first.rulingId)).toMatchObject({ state: 'effective' });
    // As an appeal leaves it: ruled once, and to be ruled again.
    await temp.database.run(sql`update dispute_case set state = 'queued' where case_id = ${file.caseId}`);
    const other = await temp.seat('Olu');
    const again = await takeCase(temp.desk, file.caseId, other);
    const second = await stage(soundRuling(again, { basis: { by: 'sum', minor: '1000' } }), other, again);
    await pass();
    expect(await rulingOf(second.rulingId)).toMatchObject({ state: 'held' });
    expect((await look(second.rulingId)).hold.total.minor).toBe('4333');
  });

  it('would pass in a currency that nobody set a limit in', async () => {
    await limit({ personId: dana.personId }, '99999999', 'EUR');
    const { rulingId } = await stage();
    await pass();
    expect(await rulingOf(rulingId)).toMatchObject({ state: 'held' });
  });

  it('would surprise its author: the check says it before staging', async () => {
    await limit({ role: 'mediator' }, '2000');
    const check = await rulingHandlers['rulings.check'](temp.desk, { caseId: file.caseId, draft: soundRuling(file) }, dana);
    expect(check.aboveLimit).toEqual({ limit: { minor: '2000', currency: 'USD' }, total: { minor: '3333', currency: 'USD' } });
  });

  it('would stay held for ever after its dispute was closed at the source', async () => {
    const rulingId = await held();
    const [row] = await temp.desk.db.select().from(ruling);
    const sent = neutralCase({ sourceId: (await loadCase(temp.desk.db, file.caseId)).sourceId, outcome: { inFavourOf: 'buyer', kind: 'full_refund' } });
    await placeCase(temp.desk, sent);
    await pass(0);
    expect(row?.state).toBe('held');
    expect(await rulingOf(rulingId)).toMatchObject({ state: 'undone' });
    expect(await stateOf()).toBe('closed');
  });
});

describe('approvals.approve', () => {
  it('would pay at once, twice, or never: it opens a new undo window and then pays once', async () => {
    const rulingId = await held();
    await openAllExhibits(temp.desk, file.caseId, iris);
    expect(await approve(rulingId)).toMatchObject({ state: 'staged', approvedBy: 'Iris', effectiveAt: temp.clock.now + 15_000 });
    expect(temp.gateway.payouts.size).toBe(0);
    expect(await rulingHandlers['rulings.staged'](temp.desk, {}, iris)).toMatchObject([{ rulingId, approvedBy: 'Iris' }]);
    expect(await rulingHandlers['rulings.staged'](temp.desk, {}, dana)).toEqual([]);
    await pass();
    await pass();
    expect(await stateOf()).toBe('ruled');
    expect(temp.gateway.payoutCalls).toBe(1);
    expect(temp.gateway.letters.size).toBe(2);
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  });

  it('would let the author approve, also one who sits down as a lead under the same name', async () => {
    const rulingId = await held();
    await openAllExhibits(temp.desk, file.caseId, dana);
    await expect(approve(rulingId, dana)).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    const also = await temp.seat('dana ', 'lead');
    await openAllExhibits(temp.desk, file.caseId, also);
    await expect(approve(rulingId, also)).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    expect(await stateOf()).toBe('held');
  });

  it('would let somebody approve whose own limit is too low, or a mediator without any', async () => {
    const rulingId = await held();
    const sam = await temp.seat('Sam');
    await openAllExhibits(temp.desk, file.caseId, sam);
    await expect(approve(rulingId, sam)).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    await limit({ personId: sam.personId }, '3332');
    await expect(approve(rulingId, sam)).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    await limit({ personId: sam.personId }, '3333');
    expect(await approve(rulingId, sam)).toMatchObject({ state: 'staged' });
  });

  it('would approve unseen: every cited exhibit must have been opened by the approver', async () => {
    const rulingId = await held();
    expect((await look(rulingId)).unopened.map(({ label }) => label)).toEqual(['B-1']);
    await expect(approve(rulingId)).rejects.toMatchObject({ code: 'UNFAIR_PROCESS', data: { unopened: [{ label: 'B-1' }] } });
    const { evidenceId } = (await look(rulingId)).unopened[0]!;
    await caseHandlers['cases.openExhibit'](temp.desk, { caseId: file.caseId, evidenceId }, iris);
    await approve(rulingId);
  });

  it('would approve something else than what was shown', async () => {
    const rulingId = await held();
    await openAllExhibits(temp.desk, file.caseId, iris);
    await expect(approve(rulingId, iris, '0'.repeat(64))).rejects.toMatchObject({ code: 'CONFLICT' });
    const shown = (await look(rulingId)).sha256;
    await temp.desk.write((tx) => tx.update(evidence).set({ text: 'another text' }).where(and(eq(evidence.caseId, file.caseId), eq(evidence.side, 'buyer'))));
    await expect(approve(rulingId, iris, shown)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect((await look(rulingId)).changed).toMatch(/changed/);
    await expect(approve(rulingId)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await stateOf()).toBe('held');
    await giveBack(rulingId);
  });

  it('would pay what changed after it was approved', async () => {
    const rulingId = await held();
    await openAllExhibits(temp.desk, file.caseId, iris);
    await approve(rulingId);
    await temp.desk.write((tx) => tx.update(evidence).set({ text: 'another text' }).where(and(eq(evidence.caseId, file.caseId), eq(evidence.side, 'buyer'))));
    await pass();
    expect(await stateOf()).toBe('held');
    expect(temp.gateway.payouts.size).toBe(0);
  });

  it('would count two approvers at once: the second hears who was first', async () => {
    const rulingId = await held();
    const noa = await temp.seat('Noa', 'lead');
    for (const by of [iris, noa]) await openAllExhibits(temp.desk, file.caseId, by);
    const results = await Promise.allSettled([approve(rulingId, iris), approve(rulingId, noa)]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(results[1]).toMatchObject({ reason: { code: 'CONFLICT', message: expect.stringContaining('Iris approved it') } });
  });

  it('would leave an approval that cannot be taken back, or let others take it back', async () => {
    const rulingId = await held();
    await openAllExhibits(temp.desk, file.caseId, iris);
    await approve(rulingId);
    await expect(undo(rulingId, dana)).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    temp.clock.now += 5_000;
    expect(await undo(rulingId, iris)).toMatchObject({ state: 'held' });
    expect(await stateOf()).toBe('held');
    temp.clock.now += 5_000;
    await approve(rulingId);
    // The job of the first window comes due first, and must neither pay nor fail.
    await pass(5_000);
    expect(await stateOf()).toBe('staged');
    await pass(10_000);
    expect(await stateOf()).toBe('ruled');
    expect(temp.gateway.payoutCalls).toBe(1);
    await expect(undo(rulingId, iris)).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  });

  it('would pay twice after a crash between the effect and the end of its job', async () => {
    const rulingId = await held();
    await openAllExhibits(temp.desk, file.caseId, iris);
    await approve(rulingId);
    temp.clock.now += 15_000;
    const tools = { desk: temp.desk, signal: new AbortController().signal, progress: async () => {} };
    for (let run = 0; run < 2; run += 1) await takeEffect({ rulingId }, tools, {} as Parameters<typeof takeEffect>[2]);
    await pass(0);
    expect(temp.gateway.payoutCalls).toBe(1);
  });
});

describe('approvals.return and approvals.ruleOtherwise', () => {
  it('would lose the draft, serve the case to anybody, or keep the money planned', async () => {
    const rulingId = await held();
    expect(await giveBack(rulingId)).toMatchObject({ state: 'returned' });
    expect(await temp.desk.db.select().from(refund)).toMatchObject([{ state: 'cancelled' }]);
    const sam = await temp.seat('Sam');
    expect(await caseHandlers['cases.next'](temp.desk, { requestId: randomUUID() }, sam)).toMatchObject({ served: false });
    expect(await caseHandlers['cases.next'](temp.desk, { requestId: randomUUID() }, dana)).toMatchObject({ served: true, caseId: file.caseId });
    const again = await readCaseFile(temp.desk.db, file.caseId, dana, temp.clock.now);
    expect(again).toMatchObject({ draft: soundRuling(file), hold: null, approvals: [{ action: 'returned', personName: 'Iris', reason: 'The label cannot be read.' }], refundRoom: { cap: { minor: '6665' } } });
    expect((await stage(soundRuling(again), dana, again)).state).toBe('staged');
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  });

  it('would give the case to the approver without the ruling they disagree with', async () => {
    const rulingId = await held();
    await approvalHandlers['approvals.ruleOtherwise'](temp.desk, { requestId: randomUUID(), rulingId, reason: 'A third is enough.' }, iris);
    await openAllExhibits(temp.desk, file.caseId, iris);
    const mine = await readCaseFile(temp.desk.db, file.caseId, iris, temp.clock.now);
    expect(mine).toMatchObject({ state: 'in_review', lease: { isMine: true }, draft: null, rulings: [{ rulingId, state: 'returned' }] });
    const own = await stage(soundRuling(mine, { basis: { by: 'sum', minor: '2222' } }), iris, mine);
    await pass();
    expect(await rulingOf(own.rulingId)).toMatchObject({ state: 'effective' });
    expect(temp.gateway.payoutCalls).toBe(1);
    await expect(giveBack(rulingId)).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});
