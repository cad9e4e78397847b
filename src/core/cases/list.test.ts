import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseScope, CaseSort } from '../../contract/caseViews.ts';
import { incoming } from '../../testing/neutralCases.ts';
import { makeManyCases } from '../../testing/manyCases.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import type { SignedIn } from '../desk.ts';
import { facetsOf } from './facets.ts';
import { listCases } from './list.ts';
import { storeCase } from './storeCase.ts';

type Row = typeof disputeCase.$inferSelect;
let temp: TempDesk;
let ada: SignedIn;
let all: Row[];

beforeAll(async () => {
  temp = await openTempDesk();
  ada = await temp.seat('Ada', 'lead');
  await temp.desk.write((tx) => storeCase(tx, incoming(), ada));
  await makeManyCases(temp, 700);
  all = await temp.database.select().from(disputeCase);
});
afterAll(() => temp.close());

const hours = 3_600_000;
/** Conditions as they are written and as they are meant. */
const meant: Record<string, (row: Row) => boolean> = {
  '': () => true,
  'reason:defective,other': ({ reason }) => reason === 'defective' || reason === 'other',
  '-reason:defective': ({ reason }) => reason !== 'defective',
  'state:queued': ({ state }) => state === 'queued',
  'state:waiting,closed': ({ state }) => state === 'waiting' || state === 'closed',
  'currency:krw': ({ amountCurrency }) => amountCurrency === 'KRW',
  'market:none': ({ market }) => market === null,
  '-market:DE': ({ market }) => market !== 'DE',
  'language:de market:de': ({ language, market }) => language === 'de' && market === 'DE',
  'amount>100': ({ value, amountMinor }) => amountMinor !== null && value > 10_000,
  'amount<100': ({ value, amountMinor }) => amountMinor !== null && value < 10_000,
  'amount:50': ({ value, amountMinor }) => amountMinor !== null && value === 5_000,
  'currency:EUR amount>=500': ({ amountCurrency, amountMinor }) => amountCurrency === 'EUR' && amountMinor !== null && amountMinor >= 50_000n,
  'currency:JPY amount>500': ({ amountCurrency, amountMinor }) => amountCurrency === 'JPY' && amountMinor !== null && amountMinor > 500n,
  'currency:JPY amount>=500.5': ({ amountCurrency, amountMinor }) => amountCurrency === 'JPY' && amountMinor !== null && amountMinor >= 501n,
  'currency:JPY amount<500.5': ({ amountCurrency, amountMinor }) => amountCurrency === 'JPY' && amountMinor !== null && amountMinor <= 500n,
  'currency:JPY amount:500.5': () => false,
  // More digits than the database has in a number.
  'currency:EUR amount<=999999999999999.9999': ({ amountCurrency, amountMinor }) => amountCurrency === 'EUR' && amountMinor !== null,
  'currency:EUR amount>999999999999999.9999': () => false,
  'due<2d': ({ dueAt }) => dueAt !== null && dueAt < temp.clock.now + 48 * hours,
  'due>5d': ({ dueAt }) => dueAt !== null && dueAt > temp.clock.now + 120 * hours,
  'due:none': ({ dueAt }) => dueAt === null,
  '-is:overdue': ({ dueAt }) => !(dueAt !== null && dueAt < temp.clock.now),
  'is:overdue': ({ dueAt }) => dueAt !== null && dueAt < temp.clock.now,
  'age>2h': ({ receivedAt }) => receivedAt < temp.clock.now - 2 * hours,
  'received:2026-06-10': ({ receivedAt }) => receivedAt >= Date.parse('2026-06-10T00:00:00Z') && receivedAt < Date.parse('2026-06-11T00:00:00Z'),
  'tag:none-has-it': () => false,
  'holder:me': () => false,
  'holder:none': () => true,
  'is:leased,appeal': () => false,
  'queue:none': () => true,
  'queue:nobody-made-it': () => false,
};
const scopes: Record<CaseScope, (row: Row) => boolean> = {
  all: () => true, queue: ({ state }) => state === 'queued' || state === 'in_review', held: ({ state }) => state === 'held', intake: ({ state }) => state === 'received', mine: () => false,
};
const keys: Record<CaseSort, (row: Row) => number> = {
  priority: ({ priority }) => priority, due: ({ dueAt }) => dueAt ?? Infinity, amount: ({ value }) => value, age: ({ receivedAt }) => receivedAt, activity: ({ lastActivityAt }) => lastActivityAt, reference: ({ number }) => number,
};
const usual: CaseSort[] = ['priority', 'amount', 'activity', 'reference'];

