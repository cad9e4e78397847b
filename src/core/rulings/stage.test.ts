import { eq } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseFile } from '../../contract/caseFile.ts';
import type { RulingInput, RulingSummary } from '../../contract/rulings.ts';
import { neutralCase, placeCase, soundRuling, takeCase } from '../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { verifyLog } from '../audit/verify.ts';
import { readCaseFile } from '../cases/caseFile.ts';
import { handBack, loadCase } from '../cases/lease.ts';
import { touchCase } from '../cases/lifeCycle.ts';
import { auditEntry } from '../db/schema/audit.ts';
import { job } from '../db/schema/job.ts';
import { letter } from '../db/schema/letter.ts';
import { finding, findingExhibit, refund, ruling, rulingDraft } from '../db/schema/ruling.ts';
import type { SignedIn } from '../desk.ts';
import { sha256 } from '../ids.ts';
import { sendLetter } from '../letters/sendLetter.ts';
import { payOut } from '../refunds/payOut.ts';
import { rulingHandlers } from './methods.ts';
import { takeEffect } from './takeEffect.ts';

const jobs = { 'ruling.takeEffect': takeEffect, 'refund.payOut': payOut, 'letter.send': sendLetter };

let temp: TempDesk;
let dana: SignedIn;
let file: CaseFile;

beforeEach(async () => {
  temp = await openTempDesk();
  dana = await temp.seat('Dana');
  file = await takeCase(temp.desk, await placeCase(temp.desk), dana);
});
afterEach(() => temp.close());

function stage(input: RulingInput = soundRuling(file), by = dana, of = file, requestId: string = randomUUID()): Promise<RulingSummary> {
  return rulingHandlers['rulings.stage'](temp.desk, { requestId, caseId: of.caseId, expectedVersion: of.version, ruling: input }, by);
}

const undo = (rulingId: string, by = dana) => rulingHandlers['rulings.undo'](temp.desk, { requestId: randomUUID(), rulingId }, by);
const countOf = async (table: SQLiteTable) => Number(await temp.desk.db.$count(table));
const refundsOf = (rulingId: string) => temp.desk.db.select().from(refund).where(eq(refund.rulingId, rulingId));

async function nothingWasStaged(): Promise<void> {
  expect(await countOf(ruling)).toBe(0);
  expect(await countOf(refund)).toBe(0);
  expect((await loadCase(temp.desk.db, file.caseId)).state).toBe('in_review');
}

