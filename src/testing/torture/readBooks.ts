import { and, asc, eq, inArray, ne } from 'drizzle-orm';
import { verifyLog, type LogCheck } from '../../core/audit/verify.ts';
import { openConnection, type Db } from '../../core/db/open.ts';
import { correction } from '../../core/db/schema/appeal.ts';
import { auditEntry, auditPayload } from '../../core/db/schema/audit.ts';
import { caseOrder } from '../../core/db/schema/caseParts.ts';
import { disputeCase } from '../../core/db/schema/disputeCase.ts';
import { job } from '../../core/db/schema/job.ts';
import { letter } from '../../core/db/schema/letter.ts';
import { refund, ruling } from '../../core/db/schema/ruling.ts';
import { tortureKey } from './orders.ts';

/** What the desk holds when all is over, rulings in the order they were staged, and whether its log holds. */
export type DeskBooks = Awaited<ReturnType<typeof readRows>> & { log: Pick<LogCheck, 'ok' | 'entries' | 'firstBroken'> };

/** Reads the books of a desk past it, by a connection that cannot write. */
export async function readBooks(dataDir: string): Promise<DeskBooks> {
  return reading(dataDir, async (db) => ({ ...(await readRows(db)), log: await verifyLog(db) }));
}

async function readRows(db: Db) {
  return {
    cases: await db.select({ caseId: disputeCase.caseId, sourceId: disputeCase.sourceId, state: disputeCase.state }).from(disputeCase),
    rulings: await db.select({ rulingId: ruling.rulingId, caseId: ruling.caseId, state: ruling.state, amountMinor: ruling.amountMinor }).from(ruling).orderBy(asc(ruling.stagedAt), asc(ruling.rulingId)),
    refunds: await db
      .select({
        refundId: refund.refundId,
        caseId: refund.caseId,
        amountMinor: refund.amountMinor,
        currency: refund.currency,
        state: refund.state,
        error: refund.error,
        rulingState: ruling.state,
        sourceId: disputeCase.sourceId,
        orderId: caseOrder.orderId,
      })
      .from(refund)
      .innerJoin(ruling, eq(ruling.rulingId, refund.rulingId))
      .innerJoin(disputeCase, eq(disputeCase.caseId, refund.caseId))
      .leftJoin(caseOrder, eq(caseOrder.caseId, refund.caseId)),
    corrections: await db.select({ correctionId: correction.correctionId, caseId: correction.caseId, state: correction.state }).from(correction),
    letters: await db.select({ letterId: letter.letterId, caseId: letter.caseId, rulingId: letter.rulingId, kind: letter.kind, state: letter.state }).from(letter),
    jobs: await db.select({ jobId: job.jobId, caseId: job.caseId, kind: job.kind, words: job.words, state: job.state, attempts: job.attempts, error: job.error }).from(job),
  };
}

/** Jobs of rulings, money, letters and intake that are not done; those for a later day, such as the end of a lease, are left out. */
export async function readUnfinished(dataDir: string) {
  const kinds = ['ruling.takeEffect', 'refund.payOut', 'correction.send', 'letter.send', 'intake.import', 'evidence.inspect'] as const;
  return reading(dataDir, (db) => db.select({ jobId: job.jobId, state: job.state, attempts: job.attempts }).from(job).where(and(ne(job.state, 'done'), inArray(job.kind, [...kinds]))));
}

/** The log of one case in lines, for whoever looks for the cause of a mismatch. */
export async function readHistory(dataDir: string, caseId: string): Promise<string[]> {
  return reading(dataDir, async (db) => {
    const rows = await db.select({ seq: auditEntry.seq, at: auditEntry.at, action: auditEntry.action, subject: auditEntry.subject, payload: auditPayload.payload }).from(auditEntry).leftJoin(auditPayload, eq(auditPayload.seq, auditEntry.seq)).where(eq(auditEntry.caseId, caseId)).orderBy(asc(auditEntry.seq));
    return rows.map(({ seq, at, action, subject, payload }) => `${new Date(at).toISOString()} desk ${seq} ${action} ${subject} ${(JSON.parse(payload ?? '{}') as { words?: string }).words ?? ''}`);
  });
}

async function reading<Value>(dataDir: string, read: (db: Db) => Promise<Value>): Promise<Value> {
  const connection = await openConnection({ dataDir, key: tortureKey }, 'read');
  try {
    return await read(connection.db);
  } finally {
    connection.close();
  }
}
