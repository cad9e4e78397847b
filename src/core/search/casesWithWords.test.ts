import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parseCaseQuery } from '../../contract/caseQuery.ts';
import { neutralCase, placeCase } from '../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import type { SignedIn } from '../desk.ts';
import { casesWithWords } from './casesWithWords.ts';
import { catchUp } from './catchUp.ts';

let temp: TempDesk;
let by: SignedIn;
beforeEach(async () => {
  temp = await openTempDesk();
  by = await temp.seat('Dana');
});
afterEach(() => temp.close());

const place = (title: string, original: string) => placeCase(temp.desk, neutralCase({ items: [{ id: 'i', title }], messages: [{ id: 'm', from: 'buyer', original }] }));

/** The cases by their numbers, and the same asked of each case in turn. */
async function bothWays(text: string): Promise<[number[], number[]]> {
  const { words } = parseCaseQuery(text);
  const known = await casesWithWords(temp.desk.db, words, [], [], by);
  const asked = await casesWithWords(temp.desk.db, words, [], [], by, 1);
  if (!('numbers' in known) || !('isOne' in asked)) throw new Error('Not the two ways.');
  const rows = await temp.desk.db.all<{ number: bigint }>(sql`select number from dispute_case where ${asked.isOne(sql`dispute_case.number`)} order by number desc`);
  return [known.numbers, rows.map(({ number }) => Number(number))];
}

it('lets through the same cases when there are too many to name and each is asked in its turn', async () => {
  for (let one = 0; one < 4; one += 1) await place(`Copper kettle ${one}`, one % 2 === 0 ? 'It leaks' : 'It is too small');
  await place('Porcelain teapot', 'It leaks');
  await catchUp(temp.desk);
  for (const [text, found] of [['kettle', 4], ['leaks', 3], ['kettle leaks', 2], ['leaks -copper', 1], ['kett', 4]] as const) {
    const [known, asked] = await bothWays(text);
    expect(asked, text).toEqual(known);
    expect(known, text).toHaveLength(found);
  }
});
