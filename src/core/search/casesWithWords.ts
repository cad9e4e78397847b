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

/** The newest cases that a list takes of a word that very many have. */
const mostCases = 20_000;
const mostWithPart = 1_000;

/** The cases that a list takes of its words, by number, the newest first; `isCut`: older ones have them too. */
export type WithWords = { numbers: number[]; isCut: boolean };

/**
 * The cases that hold all the words (and none of those with `isNot`): the newest 20,000 at most. The last word may go on; a single word may be a part of an
 * id or a name. `places` and `speakers` say where and by whom; empty: anywhere, by anybody. What is hidden from `by` is not looked at.
 */
export async function casesWithWords(db: Db, words: readonly QueryWord[], places: readonly WordPlace[], speakers: readonly Speaker[], by: SignedIn): Promise<WithWords> {
  const inside = columnsOf(places, speakers, by);
  const typed = askedOf(words, true);
  const asked = typed && (await spellOut(db, typed));
  const part = typed !== null && inside.some(({ name }) => name === 'head') ? askedPart(words) : null;
  const withPart = part === null ? [] : await newestWithPart(db, keyOf(part));
  const [all, told] = [inside, inside.filter(({ name }) => !deskColumns.has(name))].map((where) => asked && allOf(asked, where, []));
  if (!all) return { numbers: downwards(withPart), isCut: false };
  const blind = await blindFor(db, by);
  const open = await newestOf({ db, without: blind, fences: new Map() }, all, { from: 0, below: await afterNewest(db) }, mostCases);
  const hidden = told ? await amongThese(db, told, blind) : [];
  return { numbers: downwards([...open, ...hidden, ...withPart]), isCut: open.length === mostCases };
}

async function newestWithPart(db: Db, key: string): Promise<number[]> {
  if ([...key].length < leastPart) return [];
  const held = await heldBetween(db, key, { from: 0, below: Number.MAX_SAFE_INTEGER }, mostWithPart);
  return held.flatMap(([number, isHeld]) => (isHeld === 1 ? [number] : []));
}
