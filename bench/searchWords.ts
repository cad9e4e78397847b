import { sql } from 'drizzle-orm';
import { keyOf } from '../src/core/search/keys.ts';
import { readPieces } from '../src/core/search/readPieces.ts';
import { wordsOf } from '../src/core/search/fold.ts';
import type { SearchDesk } from './searchDesk.ts';

export type Word = { text: string; cases: number };

const sampled = 300;
const mostCounted = 400;

/** Words of cases spread over the desk, with how many cases have them, the most frequent first; and ids of such cases. */
export async function sampleWords({ desk, cases }: SearchDesk): Promise<{ words: Word[]; ids: string[]; cases: number }> {
  const numbers = Array.from({ length: sampled }, (_, at) => 20_001 + Math.floor((at * cases) / sampled));
  const pieces = await readPieces(desk.db, numbers);
  const found = new Set(pieces.flatMap(({ text }) => wordsOf(text).match(/[\p{L}\p{M}]{2,}/gu) ?? []));
  const words: Word[] = [];
  for (const text of [...found].slice(0, mostCounted)) {
    const [row] = await desk.db.all<{ n: bigint }>(sql`select count(*) as n from case_text where case_text match ${`"${text}"`}`);
    words.push({ text, cases: Number(row?.n ?? 0) });
  }
  const ids = pieces.flatMap(({ spot, text }) => (spot.in === 'head' && ['source', 'order', 'tracking'].includes(spot.part) ? text.split(' ') : [])).filter((id) => keyOf(id).length >= 9 && /^\w+$/.test(id));
  return { words: words.sort((a, b) => b.cases - a.cases), ids: ids.filter((_, at) => at % Math.ceil(ids.length / 40) === 0), cases };
}
