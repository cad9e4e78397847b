import { sql } from 'drizzle-orm';
import type { Db } from '../db/open.ts';
import { readNumbers, readPacked } from '../db/packed.ts';
import { within } from '../db/within.ts';
import type { Bounds, Walked } from './candidates.ts';
import { keyOf, leastPart } from './keys.ts';
import { piecesOf } from './near.ts';
import { walkDown, type Budget } from './walkDown.ts';

const mostBegun = 200;
/** Cases whose ids have all pieces of a part, looked at for the part itself. */
const mostHeld = 300;
/** A case that has all pieces of a part, and 1 where one of its ids has the part itself. */
type Held = [number: number, isHeld: number];

/** The cases with an id, the newest first. */
export function casesWithId(db: Db, id: string): Promise<number[]> {
  const key = keyOf(id);
  return readNumbers(db, sql`select distinct number from search_key where key in (${key}, ${`c${key}`}) order by number desc limit ${mostBegun}`);
}

/** The cases with an id that begins so, the newest first of those the index names first: what begins like an id of a million cases is not sorted. */
export async function casesWithIdFrom(db: Db, id: string): Promise<number[]> {
  const key = keyOf(id);
  if (key.length < leastPart) return [];
  return readNumbers(db, sql`select distinct number from (select number from search_key where key > ${key} and key < ${`${key}\u{10ffff}`} limit ${mostBegun}) order by number desc`);
}

/** The newest cases below a number with an id that holds a part: so many, or as far down as time allows. */
export async function casesWithPart(db: Db, part: string, start: number, most: number, budget: Budget): Promise<Walked> {
  const key = keyOf(part);
  const numbers: number[] = [];
  if ([...key].length < leastPart) return { numbers, downTo: 0 };
  let lowest: number | null = null;
  const downTo = await walkDown(start, budget, async (from, below) => {
    const held = await heldBetween(db, key, { from, below }, mostHeld);
    numbers.push(...held.filter(([, isHeld]) => isHeld === 1).map(([number]) => number));
    // Beyond the last of so many nothing was looked at.
    if (held.length === mostHeld) lowest = held.at(-1)?.[0] ?? null;
    return lowest !== null || numbers.length >= most;
  });
  return { numbers, downTo: lowest ?? downTo };
}

/** The newest cases within bounds whose ids have all pieces of a key, and whether one has the key itself: the pieces need not stand next to each other. */
export async function heldBetween(db: Db, key: string, { from, below }: Bounds, most: number): Promise<Held[]> {
  const pieces = sql`select rowid as number from case_key_text where case_key_text match ${piecesOf(key)} and ${within(sql`rowid`, from, below)} order by rowid desc limit ${most}`;
  return readPacked<Held>(db, sql`number, is_held`, sql`select number, exists (select 1 from search_key where search_key.number = pieces.number and instr(search_key.key, ${key}) > 0) as is_held from (${pieces}) as pieces`);
}
