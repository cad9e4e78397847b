import { sql, type SQL } from 'drizzle-orm';
import type { QueryWord } from '../../contract/caseQuery.ts';
import type { Speaker, WordPlace } from '../../contract/queryFields.ts';
import type { Db } from '../db/open.ts';
import type { SignedIn } from '../desk.ts';
import { blindFor } from './ask.ts';
import { spellOut } from './begunWords.ts';
import { afterNewest, amongThese, downwards, newestOf } from './candidates.ts';
import { columnsOf, deskColumns } from './columns.ts';
import { heldBetween } from './ids.ts';
import { keyOf, leastPart } from './keys.ts';
import { allOf, askedOf } from './match.ts';
import { askedPart } from './terms.ts';

/** Cases that a list takes of its words as numbers; of what more have each case is asked in its turn. */
const mostCases = 20_000;
const mostWithPart = 1_000;

/** The cases that have the words of a list: their numbers, the newest first, or, where they are too many for that, what a case is asked by its number (30 µs). */
export type WithWords = { numbers: number[] } | { isOne: (number: SQL) => SQL };

/**
 * The cases that hold all the words (and none of those with `isNot`). The last word may go on; a single word may be a part of an id or a name: of such cases
 * the newest 1,000. `places` and `speakers` say where and by whom; empty: anywhere, by anybody. What is hidden from `by` is not looked at.
 */
export async function casesWithWords(db: Db, words: readonly QueryWord[], places: readonly WordPlace[], speakers: readonly Speaker[], by: SignedIn, mostNumbers = mostCases): Promise<WithWords> {
  const inside = columnsOf(places, speakers, by);
  const typed = askedOf(words, true);
  const asked = typed && (await spellOut(db, typed));
  const part = typed !== null && inside.some(({ name }) => name === 'head') ? askedPart(words) : null;
  const withPart = part === null ? [] : await newestWithPart(db, keyOf(part));
  const [all, told] = [inside, inside.filter(({ name }) => !deskColumns.has(name))].map((where) => asked && allOf(asked, where, []));
  if (!all) return { numbers: downwards(withPart) };
  const blind = await blindFor(db, by);
  const open = await newestOf({ db, without: blind, fences: new Map() }, all, { from: 0, below: await afterNewest(db) }, mostNumbers);
  const known = [...(told ? await amongThese(db, told, blind) : []), ...withPart];
  if (open.length < mostNumbers) return { numbers: downwards([...open, ...known]) };
  const among = (number: SQL, numbers: readonly number[]) => sql`${number} in (select value from json_each(${JSON.stringify(numbers)}))`;
  return { isOne: (number) => sql`(${among(number, known)} or (not ${among(number, blind)} and exists (select 1 from case_text where case_text match ${all.text} and case_text.rowid = ${number})))` };
}

async function newestWithPart(db: Db, key: string): Promise<number[]> {
  if ([...key].length < leastPart) return [];
  const held = await heldBetween(db, key, { from: 0, below: Number.MAX_SAFE_INTEGER }, mostWithPart);
  return held.flatMap(([number, isHeld]) => (isHeld === 1 ? [number] : []));
}
