import { eq } from 'drizzle-orm';
import type { Db } from './db/open.ts';
import { setting } from './db/schema/person.ts';
import type { Tx } from './db/write.ts';
import type { Desk } from './desk.ts';

/** Milliseconds a staged ruling can be taken back: the setting, or what the shell started the desk with. */
export async function undoWindowMs(desk: Pick<Desk, 'defaultUndoWindowMs'>, db: Db): Promise<number> {
  const [found] = await db.select().from(setting).where(eq(setting.name, 'undoSeconds'));
  return found ? Number(found.value) * 1_000 : desk.defaultUndoWindowMs;
}

/** Keeps the undo window, whole seconds. */
export async function keepUndoSeconds(tx: Tx, seconds: number): Promise<void> {
  await tx.insert(setting).values({ name: 'undoSeconds', value: seconds }).onConflictDoUpdate({ target: setting.name, set: { value: seconds } });
}

const usualIdleMinutes = 15;

/** Minutes after which a session that nobody touches locks itself. */
export async function idleMinutes(db: Db): Promise<number> {
  const [found] = await db.select().from(setting).where(eq(setting.name, 'idleMinutes'));
  return found ? Number(found.value) : usualIdleMinutes;
}

/** Keeps after how many minutes a session locks itself. */
export async function keepIdleMinutes(tx: Tx, minutes: number): Promise<void> {
  await tx.insert(setting).values({ name: 'idleMinutes', value: minutes }).onConflictDoUpdate({ target: setting.name, set: { value: minutes } });
}
