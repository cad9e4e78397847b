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

/** Cases that a list takes of its words as numbers; what more have is asked of the cases of a page. */
const mostCases = 2_000;
const mostWithPart = 1_000;
/** To open the index for one case takes as long as to walk over so many that have the words. */
const walkedMeanwhile = 200;

/** The cases that have the words of a list: their numbers, the newest first, or, where they are too many for that, what tells them apart. */
export type WithWords = { numbers: number[] } | ManyWithWords;
/** Very many cases: the newest of them, about how many of all they are (0 to 1), and what a case is asked by its number when so many are asked; up to `mostInTurn` each by itself. */
export type ManyWithWords = { newest: number[]; share: number; mostInTurn: number; has(number: SQL, asked: number): SQL };

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
  const below = await afterNewest(db);
  const open = await newestOf({ db, without: blind, fences: new Map() }, all, { from: 0, below }, mostNumbers);
  const known = [...(told ? await amongThese(db, told, blind) : []), ...withPart];
  const newest = downwards([...open, ...known]);
  const lowest = open.at(-1);
  if (open.length < mostNumbers || lowest === undefined) return { numbers: newest };
  const share = open.length / (below - lowest);
  const mostInTurn = Math.floor((share * below) / walkedMeanwhile);
  const among = (number: SQL, numbers: readonly number[]) => sql`${number} in (select value from json_each(${JSON.stringify(numbers)}))`;
  const has = (number: SQL, asked: number) => {
    const inIndex = asked <= mostInTurn ? sql`exists (select 1 from case_text where case_text match ${all.text} and case_text.rowid = ${number})` : sql`${number} in (select rowid from case_text where case_text match ${all.text})`;
    return sql`(${among(number, known)} or (not ${among(number, blind)} and ${inIndex}))`;
  };
  return { newest, share, mostInTurn, has };
}

async function newestWithPart(db: Db, key: string): Promise<number[]> {
  if ([...key].length < leastPart) return [];
  const held = await heldBetween(db, key, { from: 0, below: Number.MAX_SAFE_INTEGER }, mostWithPart);
  return held.flatMap(([number, isHeld]) => (isHeld === 1 ? [number] : []));
}
