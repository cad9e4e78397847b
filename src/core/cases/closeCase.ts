import { and, desc, eq, inArray, ne } from 'drizzle-orm';
import { append } from '../audit/append.ts';
import { isWord } from '../db/literal.ts';
import { correction } from '../db/schema/appeal.ts';
import { caseExit } from '../db/schema/exit.ts';
import { refund, ruling } from '../db/schema/ruling.ts';
import { deskItself } from '../desk.ts';
import { enqueue, type JobOrder } from '../jobs/enqueue.ts';
import type { JobHandler } from '../jobs/runner.ts';
import { loadCase } from './lease.ts';
import { moveCase, referenceOf, type CaseRecord } from './lifeCycle.ts';

const dayMs = 86_400_000;
/** Payouts that have neither arrived nor been given up: a case with one stays open. */
const underWay = ['planned', 'approved', 'sent', 'failed', 'unknown'] as const;

/** The job that closes a ruled case when its appeal window ends (ms UTC). A ruling after an appeal has a window, and a job, of its own. */
export function closingOf(row: CaseRecord, rulingId: string, at: number): JobOrder {
  return {
    kind: 'case.close',
    words: `End of the time to appeal in ${referenceOf(row)}`,
    payload: { caseId: row.caseId, rulingId, at },
    caseId: row.caseId,
    uniqueKey: `case.close:${row.caseId}:${at}`,
    runAfter: at,
  };
}

/**
 * Job `case.close`: the appeal window is over, so a case that is still ruled, by the same ruling, is final. With money under way it is looked
 * at again a day later.
 */
export const closeCase: JobHandler = async (payload, { desk }) => {
  const [caseId, rulingId, at] = [String(payload['caseId']), String(payload['rulingId']), Number(payload['at'])];
  await desk.write(async (tx) => {
    const row = await loadCase(tx, caseId);
    const [last] = await tx.select().from(ruling).where(and(eq(ruling.caseId, caseId), isWord(ruling.state, 'effective'))).orderBy(desc(ruling.effectiveAt)).limit(1);
    if (row.state !== 'ruled' || tx.now < at || last?.rulingId !== rulingId) return;
    const open = await tx.$count(refund, and(eq(refund.caseId, caseId), inArray(refund.state, [...underWay])));
    const asked = await tx.$count(correction, and(eq(correction.caseId, caseId), ne(correction.state, 'sent')));
    if (open + asked > 0n) return enqueue(tx, closingOf(row, rulingId, tx.now + dayMs));
    const moved = await moveCase(tx, row, 'close', deskItself, { closedAs: 'final' });
    const exit = finalExit(caseId, tx.now);
    await tx.insert(caseExit).values(exit).onConflictDoUpdate({ target: caseExit.caseId, set: exit });
    await append(tx, finalNote(moved));
  });
};

/** How a case ended whose time to appeal is over. Pure. */
export function finalExit(caseId: string, at: number) {
  return { caseId, as: 'final' as const, code: null, words: null, intoCaseId: null, personName: deskItself.name, at };
}

/** The entry of the log for a case that is final. Pure. */
export function finalNote({ caseId, number, version }: Pick<CaseRecord, 'caseId' | 'number' | 'version'>) {
  return { by: deskItself, action: 'case.closed', subject: `case:${caseId}`, caseId, version, words: `${referenceOf({ number })} is final: the time to appeal is over` };
}
