import { and, eq, gt, inArray, isNull, ne, or, sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import type { CaseRow } from '../../contract/cases.ts';
import { sayActivity, tellingActivities } from '../audit/activity.ts';
import type { Db } from '../db/open.ts';
import { caseSeen, caseTag } from '../db/schema/caseTag.ts';
import { oneOf } from '../db/schema/columns.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { person } from '../db/schema/person.ts';
import type { Tx } from '../db/write.ts';
import type { Asking, SignedIn } from '../desk.ts';
import { areRulingsHidden, casesToJudgeBlind } from '../hiddenRulings.ts';
import { isTagShown } from './tagCase.ts';

/** What a row of a list says of a case beside its facts. */
export type CaseMarks = Pick<CaseRow, 'isUnread' | 'lastActivity' | 'lastActivityAt' | 'tags'>;

/** The marks of one page of cases for the person who asks; one select. */
export async function readMarks(db: Db, caseIds: readonly string[], by: SignedIn, now: number): Promise<Map<string, CaseMarks>> {
  if (caseIds.length === 0) return new Map();
  const rows = await db
    .select({
      caseId: disputeCase.caseId,
      at: disputeCase.lastActivityAt,
      what: disputeCase.lastActivity,
      name: person.name,
      isHidden: sql<bigint>`${isActivityHidden(by)}`,
      isUnread: sql<bigint>`${isUnread(by, now)}`,
      tags: sql<string>`(select json_group_array(tag) from (select ${caseTag.tag} as tag from ${caseTag} where ${caseTag.caseId} = ${disputeCase.caseId} and ${isTagShown(by)} order by ${caseTag.tag}))`,
    })
    .from(disputeCase)
    .leftJoin(person, eq(person.personId, disputeCase.lastActivityBy))
    .where(inArray(disputeCase.caseId, [...caseIds]));
  return new Map(
    rows.map(({ caseId, at, what, name, isHidden, isUnread, tags }) => {
      const shown = isHidden ? { isUnread: false, lastActivity: null, lastActivityAt: null } : { isUnread: isUnread === 1n, lastActivity: sayActivity(what, name), lastActivityAt: at };
      return [caseId, { ...shown, tags: JSON.parse(tags) as string[] }];
    }),
  );
}

/** Without marks: of a case that is not there any more. */
export const noMarks: CaseMarks = { isUnread: false, lastActivity: null, lastActivityAt: null, tags: [] };

/** Whether a case is unread for a person, as SQL over `dispute_case`: something newer by somebody else, or assigned and not looked at. */
export function isUnread(by: SignedIn, now: number): SQL {
  return sql`(${isNews(by, now)} and not ${isActivityHidden(by)})`;
}

/** The ids of all cases that can be unread for a person: what they looked at, and what is kept for them. Through two indexes and one after the other, so that whoever wants to know only whether these are few reads no more than that. */
export function maybeUnread(by: SignedIn, now: number): SQL {
  return sql`select distinct case_id from (select ${caseSeen.caseId} from ${caseSeen} where ${caseSeen.personId} = ${by.personId}
    union all select kept.case_id from ${disputeCase} as kept where kept.kept_for_person_id = ${by.personId} and kept.kept_until > ${now})`;
}

/** The same without looking whether what happened is hidden from the person; 0 or 1. */
export function isNews(by: Asking, now: number | SQLWrapper): SQL {
  const seenAt = sql`(select ${caseSeen.at} from ${caseSeen} where ${caseSeen.personId} = ${by.personId} and ${caseSeen.caseId} = ${disputeCase.caseId})`;
  const isOthers = or(isNull(disputeCase.lastActivityBy), ne(disputeCase.lastActivityBy, by.personId));
  const isKept = and(eq(disputeCase.keptForPersonId, by.personId), gt(disputeCase.keptUntil, now));
  return sql`case when ${seenAt} is null then coalesce(${isKept}, 0) else ${isOthers} and ${disputeCase.lastActivityAt} > ${seenAt} end`;
}

const isTelling = oneOf(disputeCase.lastActivity, tellingActivities);

/** Whether what happened last would tell a person of a ruling that is hidden from them, 0 or 1; of a case they judge blind nothing is told. By `case`, so that the long condition is looked at only where something tells. */
export function isActivityHidden(by: Asking): SQL {
  return sql`case when ${disputeCase.caseId} in (${casesToJudgeBlind(by)}) then 1 when ${isTelling} then ${areRulingsHidden(disputeCase.caseId, by)} else 0 end`;
}

/** A person has seen a case as it is now. */
export async function markSeen(tx: Tx, caseId: string, by: Pick<SignedIn, 'personId'>): Promise<void> {
  await tx.insert(caseSeen).values({ personId: by.personId, caseId, at: tx.now }).onConflictDoUpdate({ target: [caseSeen.personId, caseSeen.caseId], set: { at: tx.now } });
}
