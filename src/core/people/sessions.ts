import { and, eq, isNull, lt, ne } from 'drizzle-orm';
import type { Person } from '../../contract/people.ts';
import { append } from '../audit/append.ts';
import { account } from '../db/schema/account.ts';
import type { Db } from '../db/open.ts';
import { person, session } from '../db/schema/person.ts';
import type { Tx } from '../db/write.ts';
import { deskItself, type Desk, type Sitting } from '../desk.ts';
import { sha256 } from '../ids.ts';
import { idleMinutes } from '../settings.ts';

const minuteMs = 60_000;
/** Sessions of other desks on the same database are theirs to end; what is older than this is nobody's. */
const abandonedMs = 30 * 24 * 3_600_000;

/** What tells people apart, and what they may do. */
export const shownPerson = { personId: person.personId, name: person.name, role: person.role };

// A session id opens the desk like a password, so the database keeps only its hash.
const keep = (sessionId: string) => sha256(`session:${sessionId}`);

/**
 * Who sits in a session of this run of the desk; null before anyone signed in, and once their account was closed. One that nobody touched for
 * the idle time is locked, whether the desk has looked for such or slept.
 */
export async function sittingIn(desk: Pick<Desk, 'db' | 'runId' | 'clock'>, sessionId: string): Promise<Sitting | null> {
  const [found] = await desk.db
    .select({ ...shownPerson, isActive: person.isActive, lockedAt: session.lockedAt, seenAt: session.seenAt, mustChange: account.mustChange })
    .from(session)
    .innerJoin(person, eq(person.personId, session.personId))
    .leftJoin(account, eq(account.personId, session.personId))
    .where(and(eq(session.sessionId, keep(sessionId)), eq(session.runId, desk.runId)));
  if (!found?.isActive) return null;
  const { personId, name, role, lockedAt, seenAt, mustChange } = found;
  const isLocked = lockedAt !== null || seenAt < idleBefore(desk.clock(), await idleMinutes(desk.db));
  return { personId, name, role, isLocked, mustChange: mustChange === true };
}

/** Seats somebody in a session, in place of whoever sat there. */
export async function takeSeat(tx: Tx, runId: string, sessionId: string, personId: string): Promise<void> {
  const row = { sessionId: keep(sessionId), personId, runId, signedInAt: tx.now, seenAt: tx.now, lockedAt: null };
  await tx.insert(session).values(row).onConflictDoUpdate({ target: session.sessionId, set: row });
}

/** Ends a session. */
export async function leaveSeat(tx: Tx, sessionId: string): Promise<void> {
  await tx.delete(session).where(eq(session.sessionId, keep(sessionId)));
}

/** Ends every session of a person, but one. */
export async function endSessionsOf(tx: Tx, personId: string, exceptSessionId?: string): Promise<void> {
  const others = exceptSessionId === undefined ? undefined : ne(session.sessionId, keep(exceptSessionId));
  await tx.delete(session).where(and(eq(session.personId, personId), others));
}

/** Ends what is left of earlier runs of this desk: no session outlives its desk. */
export async function endSessionsBefore(tx: Tx, desk: Pick<Desk, 'runId' | 'isShared'>): Promise<void> {
  const others = ne(session.runId, desk.runId);
  await tx.delete(session).where(desk.isShared ? and(others, lt(session.seenAt, tx.now - abandonedMs)) : others);
}

/** Locks a session: its person and their work stay in it. */
export async function lockSeat(tx: Tx, sessionId: string): Promise<void> {
  await tx.update(session).set({ lockedAt: tx.now }).where(and(eq(session.sessionId, keep(sessionId)), isNull(session.lockedAt)));
}

/** Notes that the person is at the desk; written once in a while, since every write waits for the disk. */
export async function touchSeat(desk: Desk, sessionId: string): Promise<void> {
  const due = desk.clock() - noticeMs(await idleMinutes(desk.db));
  const mine = and(eq(session.sessionId, keep(sessionId)), isNull(session.lockedAt), lt(session.seenAt, due));
  const [found] = await desk.db.select({ seenAt: session.seenAt }).from(session).where(mine);
  if (found) await desk.write((tx) => tx.update(session).set({ seenAt: tx.now }).where(mine));
}

/** Locks the sessions of this run that nobody touched for the idle time; the log says so. */
export async function lockIdle(desk: Desk): Promise<void> {
  const minutes = await idleMinutes(desk.db);
  const idle = and(eq(session.runId, desk.runId), isNull(session.lockedAt), lt(session.seenAt, idleBefore(desk.clock(), minutes)));
  if ((await readIdle(desk.db, idle)).length === 0) return;
  await desk.write(async (tx) => {
    for (const one of await readIdle(tx, idle)) {
      await tx.update(session).set({ lockedAt: tx.now }).where(eq(session.sessionId, one.sessionId));
      await append(tx, { by: deskItself, action: 'person.locked', subject: `person:${one.personId}`, words: `A window of ${one.name} locked itself after ${minutes} minutes without a key or a click` });
    }
    tx.emit({ type: 'people.changed' });
  });
}

function readIdle(db: Db, idle: ReturnType<typeof and>): Promise<(Person & { sessionId: string })[]> {
  return db.select({ ...shownPerson, sessionId: session.sessionId }).from(session).innerJoin(person, eq(person.personId, session.personId)).where(idle);
}

/** The moment from before which somebody's last sign leaves their session locked. */
function idleBefore(now: number, minutes: number): number {
  return now - minutes * minuteMs - noticeMs(minutes);
}

/** How exactly it is known when somebody was last there; a session locks that much later, never earlier. */
function noticeMs(minutes: number): number {
  return Math.min(minuteMs, (minutes * minuteMs) / 4);
}
