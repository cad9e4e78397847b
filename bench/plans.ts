import { join } from 'node:path';
import Database from 'libsql';
import { databaseFile } from '../src/core/db/open.ts';
import { findKeyFile } from '../src/core/keyFile.ts';
import { deskOf } from './desks.ts';
import { figure, type Limited } from './measure.ts';
import { tell } from './peers.ts';
import { grouped } from './print.ts';
import { knowOf, questions } from './questions.ts';
import { openSized, sizes } from './sized.ts';
import { watchSql, type Watched } from './watchSql.ts';

const printed = 10;
const turns = 5;
/** A table with at least so many rows to a hundred cases grows with them. */
const growsFrom = 20;

/** The plans of all statements that the questions of the screens run, the ten that take the most time in words; none may read a whole table that grows. */
export async function benchPlans(): Promise<Limited> {
  const size = sizes[0] ?? 0;
  const stopWatching = watchSql();
  const sized = await openSized(size);
  const known = await knowOf(sized);
  for (const question of questions) {
    for (let turn = 0; turn < turns; turn += 1) {
      const answer = await sized.ask(question.method, question.input(known, turn)).catch((error: unknown) => tell(`${question.name}: ${String(error)}`));
      await question.after?.(sized, answer);
    }
  }
  sized.close();
  const statements = stopWatching();
  const found = explain(size, statements);
  const scanning = found.filter(({ scans }) => scans.length > 0);
  for (const one of [...found.slice(0, printed), ...scanning.filter((one) => !found.slice(0, printed).includes(one))]) tell(textOf(one));
  const own = figure(`of ${found.length} statements read a whole table that grows`, [scanning.length]);
  const note = `Captured while ${questions.length} questions were asked ${turns} times each of ${grouped(size)} cases, explained on a connection of their own; the plans stand above.`;
  return { bench: 'query plans', unit: 'statements', own, bar: 'none reads a whole table that grows', isMet: scanning.length === 0, note };
}

type Explained = Watched & { plan: string[]; scans: string[] };

/** On a connection that is thrown away: after EXPLAIN of a write, later writes of a libSQL connection are lost. */
function explain(cases: number, statements: readonly Watched[]): Explained[] {
  const dataDir = deskOf(cases);
  const database = new Database(join(dataDir, databaseFile), { encryptionKey: Buffer.from(findKeyFile(dataDir) ?? []).toString('hex'), readonly: true } as never);
  const rows = (text: string) => database.prepare(text).all() as Record<string, unknown>[];
  const growing = rows("select name from sqlite_schema where type = 'table' and sql not like 'create virtual%'")
    .map((row) => String(row['name']))
    .filter((name) => (rows(`select count(*) as count from "${name}"`)[0]?.['count'] as number) >= (cases / 100) * growsFrom);
  const explained = statements
    .filter(({ text }) => /^\s*(select|insert|update|delete|with)\b/i.test(text))
    .map((one) => {
      const plan = rows(`explain query plan ${one.text}`).map((row) => String(row['detail']));
      return { ...one, plan, scans: scansOf(one.text, plan, growing) };
    });
  database.close();
  return explained.sort((a, b) => b.ms - a.ms);
}

/** Steps that read all of a growing table, or all of an index of one without a limit. */
function scansOf(text: string, plan: readonly string[], growing: readonly string[]): string[] {
  const aliases = new Map([...text.matchAll(/\b(?:from|join)\s+["`]?(\w+)["`]?\s+(?:as\s+)?["`]?(\w+)["`]?/gi)].map(([, table = '', alias = '']) => [alias, table]));
  const isLimited = /\blimit\b/i.test(text);
  return plan.filter((step) => {
    const name = /^SCAN (\w+)/.exec(step)?.[1];
    if (name === undefined || /VIRTUAL TABLE/.test(step)) return false;
    return growing.includes(aliases.get(name) ?? name) && !(isLimited && /USING (COVERING )?INDEX/.test(step));
  });
}

function textOf({ text, runs, ms, plan, scans }: Explained): string {
  const shown = text.replaceAll(/\s+/g, ' ').trim();
  return `${ms.toFixed(1)} ms in ${runs} runs: ${shown.length > 400 ? `${shown.slice(0, 400)} ...` : shown}\n${plan.map((step) => `    ${scans.includes(step) ? 'WHOLE TABLE: ' : ''}${step}`).join('\n')}\n`;
}
