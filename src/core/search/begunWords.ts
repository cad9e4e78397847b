import { sql } from 'drizzle-orm';
import { literal } from '../db/literal.ts';
import { wordTable, type Db } from '../db/open.ts';
import { wordsOf } from './fold.ts';
import type { Asked } from './match.ts';

/** More words than these are found by their beginning itself. */
const mostSpelled = 60;
/** A word in fewer places than these is rare: all of them are walked over in a millisecond. */
const leastCommon = 500;
/** Beginnings of these lengths have an index of their own. */
const prefixLengths = [2, 3];

const tokens = /[\p{L}\p{N}\p{Co}\p{Mn}\p{Mc}]+/gu;
/** Signs that the tokenizer of the index leaves as `fold` made them. */
const isSettled = /^[a-z0-9а-яα-ω\p{Lo}\p{Mn}\p{Mc}]+$/u;

/**
 * What is asked with the last word spelled out, as all words of the index that begin so: asked for by a beginning, the index reads every place of every such
 * word before it gives the first case (25 ms for a word in most of a million cases). As it was given where that is no help or cannot be told; null when no
 * word begins so.
 */
export async function spellOut(db: Db, asked: Asked): Promise<Asked | null> {
  const words = asked.last === null ? null : await begunWords(db, asked.last);
  if (words === null) return asked;
  if (words.length === 0) return null;
  const isOnlyItself = words.length === 1 && words[0] === quoted((wordsOf(asked.last ?? '').match(tokens) ?? []).join(' '));
  // None that goes on: then the groups of the beginning are those of the word.
  return { ...asked, begun: isOnlyItself ? (asked.each.at(-1) ?? null) : `(${words.join(' OR ')})` };
}

/** Whether a word that is asked for whole stands in so few places that no walk for it needs an end (see fence.ts), whatever else is asked beside it. */
export async function hasRareWord(db: Db, { each, begun }: Asked): Promise<boolean> {
  const whole = begun === null ? each : each.slice(0, -1);
  const words = whole.flatMap((one) => one.match(tokens) ?? []).filter((word) => isSettled.test(word));
  if (words.length === 0 || !(await hasWords(db))) return false;
  for (const word of words) {
    const places = await db.all(sql`select 1 from ${sql.raw(wordTable)} where term = ${word} limit 1 offset ${literal(leastCommon - 1)}`);
    if (places.length === 0) return true;
  }
  return false;
}

/** The words of the index that begin so, in quotes; null when there are too many, or none can be told. */
async function begunWords(db: Db, text: string): Promise<string[] | null> {
  const words = wordsOf(text).match(tokens) ?? [];
  const begun = words.at(-1);
  if (begun === undefined || !isSettled.test(begun) || prefixLengths.includes([...begun].length)) return null;
  if (!(await hasWords(db))) return null;
  const [table, isBegun] = [sql.raw(wordTable), sql`substr(term, 1, ${BigInt([...begun].length)}) = ${begun}`];
  // From word to word by a seek each: to go along the table would read all places of each.
  const found = await db.all<{ term: string }>(sql`with recursive begun (term) as (
    select (select term from ${table} where term >= ${begun} limit 1)
    union all select (select term from ${table} where term >= begun.term || char(1) limit 1) from begun where ${isBegun} limit ${mostSpelled + 2})
    select term from begun where ${isBegun}`);
  if (found.length > mostSpelled) return null;
  const before = words.slice(0, -1).map((word) => `${word} `).join('');
  return found.map(({ term }) => quoted(`${before}${term}`));
}

const quoted = (words: string): string => `"${words}"`;

async function hasWords(db: Db): Promise<boolean> {
  return (await db.all(sql`select 1 from sqlite_temp_master where name = ${wordTable}`)).length > 0;
}
