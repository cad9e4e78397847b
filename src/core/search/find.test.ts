import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NeutralCaseInput } from '../../contract/neutralCase.ts';
import type { SearchHit } from '../../contract/search.ts';
import { neutralCase, placeCase } from '../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { caseHandlers } from '../cases/methods.ts';
import type { SignedIn } from '../desk.ts';
import { catchUp } from './catchUp.ts';
import { searchHandlers } from './methods.ts';

let temp: TempDesk;
let by: SignedIn;
beforeEach(async () => {
  temp = await openTempDesk();
  by = await temp.seat('Dana');
});
afterEach(() => temp.close());

const place = async (change: Partial<NeutralCaseInput>) => placeCase(temp.desk, neutralCase(change));
const find = (query: string, more: { limit?: number; before?: string | null } = {}) => searchHandlers['search.find'](temp.desk, { query, limit: 50, before: null, ...more }, by);
async function found(query: string): Promise<string[]> {
  await catchUp(temp.desk);
  return (await find(query)).hits.map(({ caseId }) => caseId);
}
const said = ({ snippet }: Pick<SearchHit, 'snippet'>) => snippet.map(({ text, isHit }) => (isHit ? `[${text}]` : text)).join('');
const message = (original: string, from: 'buyer' | 'seller' = 'buyer') => [{ id: 'm', from, original }];

describe('words of a case', () => {
  it('are found though each stands in another part of it', async () => {
    const caseId = await place({ items: [{ id: 'i', title: 'Copper kettle' }], messages: message('The spout leaks badly') });
    await place({ items: [{ id: 'i', title: 'Copper pan' }] });
    expect(await found('kettle leaks')).toEqual([caseId]);
    expect(await found('leaks pan')).toEqual([]);
  });

  it('are found whatever their case, accents, width and unseen signs, and marked as they are written', async () => {
    await place({ messages: message('Le café était \u00adcas\u200bsé, ＡＢＣ１２３') });
    await catchUp(temp.desk);
    for (const [query, marked] of [['CAFE', '[café]'], ['etait', '[était]'], ['casse', '[cas\u200bsé]'], ['abc123', '[ＡＢＣ１２３]']] as const) {
      const { hits } = await find(query);
      expect(said(hits[0] ?? { snippet: [] }), query).toContain(marked);
    }
  });

  it('are found in Chinese, Japanese, Thai, Korean, Arabic and Hebrew, with and without vowel points', async () => {
    const texts: [string, string][] = [['手机充电器无法充电，外壳破裂', '充电器'], ['時計のガラスが割れていました', 'ガラス'], ['สินค้าเสียหายระหว่างขนส่ง', 'เสียหาย'], ['환불을 요청합니다', '환불'], ['وَصَلَ المُنْتَجُ مَكْسُوراً', 'المنتج'], ['המוצר הגיע שָׁבוּר', 'שבור']];
    const ids = await Promise.all(texts.map(([text]) => place({ messages: message(text) })));
    for (const [at, [, query]] of texts.entries()) expect(await found(query), query).toEqual([ids[at]]);
  });

  it('are found while the last is being written, but not by what they merely contain', async () => {
    const caseId = await place({ items: [{ id: 'i', title: 'Porcelain teapot' }] });
    expect(await found('porcelain te')).toEqual([caseId]);
    expect(await found('pot')).toEqual([]);
    expect(await found('te porcelain')).toEqual([]);
  });

  it('are commands to nothing, whatever signs they hold', async () => {
    await place({ messages: message('a "quoted" (thing) AND more') });
    for (const query of ['"', '(', ')', '*', '^x', 'NEAR(a b)', 'head:x', 'a AND', 'NOT', '{head}: x', '-', "';--", '\u{10ffff}', '\\', '%_', '+a', '"a""b"', '\uE000all']) {
      const { hits, faults } = await find(query);
      expect(faults.length + hits.length, query).toBeGreaterThanOrEqual(0);
    }
    expect(await found('\uE000all')).toEqual([]);
  });

  it('rank the title before what was said next to each other, and that before the rest', async () => {
    const apart = await place({ messages: message('red on the box, and a bicycle inside') });
    const together = await place({ messages: message('I bought a red bicycle') });
    const title = await place({ items: [{ id: 'i', title: 'Bicycle, red' }] });
    const newest = await place({ messages: message('bicycle; not blue but red') });
    expect(await found('red bicycle')).toEqual([title, together, newest, apart]);
  });

  it('can be asked for as a phrase, left out, and by who said them and where', async () => {
    const first = await place({ messages: message('blue glaze cracked') });
    const second = await place({ messages: message('glaze is blue', 'seller') });
    expect(await found('"blue glaze"')).toEqual([first]);
    expect(await found('glaze -cracked')).toEqual([second]);
    expect(await found('glaze by:seller')).toEqual([second]);
    expect(await found('glaze in:notes')).toEqual([]);
    expect(await found('glaze -by:seller')).toEqual([first]);
    expect(await found('-glaze')).toEqual([]);
    expect(await found('glaze currency:EUR')).toEqual([]);
    expect(await found('glaze currency:USD reason:wrong_item state:queued')).toEqual([second, first]);
    expect(await found('currency:USD')).toEqual([second, first]);
  });
});

