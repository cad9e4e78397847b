import { sql, type SQL } from 'drizzle-orm';
import type { Db } from '../db/open.ts';
import { keyOf, leastPart } from './keys.ts';
import { piecesOf } from './near.ts';

const mostBegun = 200;
const mostInside = 60;
/** Cases whose ids have all pieces of a part, looked at for the part itself. */
const mostHeld = 300;
/** Numbers looked through at first for a part, and milliseconds the rest may take: ids that count upwards share most of their pieces. */
const firstStretch = 20_000;
const mostMs = 6;

/** The cases with an id, the newest first. */
export function casesWithId(db: Db, id: string): Promise<number[]> {
  const key = keyOf(id);
  return numbersOf(db, sql`select distinct number from search_key where key in (${key}, ${`c${key}`}) order by number desc limit ${mostBegun}`);
}

/** The cases with an id that begins so, the newest first of those the index names first: what begins like an id of a million cases is not sorted. */
export async function casesWithIdFrom(db: Db, id: string): Promise<number[]> {
  const key = keyOf(id);
  if (key.length < leastPart) return [];
  return numbersOf(db, sql`select distinct number from (select number from search_key where key > ${key} and key < ${`${key}\u{10ffff}`} limit ${mostBegun}) order by number desc`);
}

/** The newest cases with an id that holds a part, as far down as time allows. */
export async function casesWithPart(db: Db, part: string): Promise<number[]> {
  const key = keyOf(part);
  if (key.length < leastPart) return [];
  const [top] = await db.all<{ n: bigint | null }>(sql`select max(number) as n from dispute_case`);
  const highest = Number(top?.n ?? 0);
  const started = performance.now();
  const first = await heldBetween(db, key, highest - firstStretch, highest + 1);
  if (first.length >= mostInside) return first;
  const stretch = Math.floor((firstStretch * mostMs) / Math.max(performance.now() - started, 0.01));
  return [...first, ...(await heldBetween(db, key, highest - firstStretch - stretch, highest - firstStretch))];
}

function heldBetween(db: Db, key: string, from: number, below: number): Promise<number[]> {
  const held = sql`select rowid as number from case_key_text where case_key_text match ${piecesOf(key)} and rowid >= ${from} and rowid < ${below} order by rowid desc limit ${mostHeld}`;
  // Pieces that stand somewhere in a case's ids need not stand next to each other: each key is looked at.
  return numbersOf(db, sql`select held.number from (${held}) as held where exists (select 1 from search_key where search_key.number = held.number and instr(search_key.key, ${key}) > 0) limit ${mostInside}`);
}

async function numbersOf(db: Db, select: SQL): Promise<number[]> {
  const rows = await db.all<{ number: bigint }>(select);
  return rows.map(({ number }) => Number(number));
}
