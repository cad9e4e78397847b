import { desc, eq, and } from 'drizzle-orm';
import { append } from '../audit/append.ts';
import { caseSkip } from '../db/schema/disputeCase.ts';
import { escalation } from '../db/schema/exit.ts';
import { person } from '../db/schema/person.ts';
import type { Tx } from '../db/write.ts';
import { deskItself, type SignedIn } from '../desk.ts';
import { newId } from '../ids.ts';
import { referenceOf, type CaseRecord } from './lifeCycle.ts';

/** At every so many skips without a decision a case goes to a lead. */
export const skipsToLead = 3;

/** Whether one more skip hands a case to a lead, where it is not already. Pure. */
export function isSkippedOften({ skips, isForLead }: Pick<CaseRecord, 'skips' | 'isForLead'>): boolean {
  return !isForLead && (skips + 1) % skipsToLead === 0;
}

/** Hands a case that nobody wants to a lead, with what those who passed it on said; the last of them is at hand. Returns these words. */
export async function handUpSkipped(tx: Tx, row: CaseRecord, by: SignedIn): Promise<string> {
  const said = await tx
    .select({ personName: person.name, reason: caseSkip.reason })
    .from(caseSkip)
    .innerJoin(person, eq(person.personId, caseSkip.personId))
    .where(and(eq(caseSkip.caseId, row.caseId), eq(caseSkip.isLast, false)))
    .orderBy(desc(caseSkip.at))
    .limit(skipsToLead);
  const words = `Skipped ${row.skips + 1} times: ${said.toReversed().map(({ personName, reason }) => `${personName}: ${reason}`).join('; ')}`.slice(0, 2_000).toWellFormed();
  await tx.insert(escalation).values({ escalationId: newId(tx.now), caseId: row.caseId, reason: 'skipped_often', words, personId: by.personId, personName: by.name, at: tx.now });
  return words;
}

/** The entry of the log for a case that went to a lead because of its skips. */
export async function tellSkipped(tx: Tx, moved: CaseRecord, words: string): Promise<void> {
  await append(tx, {
    by: deskItself,
    action: 'case.escalated',
    subject: `case:${moved.caseId}`,
    caseId: moved.caseId,
    version: moved.version,
    words: `${referenceOf(moved)} went to a team lead: skipped again and again. ${words}`,
    data: { reason: 'skipped_often' },
  });
}
