import { inArray, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { ExportColumn } from '../../contract/bulk.ts';
import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import { toDecimal } from '../../contract/money.ts';
import { append } from '../audit/append.ts';
import { noMarks, readMarks, type CaseMarks } from '../cases/marks.ts';
import { toMoney } from '../db/schema/columns.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { person } from '../db/schema/person.ts';
import type { Db } from '../db/open.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { newId } from '../ids.ts';
import { referenceOf } from '../reference.ts';
import { casesOf } from './casesOf.ts';

/** Rows of one answer. */
const pageSize = 500;
/** How long the pages of an export can be fetched. */
const keptMs = 10 * 60_000;

/** An export that was noted in the log, and the cases of its pages: those that were found when it began. */
type Export = { personId: string; sessionId: string; caseIds: string[]; columns: readonly ExportColumn[]; at: number };
const exportsOf = new WeakMap<Desk, Map<string, Export>>();

/**
 * Cells of cases for a table that leaves the desk, in the order of the cases given. That they were taken out is noted in the log before the first
 * page, and further pages are those of a noted export alone; what is hidden from the person who asks is hidden here too.
 */
export async function exportRows(desk: Desk, input: ParsedInputOf<'bulk.export'>, by: SignedIn): Promise<OutputOf<'bulk.export'>> {
  const { exportId, from } = input.cursor === null ? { exportId: await begin(desk, input, by), from: 0 } : readCursor(input.cursor);
  const begun = exportsOf.get(desk)?.get(exportId);
  if (begun?.personId !== by.personId || begun.sessionId !== by.sessionId) throw new DeskError('BAD_INPUT', 'This export is not known here any more. Begin it again.');
  const { caseIds, columns } = begun;
  const end = from + pageSize;
  return { total: caseIds.length, rows: await readCells(desk.db, caseIds.slice(from, end), columns, by, desk.clock()), nextCursor: end < caseIds.length ? `${exportId}|${end}` : null };
}

/** Notes an export in the log and keeps its cases for the pages to come. */
async function begin(desk: Desk, { of, columns }: ParsedInputOf<'bulk.export'>, by: SignedIn): Promise<string> {
  const { caseIds } = await casesOf(desk.db, of, by, desk.clock());
  const words = `${by.name} took out ${caseIds.length === 1 ? 'a row' : `rows of ${caseIds.length.toLocaleString('en')} cases`}: ${columns.join(', ')}`;
  await desk.write((tx) => append(tx, { by, action: 'cases.exported', subject: 'cases:export', words, data: { cases: caseIds.length, columns } }));
  const begun = exportsOf.get(desk) ?? new Map<string, Export>();
  exportsOf.set(desk, begun);
  for (const [exportId, { at }] of begun) if (at < desk.clock() - keptMs) begun.delete(exportId);
  const exportId = newId(desk.clock());
  begun.set(exportId, { personId: by.personId, sessionId: by.sessionId, caseIds, columns, at: desk.clock() });
  return exportId;
}

function readCursor(cursor: string): { exportId: string; from: number } {
  const [, exportId, from] = /^([0-9a-f-]{36})\|(\d{1,6})$/.exec(cursor) ?? [];
  if (exportId === undefined) throw new DeskError('BAD_INPUT', 'This cursor does not belong to this list.');
  return { exportId, from: Number(from) };
}

const holder = alias(person, 'holder');
const keeper = alias(person, 'keeper');

type Found = { row: typeof disputeCase.$inferSelect; holderName: string | null; keeperName: string | null };

async function readCells(db: Db, caseIds: string[], columns: readonly ExportColumn[], by: SignedIn, now: number): Promise<string[][]> {
  const found = await db
    .select({ row: disputeCase, holderName: holder.name, keeperName: keeper.name })
    .from(disputeCase)
    .leftJoin(holder, eq(holder.personId, disputeCase.leasePersonId))
    .leftJoin(keeper, eq(keeper.personId, disputeCase.keptForPersonId))
    .where(inArray(disputeCase.caseId, caseIds));
  const byId = new Map(found.map((one) => [one.row.caseId, one]));
  const marks = await readMarks(db, caseIds, by, now);
  return caseIds.flatMap((caseId) => {
    const one = byId.get(caseId);
    return one ? [columns.map((column) => cells[column](one, marks.get(caseId) ?? noMarks, now))] : [];
  });
}

const moment = (at: number | null): string => (at === null ? '' : new Date(at).toISOString());

const cells: Record<ExportColumn, (found: Found, marks: CaseMarks, now: number) => string> = {
  reference: ({ row }) => referenceOf(row),
  state: ({ row }) => row.state,
  reason: ({ row }) => row.reason,
  amount: ({ row }) => {
    const amount = toMoney(row.amountMinor, row.amountCurrency);
    return amount === null ? '' : toDecimal(amount.minor, amount.currency);
  },
  currency: ({ row }) => row.amountCurrency ?? '',
  buyer: ({ row }) => row.buyerName ?? '',
  seller: ({ row }) => row.sellerName ?? '',
  title: ({ row }) => row.title ?? '',
  source: ({ row }) => row.source,
  sourceId: ({ row }) => row.sourceId,
  market: ({ row }) => row.market ?? '',
  language: ({ row }) => row.language ?? '',
  opened: ({ row }) => moment(row.openedAt),
  received: ({ row }) => moment(row.receivedAt),
  due: ({ row }) => moment(row.dueAt),
  tags: (_found, marks) => marks.tags.join(', '),
  lastActivity: (_found, marks) => marks.lastActivity ?? '',
  holder: ({ row, holderName }, _marks, now) => (row.leaseEndsAt !== null && row.leaseEndsAt > now ? (holderName ?? '') : ''),
  keptFor: ({ row, keeperName }, _marks, now) => (row.state === 'queued' && (row.keptUntil ?? 0) > now ? (keeperName ?? '') : ''),
};