describe('rulings.stage', () => {
  it('keeps ruling, findings, exhibits, refund, frozen file, draft, job and log in one step', async () => {
    const summary = await stage();
    expect(summary).toMatchObject({ state: 'staged', amount: { minor: '3333', currency: 'USD' }, personName: 'Dana', effectiveAt: temp.clock.now + 15_000 });
    const [row] = await temp.desk.db.select().from(ruling);
    expect(row?.frozenSha256).toBe(sha256(row?.frozenFile ?? ''));
    expect(JSON.parse(row?.frozenFile ?? '')).toMatchObject({ caseId: file.caseId, claims: [{ claimId: 'claim-1' }] });
    expect(row?.working.map(({ lineId, refund: part }) => [lineId, part.minor])).toEqual([['item-1', '3000'], ['shipping', '333']]);
    expect(await countOf(finding)).toBe(1);
    expect(await countOf(findingExhibit)).toBe(1);
    expect(await refundsOf(summary.rulingId)).toMatchObject([{ amountMinor: 3333n, state: 'planned' }]);
    const now = await loadCase(temp.desk.db, file.caseId);
    expect(now).toMatchObject({ state: 'staged', version: file.version + 1, leasePersonId: null });
    expect(await countOf(rulingDraft)).toBe(1);
    expect(await temp.desk.db.select().from(job).where(eq(job.kind, 'ruling.takeEffect'))).toMatchObject([{ runAfter: summary.effectiveAt }]);
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  });

  it('does not rule twice when the same request comes again after a lost answer', async () => {
    const requestId = randomUUID();
    const input = soundRuling(file);
    const first = await stage(input, dana, file, requestId);
    expect(await stage(input, dana, file, requestId)).toEqual(first);
    expect(await countOf(ruling)).toBe(1);
  });

  it('does not rule twice when two requests race with the same version', async () => {
    const results = await Promise.allSettled([stage(), stage()]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await countOf(refund)).toBe(1);
  });

  it('says who decided what and when, to a person who was slower', async () => {
    await stage();
    const sam = await temp.seat('Sam');
    await expect(stage(soundRuling(file), sam)).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringMatching(/Dana decided C-20001 at 2026-06-10 09:00 UTC: partial refund of USD 33\.33/),
      data: { ruling: { personName: 'Dana' } },
    });
  });

  it('refuses when the case changed unseen', async () => {
    await temp.desk.write(async (tx) => touchCase(tx, await loadCase(tx, file.caseId)));
    await expect(stage()).rejects.toMatchObject({ code: 'CONFLICT' });
    await nothingWasStaged();
  });

  it('refuses a lease that ran out, and another window of the same person', async () => {
    await expect(stage(soundRuling(file), { ...dana, sessionId: 'another' })).rejects.toMatchObject({ code: 'LEASE_LOST' });
    temp.clock.now += 10 * 60_000;
    await expect(stage()).rejects.toMatchObject({ code: 'LEASE_LOST' });
    await nothingWasStaged();
  });

  it('refuses an unfair ruling in the core, whatever a screen says, and lists every problem', async () => {
    await expect(stage(soundRuling(file, { findings: [], reasons: ' ' }))).rejects.toMatchObject({
      code: 'UNFAIR_PROCESS',
      data: { problems: [{ code: 'NO_FINDING' }, { code: 'NO_REASONS' }] },
    });
    await nothingWasStaged();
  });

  it('refuses a sum above the cap with its own code', async () => {
    await expect(stage(soundRuling(file, { basis: { by: 'sum', minor: '6666' } }))).rejects.toMatchObject({ code: 'ABOVE_CAP' });
    await nothingWasStaged();
  });

  it('does not let two cases about one order refund more than was captured', async () => {
    const order = { id: 'shared', currency: 'USD', captured: { minor: '6665', currency: 'USD' } };
    const first = await takeCase(temp.desk, await placeCase(temp.desk, neutralCase({ order })), dana);
    await stage(soundRuling(first, { basis: { by: 'sum', minor: '4000' } }), dana, first);
    const second = await takeCase(temp.desk, await placeCase(temp.desk, neutralCase({ order })), dana);
    await expect(stage(soundRuling(second, { basis: { by: 'sum', minor: '4000' } }), dana, second)).rejects.toMatchObject({
      code: 'ABOVE_CAP',
      message: expect.stringContaining('USD 80.00 of the USD 66.65'),
    });
    await stage(soundRuling(second, { basis: { by: 'sum', minor: '2665' } }), dana, second);
  });

  it('rules without a refund and plans no money', async () => {
    const findings = [{ claimId: 'claim-1', result: 'not_established' as const, exhibits: [], spots: [], absence: 'a photo of the label', words: null }];
    const summary = await stage(soundRuling(file, { outcome: 'no_refund', basis: { by: 'sum', minor: '0' }, bearers: [], findings }));
    expect(summary.amount).toBeNull();
    expect(await refundsOf(summary.rulingId)).toEqual([]);
  });
});

