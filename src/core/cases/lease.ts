import { and, eq, isNotNull, lte, sql } from 'drizzle-orm';
import type { Lease } from '../../contract/caseFile.ts';
import { leaseMs } from '../../contract/desk.ts';
import { append } from '../audit/append.ts';
import type { Db } from '../db/open.ts';
import { caseSkip, disputeCase, note } from '../db/schema/disputeCase.ts';
import { person } from '../db/schema/person.ts';
import type { Tx } from '../db/write.ts';
import { deskItself, type Desk, type SignedIn } from '../desk.ts';
import { DeskError, notFound } from '../fault.ts';
import { newId } from '../ids.ts';
import { enqueue } from '../jobs/enqueue.ts';
import type { JobHandler } from '../jobs/runner.ts';
import { requireRoom } from './capacity.ts';
import { isWaitedFor } from './comeBack.ts';
import { escalationWords, openEscalations } from './escalations.ts';
import { requireMayDecide } from './barred.ts';
import { moveCase, noLease, referenceOf, type CaseRecord } from './lifeCycle.ts';
import { handUpSkipped, isSkippedOften, tellSkipped } from './skippedOften.ts';

/** A skipped case is not served to the same person again for this long. */
const skipMs = 24 * 60 * 60_000;

/** A lease that is over for so long has lost the job that should have ended it. */
const forgottenMs = 2 * 60_000;

/** One case's row; NOT_FOUND when there is none. */
export async function loadCase(db: Db, caseId: string): Promise<CaseRecord> {
  const [found] = await db.select().from(disputeCase).where(eq(disputeCase.caseId, caseId));
  if (!found) throw notFound('case', caseId);
  return found;
}

/** Whether this person took the case in this session; whoever sits down in the same window later did not. */
export function isHolder(row: Pick<CaseRecord, 'leasePersonId' | 'leaseSessionId'>, by: SignedIn): boolean {
  return row.leaseSessionId === by.sessionId && row.leasePersonId === by.personId;
}

/** Throws LEASE_LOST unless the person holds a running lease on the case in this session. */
export function requireLease(row: CaseRecord, by: SignedIn, now: number): void {
  if (isHolder(row, by) && row.leaseEndsAt !== null && row.leaseEndsAt > now) return;
  throw new DeskError('LEASE_LOST', `You do not hold ${referenceOf(row)} any more. What you wrote is kept as your draft; claim the case again to go on.`);
}

/** Gives a free case to the session for ten minutes. Throws CONFLICT when somebody else has it. */
export async function leaseCase(tx: Tx, row: CaseRecord, by: SignedIn): Promise<Lease> {
  if (row.state === 'in_review') {
    if (isHolder(row, by)) return extendLease(tx, row, by);
    const holder = await holderOf(tx, row);
    throw new DeskError('CONFLICT', `${referenceOf(row)} is being worked on by ${holder.personName}.`, holder);
  }
  if (row.isReadOnly) {
    throw new DeskError('NOT_ALLOWED_NOW', `${referenceOf(row)} came with a faulty bundle and can only be looked at until it is accepted or sent again.`);
  }
  await requireRank(tx, row, by);
  await requireRoom(tx, row, by);
  await requireMayDecide(tx, row, by, tx.now);
  const moved = await takeBackCase(tx, row, 'claim', by);
  const endsAt = moved.leaseEndsAt ?? tx.now;
  // Whoever handed it back has had others try it now.
  await tx.delete(caseSkip).where(and(eq(caseSkip.caseId, row.caseId), eq(caseSkip.isLast, true)));
  await append(tx, claimedNote(moved, by));
  return { personId: by.personId, personName: by.name, isMine: true, endsAt };
}

/** The entry of the log for a case that was taken. Pure. */
export function claimedNote({ caseId, number, version }: Pick<CaseRecord, 'caseId' | 'number' | 'version'>, by: SignedIn) {
  return { by, action: 'case.claimed', subject: `case:${caseId}`, caseId, version, words: `${by.name} took ${referenceOf({ number })}` };
}

async function requireRank(tx: Tx, row: CaseRecord, by: SignedIn): Promise<void> {
  if (by.role === 'lead') return;
  const escalated = (await openEscalations(tx, [row.caseId])).get(row.caseId);
  if (escalated) throw new DeskError('NOT_PERMITTED', `${escalated.personName} handed ${referenceOf(row)} to a team lead (${escalationWords[escalated.reason]}); only a lead can take it.`);
}

/** Moves a case into the hands of a person, for the length of a lease: taken, or come back to its author by an undo. */
export async function takeBackCase(tx: Tx, row: CaseRecord, command: 'claim' | 'undoAsk', by: SignedIn): Promise<CaseRecord> {
  const endsAt = tx.now + leaseMs;
  const taking = command === 'claim' ? { takings: row.takings + 1 } : {};
  const moved = await moveCase(tx, row, command, by, { leasePersonId: by.personId, leaseSessionId: by.sessionId, leaseEndsAt: endsAt, keptForPersonId: null, keptUntil: null, ...taking });
  await enqueue(tx, expiryOf(moved, endsAt));
  return moved;
}

/** Sets the lease of the session to its full length again; the version stays, nothing of the case changed. */
export async function extendLease(tx: Tx, row: CaseRecord, by: SignedIn): Promise<Lease> {
  requireLease(row, by, tx.now);
  const endsAt = tx.now + leaseMs;
  await tx.update(disputeCase).set({ leaseEndsAt: endsAt }).where(eq(disputeCase.caseId, row.caseId));
  return { personId: by.personId, personName: by.name, isMine: true, endsAt };
}

