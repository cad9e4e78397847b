import { asc, eq } from 'drizzle-orm';
import type { AuditEntry, VerifyResult } from '../../contract/audit.ts';
import type { Db } from '../db/open.ts';
import { auditEntry, auditPayload } from '../db/schema/audit.ts';
import { DeskError } from '../fault.ts';
import type { Handlers } from '../handlers.ts';
import { blindWords, casesWithHiddenRulings, hiddenWords, isToJudgeBlind } from '../hiddenRulings.ts';

/** Audit methods; the whole check is given in, because it runs on a thread of its own and reads evidence too. */
export function createAuditHandlers(verify: () => Promise<VerifyResult>): Pick<Handlers, 'audit.verify' | 'audit.ofCase'> {
  return {
    'audit.verify': verify,
    'audit.ofCase': async (desk, input, by) => {
      // Who worked on the case is told by every entry.
      if (await isToJudgeBlind(desk.db, input.caseId, by)) throw new DeskError('NOT_ALLOWED_NOW', blindWords);
      const entries = await readEntriesOf(desk.db, input.caseId);
      const hidden = await casesWithHiddenRulings(desk.db, [input.caseId], by);
      return hidden.has(input.caseId) ? entries.filter(({ subject }) => !/^(refund|correction|letter|job|return):/.test(subject)).map(hideTold) : entries;
    },
  };
}

async function readEntriesOf(db: Db, caseId: string): Promise<AuditEntry[]> {
  const found = await db
    .select({ entry: auditEntry, payload: auditPayload.payload })
    .from(auditEntry)
    .leftJoin(auditPayload, eq(auditPayload.seq, auditEntry.seq))
    .where(eq(auditEntry.caseId, caseId))
    .orderBy(asc(auditEntry.seq));
  return found.map(({ entry, payload }) => {
    const { seq, at, action, subject, hash } = entry;
    const { personName, words } = payload === null ? { personName: 'erased', words: `${action} (its words were erased)` } : readPayload(payload);
    return { seq, at, personName, action, subject, words, hash };
  });
}

/** An entry of the log about a ruling says only that it is there; those about its money are left out, because they tell that there was some. */
function hideTold(entry: AuditEntry): AuditEntry {
  return entry.subject.startsWith('ruling:') ? { ...entry, words: hiddenWords } : entry;
}

function readPayload(payload: string): { personName: string; words: string } {
  const { personName, words } = JSON.parse(payload) as { personName: string; words: string };
  return { personName, words };
}
