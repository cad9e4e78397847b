import { and, asc, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Queue, QueuePerson } from '../../contract/queues.ts';
import type { Db } from '../db/open.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { person } from '../db/schema/person.ts';
import { workQueue } from '../db/schema/workQueue.ts';
import { tallyByQueue } from './counts.ts';
import { generalQueue } from './general.ts';
import { readPlan, type PlannedQueue } from './plan.ts';
import { whyNotServed } from './routing.ts';

/** Overdue cases of a queue are counted up to here. */
const mostOverdue = 1_000;

type Seat = Pick<typeof person.$inferSelect, 'personId' | 'name' | 'role' | 'isActive' | 'languages' | 'skills'>;
/** What queues are shown with: everybody of the desk, and how many cases of each queue each has in hand. */
export type Staff = { seats: readonly Seat[]; holds(personId: string, queueId: string): number };

/** All queues by place, the general one last. Six statements, none of which grows with the cases. */
export async function listQueues(db: Db, now: number): Promise<Queue[]> {
  const plan = await readPlan(db);
  const rows = await db.select().from(workQueue).where(isNull(workQueue.removedAt)).orderBy(asc(workQueue.place), asc(workQueue.createdAt));
  const waiting = await tallyByQueue(db, 'queued');
  const inReview = await tallyByQueue(db, 'in_review');
  const ends = await readEnds(db, now);
  const staff = await readStaff(db);
  const standing = (queueId: string | null) => {
    const overdue = ends.get(queueId ?? '')?.overdue ?? 0;
    return {
      waiting: waiting.get(queueId ?? '') ?? 0,
      inReview: inReview.get(queueId ?? '') ?? 0,
      overdue: Math.min(mostOverdue, overdue),
      isMoreOverdue: overdue > mostOverdue,
      oldestAt: ends.get(queueId ?? '')?.oldestAt ?? null,
    };
  };
  const queues = rows.map(({ queueId, name, rule, skill, isActive }, place) => {
    const planned = plan.queues.find((queue) => queue.queueId === queueId);
    const people = planned ? peopleOf(planned, staff) : [];
    return { queueId, name, place, rule, skill, isActive, people, ...standing(queueId), unserved: planned && isActive ? whyUnserved(planned, staff) : null };
  });
  const general = { queueId: null, name: generalQueue, place: rows.length, rule: anything, skill: null, isActive: true, people: [], ...standing(null), unserved: null };
  return [...queues, general];
}

const anything = { reasons: [], markets: [], languages: [], sources: [], valueFrom: null, valueBelow: null };

/** Of each queue ('': the general one) its overdue cases, up to one more than are counted, and when its oldest came in. */
async function readEnds(db: Db, now: number): Promise<Map<string, { overdue: number; oldestAt: number | null }>> {
  const own = sql`${disputeCase.state} = 'queued' and ${disputeCase.queueId} is its.queue_id`;
  const rows = await db.all<{ queueId: string | null; overdue: bigint; oldestAt: bigint | null }>(sql`select its.queue_id as "queueId",
    (select count(*) from (select 1 from ${disputeCase} where ${own} and ${disputeCase.dueAt} <= ${BigInt(now)} limit ${mostOverdue + 1})) as overdue,
    (select ${disputeCase.receivedAt} from ${disputeCase} where ${own} order by ${disputeCase.receivedAt} limit 1) as "oldestAt"
    from (select queue_id from ${workQueue} where ${workQueue.removedAt} is null union all select null) as its`);
  return new Map(rows.map(({ queueId, overdue, oldestAt }) => [queueId ?? '', { overdue: Number(overdue), oldestAt: oldestAt === null ? null : Number(oldestAt) }]));
}

/** Everybody of the desk with the cases they have in hand. */
export async function readStaff(db: Db): Promise<Staff> {
  const seats = await db.select({ personId: person.personId, name: person.name, role: person.role, isActive: person.isActive, languages: person.languages, skills: person.skills }).from(person);
  const held = await db
    .select({ personId: disputeCase.leasePersonId, queueId: disputeCase.queueId, count: sql<bigint>`count(*)` })
    .from(disputeCase)
    .where(and(isNotNull(disputeCase.leasePersonId), isNotNull(disputeCase.queueId)))
    .groupBy(disputeCase.leasePersonId, disputeCase.queueId);
  const holds = new Map(held.map((one) => [`${one.personId} ${one.queueId}`, Number(one.count)]));
  return { seats, holds: (personId, queueId) => holds.get(`${personId} ${queueId}`) ?? 0 };
}

/** Who is assigned to a queue, by name. */
export function peopleOf(queue: PlannedQueue, { seats, holds }: Staff): QueuePerson[] {
  return seats
    .filter(({ personId }) => queue.people.has(personId))
    .map((seat) => ({ personId: seat.personId, personName: seat.name, role: seat.role, capacity: queue.people.get(seat.personId) ?? null, holds: holds(seat.personId, queue.queueId), lacks: whatLacks(queue, seat) }))
    .sort((a, b) => a.personName.localeCompare(b.personName));
}

function whatLacks(queue: PlannedQueue, seat: Seat): string | null {
  if (!seat.isActive) return 'cannot sign in';
  if (seat.role !== 'mediator' && seat.role !== 'lead') return `works as ${seat.role}, who decides no cases`;
  return whyNotServed(queue, seat)?.words ?? null;
}

/** Why nobody can be served the cases of a queue; null when somebody can. */
export function whyUnserved(queue: PlannedQueue, { seats }: Staff): string | null {
  if (seats.some((seat) => whatLacks(queue, seat) === null)) return null;
  const needs = [queue.skill ? `the skill "${queue.skill}"` : null, queue.rule.languages.length > 0 ? queue.rule.languages.join(' or ') : null].filter((one) => one !== null);
  const whom = queue.people.size > 0 ? 'Nobody assigned to it' : 'Nobody';
  return needs.length > 0 ? `${whom} who can sign in has ${needs.join(' and ')}.` : `${whom} can sign in and decide cases.`;
}
