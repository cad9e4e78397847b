import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { caseSorts, type CaseSort } from '../../contract/caseViews.ts';
import { incoming } from '../../testing/neutralCases.ts';
import { makeManyCases } from '../../testing/manyCases.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import type { SignedIn } from '../desk.ts';
import { facetsOf } from './facets.ts';
import { listCases } from './list.ts';
import { storeCase } from './storeCase.ts';
import { looks } from './walk.ts';

type Row = typeof disputeCase.$inferSelect;
let temp: TempDesk;
let ada: SignedIn;
let all: Row[];
const asItIs = { ...looks };

beforeAll(async () => {
  temp = await openTempDesk();
  ada = await temp.seat('Ada', 'lead');
  await temp.desk.write((tx) => storeCase(tx, incoming(), ada));
  await makeManyCases(temp, 6_000);
  // More than a list takes as numbers have all words but the last: one that all have, one of the older half alone, and those of few.
  await temp.database.run(sql`insert into case_text (rowid, head) select number, 'copper' || iif(number < 34200, ' kettle', '') || iif(number % 2 = 0, ' leaks', '') || iif(number % 97 = 0, ' whistle', '') from dispute_case where number >= 30000`);
  all = (await temp.database.select().from(disputeCase)).filter(({ number }) => number >= 30_000);
});
afterEach(() => void Object.assign(looks, asItIs));
afterAll(() => temp.close());

const meant: Record<string, (row: Row) => boolean> = {
  copper: () => true,
  kettle: ({ number }) => number < 34_200,
  'copper leaks': ({ number }) => number % 2 === 0,
  'kettle -leaks': ({ number }) => number < 34_200 && number % 2 !== 0,
  whistle: ({ number }) => number % 97 === 0,
  'kettle reason:defective': ({ number, reason }) => number < 34_200 && reason === 'defective',
  'kettle amount>100': ({ number, value, amountMinor }) => number < 34_200 && amountMinor !== null && value > 10_000,
  'copper state:closed is:overdue': ({ state, dueAt }) => state === 'closed' && dueAt !== null && dueAt < temp.clock.now,
};
const keys: Record<CaseSort, (row: Row) => number> = {
  priority: ({ priority }) => priority, due: ({ dueAt }) => dueAt ?? Infinity, amount: ({ value }) => value, age: ({ receivedAt }) => receivedAt, activity: ({ lastActivityAt }) => lastActivityAt, reference: ({ number }) => number,
};
const usual: CaseSort[] = ['priority', 'amount', 'activity', 'reference'];

function wantedOf(query: string, isQueue: boolean, sort: CaseSort, isDescending: boolean): string[] {
  const [way, tie, key] = [isDescending ? -1 : 1, isDescending === usual.includes(sort) ? 1 : -1, keys[sort]];
  const met = all.filter((row) => meant[query]?.(row) && (!isQueue || row.state === 'queued'));
  return met.sort((a, b) => (key(a) === key(b) ? (a.number - b.number) * tie : (key(a) < key(b) ? -1 : 1) * way)).map(({ caseId }) => caseId);
}

async function pagesOf(query: string, isQueue: boolean, sort: CaseSort, isDescending: boolean, limit: number) {
  const pages: Awaited<ReturnType<typeof listCases>>[] = [];
  let cursor: string | null = null;
  do {
    pages.push(await listCases(temp.desk.db, { scope: isQueue ? 'queue' : 'all', query, sort, isDescending, cursor, limit }, ada, temp.clock.now));
    cursor = pages.at(-1)?.nextCursor ?? null;
  } while (cursor !== null);
  return pages;
}

describe('a list by words that very many cases have', () => {
  const asks = [fc.constantFrom(...Object.keys(meant)), fc.boolean(), fc.constantFrom(...caseSorts), fc.boolean()] as const;

  it('has each of its cases once, in order, and says how many where all can be asked', async () => {
    await fc.assert(
      fc.asyncProperty(...asks, async (query, isQueue, sort, isDescending) => {
        const wanted = wantedOf(query, isQueue, sort, isDescending);
        const pages = await pagesOf(query, isQueue, sort, isDescending, 500);
        expect(pages.flatMap(({ rows }) => rows.map(({ caseId }) => caseId))).toEqual(wanted);
        const [first] = pages;
        if (first?.isTotalExact) expect(first.total).toBe(wanted.length);
        else expect(first?.total).toBeLessThanOrEqual(wanted.length);
      }),
      { numRuns: 25 },
    );
  });

  it('leaves out none where a page ends before it has looked at all', async () => {
    Object.assign(looks, { entries: 700, rows: 150 });
    await fc.assert(
      fc.asyncProperty(...asks, async (query, isQueue, sort, isDescending) => {
        const pages = await pagesOf(query, isQueue, sort, isDescending, 300);
        expect(pages.flatMap(({ rows }) => rows.map(({ caseId }) => caseId))).toEqual(wantedOf(query, isQueue, sort, isDescending));
      }),
      { numRuns: 15 },
    );
  });

  it('asks the first cases in their turn where a page is likely among them, and goes on where it is not', async () => {
    for (const [query, sort, isDescending] of [['copper', 'priority', true], ['kettle', 'reference', true], ['kettle', 'reference', false]] as const) {
      const { rows } = await listCases(temp.desk.db, { scope: 'all', query, sort, isDescending, cursor: null, limit: 8 }, ada, temp.clock.now);
      expect([query, rows.map(({ caseId }) => caseId)]).toEqual([query, wantedOf(query, false, sort, isDescending).slice(0, 8)]);
    }
  });

  it('counts facets exactly only where it counted them all', async () => {
    for (const query of ['copper', 'kettle -leaks', 'whistle', 'kettle amount>100']) {
      const { facets, isExact } = await facetsOf(temp.desk.db, { scope: 'all', query }, ada, temp.clock.now);
      const told = facets.find(({ field }) => field === 'reason')?.values.reduce((sum, { cases }) => sum + cases, 0) ?? 0;
      const cases = wantedOf(query, false, 'age', false).length;
      if (isExact) expect([query, told]).toEqual([query, cases]);
      else expect(told).toBeLessThan(cases);
    }
  });
});
