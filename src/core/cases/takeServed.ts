import { and, eq, sql } from 'drizzle-orm';
import { leaseMs } from '../../contract/desk.ts';
import { append } from '../audit/append.ts';
import { hot } from '../db/hot.ts';
import { caseSkip, disputeCase } from '../db/schema/disputeCase.ts';
import { ruling } from '../db/schema/ruling.ts';
import type { Tx } from '../db/write.ts';
import type { SignedIn } from '../desk.ts';
import { enqueue } from '../jobs/enqueue.ts';
import type { Candidate } from './candidates.ts';
import { claimedNote, expiryOf } from './lease.ts';

const text = (name: string) => sql<string>`${sql.placeholder(name)}`;
const whole = (name: string) => sql<number>`${sql.placeholder(name)}`;

/** `claim` of the table of moves, as one statement that is built once: leasing is what every mediator waits for. */
const claim = hot((db) =>
  db
    .update(disputeCase)
    .set({
      state: 'in_review',
      version: sql`${disputeCase.version} + 1`,
      leasePersonId: text('personId'),
      leaseSessionId: text('sessionId'),
      leaseEndsAt: whole('endsAt'),
      keptForPersonId: null,
      keptUntil: null,
      weighAt: null,
      takings: sql`${disputeCase.takings} + 1`,
    })
    .where(
      and(
        eq(disputeCase.caseId, sql.placeholder('caseId')),
        eq(disputeCase.version, sql.placeholder('version')),
        sql`${disputeCase.state} = 'queued'`,
        eq(disputeCase.isReadOnly, false),
        // Whoever ruled on it must not have it again; without an appeal nobody did, and this says so at no cost.
        sql`(${disputeCase.hasAppeal} = 1 or not exists (select 1 from ${ruling} where ${ruling.caseId} = ${disputeCase.caseId} and ${ruling.state} = 'effective'))`,
      ),
    )
    .prepare(),
);

const forgetHandedBack = hot((db) => db.delete(caseSkip).where(and(eq(caseSkip.caseId, sql.placeholder('caseId')), eq(caseSkip.isLast, true))).prepare());

/** Leases a case that was found to be for this person; false when it is not as it was found to be, and nothing was changed. */
export async function takeServed(tx: Tx, row: Candidate, by: SignedIn): Promise<boolean> {
  const endsAt = tx.now + leaseMs;
  const { rowsAffected } = await claim(tx).run({ caseId: row.caseId, version: row.version, personId: by.personId, sessionId: by.sessionId, endsAt: BigInt(endsAt) });
  if (rowsAffected !== 1) return false;
  const version = row.version + 1;
  // Whoever handed it back has had others try it now.
  await forgetHandedBack(tx).run({ caseId: row.caseId });
  await enqueue(tx, expiryOf(row, endsAt));
  await append(tx, claimedNote({ ...row, version }, by));
  tx.emit({ type: 'case.changed', caseId: row.caseId, version });
  tx.emit({ type: 'queue.changed' });
  return true;
}
