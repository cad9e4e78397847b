import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { toDecimal, type Money } from '../contract/money.ts';
import type { LedgerCheck, LedgerDifference } from '../contract/reconciliation.ts';
import { DeskError } from '../core/fault.ts';
import { withDesk, type DataOptions, type OpenDesk } from './openDesk.ts';
import { plain, print, printJson, type ExitCode } from './output.ts';

/** A span as it is typed: days (UTC; the last one counts whole) or moments of ISO 8601. */
export type SpanOptions = { from?: string | undefined; until?: string | undefined };

const lookEveryMs = 200;
const dayMs = 24 * 3_600_000;

/** `desk reconcile`: compares the marketplace's ledger with the refunds now. 1 when something differs, 2 when the ledger could not be read. */
export async function reconcile({ json, from, until, ...data }: DataOptions & SpanOptions & { json?: boolean }): Promise<ExitCode> {
  const span = { ...(from === undefined ? {} : { from: toMoment(from, false) }), ...(until === undefined ? {} : { until: toMoment(until, true) }) };
  const found = await withDesk(data, 'write', '`desk reconcile`', async (desk) => {
    await whenIdle(desk);
    const { checkId } = await desk.ask('reconciliation.run', { requestId: randomUUID(), ...span });
    return { check: await whenDone(desk, checkId), differences: await allOpen(desk) };
  });
  if (json) printJson(found);
  else print(sayFound(found.check, found.differences));
  return found.differences.length > 0 ? 1 : 0;
}

/** A moment (ms UTC) of what was typed; throws BAD_INPUT. */
export function toMoment(typed: string, isEnd: boolean): number {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(typed);
  const at = isDay || /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(typed) ? Date.parse(isDay ? `${typed}T00:00:00Z` : typed) : NaN;
  if (Number.isNaN(at)) throw new DeskError('BAD_INPUT', `${plain(typed)} is no day such as 2026-06-10 and no moment such as 2026-06-10T09:00:00Z.`);
  return isDay && isEnd ? at + dayMs : at;
}

/** A desk that was off at its hour begins its daily check when it is opened: that one goes first. */
async function whenIdle({ ask }: OpenDesk): Promise<void> {
  for (;;) {
    const { running } = (await ask('reconciliation.list', { limit: 1 })).standing;
    if (running === null || running.error !== null) return;
    await wait(lookEveryMs);
  }
}

async function whenDone({ ask }: OpenDesk, checkId: string): Promise<LedgerCheck> {
  for (;;) {
    const { rows, standing } = await ask('reconciliation.list', {});
    const check = rows.find((one) => one.checkId === checkId);
    const reason = check?.state === 'failed' ? check.error : standing.running?.check.checkId === checkId ? standing.running.error : null;
    if (reason !== null && reason !== undefined) throw new DeskError('OFFLINE', `The ledger could not be compared: ${plain(reason)}`);
    if (check?.state === 'done') return check;
    await wait(lookEveryMs);
  }
}

async function allOpen({ ask }: OpenDesk): Promise<LedgerDifference[]> {
  const rows: LedgerDifference[] = [];
  for (let cursor: string | null = null; ; ) {
    const page: { rows: LedgerDifference[]; nextCursor: string | null } = await ask('reconciliation.differences', { state: 'open', cursor, limit: 200 });
    rows.push(...page.rows);
    if (page.nextCursor === null) return rows;
    cursor = page.nextCursor;
  }
}

const say = (money: Money | null): string => (money ? `${money.currency} ${toDecimal(money.minor, money.currency)}` : '-');
const day = (at: number): string => `${new Date(at).toISOString().slice(0, 16)}Z`;

function sayFound(check: LedgerCheck, differences: LedgerDifference[]): string {
  const { payouts, agreed, entries, from, until } = check;
  return [
    `${payouts} ${payouts === 1 ? 'payout' : 'payouts'} compared with ${entries} ${entries === 1 ? 'entry' : 'entries'} of the ledger, ${day(from)} to ${day(until)}: ${agreed === payouts ? 'all agree' : `${agreed} agree`}.`,
    ...(check.sums ?? []).map(({ here, there }) => `  ${here.currency}: ${toDecimal(here.minor, here.currency)} settled here, ${toDecimal(there.minor, there.currency)} in the ledger`),
    ...(differences.length === 0 ? ['Nothing differs.'] : [`${differences.length} open ${differences.length === 1 ? 'difference' : 'differences'}:`]),
    ...differences.flatMap((one) => [
      `${one.code}  ${one.caseReference ?? '-'}  here ${say(one.here)}  ledger ${say(one.there)}  ${plain(one.key ?? one.entryIds[0] ?? '')}`,
      `  ${plain(one.meaning)}`,
      `  ${plain(one.advice)}`,
    ]),
  ].join('\n');
}
