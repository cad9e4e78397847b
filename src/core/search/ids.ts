import { sql, type SQL } from 'drizzle-orm';
import type { Db } from '../db/open.ts';
import { keyOf, leastPart } from './keys.ts';
import { piecesOf } from './near.ts';

const mostBegun = 200;
const mostInside = 1_000;

/** The cases with an id that is, begins like, or holds what was asked, in that order and the newest first. */
export async function casesWithId(db: Db, id: string): Promise<{ whole: number[]; begun: number[]; inside: number[] }> {
  const key = keyOf(id);
  if (key.length < leastPart) return { whole: [], begun: [], inside: [] };
  const whole = await numbersOf(db, sql`select distinct number from search_key where key in (${key}, ${`c${key}`}) order by number desc limit ${mostBegun}`);
  // In the order of the index and cut there: what begins like an id of a million cases is not sorted.
  const begun = await numbersOf(db, sql`select distinct number from (select number from search_key where key > ${key} and key < ${`${key}\u{10ffff}`} limit ${mostBegun}) order by number desc`);
  const held = sql`select rowid as number from case_key_text where case_key_text match ${piecesOf(key)} order by rowid desc limit ${mostInside}`;
  // Three signs that stand somewhere in a case's ids need not stand next to each other: each key is looked at.
  const inside = await numbersOf(db, sql`select distinct held.number from (${held}) as held cross join search_key on search_key.number = held.number where instr(search_key.key, ${key}) > 0 order by held.number desc limit ${mostBegun}`);
  return { whole, begun: begun.filter((one) => !whole.includes(one)), inside: inside.filter((one) => !whole.includes(one) && !begun.includes(one)) };
}

async function numbersOf(db: Db, select: SQL): Promise<number[]> {
  const rows = await db.all<{ number: bigint }>(select);
  return rows.map(({ number }) => Number(number));
}
