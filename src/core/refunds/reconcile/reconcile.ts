import { eq } from 'drizzle-orm';
import { ledgerCheck } from '../../db/schema/reconciliation.ts';
import { deskItself, type Desk } from '../../desk.ts';
import { DeskError, sayError } from '../../fault.ts';
import { isFinal } from '../../jobs/backoff.ts';
import type { ClaimedJob, JobHandler, JobTools } from '../../jobs/runner.ts';
import { moneyOf } from '../money.ts';
import { batchesOf } from './batches.ts';
import { beginCheck, endCheck, takeUp, type CheckRow } from './begin.ts';
import { compareLedger, type Compared, type Cut } from './compare.ts';
import { closeGone, keepDifferences } from './keep.ts';
import { readEntries } from './readEntries.ts';
import { planNextCheck } from './schedule.ts';

/** How long either side may be behind the other before that is a difference; a file in the exchange folder is there before it counts as settled. */
const lateMs = 3_600_000;
const cutOf = ({ line, untilAt }: CheckRow): Cut => ({ until: untilAt, entryLateMs: line === 'folder' ? 0 : lateMs, settledLateMs: lateMs });

/**
 * Job `ledger.reconcile`: reads the ledger of a span of days and compares it, by key, with the refunds here. It changes no refund: where the desk
 * can mend a difference it has the payout asked about again. Cut off, it begins anew under the same check; what it had kept is found again.
 */
export const reconcileLedger: JobHandler = async (payload, tools, claimed) => {
  const { desk } = tools;
  const check = await desk.write((tx) => begin(tx, desk, payload, claimed));
  if (!check) return;
  try {
    await run(check, tools);
  } catch (error) {
    const isLast = claimed.attempts >= claimed.maxAttempts || isFinal(error);
    const reason = sayError(error);
    if (isLast && !tools.signal.aborted) await desk.write((tx) => endCheck(tx, check, deskItself, { state: 'failed', error: reason }, `The ledger check failed: ${reason}`));
    throw error;
  }
};

async function begin(tx: Parameters<typeof beginCheck>[0], desk: Desk, payload: Record<string, unknown>, claimed: ClaimedJob): Promise<CheckRow | null> {
  if (payload['isDaily'] === true) await planNextCheck(tx);
  const checkId = typeof payload['checkId'] === 'string' ? payload['checkId'] : claimed.jobId;
  const [row] = await tx.select().from(ledgerCheck).where(eq(ledgerCheck.checkId, checkId));
  if (row) return row.state === 'done' ? null : takeUp(tx, row, deskItself);
  if (payload['isDaily'] !== true) throw new DeskError('NOT_FOUND', 'The check that should be done is not there.');
  return beginCheck(tx, { checkId, jobKey: claimed.uniqueKey ?? '', by: deskItself, line: desk.gateway.kind, asked: null });
}

async function run(check: CheckRow, { desk, signal, progress }: JobTools): Promise<void> {
  const tell = everyFew(progress);
  const source = (await desk.gateway.ledgerOf?.())?.source ?? null;
  const entries = await readEntries(desk, check, signal, (part) => tell(part * 60));
  const sum = { payouts: 0, agreed: 0, found: 0, opened: 0, sums: new Map() as Compared['sums'] };
  for await (const { isCounted, ...batch } of batchesOf(desk.db, check, source)) {
    if (signal.aborted) throw new Error('The desk closes; the check goes on at the next start.');
    const compared = compareLedger(batch.entries, batch.refunds, batch.known, cutOf(check));
    const kept = await keepDifferences(desk, check, compared.differences);
    sum.found += kept.found;
    sum.opened += kept.opened;
    if (!isCounted) continue;
    sum.payouts += compared.payouts;
    sum.agreed += compared.agreed;
    addSums(sum.sums, compared.sums);
    await tell(60 + Math.min(35, (35 * sum.payouts) / Math.max(entries, 1)));
    // The loop of the core goes on between batches: reading is synchronous with a file.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const gone = await closeGone(desk, check, source);
  const { sums, ...counts } = sum;
  const told = [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([currency, { here, there }]) => ({ here: moneyOf(here, currency), there: moneyOf(there, currency) }));
  await desk.write((tx) => endCheck(tx, check, deskItself, { state: 'done', entries, ...counts, gone, sums: told }, sayResult(counts, gone)));
}

function sayResult({ payouts, found, opened }: { payouts: number; found: number; opened: number }, gone: number): string {
  const compared = `${payouts} ${payouts === 1 ? 'payout' : 'payouts'} compared with the ledger`;
  if (found === 0) return `${compared}: both sides agree${gone > 0 ? `, ${gone} ${gone === 1 ? 'difference is' : 'differences are'} gone` : ''}`;
  return `${compared}: ${found} ${found === 1 ? 'difference' : 'differences'}, ${opened} of them new, ${gone} gone`;
}

function addSums(into: Compared['sums'], more: Compared['sums']): void {
  for (const [currency, { here, there }] of more) {
    const sum = into.get(currency) ?? { here: 0n, there: 0n };
    into.set(currency, { here: sum.here + here, there: sum.there + there });
  }
}

/** Each word of progress is a write: it is told in steps of five, and only forwards. */
function everyFew(progress: JobTools['progress']) {
  let told = -5;
  return async (percent: number): Promise<void> => {
    if (percent < told + 5) return;
    told = percent;
    await progress(percent);
  };
}
