import { and, asc, desc, eq, sql } from 'drizzle-orm';
import { append } from '../../audit/append.ts';
import { isWord } from '../../db/literal.ts';
import { job } from '../../db/schema/job.ts';
import { ledgerCheck, ledgerDifference } from '../../db/schema/reconciliation.ts';
import { refund } from '../../db/schema/ruling.ts';
import type { Tx } from '../../db/write.ts';
import type { SignedIn } from '../../desk.ts';
import { DeskError } from '../../fault.ts';
import type { Gateway } from '../gateway.ts';

export type CheckRow = typeof ledgerCheck.$inferSelect;
type Span = { from: number; until: number };

const dayMs = 24 * 3_600_000;
/** Days that the next check reads again: an entry may be written late, and nothing near midnight may fall between two checks. */
export const lookBackMs = 7 * dayMs;
/** What is still open is read again for as long as this; older days are checked by hand. */
const openBackMs = 60 * dayMs;

/**
 * Writes down that a check begins. One runs at a time: it marks what it has seen. A check that only waits for its next try gives way to the new one;
 * throws NOT_ALLOWED_NOW while another one is at work.
 */
export async function beginCheck(tx: Tx, parts: { checkId: string; jobKey: string; by: SignedIn; line: Gateway['kind']; asked: Span | null }): Promise<CheckRow> {
  const { checkId, jobKey, by, line, asked } = parts;
  await giveWay(tx);
  const span = asked ?? (await spanAfterLast(tx));
  const row = { checkId, jobKey, state: 'running' as const, line, fromAt: span.from, untilAt: span.until, isSpanAsked: asked !== null, personId: by.personId, personName: by.name, startedAt: tx.now, sums: [] };
  const [begun] = await tx.insert(ledgerCheck).values(row).returning();
  if (!begun) throw new Error('The check could not be written down.');
  await note(tx, begun, by, 'ledger.checkBegun', `${by.name} began to compare the ledger with the refunds`);
  return begun;
}

/** Takes up a check again that failed or that a crash cut off. */
export async function takeUp(tx: Tx, row: CheckRow, by: SignedIn): Promise<CheckRow> {
  if (row.state === 'running') return row;
  await giveWay(tx);
  const [again] = await tx.update(ledgerCheck).set({ state: 'running', finishedAt: null, error: null }).where(eq(ledgerCheck.checkId, row.checkId)).returning();
  if (!again) throw new Error('The check that should go on is not there.');
  await note(tx, again, by, 'ledger.checkBegun', 'The ledger check was taken up again');
  return again;
}

/** Ends a check: with what it found, or as failed with the reason. */
export async function endCheck(tx: Tx, row: CheckRow, by: SignedIn, change: Partial<CheckRow> & { state: 'done' | 'failed' }, words: string): Promise<void> {
  const [ended] = await tx.update(ledgerCheck).set({ ...change, finishedAt: tx.now }).where(and(eq(ledgerCheck.checkId, row.checkId), eq(ledgerCheck.state, 'running'))).returning();
  if (ended) await note(tx, ended, by, change.state === 'done' ? 'ledger.checked' : 'ledger.checkFailed', words);
}

async function note(tx: Tx, row: CheckRow, by: SignedIn, action: string, words: string): Promise<void> {
  const { fromAt, untilAt, entries, payouts, agreed, opened, found, gone, error } = row;
  await append(tx, {
    by,
    action,
    subject: `ledger:${row.checkId}`,
    words,
    data: { fromAt, untilAt, entries, payouts, agreed, opened, found, gone, error },
    rows: [{ table: 'ledger_check', id: row.checkId }],
  });
  tx.emit({ type: 'marketplace.changed' });
}

async function giveWay(tx: Tx): Promise<void> {
  const [other] = await tx.select().from(ledgerCheck).where(isWord(ledgerCheck.state, 'running'));
  if (!other) return;
  const [its] = await tx.select().from(job).where(eq(job.uniqueKey, other.jobKey)).orderBy(desc(job.createdAt)).limit(1);
  if (its?.state === 'running' || (its?.state === 'waiting' && its.attempts === 0)) throw new DeskError('NOT_ALLOWED_NOW', 'A ledger check is at work already. Wait until it is done.');
  const error = `Another check took its place. ${its?.error ?? 'It was cut off.'}`;
  if (its?.state === 'waiting') {
    await tx.update(job).set({ state: 'failed', error, finishedAt: tx.now }).where(eq(job.jobId, its.jobId));
    tx.emit({ type: 'job.changed', jobId: its.jobId });
  }
  await tx.update(ledgerCheck).set({ state: 'failed', error, finishedAt: tx.now }).where(eq(ledgerCheck.checkId, other.checkId));
  await append(tx, { by: { personId: other.personId, name: other.personName, role: 'admin', sessionId: 'desk' }, action: 'ledger.checkFailed', subject: `ledger:${other.checkId}`, words: error, rows: [{ table: 'ledger_check', id: other.checkId }] });
}

/** From a week before the last check that followed on ended, or from further back while something is open there; the first reads everything. */
async function spanAfterLast(tx: Tx): Promise<Span> {
  const until = tx.now;
  const [last] = await tx.select({ untilAt: ledgerCheck.untilAt }).from(ledgerCheck).where(and(isWord(ledgerCheck.state, 'done'), eq(ledgerCheck.isSpanAsked, sql`0`))).orderBy(desc(ledgerCheck.untilAt)).limit(1);
  if (!last) {
    const [first] = await tx.select({ at: sql<bigint | null>`min(${refund.createdAt})` }).from(refund);
    return { from: Math.min(Number(first?.at ?? until), until) - lookBackMs, until };
  }
  const [open] = await tx
    .select({ at: sql<bigint>`coalesce(${ledgerDifference.movedAt}, ${refund.createdAt}, ${ledgerDifference.firstSeenAt})` })
    .from(ledgerDifference)
    .leftJoin(refund, eq(refund.refundId, ledgerDifference.subject))
    .where(isWord(ledgerDifference.state, 'open'))
    .orderBy(asc(sql`1`))
    .limit(1);
  const openFrom = open ? Math.max(Number(open.at) - dayMs, until - openBackMs) : until;
  return { from: Math.min(last.untilAt - lookBackMs, openFrom), until };
}
