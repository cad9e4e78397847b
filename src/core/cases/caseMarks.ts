import { sql, type SQL } from 'drizzle-orm';
import type { CaseMark } from '../../contract/queryFields.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { escalation } from '../db/schema/exit.ts';
import type { SignedIn } from '../desk.ts';
import type { ConditionPart } from './conditions.ts';
import { isBouncing, waitsLong } from '../queues/troubleRules.ts';
import { isUnread, maybeUnread } from './marks.ts';

/** A mark of a case, as `is:` asks for it. */
export function markOf(mark: string, by: SignedIn, now: number): ConditionPart {
  const where = wheres[mark as CaseMark](by, now);
  if (mark === 'overdue') return { where, range: { sort: 'due', from: null, below: now, isWhole: true } };
  if (mark === 'unread') return { where, few: maybeUnread(by, now) };
  if (mark === 'stuck') return { where };
  return { where, few: sql`select ${disputeCase.caseId} from ${disputeCase} where ${where}` };
}

const openEscalation = sql`select ${escalation.caseId} from ${escalation} where ${escalation.endedAt} is null`;

const wheres: Record<CaseMark, (by: SignedIn, now: number) => SQL> = {
  overdue: (_by, now) => sql`${disputeCase.dueAt} < ${BigInt(now)}`,
  appeal: () => sql`${disputeCase.hasAppeal} = 1`,
  harmful: () => sql`${disputeCase.harm} is not null`,
  escalated: () => sql`${disputeCase.caseId} in (${openEscalation})`,
  unread: (by, now) => isUnread(by, now),
  stuck: (_by, now) => waitsLong(now),
  bouncing: () => isBouncing(),
  leased: (_by, now) => sql`(${disputeCase.leasePersonId} is not null and ${disputeCase.leaseEndsAt} > ${BigInt(now)})`,
  assigned: (_by, now) => sql`(${disputeCase.keptForPersonId} is not null and ${disputeCase.keptUntil} > ${BigInt(now)})`,
  faulty: () => sql`json_array_length(${disputeCase.integrity}, '$.faults') > 0`,
};
