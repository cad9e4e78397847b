import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { neutralCase, placeCase } from '../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { packedColumns, readNumbers, readPacked } from './packed.ts';
import { disputeCase } from './schema/disputeCase.ts';

let temp: TempDesk;
beforeEach(async () => void (temp = await openTempDesk()));
afterEach(() => temp.close());

it('would read a row otherwise than the driver does: flags as numbers, documents as text, what is not known as nought', async () => {
  const caseId = await placeCase(temp.desk, neutralCase());
  const { hasAppeal, isForLead, integrity, receivedAt, keptUntil, title } = disputeCase;
  const columns = { caseId: disputeCase.caseId, hasAppeal, isForLead, integrity, receivedAt, keptUntil, title };
  const rows = packedColumns<Record<keyof typeof columns, unknown>>(columns);
  const [found] = await temp.desk.db.all<{ rows: string }>(sql`select ${rows.text} as rows from ${disputeCase}`);
  expect(rows.read(found?.rows)).toEqual(await temp.desk.db.select(columns).from(disputeCase).where(sql`case_id = ${caseId}`));
  expect(rows.read(undefined)).toEqual([]);
});

it('would lose the order of rows, or fail where there are none', async () => {
  const some = sql`select value as number from json_each('[3,1,2]') order by value desc`;
  expect(await readNumbers(temp.desk.db, some)).toEqual([3, 2, 1]);
  expect(await readPacked(temp.desk.db, sql`number, 'a'`, some)).toEqual([[3, 'a'], [2, 'a'], [1, 'a']]);
  expect(await readPacked(temp.desk.db, sql`number`, sql`select 1 as number where false`)).toEqual([]);
});
