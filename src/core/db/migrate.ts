import { migrate as runMigrations } from 'drizzle-orm/libsql/migrator';
import { join } from 'node:path';
import { projectRoot } from '../projectRoot.ts';
import type { Connection } from './open.ts';

/** Brings the database to the newest schema; already applied migrations are left alone. */
export async function migrate(connection: Connection): Promise<void> {
  await runMigrations(connection.db, { migrationsFolder: join(projectRoot, 'drizzle') });
}
