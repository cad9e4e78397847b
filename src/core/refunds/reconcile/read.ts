import { and, desc, eq, sql } from 'drizzle-orm';
import type { CheckStanding, LedgerCheck, LedgerDifference } from '../../../contract/reconciliation.ts';
import { isWord } from '../../db/literal.ts';
import { toMoney } from '../../db/schema/columns.ts';
import { disputeCase } from '../../db/schema/disputeCase.ts';
import { job } from '../../db/schema/job.ts';
import { ledgerCheck, ledgerDifference } from '../../db/schema/reconciliation.ts';
import type { Db } from '../../db/open.ts';
import type { Desk, SignedIn } from '../../desk.ts';
import { allHiddenCases, areRulingsHidden } from '../../hiddenRulings.ts';
import { isPending } from '../../jobs/pending.ts';
import { referenceOf } from '../../reference.ts';
import type { CheckRow } from './begin.ts';
import { meaningOf } from './meaning.ts';
import { nextCheckAt, readSchedule } from './schedule.ts';

/** Whether some ruling is hidden from a person now: then sums are, too, because a sum of few payouts would tell one of them. */
export async function isAnythingHidden(db: Db, by: SignedIn): Promise<boolean> {
  return (await allHiddenCases(db, by)).length > 0;
}

/** A check as it is shown. */
export function toCheck({ fromAt, untilAt, line: _line, personId: _personId, jobKey: _jobKey, sums, ...row }: CheckRow, isHidden: boolean): LedgerCheck {
  return { ...row, from: fromAt, until: untilAt, sums: isHidden ? null : sums };
}

/** A difference with the number of its case. */
export type DifferenceRow = { row: typeof ledgerDifference.$inferSelect; number: number | null };

/** Differences with the number of their case. */
export function readDifferences(db: Db) {
  return db
    .select({ row: ledgerDifference, number: disputeCase.number })
    .from(ledgerDifference)
    .leftJoin(disputeCase, eq(disputeCase.caseId, ledgerDifference.caseId))
    .$dynamic();
}

/** Whether a difference tells a person of a refund of a case whose rulings are hidden from them. */
export const isHidden = (by: SignedIn) => sql`(${ledgerDifference.caseId} is not null and ${areRulingsHidden(ledgerDifference.caseId, by)})`;

/** How many differences are open, as far as a person may know. */
export async function countOpen(db: Db, by: SignedIn): Promise<number> {
  return Number(await db.$count(ledgerDifference, and(isWord(ledgerDifference.state, 'open'), sql`not ${isHidden(by)}`)));
}

/** A difference as it is shown. */
export function toDifference({ row, number }: DifferenceRow): LedgerDifference {
  const here = toMoney(row.hereMinor, row.hereCurrency);
  const there = toMoney(row.thereMinor, row.thereCurrency);
  return {
    ...{ differenceId: row.differenceId, code: row.code, state: row.state, key: row.code === 'OUTSIDE' ? null : row.subject, entryIds: row.entryIds, movedAt: row.movedAt },
    ...{ here, hereState: row.hereState, there, ...meaningOf({ ...row, here, there }) },
    ...{ caseId: row.caseId, caseReference: number === null ? null : referenceOf({ number }), orderId: row.orderId, lookedAgain: row.lookedAgain },
    ...{ firstSeenAt: row.firstSeenAt, lastSeenAt: row.lastSeenAt, closedAt: row.closedAt, closedBy: row.closedByName, closedWords: row.closedWords },
  };
}

/** How checking stands: what was found last, what is under way, and when it goes on. */
export async function readStanding(desk: Desk, by: SignedIn, isSumHidden: boolean): Promise<CheckStanding> {
  const { db } = desk;
  const [last] = await db.select().from(ledgerCheck).where(sql`${ledgerCheck.state} <> 'running'`).orderBy(desc(ledgerCheck.finishedAt), desc(ledgerCheck.startedAt)).limit(1);
  const [running] = await db.select().from(ledgerCheck).where(isWord(ledgerCheck.state, 'running'));
  return {
    last: last ? toCheck(last, isSumHidden) : null,
    running: running ? { check: toCheck(running, isSumHidden), ...(await jobOf(db, running)) } : null,
    open: await countOpen(db, by),
    schedule: await readSchedule(db),
    nextAt: await nextCheckAt(db, desk.clock()),
    line: desk.gateway.kind,
  };
}

async function jobOf(db: Db, { jobKey }: CheckRow): Promise<{ progress: number | null; error: string | null; nextTryAt: number | null }> {
  const [its] = await db.select().from(job).where(and(eq(job.uniqueKey, jobKey), isPending));
  if (!its) return { progress: null, error: 'The check was cut off, and is not tried by itself any more.', nextTryAt: null };
  const isAgain = its.state === 'waiting' && its.attempts > 0;
  return { progress: its.state === 'running' ? its.progress : null, error: isAgain ? its.error : null, nextTryAt: isAgain ? its.runAfter : null };
}
