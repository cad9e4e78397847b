import { and, eq, isNull, sql } from 'drizzle-orm';
import { evidence, inspection } from '../db/schema/evidence.ts';
import { job } from '../db/schema/job.ts';
import type { Db } from '../db/open.ts';
import type { Tx } from '../db/write.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { isPending, waitsWithKey } from '../jobs/pending.ts';

/** Asks for a look into a kept file, unless it was looked into before; a mail known from another case brings its attachments here too. */
export async function askForInspection(tx: Tx, sha256: string, fileName: string, caseId: string): Promise<void> {
  const [known] = await tx.select({ show: inspection.show }).from(inspection).where(eq(inspection.sha256, sha256));
  if (known?.show === 'email') return askForAttachments(tx, caseId, sha256);
  if (known) return;
  await enqueue(tx, {
    kind: 'evidence.inspect',
    words: `Look into ${fileName}`,
    payload: { sha256, fileName },
    caseId,
    uniqueKey: `evidence.inspect:${sha256}`,
    maxAttempts: 3,
  });
}

/** Asks for the attachments of a case's mails; `sha256` is the mail it is asked for, `tries` how often the case was not ready. */
export async function askForAttachments(tx: Tx, caseId: string, sha256: string, tries = 0): Promise<void> {
  await enqueue(tx, {
    kind: 'evidence.inspect',
    words: 'Take out what is attached to mails',
    payload: { attachmentsOf: caseId, sha256, tries },
    caseId,
    uniqueKey: `${attachmentsKey(caseId)}${sha256}:${tries}`,
    runAfter: tx.now + (tries === 0 ? 0 : Math.min(longestWaitMs, 250 * 2 ** tries)),
    maxAttempts: 3,
  });
}

const longestWaitMs = 30_000;

/** Whether another job will take the attachments of this case anyway. */
export async function areAttachmentsAskedFor(db: Db, caseId: string): Promise<boolean> {
  const [other] = await db.select({ jobId: job.jobId }).from(job).where(waitsWithKey(attachmentsKey(caseId))).limit(1);
  return other !== undefined;
}

/** Whether a file of the case still waits for its look: only when all were looked into are labels given in the same order everywhere. */
export async function isLookPending(db: Db, caseId: string): Promise<boolean> {
  const [pending] = await db
    .select({ sha256: evidence.sha256 })
    .from(evidence)
    .innerJoin(job, and(eq(job.uniqueKey, sql`'evidence.inspect:' || ${evidence.sha256}`), isPending))
    .leftJoin(inspection, eq(inspection.sha256, evidence.sha256))
    .where(and(eq(evidence.caseId, caseId), isNull(inspection.sha256)))
    .limit(1);
  return pending !== undefined;
}

function attachmentsKey(caseId: string): string {
  return `evidence.attachments:${caseId}:`;
}
