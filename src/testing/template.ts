import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { migrate } from '../core/db/migrate.ts';
import { databaseFile } from '../core/db/databaseFile.ts';
import { openConnection } from '../core/db/open.ts';

/** The key of every desk a test opens. */
export const testKey = new Uint8Array(32).fill(7);

/** The environment variable by which the set-up tells the tests where the empty database lies. */
const templateVariable = 'DESK_TEST_TEMPLATE';

/** Lays an empty database of the newest schema into a data folder: running every migration again takes ten times as long as a copy. */
export async function layOutDatabase(dataDir: string): Promise<void> {
  const template = process.env[templateVariable];
  if (template !== undefined) return copyFileSync(join(template, databaseFile), join(dataDir, databaseFile));
  await makeDatabase(dataDir);
}

/** Makes the empty database once for all tests of a run. Returns what clears it away. */
export async function setup(): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'desk-template-'));
  await makeDatabase(folder);
  process.env[templateVariable] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}

async function makeDatabase(dataDir: string): Promise<void> {
  const connection = await openConnection({ dataDir, key: testKey }, 'write');
  await migrate(connection);
  await connection.db.run(sql`pragma wal_checkpoint(truncate)`);
  connection.close();
}
