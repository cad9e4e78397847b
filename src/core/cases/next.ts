import { asc, eq, isNotNull, not, sql } from 'drizzle-orm';
import type { OutputOf } from '../../contract/methods.ts';
import type { Db } from '../db/open.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { person } from '../db/schema/person.ts';
import type { Tx } from '../db/write.ts';
import type { SignedIn } from '../desk.ts';
import { waitingByLanguage, waitingByQueue } from '../queues/counts.ts';
import type { Unserved } from '../queues/routing.ts';
import { mayBeServed, whyNotDecide } from './barred.ts';
import { inOrder } from './inOrder.ts';
import { leaseCase, loadCase } from './lease.ts';
import { referenceOf } from './lifeCycle.ts';
import { askerOf, type Asker } from './servant.ts';
import { takeServed } from './takeServed.ts';

/** Leases the heaviest free case of the queues a person serves to the session; says why there is none otherwise. */
export async function serveNext(tx: Tx, by: SignedIn): Promise<OutputOf<'cases.next'>> {
  const asker = await askerOf(tx, by, tx.now);
  const away = new Map<string, number>();
  for await (const { row, because, points } of inOrder(tx, asker, tx.now, away)) {
    if (row.hasAppeal && (await whyNotDecide(tx, row, by, tx.now))) continue;
    if (!(await takeServed(tx, row, by))) {
      if (await whyNotDecide(tx, row, by, tx.now)) continue;
      await leaseCase(tx, await loadCase(tx, row.caseId), by);
    }
    return { served: true, caseId: row.caseId, because, points };
  }
  return sayWhyNone(tx, asker, away, by);
}

/** How many cases a screen may fetch ahead. */
const ahead = 2;

/** The cases that would be served to this person next, heaviest first; nothing is leased. */
export async function upNext(db: Db, by: SignedIn, now: number): Promise<OutputOf<'cases.upNext'>> {
  const caseIds: string[] = [];
  for await (const { row } of inOrder(db, await askerOf(db, by, now), now, new Map())) {
    if (row.hasAppeal && (await whyNotDecide(db, row, by, now))) continue;
    caseIds.push(row.caseId);
    if (caseIds.length === ahead) break;
  }
  return { caseIds };
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
async function unservedQueues(db: Tx, { plan, unserved, languages }: Asker, away: ReadonlyMap<string, number>) {
  const asking = plan.queues.some(({ rule }) => rule.languages.length > 0);
  if (unserved.size === 0 && away.size === 0 && !asking) return [];
  const waiting = await waitingByQueue(db);
  const notFor: (Unserved & { queueId: string; name: string; waiting: number })[] = [];
  for (const { queueId, name, isActive, rule } of plan.queues) {
    const its = unserved.get(queueId);
    const others = its || rule.languages.length === 0 ? 0 : await inOtherLanguages(db, queueId, languages);
    const why = its ?? (others > 0 || away.has(queueId) ? unread : undefined);
    const count = Math.max(its ? (waiting.get(queueId) ?? 0) : others, away.get(queueId) ?? 0);
    if (why && isActive && count > 0) notFor.push({ queueId, name, ...why, waiting: count });
  }
  return notFor;
}

async function inOtherLanguages(db: Tx, queueId: string, languages: readonly string[]): Promise<number> {
  const waiting = await waitingByLanguage(db, queueId);
  return [...waiting].reduce((sum, [language, cases]) => sum + (language === '' || languages.includes(language) ? 0 : cases), 0);
}

async function heldBy(db: Tx, by: SignedIn) {
  const rows = await db
    .select({ caseId: disputeCase.caseId, number: disputeCase.number, title: disputeCase.title, endsAt: disputeCase.leaseEndsAt })
    .from(disputeCase)
    .where(eq(disputeCase.leasePersonId, by.personId))
    .limit(100);
  return rows.map(({ number, endsAt, ...row }) => ({ ...row, reference: referenceOf({ number }), endsAt: endsAt ?? 0 }));
}