describe('a list by query', () => {
  it('has the cases that are meant, in the order asked, each once over all pages, whatever way they are found', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...(Object.keys(scopes) as CaseScope[])), fc.uniqueArray(fc.constantFrom(...Object.keys(meant)), { minLength: 1, maxLength: 2 }), fc.constantFrom(...(Object.keys(keys) as CaseSort[])), fc.boolean(), fc.constantFrom(40, 150),
        async (scope, parts, sort, isDescending, limit) => {
          // One currency is what amounts are in, for the whole query: two of them in one query mean something else than each alone.
          if (parts.filter((part) => /amount|currency/.test(part)).length > 1) return;
          const wanted = all.filter((row) => scopes[scope](row) && parts.every((part) => meant[part]?.(row)));
          const way = isDescending ? -1 : 1;
          const tie = isDescending === usual.includes(sort) ? 1 : -1;
          const key = keys[sort];
          wanted.sort((a, b) => (key(a) === key(b) ? (a.number - b.number) * tie : (key(a) < key(b) ? -1 : 1) * way));
          const seen: string[] = [];
          let cursor: string | null = null;
          let first = true;
          do {
            const page: Awaited<ReturnType<typeof listCases>> = await listCases(temp.desk.db, { scope, query: parts.join(' '), sort, isDescending, cursor, limit }, ada, temp.clock.now);
            if (first) expect(page).toMatchObject({ total: wanted.length, isTotalExact: true, faults: [] });
            first = false;
            seen.push(...page.rows.map(({ caseId }) => caseId));
            cursor = page.nextCursor;
          } while (cursor !== null);
          expect(seen).toEqual(wanted.map(({ caseId }) => caseId));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('a facet counts what choosing its value would show, under the rest of the query', async () => {
    for (const query of ['', 'reason:defective', 'reason:defective market:DE', '-state:closed due<2d', 'amount>100 currency:EUR']) {
      const { facets, total, isExact } = await facetsOf(temp.desk.db, { scope: 'all', query }, ada, temp.clock.now);
      expect({ isExact, total }).toEqual({ isExact: true, total: (await listCases(temp.desk.db, { scope: 'all', query, sort: 'due', cursor: null, limit: 1 }, ada, temp.clock.now)).total });
      for (const { field, values } of facets.filter((one) => ['reason', 'market', 'state'].includes(one.field))) {
        const rest = query.split(' ').filter((part) => !part.replace('-', '').startsWith(`${field}:`));
        for (const { value, cases } of values.slice(0, 3)) {
          const asked = [...rest, `${field}:${value}`].join(' ');
          expect([asked, (await listCases(temp.desk.db, { scope: 'all', query: asked, sort: 'due', cursor: null, limit: 1 }, ada, temp.clock.now)).total]).toEqual([asked, cases]);
        }
      }
    }
  });

  it('a query that cannot be read finds nothing and says where and why', async () => {
    const page = await listCases(temp.desk.db, { scope: 'all', query: 'reason:nonsense', sort: 'due', cursor: null, limit: 5 }, ada, temp.clock.now);
    expect(page).toMatchObject({ rows: [], total: 0, totalInScope: 701, faults: [{ from: 0 }] });
  });

  it('a group has its cases alone, also those without a value', async () => {
    const page = await listCases(temp.desk.db, { scope: 'all', query: '', sort: 'due', group: { by: 'market', value: 'none' }, cursor: null, limit: 200 }, ada, temp.clock.now);
    expect(page.rows.map(({ market }) => market).every((market) => market === null)).toBe(true);
    expect(page.total).toBe(all.filter(({ market }) => market === null).length);
  });

  it('a cursor nobody was given is refused', async () => {
    await expect(listCases(temp.desk.db, { scope: 'all', query: '', sort: 'due', cursor: '1|2', limit: 5 }, ada, temp.clock.now)).rejects.toThrow('cursor');
  });
});
