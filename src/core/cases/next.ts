import type { PriorityPart } from '../../contract/weights.ts';
import { asc, eq, isNotNull, not, sql } from 'drizzle-orm';
import type { OutputOf } from '../../contract/methods.ts';
import type { Db } from '../db/open.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { person } from '../db/schema/person.ts';
import type { Tx } from '../db/write.ts';
import type { SignedIn } from '../desk.ts';
import { waitingByQueue } from '../queues/counts.ts';
import { queueOf, reads } from '../queues/routing.ts';
import { pointsOf, weigh } from '../queues/weigh.ts';
import { mayBeServed, whyNotDecide } from './barred.ts';
import { readCandidates, type Candidate } from './candidates.ts';
import { leaseCase, loadCase } from './lease.ts';
import { referenceOf } from './lifeCycle.ts';
import { askerOf, type Asker } from './servant.ts';
import { takeServed } from './takeServed.ts';

/** How many of each queue are weighed against each other, and how many more when none of those is for the person. */
const heads = [12, 500, 5_000];

/** Leases the heaviest free case of the queues a person serves to the session; says why there is none otherwise. */
export async function serveNext(tx: Tx, by: SignedIn): Promise<OutputOf<'cases.next'>> {
  const asker = await askerOf(tx, by, tx.now);
  let away: ReadonlyMap<string, number> = new Map();
  for (const most of heads) {
    const { weighed, isAll, turnedAway } = await weighHeads(tx, asker, tx.now, most);
    away = turnedAway;
    for (const { row, because, points } of weighed) {
      if (row.hasAppeal && (await whyNotDecide(tx, row, by, tx.now))) continue;
      if (!(await takeServed(tx, row, by))) {
        if (await whyNotDecide(tx, row, by, tx.now)) continue;
        await leaseCase(tx, await loadCase(tx, row.caseId), by);
      }
      return { served: true, caseId: row.caseId, because, points };
    }
    if (isAll) break;
  }
  return sayWhyNone(tx, asker, away, by);
}

/** How many cases a screen may fetch ahead. */
const ahead = 2;

/** The cases that would be served to this person next, heaviest first; nothing is leased. */
export async function upNext(db: Db, by: SignedIn, now: number): Promise<OutputOf<'cases.upNext'>> {
  const asker = await askerOf(db, by, now);
  const caseIds: string[] = [];
  for (const most of heads) {
    const { weighed, isAll } = await weighHeads(db, asker, now, most);
    for (const { row } of weighed) {
      if (caseIds.includes(row.caseId) || (row.hasAppeal && (await whyNotDecide(db, row, by, now)))) continue;
      caseIds.push(row.caseId);
      if (caseIds.length === ahead) return { caseIds };
    }
    if (isAll) break;
  }
  return { caseIds };
}

type Weighed = { row: Candidate; because: PriorityPart[]; points: number };

type Heads = { weighed: Weighed[]; /** Nothing lies behind these. */ isAll: boolean; /** How many are in queues the person is not served, by their ids. */ turnedAway: ReadonlyMap<string, number> };

/** What is kept for the person, then what is free, each heaviest first, and last what they handed back themselves. */
async function weighHeads(db: Db | Tx, asker: Asker, now: number, most: number): Promise<Heads> {
  const wanted = most + Math.min(500, asker.skipped.size + asker.closed.size);
  const rows = await readCandidates(db, asker, now, wanted);
  const seen = new Set<string>();
  const turnedAway = new Map<string, number>();
  const rank = (one: Weighed) => (isKept(one.row, asker, now) ? 0 : asker.skipped.has(one.row.caseId) ? 2 : 1);
  const weighed = rows
    .filter((row) => !seen.has(row.caseId) && seen.add(row.caseId) && isFor(row, asker, now, turnedAway))
    .map((row) => {
      const because = [...(isKept(row, asker, now) ? [keptPart(row)] : []), ...weigh(row, asker.plan.weights, now)];
      return { row, because, points: pointsOf(because) };
    })
    .sort((a, b) => rank(a) - rank(b) || b.points - a.points || a.row.number - b.row.number);
  return { weighed, isAll: rows.length < wanted, turnedAway };
}

function isKept(row: Candidate, { personId }: Asker, now: number): boolean {
  return row.keptForPersonId === personId && row.keptUntil !== null && row.keptUntil > now;
}

