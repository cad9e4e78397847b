import { and, asc, desc, eq, gt } from 'drizzle-orm';
import { checkpointFormat, type Checkpoint } from '../../contract/audit.ts';
import type { Db } from '../db/open.ts';
import { auditEntry } from '../db/schema/audit.ts';
import { anchor, checkpoint } from '../db/schema/checkpoint.ts';
import type { Tx } from '../db/write.ts';
import type { SignedIn } from '../desk.ts';
import { newId } from '../ids.ts';
import { append } from './append.ts';
import { statementOf } from './checkpointText.ts';
import { isKeyKnown, readLogId } from './sign.ts';
import { fingerprintOf, isSignedBy } from './signer.ts';

/** Why an anchor was not kept. */
export type NotKept = { line: number; message: string };

/** Checkpoints of one key, oldest first. */
export async function readOwnCheckpoints(db: Db, logId: string, publicKey: string): Promise<Checkpoint[]> {
  const all: Checkpoint[] = [];
  for await (const some of ownCheckpoints(db, logId, publicKey)) all.push(...some);
  return all;
}

/** The same, some at a time: a long log has tens of thousands, which are not all held at once. */
export async function* ownCheckpoints(db: Db, logId: string, publicKey: string, atOnce = 500): AsyncGenerator<Checkpoint[]> {
  for (let last: number | undefined = Number.MIN_SAFE_INTEGER; last !== undefined; ) {
    const rows: (typeof checkpoint.$inferSelect)[] = await db.select().from(checkpoint).where(and(eq(checkpoint.publicKey, publicKey), gt(checkpoint.size, last))).orderBy(asc(checkpoint.size)).limit(atOnce);
    yield rows.map((row) => ({ format: checkpointFormat, logId, ...row }));
    last = rows.at(-1)?.size;
  }
}

/**
 * Keeps anchors that came back from outside. One whose signature does not fit, or by a key this log does not know, proves nothing here and is
 * named instead: whoever saw one anchor knows the id of the log, and what is kept counts in every check from then on. One of another log by a
 * key of this log is kept, because it shows that this log was started over.
 */
export async function keepAnchors(tx: Tx, held: { line: number; checkpoint: Checkpoint }[], heldBy: string, by: SignedIn): Promise<{ kept: number; known: number; refused: NotKept[] }> {
  const logId = await readLogId(tx);
  const there = new Set((await tx.select({ signature: anchor.signature }).from(anchor).where(eq(anchor.heldBy, heldBy))).map(({ signature }) => signature));
  const refused: NotKept[] = [];
  const kept: Checkpoint[] = [];
  let known = 0;
  for (const { line, checkpoint: one } of held) {
    const { format: _format, ...row } = one;
    if (!isSignedBy(one.publicKey, statementOf(one), one.signature)) refused.push({ line, message: `Its signature does not fit: it was changed or made up. It proves nothing.` });
    else if (there.has(one.signature)) known += 1;
    else if (one.publicKey !== tx.signer?.publicKey && !(await isKeyKnown(tx, one.publicKey))) {
      refused.push({ line, message: `${sayStrange(one, logId)}: ${one.logId === logId ? 'it was made up, or this log was rewritten from the entry that did' : 'it belongs to another desk, or this log was rewritten from its first entry'}.` });
    } else {
      await tx.insert(anchor).values({ anchorId: newId(tx.now), ...row, heldBy, importedAt: tx.now, importedById: by.personId });
      there.add(one.signature);
      kept.push(one);
    }
  }
  if (kept.length > 0) {
    const upTo = Math.max(...kept.map(({ size }) => size));
    await append(tx, { by, action: 'log.anchorsKept', subject: `anchor:${upTo}`, words: `${by.name} brought ${kept.length === 1 ? 'an anchor' : `${kept.length} anchors`} of the log back, up to entry ${upTo}`, data: { heldBy, kept: kept.map(({ size, head }) => ({ size, head })) } });
    tx.emit({ type: 'log.changed' });
  }
  return { kept: kept.length, known, refused };
}

function sayStrange({ logId, publicKey }: Checkpoint, ownId: string | null): string {
  const key = `signed by the key ${fingerprintOf(publicKey)}`;
  return logId === ownId ? `It is ${key}, and no entry of this log brings that key in` : `It is of another log (${logId.slice(0, 8)}…), ${key} that this log does not know`;
}

/** Anchors kept, newest first. */
export async function readKeptAnchors(db: Db): Promise<(typeof anchor.$inferSelect)[]> {
  return db.select().from(anchor).orderBy(desc(anchor.size), desc(anchor.importedAt));
}

/** How many entries the log has: the number of the newest. */
export async function logSize(db: Db): Promise<number> {
  const [last] = await db.select({ seq: auditEntry.seq }).from(auditEntry).orderBy(desc(auditEntry.seq)).limit(1);
  return last?.seq ?? 0;
}
