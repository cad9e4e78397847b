import { and, eq } from 'drizzle-orm';
import type { Checkpoint } from '../../contract/audit.ts';
import { auditEntry } from '../db/schema/audit.ts';
import { deskItself, type Desk } from '../desk.ts';
import { append, signLog } from './append.ts';
import { appendAnchor, readAnchorFile } from './anchorFile.ts';
import { lineOf, readAnchors, statementOf } from './checkpointText.ts';
import { logSize, ownCheckpoints } from './keepAnchors.ts';
import { isKeyKnown, readLogId } from './sign.ts';
import { isSignedBy, publicKeyOf } from './signer.ts';

/** Lines a crash between commit and write can cost; more were cut by somebody, which is noted. */
const lostByCrash = 2;

/**
 * Readies the log at the start of a desk that has a key: brings the key into the log the first time, writes checkpoints into the anchor file
 * that it lacks, and notes in the log when lines were cut from it, or when it knows more entries than the log has (an older copy was put back).
 */
export async function startSigning(desk: Pick<Desk, 'db' | 'write' | 'dataDir' | 'sealingKey'>): Promise<void> {
  if (desk.sealingKey === null) return;
  const publicKey = publicKeyOf(desk.sealingKey);
  if (!(await isKeyKnown(desk.db, publicKey))) await desk.write(signLog);
  const logId = await readLogId(desk.db);
  if (logId === null) return;
  const text = readAnchorFile(desk.dataDir) ?? '';
  const written = new Set(text.split('\n'));
  const missing: string[] = [];
  for await (const some of ownCheckpoints(desk.db, logId, publicKey)) missing.push(...some.map(lineOf).filter((line) => !written.has(line)));
  if (missing.length > 0) appendAnchor(desk.dataDir, ...missing);
  if (missing.length > lostByCrash) {
    await desk.write((tx) => append(tx, { by: deskItself, action: 'log.anchorsMended', subject: `anchor:${missing.length}`, words: `The anchor file of the data folder lacked ${missing.length} checkpoints; they were written again` }));
  }
  await noteOlderCopy(desk, text, logId, publicKey);
}

async function noteOlderCopy(desk: Pick<Desk, 'db' | 'write'>, text: string, logId: string, publicKey: string): Promise<void> {
  // Whoever can write into the folder can make a line up; only what this desk signed says what the log once was.
  const isOwn = (one: Checkpoint) => one.logId === logId && one.publicKey === publicKey && isSignedBy(publicKey, statementOf(one), one.signature);
  const newest = Math.max(0, ...readAnchors(text.slice(-4_000)).checkpoints.flatMap(({ checkpoint }) => (isOwn(checkpoint) ? [checkpoint.size] : [])));
  const size = await logSize(desk.db);
  if (newest <= size) return;
  const [noted] = await desk.db.select({ seq: auditEntry.seq }).from(auditEntry).where(and(eq(auditEntry.subject, `anchor:${newest}`), eq(auditEntry.action, 'log.foundOlder')));
  if (noted) return;
  await desk.write((tx) => append(tx, { by: deskItself, action: 'log.foundOlder', subject: `anchor:${newest}`, words: `The log ended with entry ${size} at a start, but the anchor file knew ${newest} entries: an older copy of the database was put back` }));
}
