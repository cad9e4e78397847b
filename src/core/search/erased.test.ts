import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { neutralCase, placeCase } from '../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { caseHandlers } from '../cases/methods.ts';
import { readCaseFile } from '../cases/caseFile.ts';
import { evidence, inspection } from '../db/schema/evidence.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { keepFile } from '../evidence/keep.ts';
import { catchUp, indexSome, scrubSome } from './catchUp.ts';
import { searchHandlers } from './methods.ts';

const planted = 'zzyzxplanted';
let temp: TempDesk;
let lead: SignedIn;
let caseId: string;
beforeEach(async () => {
  temp = await openTempDesk();
  lead = await temp.seat('Lou', 'lead');
  caseId = await placeCase(temp.desk, neutralCase({ evidence: [{ id: 'paper', side: 'buyer', kind: 'document', fileName: 'paper.txt' }] }));
  const { sha256 } = await keepFile(temp.desk, new Blob([`My passport says ${planted}.`]).stream());
  await temp.desk.write(async (tx) => {
    await tx.insert(inspection).values({ sha256, mediaType: 'text/plain', show: 'text', metadata: [], text: `My passport says ${planted}.`, inspectedAt: tx.now });
    await tx.update(evidence).set({ sha256, state: 'good' });
  });
  await catchUp(temp.desk);
});
afterEach(() => temp.close());

const find = async () => (await searchHandlers['search.find'](temp.desk, { query: planted, limit: 50, before: null }, lead)).hits.length;
async function erase(): Promise<void> {
  const file = await readCaseFile(temp.desk.db, caseId, lead, temp.clock.now);
  await caseHandlers['cases.eraseExhibit'](temp.desk, { requestId: randomUUID(), caseId, evidenceId: file.exhibits[0]?.evidenceId ?? '', reason: 'her right' }, lead);
}

/** Whether the pages of any table of the index hold the word, or all of it but what it shares with the word before it. */
async function isInPages(word: string): Promise<boolean> {
  const tables = await temp.desk.db.all<{ name: string }>(sql`select name from sqlite_master where type = 'table' and (name like 'case_text%' or name like 'case_key_text%' or name like 'search_%')`);
  for (const { name } of tables.filter((one) => !['case_text', 'case_key_text'].includes(one.name))) {
    for (const row of await temp.desk.db.all(sql.raw(`select * from "${name}"`))) {
      const held = Object.values(row as object).map((value) => (value instanceof ArrayBuffer ? Buffer.from(value).toString('latin1') : String(value)));
      if (held.some((text) => text.includes(word.slice(3)))) return true;
    }
  }
  return false;
}

describe('the words of an exhibit that was erased', () => {
  it('are found by nobody from that moment on, before anything is indexed again', async () => {
    expect(await find()).toBe(1);
    await erase();
    expect(await temp.desk.db.all(sql`select rowid from case_text where case_text match ${planted}`)).toEqual([]);
    expect(await find()).toBe(0);
    await catchUp(temp.desk);
    expect(await find()).toBe(0);
  });

  it('would come back for good from a desk beside it that had read them before', async () => {
    await caseHandlers['cases.addNote'](temp.desk, { requestId: randomUUID(), caseId, text: 'Looked at the passport' }, lead);
    let isLate = false;
    const slow: Desk = {
      ...temp.desk,
      isShared: true,
      write: async (change) => {
        // Until its turn comes another desk indexes the same case, and somebody erases the file.
        if (!isLate) {
          isLate = true;
          await indexSome({ ...temp.desk, isShared: true });
          await erase();
        }
        return temp.desk.write(change);
      },
    };
    await indexSome(slow);
    await catchUp(temp.desk);
    expect(await temp.desk.db.all(sql`select rowid from case_text where case_text match ${planted}`)).toEqual([]);
    expect(await isInPages(planted)).toBe(false);
  });

  it('are in no page of the index when it was written anew, also those that earlier changes had struck out', async () => {
    await caseHandlers['cases.addNote'](temp.desk, { requestId: randomUUID(), caseId, text: 'Looked at the passport' }, lead);
    await catchUp(temp.desk);
    for (let one = 0; one < 30; one += 1) await placeCase(temp.desk);
    await catchUp(temp.desk);
    expect(await isInPages(planted)).toBe(true);
    await erase();
    while (await indexSome(temp.desk));
    while (await scrubSome(temp.desk, 1));
    expect(await isInPages(planted)).toBe(false);
    expect(await temp.desk.db.all(sql`select 1 from search_scrub`)).toEqual([]);
    expect((await searchHandlers['search.find'](temp.desk, { query: 'passport', limit: 50, before: null }, lead)).hits).toHaveLength(1);
  });
});
