import { and, desc, eq, ne } from 'drizzle-orm';
import { randomBytes } from 'node:crypto';
import { checkpointFormat, type Checkpoint } from '../../contract/audit.ts';
import type { Db } from '../db/open.ts';
import { auditEntry } from '../db/schema/audit.ts';
import { checkpoint } from '../db/schema/checkpoint.ts';
import { setting } from '../db/schema/person.ts';
import type { Tx } from '../db/write.ts';
import { lineOf, statementOf } from './checkpointText.ts';

/** Every so many entries the log is signed. */
export const signedEvery = 100;
/** What a desk does at its end, after which the log is signed too. */
const signedAfter: ReadonlySet<string> = new Set(['person.signedOut']);
/** What the subject of the entry begins with that brings a key in; the key follows. */
export const keySubject = 'logKey:';

/** Whether a checkpoint has to stand at an entry, from the first key on. */
export function isSigningDue(seq: number, action: string): boolean {
  return seq % signedEvery === 0 || signedAfter.has(action);
}

/** The random id of this log, kept from its first checkpoint on; null before. */
export async function readLogId(db: Db): Promise<string | null> {
  const [found] = await db.select().from(setting).where(eq(setting.name, 'logId'));
  return typeof found?.value === 'string' ? found.value : null;
}

/** Whether an entry of the log says that a key signs it. */
export async function isKeyKnown(db: Db, publicKey: string): Promise<boolean> {
  const [found] = await db.select({ seq: auditEntry.seq }).from(auditEntry).where(eq(auditEntry.subject, keySubject + publicKey)).limit(1);
  return found !== undefined;
}

/**
 * Signs the log as it stands in a transaction. The key has to stand in the log already. On a desk without a key a log that others sign gets an
 * empty mark: that nobody signed here is then told apart from a checkpoint that was taken away.
 */
export async function signHead(tx: Tx): Promise<Checkpoint | null> {
  const [last] = await tx.select({ size: auditEntry.seq, head: auditEntry.hash }).from(auditEntry).orderBy(desc(auditEntry.seq)).limit(1);
  if (!last) return null;
  const logId = (await readLogId(tx)) ?? (tx.signer ? await makeLogId(tx) : null);
  if (logId === null) return null;
  if (!tx.signer) {
    await tx.insert(checkpoint).values({ ...last, at: tx.now, publicKey: '', signature: '' }).onConflictDoNothing();
    return null;
  }
  const { publicKey, sign, keep } = tx.signer;
  const [earlier] = await tx.select().from(checkpoint).where(and(eq(checkpoint.size, last.size), eq(checkpoint.publicKey, publicKey)));
  if (earlier) return { format: checkpointFormat, logId, ...earlier };
  const statement = { format: checkpointFormat, logId, ...last, at: tx.now } as const;
  const signed = { ...statement, publicKey, signature: sign(statementOf(statement)) };
  await tx.insert(checkpoint).values(signed);
  tx.afterCommit(() => keep(lineOf(signed)));
  tx.emit({ type: 'log.changed' });
  return signed;
}

/** The newest signed checkpoint; null when there is none. */
export async function newestCheckpoint(db: Db): Promise<Checkpoint | null> {
  const logId = await readLogId(db);
  const [newest] = await db.select().from(checkpoint).where(ne(checkpoint.publicKey, '')).orderBy(desc(checkpoint.size)).limit(1);
  return newest && logId !== null ? { format: checkpointFormat, logId, ...newest } : null;
}

async function makeLogId(tx: Tx): Promise<string> {
  const logId = randomBytes(16).toString('hex');
  await tx.insert(setting).values({ name: 'logId', value: logId });
  return logId;
}
