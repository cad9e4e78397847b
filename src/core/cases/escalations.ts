import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Escalation, EscalationReason } from '../../contract/exits.ts';
import type { Db } from '../db/open.ts';
import { escalation } from '../db/schema/exit.ts';
import type { Tx } from '../db/write.ts';

/** Why a case goes to a lead, inside a sentence. */
export const escalationWords: Record<EscalationReason, string> = {
  large: 'a large sum',
  fraud: 'fraud suspected',
  law: 'a question of law',
  policy_unclear: 'the policy is unclear',
  press: 'press or public interest',
  other: 'other reasons',
  skipped_often: 'skipped again and again',
};

/** Open escalations of cases, by case id. */
export async function openEscalations(db: Db, caseIds: string[]): Promise<Map<string, Escalation>> {
  const rows = caseIds.length === 0 ? [] : await db.select().from(escalation).where(and(inArray(escalation.caseId, caseIds), isNull(escalation.endedAt)));
  return new Map(rows.map(({ caseId, reason, words, personName, at }) => [caseId, { reason, words, personName, at }]));
}

/** Ends the open escalation of a case, when there is one. */
export async function endEscalation(tx: Tx, caseId: string): Promise<void> {
  await tx.update(escalation).set({ endedAt: tx.now }).where(and(eq(escalation.caseId, caseId), isNull(escalation.endedAt)));
}