/** Whether a case may be served to a person as far as their queues and what they passed on say. */
function isFor(row: Candidate, asker: Asker, now: number, turnedAway: Map<string, number>): boolean {
  if (asker.closed.has(row.caseId) || (row.isForLead && !asker.isLead)) return false;
  // Its queue by its facts: while cases are being put into other queues, the one it stands in may not be its own any more.
  const queue = queueOf(asker.plan, row);
  const unserved = queue && asker.unserved.get(queue.queueId);
  if (isKept(row, asker, now)) return unserved?.why !== 'full';
  const isUnread = !reads(queue, row.language, asker);
  if (queue && (unserved || isUnread)) turnedAway.set(queue.queueId, (turnedAway.get(queue.queueId) ?? 0) + 1);
  return asker.skipped.get(row.caseId) !== false && !unserved && !isUnread;
}

function keptPart(row: Candidate): PriorityPart {
  return { code: 'kept', words: row.cameBackWords === null ? 'kept for you' : `kept for you: ${lowerFirst(row.cameBackWords)}`, points: 300 };
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

/** Cases looked through to say whether what is left is for others. */
const mostLookedAt = 2_000;

async function sayWhyNone(db: Tx, asker: Asker, away: ReadonlyMap<string, number>, by: SignedIn): Promise<OutputOf<'cases.next'>> {
  const leased = await db
    .select({ personId: person.personId, personName: person.name, sessionId: disputeCase.leaseSessionId, endsAt: disputeCase.leaseEndsAt })
    .from(disputeCase)
    .innerJoin(person, eq(person.personId, disputeCase.leasePersonId))
    .where(isNotNull(disputeCase.leasePersonId))
    .orderBy(asc(disputeCase.leaseEndsAt))
    .limit(20);
  const holders = leased.map(({ sessionId, endsAt, ...holder }) => ({ ...holder, isMine: sessionId === by.sessionId && holder.personId === by.personId, endsAt: endsAt ?? 0 }));
  const queues = await unservedQueues(db, asker, away);
  const none = { served: false as const, holders, held: [], queues };
  if (queues.some(({ why }) => why === 'full')) return { ...none, why: 'at_capacity', held: await heldBy(db, by) };
  if (queues.length > 0) return { ...none, why: 'not_in_a_queue' };
  if (holders.some((holder) => !holder.isMine)) return { ...none, why: 'leased_by_others' };
  const waiting = db.select({ caseId: disputeCase.caseId }).from(disputeCase).where(sql`${disputeCase.state} = 'queued' and ${disputeCase.isReadOnly} = 0`).limit(mostLookedAt);
  const [others] = await db.select({ one: sql`1` }).from(disputeCase).where(sql`${disputeCase.caseId} in (${waiting}) and ${not(mayBeServed(db, by, db.now) ?? sql`1`)}`).limit(1);
  if (others) return { ...none, why: 'for_others' };
  const [received] = await db.select({ one: sql`1` }).from(disputeCase).limit(1);
  return { ...none, why: received ? 'all_done' : 'nothing_received' };
}

const unread = { why: 'language' as const, words: 'its waiting cases are in languages you do not read' };

/** `away`: cases that were looked at and are in other queues by their facts, though they may not have been put there yet. */
async function unservedQueues(db: Tx, { plan, unserved }: Asker, away: ReadonlyMap<string, number>) {
  if (unserved.size === 0 && away.size === 0) return [];
  const waiting = await waitingByQueue(db);
  return plan.queues.flatMap(({ queueId, name, isActive }) => {
    const why = unserved.get(queueId) ?? (away.has(queueId) ? unread : undefined);
    const count = Math.max(waiting.get(queueId) ?? 0, away.get(queueId) ?? 0);
    return why && isActive && count > 0 ? [{ queueId, name, ...why, waiting: count }] : [];
  });
}

async function heldBy(db: Tx, by: SignedIn) {
  const rows = await db
    .select({ caseId: disputeCase.caseId, number: disputeCase.number, title: disputeCase.title, endsAt: disputeCase.leaseEndsAt })
    .from(disputeCase)
    .where(eq(disputeCase.leasePersonId, by.personId))
    .limit(100);
  return rows.map(({ number, endsAt, ...row }) => ({ ...row, reference: referenceOf({ number }), endsAt: endsAt ?? 0 }));
}
