import { asc, eq, isNotNull, sql } from 'drizzle-orm';
import type { OutputOf } from '../../contract/methods.ts';
import type { Db } from '../db/open.ts';
import { auditEntry } from '../db/schema/audit.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { person } from '../db/schema/person.ts';
import type { SignedIn } from '../desk.ts';
import { casesToJudgeBlind } from '../hiddenRulings.ts';
import { referenceOf } from '../reference.ts';
import { waitingByQueue } from './counts.ts';
import { generalQueue } from './general.ts';
import { peopleOf, readStaff, whyUnserved } from './listQueues.ts';
import { readPlan } from './plan.ts';

const mostLeases = 500;

/** Running leases, the soonest to end first; not of cases that the person has to judge without knowing who works on them. */
export async function listLeases(db: Db, by: SignedIn): Promise<OutputOf<'queues.leases'>> {
  const plan = await readPlan(db);
  const names = new Map(plan.queues.map(({ queueId, name }) => [queueId, name]));
  const rows = await db
    .select({
      caseId: disputeCase.caseId,
      number: disputeCase.number,
      title: disputeCase.title,
      version: disputeCase.version,
      queueId: disputeCase.queueId,
      personId: person.personId,
      personName: person.name,
      sessionId: disputeCase.leaseSessionId,
      takenAt: sql<bigint | null>`(select ${auditEntry.at} from ${auditEntry} where ${auditEntry.caseId} = ${disputeCase.caseId} and ${auditEntry.action} = 'case.claimed' order by ${auditEntry.seq} desc limit 1)`,
      endsAt: disputeCase.leaseEndsAt,
    })
    .from(disputeCase)
    .innerJoin(person, eq(person.personId, disputeCase.leasePersonId))
    .where(sql`${isNotNull(disputeCase.leasePersonId)} and ${disputeCase.caseId} not in (${casesToJudgeBlind(by)})`)
    .orderBy(asc(disputeCase.leaseEndsAt))
    .limit(mostLeases + 1);
  return {
    rows: rows.slice(0, mostLeases).map(({ number, sessionId, takenAt, endsAt, ...row }) => ({
      ...row,
      reference: referenceOf({ number }),
      queueName: (row.queueId === null ? undefined : names.get(row.queueId)) ?? generalQueue,
      isMine: sessionId === by.sessionId && row.personId === by.personId,
      takenAt: takenAt === null ? null : Number(takenAt),
      endsAt: endsAt ?? 0,
    })),
    isMore: rows.length > mostLeases,
  };
}

/** Queues in which cases wait in vain, and people who have as many cases in hand as they may. */
export async function listGaps(db: Db): Promise<OutputOf<'queues.gaps'>> {
  const plan = await readPlan(db);
  const staff = await readStaff(db);
  const waiting = await waitingByQueue(db);
  const active = plan.queues.filter(({ isActive }) => isActive);
  return {
    queues: active.flatMap((queue) => {
      const words = whyUnserved(queue, staff);
      const count = waiting.get(queue.queueId) ?? 0;
      return words === null || count === 0 ? [] : [{ queueId: queue.queueId, name: queue.name, waiting: count, words }];
    }),
    people: active.flatMap((queue) =>
      peopleOf(queue, staff).flatMap(({ personId, personName, holds, capacity }) => (capacity !== null && holds >= capacity ? [{ personId, personName, queueId: queue.queueId, queueName: queue.name, holds, capacity }] : [])),
    ),
  };
}
