import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { verifyLog } from '../audit/verify.ts';
import { readCaseFile } from '../cases/caseFile.ts';
import { caseHandlers } from '../cases/methods.ts';
import { storeCase } from '../cases/storeCase.ts';
import { leaseCase, loadCase } from '../cases/lease.ts';
import { insertRows } from '../db/insertRows.ts';
import { caseOrder, claim, deadline, historyEntry, item, message, parcel, party, remedy } from '../db/schema/caseParts.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { evidence, inspection, openedMark } from '../db/schema/evidence.ts';
import { letter } from '../db/schema/letter.ts';
import { refund, ruling } from '../db/schema/ruling.ts';
import { comings } from '../db/seed/made/coming.ts';
import { verdictOn } from '../db/seed/made/verdicts.ts';
import { randomFrom } from '../db/seed/docket/random.ts';
import { deskItself } from '../desk.ts';
import { booksInForce } from '../policy/books.ts';
import { placeAgain } from '../queues/place.ts';
import { readPlan } from '../queues/plan.ts';
import { createExchangeFolder } from '../refunds/exchangeFolder.ts';
import { payoutOrderOf, readPayoutParts } from '../refunds/payoutOrder.ts';
import { makeCaseReport } from '../reports/make.ts';
import { readAsItWas } from '../rulings/asItWas.ts';
import { stageOn } from '../rulings/stage.ts';
import { batchesOf } from './batches.ts';
import { comeIn, rowsOf } from './cameIn.ts';
import { makeCases, seatMadeMediators } from './makeCases.ts';
import { ruleOn } from './ruledOn.ts';
import type { Setting } from './setting.ts';
import { madeTables, type MadeTable } from './tables.ts';

const seed = 'made';
let temp: TempDesk;
let setting: Setting;
beforeAll(async () => {
  temp = await openTempDesk({ isSigning: true });
  temp.desk.gateway = createExchangeFolder(temp.desk.dataDir);
  const { created, decided } = await makeCases(temp.desk, { cases: 220, seed, decided: 30, signal: new AbortController().signal, onProgress: () => {} });
  expect([created, decided]).toEqual([220, 66]);
  const anchor = Math.floor(temp.desk.clock() / 86_400_000) * 86_400_000;
  setting = { seed, from: 1, count: 220, decided: 30, anchor, firstNumber: 20_001, mediators: await seatMadeMediators(temp.desk), limits: [], plan: await readPlan(temp.desk.db), now: temp.desk.clock(), books: await booksInForce(temp.desk.db), photos: new Map(), found: new Map() };
}, 180_000);
afterAll(() => temp.close());

