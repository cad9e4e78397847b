import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parseCaseQuery } from '../../contract/caseQuery.ts';
import { neutralCase, placeCase } from '../../testing/builders.ts';
import { openReviewOf, ruledCase } from '../../testing/reviewed.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
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

/** The cases by their numbers, and the same asked of each case in turn and of all at once. */
async function allWays(text: string, asker = by): Promise<number[][]> {
  const { words } = parseCaseQuery(text);
  const known = await casesWithWords(temp.desk.db, words, [], [], asker);
  const many = await casesWithWords(temp.desk.db, words, [], [], asker, 1);
  if (!('numbers' in known) || !('has' in many)) throw new Error('Not both ways.');
  const those = async (asked: number) => {
    const rows = await temp.desk.db.all<{ number: bigint }>(sql`select number from dispute_case where ${many.has(sql`dispute_case.number`, asked)} order by number desc`);
    return rows.map(({ number }) => Number(number));
  };
  return [known.numbers, await those(0), await those(1_000_000)];
}

it('lets through the same cases when there are too many to name, whether each is asked in its turn or all at once', async () => {
  for (let one = 0; one < 4; one += 1) await place(`Copper kettle ${one}`, one % 2 === 0 ? 'It leaks' : 'It is too small');
  await place('Porcelain teapot', 'It leaks');
  await catchUp(temp.desk);
  for (const [text, found] of [['kettle', 4], ['leaks', 3], ['kettle leaks', 2], ['leaks -copper', 1], ['kett', 4]] as const) {
    const [known, eachInTurn, atOnce] = await allWays(text);
    expect(known, text).toHaveLength(found);
    expect(eachInTurn, text).toEqual(known);
    expect(atOnce, text).toEqual(known);
  }
});

it('finds no case by what the desk wrote there for who is to judge it without knowing that, whichever way it is asked', async () => {
  const lou = await temp.seat('Lou', 'lead');
  const reasons = 'The porcelain was packed in zebra paper, as the photo shows.';
  const [judged, other, third] = [await ruledCase(temp, by, { reasons }), await ruledCase(temp, by, { reasons }), await ruledCase(temp, by, { reasons })];
  await openReviewOf(temp, judged.rulingId, lou);
  await catchUp(temp.desk);
  const numbersOf = async (...caseIds: string[]) => (await temp.desk.db.select().from(disputeCase)).filter(({ caseId }) => caseIds.includes(caseId)).map(({ number }) => number).sort((a, b) => b - a);
  const seen = await numbersOf(other.caseId, third.caseId);
  expect(await allWays('zebra', lou)).toEqual([seen, seen, seen]);
});
