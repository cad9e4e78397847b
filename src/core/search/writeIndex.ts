import { sql } from 'drizzle-orm';
import { literal } from '../db/literal.ts';
import type { Database } from '../db/open.ts';
import type { Tx } from '../db/write.ts';
import { tableColumns, type IndexRow } from './indexRows.ts';
import { backOf } from './keys.ts';

const columnList = sql.raw(tableColumns.map((name) => `"${name}"`).join(', '));
const columnValues = sql.raw(tableColumns.map((_, at) => `value ->> '$.texts[${at}]'`).join(', '));

/** Writes what the index holds of some cases, in place of what it held before. */
export async function writeIndex(tx: Pick<Tx | Database, 'run'>, rows: readonly IndexRow[], numbers: readonly number[]): Promise<void> {
  const asked = JSON.stringify(numbers);
  const listed = JSON.stringify(rows.map((row) => ({ ...row, joined: row.keys.join(' ') })));
  await tx.run(sql`delete from case_text where rowid in (select value from json_each(${asked}))`);
  await tx.run(sql`delete from case_key_text where rowid in (select value from json_each(${asked}))`);
  await tx.run(sql`delete from search_key where number in (select value from json_each(${asked}))`);
  await tx.run(sql`insert into case_text (rowid, ${columnList}) select value ->> '$.number', ${columnValues} from json_each(${listed})`);
  await tx.run(sql`insert into case_key_text (rowid, keys) select value ->> '$.number', value ->> '$.joined' from json_each(${listed})`);
  const keys = rows.flatMap(({ number, keys: own }) => own.map((key) => [number, key, backOf(key)]));
  await tx.run(sql`insert into search_key (number, key, back) select value ->> 0, value ->> 1, value ->> 2 from json_each(${JSON.stringify(keys)}) where true on conflict do nothing`);
}

/** What the index gathers in memory before it writes a piece of its own, in bytes: by itself, and for cases by the hundred. */
const gathered = { few: 1_048_576, many: 16_777_216 };

/** Writes what the index holds of many cases in one piece instead of several, which would be merged again and again. The setting ends with the transaction of the caller. */
export async function writeManyToIndex(tx: Pick<Tx | Database, 'run'>, rows: readonly IndexRow[], numbers: readonly number[]): Promise<void> {
  const gather = (bytes: number) => tx.run(sql`insert into case_text (case_text, rank) values ('hashsize', ${literal(bytes)})`);
  await gather(gathered.many);
  await writeIndex(tx, rows, numbers);
  await gather(gathered.few);
}

/** Counts the words of names and titles, for help with misspelt ones. */
export async function countWords(tx: Pick<Tx | Database, 'run'>, counted: ReadonlyMap<string, number>): Promise<void> {
  const words = [...counted].map(([word, cases]) => [word, backOf(word), cases]);
  await tx.run(sql`insert into search_word (word, back, cases) select value ->> 0, value ->> 1, value ->> 2 from json_each(${JSON.stringify(words)}) where true on conflict do update set cases = cases + excluded.cases`);
}
