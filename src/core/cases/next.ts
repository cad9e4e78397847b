import { and, asc, desc, eq, gt, isNotNull, isNull, lte, not, notExists, or, sql } from 'drizzle-orm';
import type { PriorityPart } from '../../contract/caseFile.ts';
import type { OutputOf } from '../../contract/methods.ts';
import type { Db } from '../db/open.ts';
import { caseSkip, disputeCase } from '../db/schema/disputeCase.ts';
import { escalation } from '../db/schema/exit.ts';
import { person } from '../db/schema/person.ts';
import type { Tx } from '../db/write.ts';
import type { SignedIn } from '../desk.ts';
import { mayBeServed, whyNotDecide } from './barred.ts';
import { leaseCase } from './lease.ts';
import type { CaseRecord } from './lifeCycle.ts';
import { pointsOf, weigh } from './priority.ts';

/** How many of the most due, the oldest and the most valuable cases are weighed against each other. */
const candidates = 40;

/** Leases the heaviest free case to the session; says why there is none otherwise. */
export async function serveNext(tx: Tx, by: SignedIn): Promise<OutputOf<'cases.next'>> {
  for (const { row, because } of await weighAll(tx, by, tx.now, 1)) {
    if (await whyNotDecide(tx, row, by, tx.now)) continue;
    await leaseCase(tx, row, by);
    return { served: true, caseId: row.caseId, because };
  }
  return sayWhyNone(tx, by, tx.now);
}

/** How many cases a screen may fetch ahead. */
const ahead = 2;

/** The cases that would be served to this person next, heaviest first; nothing is leased. */
export async function upNext(db: Db, by: SignedIn, now: number): Promise<OutputOf<'cases.upNext'>> {
  return { caseIds: (await weighAll(db, by, now, ahead)).slice(0, ahead).map(({ row }) => row.caseId) };
}

type Weighed = { row: CaseRecord; because: PriorityPart[] };

/** What is kept for this person, then what is free, and what they handed back themselves only when there is not enough else. */
async function weighAll(db: Db, by: SignedIn, now: number, wanted: number): Promise<Weighed[]> {
  const kept = heaviestFirst(await readKept(db, by, now), now).map(({ row, because }) => ({ row, because: [keptPart(row), ...because] }));
  const found = [...kept, ...heaviestFirst(await readCandidates(db, by, now, false), now)];
  if (found.length >= wanted) return found;
  const last = heaviestFirst(await readCandidates(db, by, now, true), now);
  return [...found, ...last.filter(({ row }) => !found.some((one) => one.row.caseId === row.caseId))];
}

function heaviestFirst(rows: CaseRecord[], now: number): Weighed[] {
  return rows.map((row) => ({ row, because: weigh(row, now) })).sort((a, b) => pointsOf(b.because) - pointsOf(a.because) || a.row.number - b.row.number);
}

function keptPart(row: CaseRecord): PriorityPart {
  return { code: 'kept', words: row.cameBackWords === null ? 'kept for you' : `kept for you: ${lowerFirst(row.cameBackWords)}`, points: 300 };
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

async function readKept(db: Db, by: SignedIn, now: number): Promise<CaseRecord[]> {
  return db
    .select()
    .from(disputeCase)
    .where(and(eq(disputeCase.keptForPersonId, by.personId), gt(disputeCase.keptUntil, now), eq(disputeCase.state, 'queued'), eq(disputeCase.isReadOnly, false), mayBeServed(db, by, now)))
    .limit(candidates);
}

/** The ends of three indexes: only what is most due, most valuable or oldest can weigh most. `isLast`: those too that this person handed back. */
async function readCandidates(db: Db, by: SignedIn, now: number, isLast: boolean): Promise<CaseRecord[]> {
  const skipped = db
    .select({ one: sql`1` })
    .from(caseSkip)
    .where(and(eq(caseSkip.caseId, disputeCase.caseId), eq(caseSkip.personId, by.personId), gt(caseSkip.untilAt, now), isLast ? eq(caseSkip.isLast, false) : undefined));
  const escalated = db.select({ one: sql`1` }).from(escalation).where(and(eq(escalation.caseId, disputeCase.caseId), isNull(escalation.endedAt)));
  const isFree = or(isNull(disputeCase.keptForPersonId), lte(disputeCase.keptUntil, now));
  const free = and(sql`${disputeCase.state} = 'queued'`, eq(disputeCase.isReadOnly, false), isFree, notExists(skipped), mayBeServed(db, by, now), by.role === 'lead' ? undefined : notExists(escalated));
  const byDue = await db.select().from(disputeCase).where(and(free, isNotNull(disputeCase.dueAt))).orderBy(asc(disputeCase.dueAt)).limit(candidates);
  const byValue = await db.select().from(disputeCase).where(free).orderBy(desc(disputeCase.value)).limit(candidates);
  const byAge = await db.select().from(disputeCase).where(free).orderBy(asc(disputeCase.receivedAt)).limit(candidates);
  return [...new Map([...byDue, ...byValue, ...byAge].map((row) => [row.caseId, row])).values()];
}

async function sayWhyNone(db: Db, by: SignedIn, now: number): Promise<OutputOf<'cases.next'>> {
  const leased = await db
    .select({ personId: person.personId, personName: person.name, sessionId: disputeCase.leaseSessionId, endsAt: disputeCase.leaseEndsAt })
    .from(disputeCase)
    .innerJoin(person, eq(person.personId, disputeCase.leasePersonId))
    .where(isNotNull(disputeCase.leasePersonId))
    .orderBy(asc(disputeCase.leaseEndsAt))
    .limit(20);
  const holders = leased.map(({ sessionId, endsAt, ...holder }) => ({ ...holder, isMine: sessionId === by.sessionId && holder.personId === by.personId, endsAt: endsAt ?? 0 }));
  if (holders.some((holder) => !holder.isMine)) return { served: false, why: 'leased_by_others', holders };
  const [others] = await db.select({ one: sql`1` }).from(disputeCase).where(and(sql`${disputeCase.state} = 'queued'`, eq(disputeCase.isReadOnly, false), not(mayBeServed(db, by, now) ?? sql`1`))).limit(1);
  if (others) return { served: false, why: 'for_others', holders };
  const received = Number(await db.$count(disputeCase));
  return { served: false, why: received === 0 ? 'nothing_received' : 'all_done', holders };
}
