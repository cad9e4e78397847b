import { and, desc, eq, lt, or, sql } from 'drizzle-orm';
import { IANAZone } from 'luxon';
import type { reconciliationMethods } from '../../../contract/reconciliation.ts';
import { append } from '../../audit/append.ts';
import { ledgerCheck, ledgerDifference } from '../../db/schema/reconciliation.ts';
import { DeskError, notFound } from '../../fault.ts';
import type { Handlers } from '../../handlers.ts';
import { requireRulingsShown } from '../../hiddenRulings.ts';
import { newId } from '../../ids.ts';
import { lineAttempts } from '../../jobs/backoff.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import { once } from '../../once.ts';
import { beginCheck } from './begin.ts';
import { countOpen, isAnythingHidden, isHidden, readDifferences, readStanding, toCheck, toDifference } from './read.ts';
import { keepSchedule } from './schedule.ts';

export const reconciliationHandlers: Pick<Handlers, keyof typeof reconciliationMethods> = {
  'reconciliation.list': async (desk, { cursor, limit }, by) => {
    const [at, id] = parseCursor(cursor, /^(-?\d{1,16})\|(.{1,100})$/);
    const isHiddenSum = await isAnythingHidden(desk.db, by);
    const found = await desk.db
      .select()
      .from(ledgerCheck)
      .where(at === undefined || id === undefined ? undefined : or(lt(ledgerCheck.startedAt, Number(at)), and(eq(ledgerCheck.startedAt, Number(at)), lt(ledgerCheck.checkId, id))))
      .orderBy(desc(ledgerCheck.startedAt), desc(ledgerCheck.checkId))
      .limit(limit + 1);
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    return {
      rows: rows.map((row) => toCheck(row, isHiddenSum)),
      nextCursor: found.length > rows.length && last ? `${last.startedAt}|${last.checkId}` : null,
      standing: await readStanding(desk, by, isHiddenSum),
    };
  },

  'reconciliation.differences': async (desk, { state, cursor, limit }, by) => {
    // One key for both parts of the list: what is open comes first, then what was closed last.
    const rank = sql<number>`(${ledgerDifference.state} = 'open')`;
    const moment = sql<number>`coalesce(${ledgerDifference.closedAt}, ${ledgerDifference.firstSeenAt})`;
    const [isOpen, at, id] = parseCursor(cursor, /^([01])\|(-?\d{1,16})\|(.{1,100})$/);
    const beyond = cursor === null ? undefined : sql`(${rank}, ${moment}, ${ledgerDifference.differenceId}) < (${Number(isOpen)}, ${Number(at)}, ${id})`;
    const ofState = state === null ? undefined : state === 'open' ? sql`${ledgerDifference.state} = 'open'` : sql`${ledgerDifference.state} <> 'open'`;
    const found = await readDifferences(desk.db)
      .where(and(sql`not ${isHidden(by)}`, ofState, beyond))
      .orderBy(desc(rank), desc(moment), desc(ledgerDifference.differenceId))
      .limit(limit + 1);
    const rows = found.slice(0, limit);
    const last = rows.at(-1)?.row;
    const open = await countOpen(desk.db, by);
    return {
      rows: rows.map(toDifference),
      nextCursor: found.length > rows.length && last ? `${last.state === 'open' ? 1 : 0}|${last.closedAt ?? last.firstSeenAt}|${last.differenceId}` : null,
      open,
      closed: Number(await desk.db.$count(ledgerDifference, and(sql`${ledgerDifference.state} <> 'open'`, sql`not ${isHidden(by)}`))),
    };
  },

  'reconciliation.run': (desk, input, by) =>
    once(desk, by, 'reconciliation.run', input, async (tx) => {
      const until = Math.min(input.until ?? tx.now, tx.now);
      if (input.from === undefined && input.until !== undefined) throw new DeskError('BAD_INPUT', 'Say from which day on, too.');
      if (input.from !== undefined && input.from >= until) throw new DeskError('BAD_INPUT', 'The span ends before it begins, or lies ahead.');
      const checkId = newId(tx.now);
      const jobKey = `ledger.reconcile:${checkId}`;
      await beginCheck(tx, { checkId, jobKey, by, line: desk.gateway.kind, asked: input.from === undefined ? null : { from: input.from, until } });
      await enqueue(tx, { kind: 'ledger.reconcile', words: `Check of the ledger for ${by.name}`, payload: { checkId }, uniqueKey: jobKey, maxAttempts: lineAttempts });
      return { checkId };
    }),

  'reconciliation.resolve': async (desk, input, by) => {
    await once(desk, by, 'reconciliation.resolve', input, async (tx) => {
      const [row] = await tx.select().from(ledgerDifference).where(eq(ledgerDifference.differenceId, input.differenceId));
      if (!row) throw notFound('difference', input.differenceId);
      if (row.caseId !== null) await requireRulingsShown(tx, row.caseId, by);
      if (row.state === 'gone') throw new DeskError('NOT_ALLOWED_NOW', 'This difference is gone: the last check did not find it any more.');
      if (row.state === 'settled') throw new DeskError('NOT_ALLOWED_NOW', `${row.closedByName ?? 'Somebody'} settled this difference before.`);
      await tx
        .update(ledgerDifference)
        .set({ state: 'settled', closedAt: tx.now, closedById: by.personId, closedByName: by.name, closedWords: input.words.trim() })
        .where(eq(ledgerDifference.differenceId, row.differenceId));
      await append(tx, {
        by,
        action: 'ledger.settled',
        subject: `refund:${row.subject}`,
        ...(row.caseId === null ? {} : { caseId: row.caseId }),
        words: `${by.name} settled a difference to the ledger by hand: ${input.words.trim()}`,
        data: { code: row.code, differenceId: row.differenceId },
        rows: [{ table: 'ledger_difference', id: row.differenceId }],
      });
      tx.emit({ type: 'marketplace.changed' });
      return null;
    });
    const [found] = await readDifferences(desk.db).where(eq(ledgerDifference.differenceId, input.differenceId));
    if (!found) throw notFound('difference', input.differenceId);
    return toDifference(found);
  },

  'reconciliation.schedule': (desk, input, by) =>
    once(desk, by, 'reconciliation.schedule', input, async (tx) => {
      const { hour, timeZone } = input;
      if (!IANAZone.isValidZone(timeZone)) throw new DeskError('BAD_INPUT', `${timeZone} is no time zone the desk knows.`);
      await keepSchedule(tx, { hour, timeZone });
      await append(tx, { by, action: 'settings.changed', subject: 'settings:ledgerCheck', words: `${by.name} set the daily ledger check to ${hour}:00 in ${timeZone}`, data: { hour, timeZone } });
      tx.emit({ type: 'settings.changed' });
      tx.emit({ type: 'marketplace.changed' });
      return { hour, timeZone };
    }),
};

function parseCursor(cursor: string | null, shape: RegExp): (string | undefined)[] {
  if (cursor === null) return [];
  const match = shape.exec(cursor);
  if (!match) throw new DeskError('BAD_INPUT', 'This cursor does not belong to this list.');
  return match.slice(1);
}
