import { and, desc, eq, inArray, ne, or, sql } from 'drizzle-orm';
import type { DifferenceCode } from '../../../contract/reconciliation.ts';
import { append } from '../../audit/append.ts';
import { isWord } from '../../db/literal.ts';
import { fromMoney } from '../../db/schema/columns.ts';
import { ledgerDifference, type ledgerCheck } from '../../db/schema/reconciliation.ts';
import type { Tx } from '../../db/write.ts';
import { deskItself, type Desk } from '../../desk.ts';
import { newId } from '../../ids.ts';
import { isOfSource } from './batches.ts';
import type { Difference } from './compare.ts';
import { lookAgain } from './lookAgain.ts';

type Check = typeof ledgerCheck.$inferSelect;
type Row = typeof ledgerDifference.$inferSelect;

/** Rows of one write: the log hashes each of them. */
const rowsAtOnce = 100;

/** How many differences were found that nobody settled before, and how many of them for the first time. */
export type Kept = { found: number; opened: number };

/** Keeps what a batch found: new differences and changed ones with an entry in the log, those known as they are by a mark. */
export async function keepDifferences(desk: Desk, check: Check, found: readonly Difference[]): Promise<Kept> {
  const kept: Kept = { found: 0, opened: 0 };
  for (let start = 0; start < found.length; start += rowsAtOnce) {
    const some = found.slice(start, start + rowsAtOnce);
    const one = await desk.write((tx) => keepSome(tx, check, some));
    kept.found += one.found;
    kept.opened += one.opened;
  }
  return kept;
}

async function keepSome(tx: Tx, check: Check, found: readonly Difference[]): Promise<Kept> {
  const known = await readKnown(tx, check, found);
  const [seen, changed, opened]: [string[], string[], DifferenceCode[]] = [[], [], []];
  let [asked, settled] = [0, 0];
  for (const one of found) {
    const row = known.get(`${one.code} ${one.subject}`);
    const isLookedAt = await lookAgain(tx, one);
    if (isLookedAt) asked += 1;
    if (row && isSame(row, one)) {
      if (row.state === 'settled') settled += 1;
      seen.push(row.differenceId);
      if (isLookedAt) await tx.update(ledgerDifference).set({ lookedAgain: row.lookedAgain + 1 }).where(eq(ledgerDifference.differenceId, row.differenceId));
    } else if (row?.state === 'open') {
      await tx.update(ledgerDifference).set({ ...columnsOf(one), ...sightingOf(tx, check), lookedAgain: row.lookedAgain + Number(isLookedAt) }).where(eq(ledgerDifference.differenceId, row.differenceId));
      changed.push(row.differenceId);
    } else {
      const differenceId = newId(tx.now);
      await tx.insert(ledgerDifference).values({
        ...{ differenceId, line: check.line, code: one.code, subject: one.subject, state: 'open', firstCheckId: check.checkId, firstSeenAt: tx.now },
        ...columnsOf(one),
        ...sightingOf(tx, check),
        lookedAgain: Number(isLookedAt),
      });
      changed.push(differenceId);
      opened.push(one.code);
    }
  }
  if (seen.length > 0) await tx.update(ledgerDifference).set(sightingOf(tx, check)).where(inArray(ledgerDifference.differenceId, seen));
  if (changed.length > 0 || asked > 0) {
    const news = [opened.length > 0 ? `found ${opened.length} new ${opened.length === 1 ? 'difference' : 'differences'}` : '', changed.length > opened.length ? `saw ${changed.length - opened.length} change` : '', asked > 0 ? `asked about ${asked} ${asked === 1 ? 'payout' : 'payouts'} again` : ''];
    await append(tx, {
      by: deskItself,
      action: 'ledger.differed',
      subject: `ledger:${check.checkId}`,
      words: `The ledger check ${news.filter(Boolean).join(', ')}`,
      data: { opened },
      rows: changed.map((id) => ({ table: 'ledger_difference' as const, id })),
    });
  }
  return { found: found.length - settled, opened: opened.length };
}

/** What is open under each kind and subject; else what a person settled last, which stays settled while nothing about it changes. */
async function readKnown(tx: Tx, { line }: Check, found: readonly Difference[]): Promise<Map<string, Row>> {
  const rows = await tx
    .select()
    .from(ledgerDifference)
    .where(and(eq(ledgerDifference.line, line), inArray(ledgerDifference.subject, found.map(({ subject }) => subject)), or(eq(ledgerDifference.state, 'open'), eq(ledgerDifference.state, 'settled'))))
    .orderBy(sql`${ledgerDifference.state} = 'open'`, ledgerDifference.closedAt);
  return new Map(rows.map((row) => [`${row.code} ${row.subject}`, row]));
}

/** The same money by the same entries; what an open one says of the state here must be right too. */
function isSame(row: Row, one: Difference): boolean {
  const now = columnsOf(one);
  const isSameMoney = row.hereMinor === now.hereMinor && row.hereCurrency === now.hereCurrency && row.thereMinor === now.thereMinor && row.thereCurrency === now.thereCurrency;
  return isSameMoney && row.entryIds.join('\n') === one.entryIds.join('\n') && (row.state === 'settled' || row.hereState === one.hereState);
}

function columnsOf({ entryIds, movedAt, here, hereState, there, caseId, orderId }: Difference) {
  return { entryIds, movedAt, ...fromMoney('here', here), hereState, ...fromMoney('there', there), caseId, orderId };
}

const sightingOf = (tx: Tx, { checkId }: Check) => ({ lastCheckId: checkId, lastSeenAt: tx.now });

/** Closes what was open on this line before and was not found by this check any more; how many. */
export async function closeGone(desk: Desk, check: Check, source: string | null): Promise<number> {
  for (let closed = 0; ; ) {
    const some = await desk.write(async (tx) => {
      const rows = await tx
        .select({ differenceId: ledgerDifference.differenceId })
        .from(ledgerDifference)
        .where(and(isWord(ledgerDifference.state, 'open'), eq(ledgerDifference.line, check.line), ne(ledgerDifference.lastCheckId, check.checkId), isOfSource(ledgerDifference.caseId, source)))
        .orderBy(desc(ledgerDifference.firstSeenAt))
        .limit(rowsAtOnce);
      const ids = rows.map(({ differenceId }) => differenceId);
      if (ids.length === 0) return 0;
      await tx.update(ledgerDifference).set({ state: 'gone', closedAt: tx.now }).where(inArray(ledgerDifference.differenceId, ids));
      await append(tx, {
        by: deskItself,
        action: 'ledger.agreed',
        subject: `ledger:${check.checkId}`,
        words: ids.length === 1 ? 'A difference to the ledger is gone' : `${ids.length} differences to the ledger are gone`,
        rows: ids.map((id) => ({ table: 'ledger_difference' as const, id })),
      });
      return ids.length;
    });
    closed += some;
    if (some < rowsAtOnce) return closed;
  }
}
