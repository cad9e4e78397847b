import { and, desc, eq } from 'drizzle-orm';
import { append } from '../audit/append.ts';
import { loadCase } from '../cases/lease.ts';
import { moveCase, referenceOf, type CaseRecord } from '../cases/lifeCycle.ts';
import { appeal } from '../db/schema/appeal.ts';
import { caseExit } from '../db/schema/exit.ts';
import { ruling } from '../db/schema/ruling.ts';
import type { Db } from '../db/open.ts';
import type { Tx } from '../db/write.ts';
import type { SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { newId } from '../ids.ts';
import { postNews, requireNoneOpen, type AppealRow } from './receiveAppeal.ts';

/** A ruling that a final review overturned; `words` say what has to be corrected, to both parties and to who decides. */
export type Overturned = { caseId: string; rulingId: string; reviewId: string; words: string };

/**
 * Opens a correction, in the caller's transaction: the case waits in the queue for another person and goes the way of an appeal from there, so
 * that only the difference of the money moves. Both parties are told why. Throws NOT_ALLOWED_NOW when nothing can be made right any more.
 */
export async function openCorrection(tx: Tx, { caseId, rulingId, reviewId, words }: Overturned, by: SignedIn): Promise<AppealRow> {
  const row = await loadCase(tx, caseId);
  const why = await whyNotCorrect(tx, row, rulingId);
  if (why !== null) throw new DeskError('NOT_ALLOWED_NOW', why);
  requireNoneOpen(await tx.select().from(appeal).where(eq(appeal.caseId, caseId)), referenceOf(row));
  const found: AppealRow = {
    appealId: newId(tx.now),
    caseId,
    rulingId,
    reviewId,
    // Said by nobody: the columns know parties and their ways only.
    by: 'buyer',
    how: 'message',
    newInformation: words.trim(),
    exhibits: [],
    receivedAt: tx.now,
    recordedAt: tx.now,
    personId: by.personId,
    personName: by.name,
    state: 'open',
    result: null,
    decidedRulingId: null,
    decidedAt: null,
  };
  await tx.insert(appeal).values(found);
  // It has not left any more.
  await tx.delete(caseExit).where(eq(caseExit.caseId, caseId));
  const moved = await moveCase(tx, row, 'correct', by, { closedAs: null, keptForPersonId: null, keptUntil: null, cameBackAt: null, cameBackWords: null });
  await append(tx, {
    by,
    action: 'correction.opened',
    subject: `appeal:${found.appealId}`,
    caseId,
    version: moved.version,
    words: `${by.name} opened a correction of ${referenceOf(row)}, which a review led to`,
    data: { rulingId, reviewId, words: found.newInformation },
    rows: [{ table: 'appeal', id: found.appealId }, ...(await postNews(tx, moved, found, 'platform'))],
  });
  return found;
}

/** Why a ruling cannot be corrected as its case stands, or null. */
export async function whyNotCorrect(db: Db, row: CaseRecord, rulingId: string): Promise<string | null> {
  const reference = referenceOf(row);
  const [last] = await db.select().from(ruling).where(and(eq(ruling.caseId, row.caseId), eq(ruling.state, 'effective'))).orderBy(desc(ruling.effectiveAt)).limit(1);
  if (last?.rulingId !== rulingId) return `A later ruling took the place of this one on ${reference}, so there is nothing to correct.`;
  if (row.endedOutside !== null || (row.outcome ?? null) !== null || (row.carriedRuling ?? null) !== null || row.stage === 'closed') return `${reference} is over at its source, which takes no other decision any more: money cannot be made right from here.`;
  if (row.state !== 'ruled' && !(row.state === 'closed' && row.closedAs === 'final')) return `${reference} is ${row.state.replace('_', ' ')}; only a case that is ruled, or final, is opened for a correction.`;
  return null;
}
