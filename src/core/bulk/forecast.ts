import { and, eq, inArray, sql } from 'drizzle-orm';
import type { BulkOrder } from '../../contract/bulk.ts';
import { mostTags } from '../../contract/tags.ts';
import { loadAssignee, sayBarred, whyNotAssigner, whyNotKept } from '../cases/assign.ts';
import { barredOf } from '../cases/barred.ts';
import { openEscalations } from '../cases/escalations.ts';
import type { Db } from '../db/open.ts';
import { question } from '../db/schema/board.ts';
import { caseTag } from '../db/schema/caseTag.ts';
import { workQueue } from '../db/schema/workQueue.ts';
import type { SignedIn } from '../desk.ts';
import { casesToJudgeBlind } from '../hiddenRulings.ts';
import { whyNotAsked } from './askOne.ts';
import type { BulkCase } from './casesOf.ts';

/** Why cases cannot be done now, by case id; those that can are not in it. A few selects for all of them; the job asks each command again. */
export async function forecast(db: Db, rows: readonly BulkCase[], order: BulkOrder, by: SignedIn, now: number): Promise<Map<string, string>> {
  const whys = new Map<string, string>();
  const note = (caseId: string, words: string | null) => words !== null && whys.set(caseId, words);
  if (order.action === 'untag' || rows.length === 0) return whys;
  const caseIds = rows.map(({ caseId }) => caseId);
  if (order.action === 'tag') {
    const counted = await db
      .select({ caseId: caseTag.caseId, others: sql<bigint>`sum(${caseTag.tag} not in (${sql.join(order.tags.map((tag) => sql`${tag}`), sql`, `)}))` })
      .from(caseTag)
      .where(inArray(caseTag.caseId, caseIds))
      .groupBy(caseTag.caseId);
    for (const { caseId, others } of counted) if (Number(others) + new Set(order.tags).size > mostTags) note(caseId, `It would have more than ${mostTags} tags.`);
    return whys;
  }
  const escalated = await openEscalations(db, caseIds);
  if (order.action === 'assign') {
    const to = order.personId === null ? null : await loadAssignee(db, order.personId);
    const skills = new Map((await db.select({ queueId: workQueue.queueId, skill: workQueue.skill }).from(workQueue).where(eq(workQueue.isActive, true))).map(({ queueId, skill }) => [queueId, skill]));
    const barred = to ? await barredFrom(db, caseIds, { ...to, sessionId: '' } as SignedIn, now) : new Set<string>();
    for (const row of rows) {
      const skill = row.queueId === null ? null : (skills.get(row.queueId) ?? null);
      note(row.caseId, whyNotAssigner(row, order.personId, by) ?? whyNotKept(row, { to, skill, isEscalated: escalated.has(row.caseId) }, now) ?? (to && barred.has(row.caseId) ? sayBarred(to.name) : null));
    }
    return whys;
  }
  const barred = await barredFrom(db, caseIds, by, now);
  const open = await db.select({ caseId: question.caseId, to: question.to }).from(question).where(and(inArray(question.caseId, caseIds), eq(question.state, 'waiting'), inArray(question.to, order.to)));
  const asked = Map.groupBy(open, ({ caseId }) => caseId);
  for (const row of rows) {
    const facts = { isEscalated: escalated.has(row.caseId), asked: (asked.get(row.caseId) ?? []).map(({ to }) => to) };
    note(row.caseId, whyNotAsked(row, facts, by, now) ?? (barred.has(row.caseId) ? 'You must not decide it.' : null));
  }
  return whys;
}

/** Those of the cases a person must not decide, also because they are to judge them blind. */
async function barredFrom(db: Db, caseIds: string[], who: SignedIn, now: number): Promise<Set<string>> {
  const barred = await barredOf(db, caseIds, who, now);
  const blind = await db.all<{ case_id: string }>(sql`select value as case_id from json_each(${JSON.stringify(caseIds)}) where value in (${casesToJudgeBlind(who)})`);
  for (const { case_id } of blind) barred.add(case_id);
  return barred;
}
