import { readdirSync, readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openTempDesk } from '../../testing/tempDesk.ts';
import { projectRoot } from '../projectRoot.ts';

/** Triggers that a later migration took away for good, each with why; none so far. */
const droppedOnPurpose: string[] = [];

/** The rule behind each trigger as its last migration wrote it, by name. */
function written(): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of readdirSync(join(projectRoot, 'drizzle')).filter((name) => name.endsWith('.sql')).sort()) {
    const text = readFileSync(join(projectRoot, 'drizzle', file), 'utf8');
    for (const [whole, name] of text.matchAll(/CREATE TRIGGER `(\w+)`[\s\S]*?\bEND\b/g)) if (name) found.set(name, bare(whole));
  }
  for (const [, name] of readFileSync(join(import.meta.dirname, 'moneyTriggers.ts'), 'utf8').matchAll(/name: '(\w+)'/g)) if (name) found.set(name, '');
  return found;
}

const bare = (text: string) => text.replaceAll(/[`\s]+/g, ' ').trim();

it('loses no trigger when a later migration writes the table of it anew', async () => {
  const temp = await openTempDesk();
  try {
    const rows = await temp.desk.db.all<{ name: string; sql: string }>(sql`select name, sql from sqlite_master where type = 'trigger'`);
    const there = new Map(rows.map((row) => [row.name, bare(row.sql)]));
    const expected = [...written()].filter(([name]) => !droppedOnPurpose.includes(name));
    expect(expected.length).toBeGreaterThan(50);
    expect(expected.filter(([name, text]) => !there.get(name)?.startsWith(text)).map(([name]) => name)).toEqual([]);
    expect([...there.keys()].filter((name) => droppedOnPurpose.includes(name))).toEqual([]);
  } finally {
    temp.close();
  }
});
