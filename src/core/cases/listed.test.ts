import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { neutralCase, placeCase } from '../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { facetsOf } from './facets.ts';
import { listCases } from './list.ts';

let temp: TempDesk;
beforeEach(async () => {
  temp = await openTempDesk();
});
afterEach(() => temp.close());

const from = (language: string | null, country: string | null) => placeCase(temp.desk, neutralCase({ parties: [{ role: 'buyer', id: 'b', language, country }, { role: 'seller', id: 's' }] }));

describe('a case whose source wrote strange things where lists count', () => {
  it('would be counted and in no list, or count as what it is not', async () => {
    const odd = [['', ''], ['-x', null], ['none', 'D'], ['a,b', ',"'], [null, '\u202eD']] as const;
    for (const [language, country] of odd) await from(language, country);
    await from('DE-at', ' d');
    await from('fil', 'ph');
    const lou = await temp.seat('Lou', 'lead');
    const list = async (query: string) => {
      const { total, rows } = await listCases(temp.desk.db, { scope: 'all', query, sort: 'age', cursor: null, limit: 50 }, lou, temp.clock.now);
      return [total, rows.length];
    };
    for (const [query, count] of [['', 7], ['language:none', 5], ['-language:none', 2], ['market:none', 6], ['market:PH', 1], ['language:de', 1]] as const) expect([query, await list(query)]).toEqual([query, [count, count]]);
    const { facets } = await facetsOf(temp.desk.db, { scope: 'all', query: '' }, lou, temp.clock.now);
    expect(facets.find(({ field }) => field === 'language')?.values).toEqual([{ value: 'none', cases: 5 }, { value: 'de', cases: 1 }, { value: 'fil', cases: 1 }]);
  });

  it('would hold up every list by a title or a name as long as a book', async () => {
    const title = `x${'👍'.repeat(50_000)}`;
    await placeCase(temp.desk, neutralCase({ items: [{ id: 'i', title }], parties: [{ role: 'buyer', id: 'b', displayName: title }, { role: 'seller', id: 's', displayName: 'Lin' }] }));
    const { rows } = await listCases(temp.desk.db, { scope: 'all', query: '', sort: 'age', cursor: null, limit: 50 }, await temp.seat('Lou', 'lead'), temp.clock.now);
    expect([rows[0]?.title, rows[0]?.buyerName].map((text) => [text?.isWellFormed(), text?.slice(0, 5), (text?.length ?? 0) <= 300])).toEqual([[true, 'x👍👍', true], [true, 'x👍👍', true]]);
    expect(rows[0]?.sellerName).toBe('Lin');
  });
});
