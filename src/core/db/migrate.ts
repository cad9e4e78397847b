import { sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { migrate as runMigrations } from 'drizzle-orm/libsql/migrator';
import { join } from 'node:path';
import { projectRoot } from '../projectRoot.ts';
import { dropMoneyTriggers, keepMoneyTriggers } from './moneyTriggers.ts';
import type { Connection } from './open.ts';

/** Brings the database to the newest schema; already applied migrations are left alone. */
export async function migrate(connection: Connection): Promise<void> {
  const migrationsFolder = join(projectRoot, 'drizzle');
  if (await isBehind(connection, migrationsFolder)) {
    await dropMoneyTriggers(connection);
    await runMigrations(connection.db, { migrationsFolder });
  }
  await keepMoneyTriggers(connection);
}

/** Asked as drizzle asks: by the time of the last migration that was applied. */
async function isBehind({ db }: Connection, migrationsFolder: string): Promise<boolean> {
  const [table] = await db.all(sql`select 1 from sqlite_master where type = 'table' and name = '__drizzle_migrations'`);
  if (!table) return true;
  const [last] = await db.all<{ at: bigint | null }>(sql`select max(created_at) as at from __drizzle_migrations`);
  return readMigrationFiles({ migrationsFolder }).some(({ folderMillis }) => folderMillis > Number(last?.at ?? 0));
}
