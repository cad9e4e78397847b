import { join } from 'node:path';
import Database from 'libsql';
import { databaseFile } from '../src/core/db/databaseFile.ts';
import { makeWordTable } from '../src/core/db/open.ts';
import { findKeyFile } from '../src/core/keyFile.ts';
import { deskOf } from './desks.ts';
import { figure, type Limited } from './measure.ts';
import { tell } from './peers.ts';
import { grouped } from './print.ts';
import { knowOf, questions, type Known } from './questions.ts';
import { largest, openSized, openSizedCopy, sizes } from './sized.ts';
import { watchSql, type Watched } from './watchSql.ts';

const printed = 10;
const turns = 5;
/** What has at least so many rows to a case grows with them. */
const growsFrom = 0.03;

/** The plans of all statements that the questions of the screens run, the ten that take the most time in words; none may read a whole table that grows. */
export async function benchPlans(): Promise<Limited> {
  const size = sizes[0] ?? 0;
  const known = await knowAhead(size);
  const stopWatching = watchSql();
  const sized = await openSizedCopy(size);
  for (const question of questions) {
    for (let turn = 0; turn < turns; turn += 1) {
      const answer = await sized.ask(question.method, question.input(known, turn)).catch((error: unknown) => tell(`${question.name}: ${String(error)}`));
      await question.after?.(sized, answer);
    }
  }
  await sized.close();
  const statements = stopWatching();
  const found = explain(size, statements);
  const scanning = found.filter(({ scans }) => scans.length > 0);
  for (const one of found.slice(0, printed)) tell(textOf(one, one.plan));
  for (const one of scanning) tell(textOf(one, one.plan));
  const own = figure(`of ${found.length} statements read a whole table that grows`, [scanning.length]);
  const note = `Captured while ${questions.length} questions were asked ${turns} times each of ${grouped(size)} cases, explained on a connection of their own; the plans stand above.`;
  return { bench: 'query plans', unit: 'statements', own, bar: 'none reads a whole table that grows', isMet: scanning.length === 0, note };
}

/** On a connection that is not watched: what the benchmark itself looks up is no query of the desk. */
async function knowAhead(cases: number): Promise<Known> {
  const sized = await openSized(cases);
  const known = await knowOf(sized);
  await sized.close();
  return known;
}

type Explained = Watched & { plan: string[]; scans: string[] };

/** On a connection that is thrown away: after EXPLAIN of a write, later writes of a libSQL connection are lost. */
function explain(cases: number, statements: readonly Watched[]): Explained[] {
  const database = openBare(cases);
  const rows = (text: string) => database.prepare(text).all() as Record<string, unknown>[];
  const large = openBare(largest);
  const grows = (name: string, where = '') => (large.prepare(`select count(*) as count from "${name}" ${where}`).get() as { count: number }).count >= largest * growsFrom;
  const schema = rows('select type, name, tbl_name, sql from sqlite_schema').map((row) => ({ type: row['type'], name: String(row['name']), table: String(row['tbl_name']), text: String(row['sql'] ?? '') }));
  const growing = new Set(schema.filter(({ type, name, text }) => type === 'table' && !/^create virtual/i.test(text) && grows(name)).map(({ name }) => name));
  // Of a table that grows, an index may hold few rows, such as those of what waits.
  const small = new Set(schema.filter(({ type, table, text }) => type === 'index' && growing.has(table) && / where /i.test(text) && !grows(table, text.slice(text.search(/ where /i)))).map(({ name }) => name));
  const explained = statements
    .filter(({ text }) => /^\s*(select|insert|update|delete|with)\b/i.test(text))
    .map((one) => {
      const plan = rows(`explain query plan ${one.text}`).map((row) => String(row['detail']));
      return { ...one, plan, scans: scansOf(one.text, plan, growing, small) };
    });
  database.close();
  large.close();
  return explained.sort((a, b) => b.ms - a.ms);
}

function openBare(cases: number): InstanceType<typeof Database> {
  const dataDir = deskOf(cases);
  const database = new Database(join(dataDir, databaseFile), { encryptionKey: Buffer.from(findKeyFile(dataDir) ?? []).toString('hex'), readonly: true } as never);
  database.exec(makeWordTable);
  return database;
}

/** Steps that read all of a growing table or index: without a limit, or with one behind a sort of everything. */
function scansOf(text: string, plan: readonly string[], growing: ReadonlySet<string>, small: ReadonlySet<string>): string[] {
  if (/\bwhere \(?false\b/i.test(text)) return [];
  const aliases = new Map([...text.matchAll(/\b(?:from|join)\s+["`]?(\w+)["`]?\s+(?:as\s+)?["`]?(\w+)["`]?/gi)].map(([, table = '', alias = '']) => [alias, table]));
  const isCutShort = /\blimit\b/i.test(text) && !plan.some((step) => /^USE TEMP B-TREE FOR (GROUP BY|ORDER BY|DISTINCT)/.test(step));
  return plan.filter((step, at) => {
    const [, name, index] = /^SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?/.exec(step) ?? [];
    // The rows of a part of the statement, not those of the table it is named after.
    if (plan.includes(`CO-ROUTINE ${name}`) || plan.includes(`MATERIALIZE ${name}`)) return false;
    if (name === undefined || /VIRTUAL TABLE/.test(step) || !growing.has(aliases.get(name) ?? name)) return false;
    return !(index !== undefined && small.has(index)) && !(isCutShort && (at === 0 || /^(CO-ROUTINE|SCALAR SUBQUERY)/.test(plan[at - 1] ?? '')));
  });
}

function textOf({ text, runs, ms, scans }: Explained, shown: readonly string[]): string {
  const words = text.replaceAll(/\s+/g, ' ').trim();
  return `${ms.toFixed(1)} ms in ${runs} runs: ${words.length > 1_000 ? `${words.slice(0, 500)} ... ${words.slice(-400)}` : words}\n${shown.map((step) => `    ${scans.includes(step) ? 'WHOLE TABLE: ' : ''}${step}`).join('\n')}\n`;
}
