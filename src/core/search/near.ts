import { distance } from 'fastest-levenshtein';
import { sql, type SQL } from 'drizzle-orm';
import type { Db } from '../db/open.ts';
import { backOf } from './keys.ts';

/** Something like what was typed, how many signs apart it is, and how many cases have it. */
export type Near = { text: string; edits: number; cases: number };

/** What a text is compared with: the ids of cases, or the words of names and titles. */
export type Among = 'ids' | 'words';

/** From this length on two slips are forgiven. */
const longEnough = 8;
const mostOfHalf = 1_500;
const mostNear = 5;

/** What is nearly the same as a text: one sign more, less, other or two changed over; in a long one two. Likest and most frequent first. */
export async function nearestTo(db: Db, text: string, among: Among): Promise<Near[]> {
  const once = (await readCases(db, among, variantsOf(text))).map((one) => ({ ...one, edits: 1 }));
  const found = once.length > 0 || [...text].length < longEnough ? once : await twoApart(db, text, among);
  return found.filter((one) => one.text !== text).sort((a, b) => a.edits - b.edits || b.cases - a.cases).slice(0, mostNear);
}

const alphabets = ['0123456789', 'abcdefghijklmnopqrstuvwxyz', 'абвгдежзийклмнопрстуфхцчшщъыьэюя', 'αβγδεζηθικλμνξοπρστυφχψω', 'ابتثجحخدذرزسشصضطظعغفقكلمنهوي', 'אבגדהוזחטיכלמנסעפצקרשתךםןףץ'];

/** Everything one slip away from a text, in the alphabets it is written in: all are looked up, so it matters not where the slip is nor how alike ids begin. Pure. */
export function variantsOf(text: string): string[] {
  const signs = [...text];
  const letters = alphabets.filter((alphabet) => signs.some((sign) => alphabet.includes(sign))).flatMap((alphabet) => [...alphabet]);
  const found = new Set<string>();
  for (let at = 0; at <= signs.length; at += 1) {
    const [head, tail] = [signs.slice(0, at).join(''), signs.slice(at)];
    const rest = tail.slice(1).join('');
    if (tail.length > 0) found.add(head + rest);
    if (tail.length > 1) found.add(`${head}${tail[1]}${tail[0]}${tail.slice(2).join('')}`);
    for (const letter of letters) {
      found.add(head + letter + tail.join(''));
      if (tail.length > 0) found.add(head + letter + rest);
    }
  }
  found.delete(text);
  return [...found];
}

/** Two slips leave one of three parts as it is: what begins, ends, or for ids goes on in the middle, like it is compared sign by sign. */
async function twoApart(db: Db, text: string, among: Among): Promise<Near[]> {
  const third = Math.floor([...text].length / 3);
  const begins = [...text].slice(0, third).join('');
  const ends = backOf([...text].slice(-third).join(''));
  const table = among === 'ids' ? sql`search_key` : sql`search_word`;
  const column = among === 'ids' ? sql`key` : sql`word`;
  const range = (by: SQL, from: string) => sql`select ${column} as text from (select ${column} from ${table} where ${by} >= ${from} and ${by} < ${`${from}\u{10ffff}`} limit ${mostOfHalf})`;
  const middle = [...text].slice(third, -third).join('');
  const inside = among === 'ids' && middle.length >= 3 ? sql` union select k.key from (select rowid as number from case_key_text where case_key_text match ${piecesOf(middle)} order by rowid desc limit ${mostOfHalf}) as held cross join search_key k on k.number = held.number` : sql``;
  const rows = await db.all<{ text: string }>(sql`${range(column, begins)} union ${range(sql`back`, ends)}${inside}`);
  const near = new Map(rows.map(({ text: one }) => [one, distance(one, text)]).filter((one): one is [string, number] => Number(one[1]) <= 2));
  return (await readCases(db, among, [...near.keys()])).map((one) => ({ ...one, edits: near.get(one.text) ?? 2 }));
}

/** A text as its pieces of three signs, for the index of ids: all of them, or of a long one those that cover it. More say little more and are walked along for long. One that has fewer than three is in none. Pure. */
export function piecesOf(text: string): string {
  const signs = [...text];
  if (signs.length < 3) return '""';
  const last = signs.length - 3;
  const starts = Array.from({ length: last + 1 }, (_, at) => at).filter((at) => last < longEnough || at % 3 === 0 || at === last);
  return [...new Set(starts.map((at) => `"${signs.slice(at, at + 3).join('').replaceAll('"', '""')}"`))].join(' AND ');
}

async function readCases(db: Db, among: Among, texts: readonly string[]): Promise<Omit<Near, 'edits'>[]> {
  const listed = sql`json_each(${JSON.stringify(texts)})`;
  const rows = await db.all<{ text: string; cases: bigint }>(
    among === 'ids'
      ? sql`select key as text, count(*) as cases from search_key where key in (select value from ${listed}) group by key limit 50`
      : sql`select word as text, cases from search_word where word in (select value from ${listed}) order by cases desc limit 50`,
  );
  return rows.map(({ text, cases }) => ({ text, cases: Number(cases) }));
}
