import { and, asc, eq, gt, gte, inArray, isNull, lt, ne, or, sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import { isWord } from '../../db/literal.ts';
import { correction } from '../../db/schema/appeal.ts';
import { caseOrder } from '../../db/schema/caseParts.ts';
import { disputeCase } from '../../db/schema/disputeCase.ts';
import { ledgerDifference, ledgerEntry, type ledgerCheck } from '../../db/schema/reconciliation.ts';
import { refund } from '../../db/schema/ruling.ts';
import type { Db } from '../../db/open.ts';
import type { LedgerEntry } from '../gateway.ts';
import { moneyOf } from '../money.ts';
import type { Known, RefundHere } from './compare.ts';

type Check = typeof ledgerCheck.$inferSelect;

/** What is compared at once: everything both sides know under some keys. */
export type Batch = { entries: LedgerEntry[]; refunds: RefundHere[]; known: Known; isCounted: boolean };

const keysAtOnce = 400;

/** Cases that the ledger of a source says something of: none that another marketplace paid. Every case when the source is not known. */
export function isOfSource(caseId: SQLWrapper, source: string | null): SQL | undefined {
  return source === null ? undefined : sql`(${caseId} is null or exists (select 1 from ${disputeCase} where ${disputeCase.caseId} = ${caseId} and ${disputeCase.source} = ${source}))`;
}

/**
 * Everything a check has to look at, by a few hundred keys: what the ledger named in its span, what was settled here in it, and what was open
 * before. A key comes once as a counted one; memory holds one batch however long the ledger is.
 */
export async function* batchesOf(db: Db, check: Check, source: string | null): AsyncGenerator<Batch> {
  for await (const keys of pages((after) => keysRead(db, check, after))) yield* batch(db, check, keys, true);
  for await (const ids of pages((after) => entriesWithoutKey(db, check, after))) yield { ...(await ofEntries(db, check, ids)), isCounted: true };
  for await (const rows of pages((after) => settledUnseen(db, check, source, after))) yield* batch(db, check, rows, true);
  // What is found keeps its place in this list and is passed over by the cursor; what is gone does too, until all are closed at the end.
  for await (const open of pages((after) => openBefore(db, check, source, after))) {
    yield* batch(db, check, open.filter(({ code }) => code !== 'OUTSIDE').map(({ subject }) => subject), false);
    yield { ...(await ofEntries(db, check, open.filter(({ code }) => code === 'OUTSIDE').map(({ subject }) => subject))), isCounted: false };
  }
}

type Page<Row> = { rows: Row[]; next: string | null };

async function* pages<Row>(read: (after: string) => Promise<Page<Row>>): AsyncGenerator<Row[]> {
  for (let after: string | null = ''; after !== null; ) {
    const page: Page<Row> = await read(after);
    if (page.rows.length > 0) yield page.rows;
    after = page.next;
  }
}

const nextOf = (found: readonly unknown[], last: string | undefined): string | null => (found.length < keysAtOnce ? null : (last ?? null));

async function keysRead(db: Db, { checkId }: Check, after: string): Promise<Page<string>> {
  const found = await db
    .selectDistinct({ key: ledgerEntry.key })
    .from(ledgerEntry)
    .where(and(eq(ledgerEntry.checkId, checkId), gt(ledgerEntry.key, after)))
    .orderBy(asc(ledgerEntry.key))
    .limit(keysAtOnce);
  const rows = found.flatMap(({ key }) => (key === null ? [] : [key]));
  return { rows, next: nextOf(found, rows.at(-1)) };
}

async function entriesWithoutKey(db: Db, { checkId }: Check, after: string): Promise<Page<string>> {
  const found = await db
    .select({ entryId: ledgerEntry.entryId })
    .from(ledgerEntry)
    .where(and(eq(ledgerEntry.checkId, checkId), isNull(ledgerEntry.key), gt(ledgerEntry.entryId, after)))
    .orderBy(asc(ledgerEntry.entryId))
    .limit(keysAtOnce);
  const rows = found.map(({ entryId }) => entryId);
  return { rows, next: nextOf(found, rows.at(-1)) };
}

/** Refunds settled in the span whose key this check did not read. */
async function settledUnseen(db: Db, { checkId, fromAt, untilAt }: Check, source: string | null, after: string): Promise<Page<string>> {
  const [at = '', id = ''] = after.split('|');
  const beyond = after === '' ? gte(refund.changedAt, fromAt) : or(gt(refund.changedAt, Number(at)), and(eq(refund.changedAt, Number(at)), gt(refund.refundId, id)));
  const found = await db
    .select({ refundId: refund.refundId, changedAt: refund.changedAt, isSeen: sql<bigint>`exists (select 1 from ${ledgerEntry} where ${ledgerEntry.checkId} = ${checkId} and ${ledgerEntry.key} = ${refund.refundId})` })
    .from(refund)
    .where(and(isWord(refund.state, 'settled'), lt(refund.changedAt, untilAt), beyond, isOfSource(refund.caseId, source)))
    .orderBy(asc(refund.changedAt), asc(refund.refundId))
    .limit(keysAtOnce);
  const last = found.at(-1);
  return { rows: found.filter(({ isSeen }) => Number(isSeen) === 0).map(({ refundId }) => refundId), next: nextOf(found, last && `${last.changedAt}|${last.refundId}`) };
}

/** What was open on this line before and was not found again so far. */
async function openBefore(db: Db, { checkId, line }: Check, source: string | null, after: string) {
  const rows = await db
    .select({ differenceId: ledgerDifference.differenceId, code: ledgerDifference.code, subject: ledgerDifference.subject })
    .from(ledgerDifference)
    .where(and(isWord(ledgerDifference.state, 'open'), eq(ledgerDifference.line, line), ne(ledgerDifference.lastCheckId, checkId), gt(ledgerDifference.differenceId, after), isOfSource(ledgerDifference.caseId, source)))
    .orderBy(asc(ledgerDifference.differenceId))
    .limit(keysAtOnce);
  return { rows, next: nextOf(rows, rows.at(-1)?.differenceId) };
}

async function* batch(db: Db, check: Check, keys: string[], isCounted: boolean): AsyncGenerator<Batch> {
  if (keys.length === 0) return;
  const entries = await entriesWhere(db, check, inArray(ledgerEntry.key, keys));
  const refunds = await readRefunds(db, keys);
  yield { entries, refunds, known: await readKnown(db, entries, refunds), isCounted };
}

async function ofEntries(db: Db, check: Check, entryIds: string[]): Promise<Omit<Batch, 'isCounted'>> {
  const entries = entryIds.length === 0 ? [] : await entriesWhere(db, check, sql`${and(eq(ledgerEntry.line, check.line), inArray(ledgerEntry.entryId, entryIds))}`);
  return { entries, refunds: [], known: await readKnown(db, entries, []) };
}

/** Entries as they stand: of the days of this check those it read itself, of other days as they were read last. */
async function entriesWhere(db: Db, { line, checkId, fromAt, untilAt }: Check, which: SQL): Promise<LedgerEntry[]> {
  const isBelieved = or(sql`+${ledgerEntry.checkId} = ${checkId}`, lt(ledgerEntry.at, fromAt), gte(ledgerEntry.at, untilAt));
  // The plus signs keep SQLite from reading every entry of the line, or of the check, for a few hundred keys.
  const rows = await db.select().from(ledgerEntry).where(and(sql`+${ledgerEntry.line} = ${line}`, which, isBelieved));
  return rows.map(({ amountMinor, currency, entryId, at, kind, key, sourceId, orderId }) => ({ entryId, at, kind, key, sourceId, orderId, amount: moneyOf(amountMinor, currency) }));
}

async function readRefunds(db: Db, keys: string[]): Promise<RefundHere[]> {
  const rows = await db
    .select({ refundId: refund.refundId, caseId: refund.caseId, orderId: caseOrder.orderId, amountMinor: refund.amountMinor, currency: refund.currency, state: refund.state, changedAt: refund.changedAt })
    .from(refund)
    .leftJoin(caseOrder, eq(caseOrder.caseId, refund.caseId))
    .where(inArray(refund.refundId, keys));
  return rows.map(({ amountMinor, currency, ...row }) => ({ ...row, amount: moneyOf(amountMinor, currency) }));
}

/** What is known of entries that are no refund of ours. */
async function readKnown(db: Db, entries: readonly LedgerEntry[], refunds: readonly RefundHere[]): Promise<Known> {
  const ours = new Set(refunds.map(({ refundId }) => refundId));
  const others = entries.filter(({ key }) => key === null || !ours.has(key));
  const keys = [...new Set(others.flatMap(({ key }) => (key === null ? [] : [key])))];
  const orderIds = [...new Set(others.flatMap(({ orderId }) => (orderId === null ? [] : [orderId])))];
  const corrections = keys.length === 0 ? [] : await db.select({ key: correction.correctionId }).from(correction).where(inArray(correction.correctionId, keys));
  const orders =
    orderIds.length === 0
      ? []
      : await db
          .select({ orderId: caseOrder.orderId, caseId: disputeCase.caseId, since: disputeCase.receivedAt })
          .from(caseOrder)
          .innerJoin(disputeCase, eq(disputeCase.caseId, caseOrder.caseId))
          .where(inArray(caseOrder.orderId, orderIds))
          .orderBy(asc(disputeCase.receivedAt));
  return { corrections: new Set(corrections.map(({ key }) => key)), orders: new Map(orders.map(({ orderId, ...its }) => [orderId, its])) };
}