describe('a hit', () => {
  it('opens at the line of a file and shows what stands around the words', async () => {
    const text = `${'An ordinary line of the report.\n'.repeat(200)}The seal was broken by force.\n${'More of the same.\n'.repeat(100)}`;
    await place({ evidence: [{ id: 'report', side: 'seller', kind: 'document', fileName: 'report.txt', text }] });
    await catchUp(temp.desk);
    const [hit] = (await find('seal broken')).hits;
    expect(hit).toMatchObject({ place: 'evidence', speaker: 'seller', spot: { in: 'evidence', part: 'text', line: 201 }, more: 0 });
    expect(hit && said(hit)).toMatch(/…\S.* The \[seal\] was \[broken\] by force\. /);
    expect(hit?.snippet.map((one) => one.text).join('').length).toBeLessThan(180);
  });

  it('is right at the end of a very long text of other writing', async () => {
    const text = `${'مرحبا بكم في المتجر. '.repeat(900)}الكلمة السرية هنا`;
    await place({ messages: message(text) });
    await catchUp(temp.desk);
    const [hit] = (await find('السرية')).hits;
    expect(hit && said(hit)).toMatch(/\[السرية\] هنا$/);
  });

  it('says how many other places hold the words', async () => {
    await place({ messages: [{ id: 'a', from: 'buyer', original: 'The zipper broke' }, { id: 'b', from: 'seller', original: 'Which zipper?' }, { id: 'c', from: 'buyer', original: 'The zipper of the bag' }] });
    await catchUp(temp.desk);
    expect((await find('zipper')).hits).toMatchObject([{ more: 2 }]);
  });

  it('is no more once its words went, though the index still has them', async () => {
    await place({ sourceId: 'same', messages: message('The unmistakable teacup') });
    await catchUp(temp.desk);
    await place({ sourceId: 'same', messages: message('Something else') });
    const answer = await find('unmistakable');
    expect(answer).toMatchObject({ hits: [], isCatchingUp: true, pending: 1 });
    expect(await found('else')).toHaveLength(1);
  });

  it('comes a page at a time, each once', async () => {
    for (let one = 0; one < 7; one += 1) await place({ messages: message(`lantern ${one}`), items: [{ id: 'i', title: one % 2 ? 'Lantern' : 'Lamp' }] });
    await catchUp(temp.desk);
    const seen: string[] = [];
    let before: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof find>> = await find('lantern', { limit: 2, before });
      seen.push(...page.hits.map(({ caseId }) => caseId));
      expect(page).toMatchObject({ total: 7, isTotalExact: true });
      before = page.nextBefore;
    } while (before !== null);
    expect(new Set(seen).size).toBe(7);
    expect(seen).toHaveLength(7);
  });
});

describe('a search that has no time', () => {
  afterEach(() => vi.restoreAllMocks());

  const pagesOf = async (query: string, limit: number) => {
    const pages: string[][] = [];
    let before: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof find>> = await find(query, { limit, before });
      // A word alone is told at once.
      if (pages.length === 0 && query !== 'lantern') expect(page, query).toMatchObject({ isTotalExact: false });
      pages.push(page.hits.map(({ caseId }) => caseId));
      before = page.nextBefore;
    } while (before !== null && pages.length < 50);
    return pages;
  };

  it('would lose a case for good, or show one twice, when it goes on page by page', async () => {
    const ids = [await place({ parties: [{ role: 'buyer', displayName: 'Oldlantern Ann' }, { role: 'seller', displayName: 'Store' }] })];
    // So often that neither word is a rare one, which would be looked for at once.
    for (let one = 0; one < 6; one += 1) ids.push(await place({ messages: message(`lantern ${one} light ${'lantern light '.repeat(100)}`), items: [{ id: 'i', title: one % 2 ? 'Lantern' : 'Lamp' }], parties: [{ role: 'buyer', displayName: one === 3 ? 'Lanternman' : 'Ann' }, { role: 'seller', displayName: 'Store' }] }));
    // As far apart as cases of a large desk that hold a word.
    await temp.database.run(sql`update dispute_case set number = 20001 + (number - (select min(number) from dispute_case)) * 30000`);
    await temp.database.run(sql`insert into search_pending (number) select number from dispute_case where true on conflict do nothing`);
    await catchUp(temp.desk);
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 1_000));
    const lanterns = ids.slice(1);
    for (const [query, found] of [['lantern', ids], ['lantern light', lanterns], ['lantern in:messages', lanterns], ['lantern state:queued', ids], ['lantern -nothing', ids], ['state:queued', ids], ['amount>1', ids], ['reason:wrong_item', ids]] as const) {
      for (const limit of [1, 3]) {
        const pages = await pagesOf(query, limit);
        expect(pages.flat().toSorted(), `${query}, ${limit} a page`).toEqual(found.toSorted());
        expect(Math.max(...pages.map((page) => page.length)), query).toBeLessThanOrEqual(limit);
      }
    }
    expect(await find('oldlantern ann')).toMatchObject({ total: 1, isTotalExact: true, nextBefore: null });
  });
});