/** Ends the lease of a case: it waits in the queue, or for the party that was asked something and may still answer. */
export async function letGo(
  tx: Tx,
  row: CaseRecord,
  by: SignedIn,
  command: 'handBack' | 'escalate' | 'free' = 'handBack',
  change: Partial<typeof disputeCase.$inferInsert> = {},
): Promise<CaseRecord> {
  return moveCase(tx, row, (await isWaitedFor(tx, row.caseId)) ? 'waitOn' : command, by, { ...noLease, ...change });
}

/** Puts a case back into the queue; a note for whoever is next becomes a note of the case. */
export async function handBack(tx: Tx, row: CaseRecord, by: SignedIn, words: string | null): Promise<void> {
  requireLease(row, by, tx.now);
  if (words) await tx.insert(note).values({ noteId: newId(tx.now), caseId: row.caseId, personId: by.personId, personName: by.name, at: tx.now, text: words, isHandover: true });
  const moved = await letGo(tx, row, by);
  await serveLast(tx, row, by);
  await append(tx, {
    by,
    action: 'case.handedBack',
    subject: `case:${row.caseId}`,
    caseId: row.caseId,
    version: moved.version,
    words: `${by.name} handed ${referenceOf(row)} back`,
    data: { note: words },
  });
}

/** Serves a case to the person who handed it back only when nothing else is there, until somebody takes it, or for a day. */
async function serveLast(tx: Tx, row: CaseRecord, by: SignedIn): Promise<void> {
  const last = { reason: 'handed back', at: tx.now, untilAt: tx.now + skipMs, isLast: true };
  await tx
    .insert(caseSkip)
    .values({ caseId: row.caseId, personId: by.personId, ...last })
    .onConflictDoUpdate({ target: [caseSkip.caseId, caseSkip.personId], set: last, setWhere: sql`${caseSkip.isLast} = 1 or ${caseSkip.untilAt} <= ${tx.now}` });
}

/** Hands a case back and does not serve it to the same person for a day. */
export async function skipCase(tx: Tx, row: CaseRecord, by: SignedIn, reason: string): Promise<void> {
  requireLease(row, by, tx.now);
  const skip = { caseId: row.caseId, personId: by.personId, reason, at: tx.now, untilAt: tx.now + skipMs, isLast: false };
  await tx.insert(caseSkip).values(skip).onConflictDoUpdate({ target: [caseSkip.caseId, caseSkip.personId], set: skip });
  const handedUp = isSkippedOften(row) ? await handUpSkipped(tx, row, by) : null;
  const moved = await letGo(tx, row, by, 'handBack', { skips: row.skips + 1 });
  await append(tx, {
    by,
    action: 'case.skipped',
    subject: `case:${row.caseId}`,
    caseId: row.caseId,
    version: moved.version,
    words: `${by.name} skipped ${referenceOf(row)}: ${reason}`,
    data: { reason },
  });
  if (handedUp !== null) await tellSkipped(tx, moved, handedUp);
}

/** Job `lease.expire`: a lease nobody renewed ends and the case waits again; a renewed one is looked at later. */
export const expireLease: JobHandler = async (payload, { desk }) => {
  await desk.write(async (tx) => {
    const row = await loadCase(tx, String(payload['caseId']));
    if (row.state !== 'in_review' || row.leaseEndsAt === null) return;
    if (row.leaseEndsAt <= tx.now) return endLease(tx, row);
    // A clock that was set back finds the same end: under the key of the job that runs now, the next one would be dropped.
    await enqueue(tx, { ...expiryOf(row, row.leaseEndsAt), uniqueKey: `lease.expire:${row.caseId}:${row.leaseEndsAt}:${tx.now}` });
  });
};

/** Ends leases that are over for longer than their jobs should need: a job that failed for good must not keep a case from everybody. */
export async function endForgottenLeases(desk: Desk): Promise<void> {
  const before = desk.clock() - forgottenMs;
  const isForgotten = and(isNotNull(disputeCase.leasePersonId), lte(disputeCase.leaseEndsAt, before));
  for (const { caseId } of await desk.db.select({ caseId: disputeCase.caseId }).from(disputeCase).where(isForgotten)) {
    await desk.write(async (tx) => {
      const row = await loadCase(tx, caseId);
      if (row.state === 'in_review' && row.leaseEndsAt !== null && row.leaseEndsAt <= before) await endLease(tx, row);
    });
  }
}

async function endLease(tx: Tx, row: CaseRecord): Promise<void> {
  const moved = await letGo(tx, row, deskItself, 'handBack', { lapses: row.lapses + 1 });
  await append(tx, {
    by: deskItself,
    action: 'case.leaseEnded',
    subject: `case:${row.caseId}`,
    caseId: row.caseId,
    version: moved.version,
    words: `The lease on ${referenceOf(row)} ended; the case waits again`,
    data: { personId: row.leasePersonId },
  });
}

/** The job that ends a lease of a case at its time. */
export function expiryOf(row: Pick<CaseRecord, 'caseId' | 'number'>, endsAt: number) {
  return {
    kind: 'lease.expire' as const,
    words: `End of the lease on ${referenceOf(row)}`,
    payload: { caseId: row.caseId },
    caseId: row.caseId,
    uniqueKey: `lease.expire:${row.caseId}:${endsAt}`,
    runAfter: endsAt,
  };
}

/** Who holds a case, as nobody's own lease. */
export async function holderOf(db: Db, row: CaseRecord): Promise<Lease> {
  const [holder] = await db
    .select({ name: person.name })
    .from(person)
    .where(eq(person.personId, row.leasePersonId ?? ''));
  return { personId: row.leasePersonId ?? '', personName: holder?.name ?? 'someone', isMine: false, endsAt: row.leaseEndsAt ?? 0 };
}