describe('generated cases', () => {
  it('would leave a log, keys or pages behind that do not hold', async () => {
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
    expect(await temp.database.all(sql`pragma foreign_key_check`)).toEqual([]);
    expect(await temp.database.get(sql`pragma integrity_check`)).toMatchObject({ integrity_check: 'ok' });
  }, 60_000);

  it('would be found by no search until each had changed once more', async () => {
    const [held] = await temp.database.all<{ n: bigint }>(sql`select count(distinct number) as n from search_key`);
    expect(Number(held?.n)).toBe(220);
    expect(await temp.database.all(sql`select one from search_pause`)).toEqual([]);
    const [found] = await temp.database.all<{ n: bigint }>(sql`select count(*) as n from case_text where case_text match 'parcel OR lieferung OR paket'`);
    expect(Number(found?.n)).toBeGreaterThan(0);
  });

  it('would differ from run to run of one seed, or hardly differ for another', () => {
    const made = (change: Partial<Setting>) => JSON.stringify([...batchesOf({ ...setting, count: 60, ...change })].map(({ texts, moves, precedents }) => [texts, moves, precedents]));
    expect(made({})).toBe(made({}));
    const own = new Set(made({}).match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g));
    expect([...(made({ seed: 'other' }).match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [])].filter((id) => own.has(id) && !setting.mediators.some(({ personId }) => personId === id))).toEqual([]);
  });

  it('would not speak the languages of the world, or be in every state of their life', async () => {
    const rows = await temp.desk.db.select({ state: disputeCase.state, language: disputeCase.language }).from(disputeCase);
    expect(new Set(rows.map(({ language }) => language)).size).toBe(7);
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['queued', 'in_review', 'waiting', 'staged', 'held', 'ruled', 'closed']));
  });

  it('would be other rows than intake writes of the same document', async () => {
    const other = await openTempDesk();
    try {
      const tables = { disputeCase, party, caseOrder, item, claim, remedy, message, parcel, deadline, historyEntry, evidence };
      const names = Object.keys(tables) as (keyof typeof tables)[];
      const readAll = async (caseId: string) => Promise.all(names.map(async (name) => other.desk.db.select().from(tables[name]).where(eq(tables[name].caseId, caseId))));
      for (const coming of [...comings({ ...setting, count: 25 })]) {
        const came = comeIn(setting, coming);
        other.clock.now = coming.receivedAt;
        const { row } = await other.desk.write((tx) => storeCase(tx, { ...came.incoming, files: new Map() }, deskItself));
        if (coming.ruledAt === null) {
          other.clock.now = setting.now;
          await other.desk.write((tx) => placeAgain(tx, row.caseId));
        }
        const made = comeIn({ ...setting, firstNumber: row.number - coming.index + setting.from + 1_000 }, coming);
        const rows = rowsOf(made);
        await other.desk.write(async (tx) => {
          // The one case cannot come twice from its source.
          for (const name of names) await insertRows(tx, madeTables[name as MadeTable], (rows[name] ?? []).map((one) => (name === 'disputeCase' ? { ...one, sourceId: `${row.sourceId} again` } : one)) as never);
        });
        const blank = (text: string) => text.replaceAll(/"(caseId|evidenceId)":"[^"]+"/g, '"$1":""').replace(/"number":\d+/, '"number":0').replace(/"sourceId":"[^"]+"/, '"sourceId":""');
        const plain = (read: unknown) => blank(JSON.stringify(read, (_name, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value)));
        expect(plain(await readAll(made.row.caseId))).toBe(plain(await readAll(row.caseId)));
      }
    } finally {
      other.close();
    }
  }, 60_000);

  it('would freeze another file with a ruling than its mediator sees', async () => {
    const other = await openTempDesk();
    try {
      const mediators = await seatMadeMediators(other.desk);
      for (const coming of [...comings({ ...setting, count: 12, decided: 100 })]) {
        const came = comeIn(setting, coming);
        const frozen = ruleOn(setting, came, new Map())?.rows.ruling?.[0];
        const by = mediators.find(({ personId }) => personId === frozen?.personId);
        if (!frozen || !by) throw new Error('The ruling was refused.');
        other.clock.now = coming.ruledAt ?? 0;
        await other.desk.write(async (tx) => {
          const rows = rowsOf(came);
          for (const name of Object.keys(madeTables) as MadeTable[]) await insertRows(tx, madeTables[name], (rows[name] ?? []) as never);
          await leaseCase(tx, await loadCase(tx, came.row.caseId), by);
          if (came.evidence.length > 0) await tx.insert(openedMark).values(came.evidence.map(({ evidenceId }) => ({ evidenceId, personId: by.personId, at: frozen.stagedAt - 30_000 })));
        });
        expect(JSON.parse(JSON.stringify(await readCaseFile(other.desk.db, came.row.caseId, by, frozen.stagedAt)))).toEqual(JSON.parse(frozen.frozenFile));
      }
    } finally {
      other.close();
    }
  }, 60_000);

  it('would not open again once decided: with letters, as it was, and as a report', async () => {
    const [row] = await temp.desk.db.select().from(ruling).where(eq(ruling.outcome, 'full_refund')).limit(1);
    if (!row) throw new Error('None was ruled on.');
    const lena = await temp.seat('Lena', 'lead');
    expect(await temp.desk.db.select({ state: letter.state }).from(letter).where(eq(letter.rulingId, row.rulingId))).toEqual([{ state: 'sent' }, { state: 'sent' }]);
    expect(await temp.desk.db.select({ state: refund.state, amountMinor: refund.amountMinor }).from(refund).where(eq(refund.rulingId, row.rulingId))).toEqual([{ state: 'settled', amountMinor: row.amountMinor }]);
    expect((await readCaseFile(temp.desk.db, row.caseId, lena, temp.desk.clock())).rulings).toHaveLength(1);
    expect((await readAsItWas(temp.desk.db, row.rulingId, lena, temp.desk.clock())).was).toMatchObject({ fit: 'fits', drafts: [{ draft: { outcome: 'full_refund' } }], moment: { met: expect.any(Number) } });
    const report = await makeCaseReport(temp.desk.db, { reportId: 'r', caseId: row.caseId, rulingId: row.rulingId, by: lena, now: temp.desk.clock(), format: 'json' });
    expect(JSON.stringify(report)).not.toBe('{}');
  });

  it('would be paid out without the file that the daily check of the ledger looks for', async () => {
    const settled = await temp.desk.db.select({ refundId: refund.refundId }).from(refund).where(eq(refund.state, 'settled'));
    expect(settled.length).toBeGreaterThan(20);
    for (const { refundId } of settled) {
      const order = payoutOrderOf(await readPayoutParts(temp.desk.db, refundId));
      expect(await temp.desk.gateway.readPayout(refundId)).toEqual({ order, state: 'settled', reason: null });
    }
  });

  it('could not be served, or not be ruled on', async () => {
    const dana = await temp.seat('Dana');
    const served = await caseHandlers['cases.next'](temp.desk, { requestId: 'r-1' }, dana);
    if (!served.served) throw new Error('None was served.');
    await temp.desk.write(async (tx) => {
      const row = await loadCase(tx, served.caseId);
      const file = await readCaseFile(tx, row.caseId, dana, tx.now);
      if (file.exhibits.length > 0) await tx.insert(openedMark).values(file.exhibits.map(({ evidenceId }) => ({ evidenceId, personId: dana.personId, at: tx.now })));
      const seen = await readCaseFile(tx, row.caseId, dana, tx.now);
      return stageOn(tx, { caseId: row.caseId, expectedVersion: row.version, ruling: verdictOn(seen, randomFrom('served')) }, dana, 15_000);
    });
    expect((await loadCase(temp.desk.db, served.caseId)).state).toBe('staged');
  });

  it('would keep a file for each case, or look into one more than once', async () => {
    const files = await temp.desk.db.selectDistinct({ sha256: evidence.sha256 }).from(evidence);
    const shown = Number(await temp.desk.db.$count(evidence, sql`sha256 is not null`));
    expect(shown).toBeGreaterThan(1.5 * files.length);
    expect(Number(await temp.desk.db.$count(inspection))).toBe(files.filter(({ sha256 }) => sha256 !== null).length);
  });
});