describe('rulings.undo', () => {
  it('cancels the money and gives the case back with lease and draft', async () => {
    const { rulingId } = await stage();
    temp.clock.now += 14_999;
    expect(await undo(rulingId)).toMatchObject({ state: 'undone' });
    expect(await refundsOf(rulingId)).toMatchObject([{ state: 'cancelled' }]);
    const again = await readCaseFile(temp.desk.db, file.caseId, dana, temp.clock.now);
    expect(again).toMatchObject({ state: 'in_review', lease: { isMine: true }, draft: soundRuling(file), refundRoom: { cap: { minor: '6665' } } });
    expect((await stage(soundRuling(again), dana, again)).state).toBe('staged');
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  });

  it('is refused to others, after the window even when the job is late, and a second time', async () => {
    const { rulingId } = await stage();
    await expect(undo(rulingId, await temp.seat('Sam', 'lead'))).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    temp.clock.now += 15_000;
    await expect(undo(rulingId)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
    temp.clock.now -= 1;
    await undo(rulingId);
    await expect(undo(rulingId)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
  });

  it('keeps the job of a ruling that was taken back from taking effect', async () => {
    const { rulingId } = await stage();
    await undo(rulingId);
    temp.clock.now += 60_000;
    expect(await temp.runDueJobs(jobs)).toEqual([]);
    expect(await temp.runDueJobs(jobs)).toEqual([]);
    expect((await loadCase(temp.desk.db, file.caseId)).state).toBe('in_review');
    expect(temp.gateway.payouts.size).toBe(0);
    expect(temp.gateway.letters.size).toBe(0);
  });
});

describe('ruling.takeEffect', () => {
  const claimed = {} as Parameters<typeof takeEffect>[2];
  const tools = () => ({ desk: temp.desk, signal: new AbortController().signal, progress: async () => {} });

  it('rules the case, pays once and writes to both sides, even when it runs late and twice', async () => {
    const { rulingId } = await stage();
    temp.clock.now += 3 * 86_400_000;
    await takeEffect({ rulingId }, tools(), claimed);
    await takeEffect({ rulingId }, tools(), claimed);
    expect(await temp.runDueJobs(jobs)).toEqual([]);
    expect(await temp.runDueJobs(jobs)).toEqual([]);
    expect((await loadCase(temp.desk.db, file.caseId)).state).toBe('ruled');
    expect(await refundsOf(rulingId)).toMatchObject([{ state: 'settled', error: null }]);
    expect(temp.gateway.payoutCalls).toBe(1);
    expect([...temp.gateway.payouts.values()]).toMatchObject([{ amount: { minor: '3333', currency: 'USD' }, shares: [{ bearer: 'seller' }] }]);
    expect([...temp.gateway.letters.values()].map(({ to, language }) => [to, language]).sort()).toEqual([['buyer', 'de'], ['seller', 'ja']]);
    expect(await temp.desk.db.select({ state: letter.state }).from(letter)).toEqual([{ state: 'sent' }, { state: 'sent' }]);
    expect(await countOf(rulingDraft)).toBe(0);
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  });

  it('does not take effect while the ruling can still be taken back', async () => {
    const { rulingId } = await stage();
    temp.clock.now += 14_999;
    await expect(takeEffect({ rulingId }, tools(), claimed)).rejects.toThrow(/undo window/);
    expect((await loadCase(temp.desk.db, file.caseId)).state).toBe('staged');
  });
});

describe('rulings.saveDraft', () => {
  const save = (by: SignedIn, expectedDraftVersion = 0, reasons = 'so far') =>
    rulingHandlers['rulings.saveDraft'](temp.desk, { caseId: file.caseId, draft: { reasons }, expectedDraftVersion }, by);

  it('keeps what is half written, without a word in the log', async () => {
    const entries = await countOf(auditEntry);
    expect(await save(dana)).toEqual({ savedAt: temp.clock.now, version: 1, isHeld: true });
    expect(await readCaseFile(temp.desk.db, file.caseId, dana, temp.clock.now)).toMatchObject({ draft: { reasons: 'so far' }, version: file.version });
    expect(await countOf(auditEntry)).toBe(entries);
  });

  it('refuses somebody who never held the case', async () => {
    await expect(save(await temp.seat('Sam'))).rejects.toMatchObject({ code: 'LEASE_LOST' });
  });

  it('goes on keeping what is typed after the lease was lost, and says that it is', async () => {
    await save(dana);
    temp.clock.now += 10 * 60_000;
    expect(await save(dana, 1, 'so far, and on')).toMatchObject({ version: 2, isHeld: false });
    expect(await readCaseFile(temp.desk.db, file.caseId, dana, temp.clock.now)).toMatchObject({ draft: { reasons: 'so far, and on' }, draftVersion: 2 });
  });

  it('would let one window write over what another window of the same person wrote', async () => {
    await save(dana, 0, 'of this window');
    await expect(save(dana, 0, 'of that window')).rejects.toMatchObject({ code: 'CONFLICT', data: { draft: { reasons: 'of this window' }, version: 1 } });
    expect(await readCaseFile(temp.desk.db, file.caseId, dana, temp.clock.now)).toMatchObject({ draft: { reasons: 'of this window' } });
  });

  it('would throw away what another person had written when the ruling takes effect', async () => {
    await save(dana);
    await temp.desk.write(async (tx) => handBack(tx, await loadCase(tx, file.caseId), dana, null));
    const sam = await temp.seat('Sam');
    const again = await takeCase(temp.desk, file.caseId, sam);
    await stage(soundRuling(again), sam, again);
    temp.clock.now += 15_000;
    await temp.runDueJobs(jobs);
    expect(await readCaseFile(temp.desk.db, file.caseId, dana, temp.clock.now)).toMatchObject({ state: 'ruled', draft: { reasons: 'so far' } });
  });
});

describe('rulings.list, rulings.staged and rulings.get', () => {
  async function stageMany(sums: [string, string][]): Promise<string[]> {
    const ids: string[] = [];
    for (const [minor, currency] of sums) {
      const captured = { minor: '1000000', currency };
      const claims = [{ id: 'claim-1', reason: 'wrong_item' as const }];
      const one = await takeCase(temp.desk, await placeCase(temp.desk, neutralCase({ order: { id: randomUUID(), captured }, items: [], claims })), dana);
      ids.push((await stage(soundRuling(one, { basis: { by: 'sum', minor } }), dana, one)).rulingId);
    }
    return ids;
  }
  const list = (filter: Parameters<(typeof rulingHandlers)['rulings.list']>[1]['filter'], cursor: string | null = null, limit = 2) =>
    rulingHandlers['rulings.list'](temp.desk, { filter, cursor, limit }, dana);

  it('pages through rulings of one millisecond without losing or repeating any', async () => {
    const ids = await stageMany([['1', 'USD'], ['2', 'USD'], ['3', 'USD'], ['4', 'USD'], ['5', 'USD']]);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list({}, cursor);
      expect(page.total).toBe(5);
      seen.push(...page.rows.map((row) => row.rulingId));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen.toSorted()).toEqual(ids.toSorted());
    expect(new Set(seen).size).toBe(5);
  });

  it('never compares yen with dollars', async () => {
    await stageMany([['500', 'USD'], ['90000', 'JPY'], ['90000', 'USD']]);
    const found = await list({ currency: 'USD', minMinor: '600' });
    expect(found.rows.map((row) => row.amount)).toEqual([{ minor: '90000', currency: 'USD' }]);
    await expect(list({ minMinor: '600' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(list({}, 'nonsense')).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('gives one ruling back as it was written, with the file as it was seen', async () => {
    const input = soundRuling(file);
    const { rulingId } = await stage(input);
    const found = await rulingHandlers['rulings.get'](temp.desk, { rulingId }, dana);
    expect(found.ruling).toEqual(input);
    expect(found.frozenFile).toMatchObject({ reference: file.reference, state: 'in_review' });
    expect(found.refund).toMatchObject({ state: 'planned' });
    expect(await rulingHandlers['rulings.staged'](temp.desk, {}, dana)).toMatchObject([{ rulingId }]);
    expect(await rulingHandlers['rulings.staged'](temp.desk, {}, await temp.seat('Sam'))).toEqual([]);
    await expect(rulingHandlers['rulings.get'](temp.desk, { rulingId: 'none' }, dana)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('works a draft out as staging would, for whoever holds the case', async () => {
    const check = (by: SignedIn) => rulingHandlers['rulings.check'](temp.desk, { caseId: file.caseId, draft: soundRuling(file) }, by);
    expect(await check(dana)).toMatchObject({ amount: { minor: '3333' }, problems: [] });
    const sam = await temp.seat('Sam');
    expect((await check(sam)).problems.map(({ code }) => code)).toEqual(['NOT_LEASED', 'EVIDENCE_NOT_OPENED', 'EVIDENCE_NOT_OPENED']);
  });
});