describe('ids', () => {
  it('are found whole, by their beginning, by a part, and with other signs between', async () => {
    const caseId = await place({ sourceId: 'AE-7788.9911', order: { id: '8112233445566', currency: 'USD', captured: { minor: '6665', currency: 'USD' } }, parcels: [{ id: 'p', direction: 'outbound', trackingNumber: 'RX 123 456 789 CN' }] });
    for (const query of ['ae77889911', '8112233445566', '81122', '2334455', 'rx123456789cn', '3456789', 'RX123-456', 'c-20001', '20001']) expect(await found(query), query).toEqual([caseId]);
    const [hit] = (await find('2334455')).hits;
    expect(hit).toMatchObject({ place: 'head', spot: { part: 'order' }, isNear: false });
    expect(hit && said(hit)).toBe('8112[2334455]66');
  });

  it('are offered when one sign or two are wrong', async () => {
    const caseId = await place({ sourceId: '680600210000123' });
    await catchUp(temp.desk);
    for (const query of ['680600210000132', '68060021000123', '6806002100001234', '680600210009123', '680609210009123']) {
      const answer = await find(query);
      expect(answer.hits, query).toMatchObject([{ caseId, isNear: true }]);
      expect(answer.didYouMean[0]?.text, query).toBe('680600210000123');
    }
  });
});

it('finds a name by a part in the middle of it, after those that begin so', async () => {
  const inside = await place({ parties: [{ role: 'buyer', displayName: 'Zoë Kowalczyk' }, { role: 'seller', displayName: 'Store' }] });
  const begins = await place({ parties: [{ role: 'buyer', displayName: 'Walcz Anna' }, { role: 'seller', displayName: 'Store' }] });
  expect(await found('walcz')).toEqual([begins, inside]);
  const [, hit] = (await find('walcz')).hits;
  expect(hit && said(hit)).toBe('Zoë Ko[walcz]yk');
});

it('helps with a name or a word of a title that was misspelt', async () => {
  await place({ parties: [{ role: 'buyer', displayName: 'Marguerite Lindqvist' }, { role: 'seller', displayName: 'Store' }] });
  await catchUp(temp.desk);
  expect((await find('currency:USD Margeurite')).didYouMean[0]?.text).toBe('currency:USD marguerite');
  expect((await find('lindkwist')).didYouMean[0]?.text).toBe('lindqvist');
});

it('would tell by what it does not propose that a word stands in a note or a ruling', async () => {
  const caseId = await place({ parties: [{ role: 'buyer', displayName: 'Marguerite Lindqvist' }, { role: 'seller', displayName: 'Store' }] });
  const proposed = async () => (await find('currency:JPY margeurite')).didYouMean;
  await catchUp(temp.desk);
  const before = await proposed();
  await caseHandlers['cases.addNote'](temp.desk, { requestId: randomUUID(), caseId, text: 'Margeurite called.' }, by);
  await catchUp(temp.desk);
  expect(before).toHaveLength(1);
  expect(await proposed()).toEqual(before);
});

it('says what of a query cannot be read, and looks for nothing', async () => {
  expect(await find('watch reason:nonsense')).toMatchObject({ hits: [], faults: [{ from: 6 }] });
});

it('finds a note within the same moment it is indexed, and keeps what changes meanwhile waiting', async () => {
  const caseId = await place({});
  await catchUp(temp.desk);
  await caseHandlers['cases.addNote'](temp.desk, { requestId: randomUUID(), caseId, text: 'Called the harbourmaster' }, by);
  expect(await temp.desk.db.all(sql`select count(*) as n from search_pending`)).toEqual([{ n: 1n }]);
  expect(await found('harbourmaster')).toEqual([caseId]);
  expect((await find('harbourmaster')).hits[0]).toMatchObject({ place: 'notes', speaker: 'desk', spot: { in: 'note' } });
});
