import { asc, eq } from 'drizzle-orm';
import type { AuditEntry } from '../../contract/audit.ts';
import type { Db } from '../db/open.ts';
import { auditEntry, auditPayload } from '../db/schema/audit.ts';
import type { SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { blindWords, casesWithHiddenRulings, hiddenWords, isToJudgeBlind } from '../hiddenRulings.ts';
import { readWords, tellingSubject } from './entries.ts';

/** What was done to one case, oldest first, as far as `by` may know; NOT_ALLOWED_NOW for who is to judge it blind. */
export async function readLogOf(db: Db, caseId: string, by: SignedIn): Promise<AuditEntry[]> {
  // Who worked on the case is told by every entry.
  if (await isToJudgeBlind(db, caseId, by)) throw new DeskError('NOT_ALLOWED_NOW', blindWords);
  const entries = await readEntriesOf(db, caseId);
  const hidden = await casesWithHiddenRulings(db, [caseId], by);
  return hidden.has(caseId) ? entries.filter(({ subject }) => !tellingSubject.test(subject)).map(hideTold) : entries;
}

async function readEntriesOf(db: Db, caseId: string): Promise<AuditEntry[]> {
  const found = await db
    .select({ entry: auditEntry, payload: auditPayload.payload })
    .from(auditEntry)
    .leftJoin(auditPayload, eq(auditPayload.seq, auditEntry.seq))
    .where(eq(auditEntry.caseId, caseId))
    .orderBy(asc(auditEntry.seq));
  return found.map(({ entry: { seq, at, action, subject, hash }, payload }) => ({ seq, at, ...readWords(action, payload), action, subject, hash }));
}

/** An entry of the log about a ruling says only that it is there; those about its money are left out, because they tell that there was some. */
function hideTold(entry: AuditEntry): AuditEntry {
  return entry.subject.startsWith('ruling:') ? { ...entry, words: hiddenWords } : entry;
}
