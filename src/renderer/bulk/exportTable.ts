import type { BulkOf, ExportColumn } from '../../contract/bulk.ts';
import type { Backend } from '../backend/backend.ts';
import { csvOf } from '../ui/csv.ts';

/** What each column is called, on screen and in the first line of the table. */
export const columnWords: Record<ExportColumn, string> = {
  reference: 'Reference', state: 'State', reason: 'Reason', amount: 'Amount', currency: 'Currency', buyer: 'Buyer', seller: 'Seller', title: 'Title', source: 'Source', sourceId: 'Id at the source',
  market: 'Market', language: 'Language', opened: 'Opened', received: 'Received', due: 'Deadline', tags: 'Tags', lastActivity: 'Last activity', holder: 'Held by', keptFor: 'Kept for',
};

/** The columns a person wants mostly. */
export const usualColumns: readonly ExportColumn[] = ['reference', 'state', 'reason', 'amount', 'currency', 'buyer', 'seller', 'title', 'received', 'due', 'tags'];

/** All rows, fetched a page at a time; `tell` hears how many are there. Stops between two pages when `signal` says so. */
export async function fetchRows(call: Backend['call'], of: BulkOf, columns: readonly ExportColumn[], signal: AbortSignal, tell: (done: number, total: number) => void): Promise<string[][]> {
  const rows: string[][] = [];
  let cursor: string | null = null;
  do {
    const page: { rows: string[][]; total: number; nextCursor: string | null } = await call('bulk.export', { of, columns: [...columns], cursor });
    signal.throwIfAborted();
    rows.push(...page.rows);
    tell(rows.length, page.total);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return rows;
}

/** The rows as a file: CSV that no spreadsheet takes for formulas, or JSON with the columns as names. */
export async function fileOf(format: 'csv' | 'json', columns: readonly ExportColumn[], rows: readonly (readonly string[])[]): Promise<{ name: string; type: 'text/csv' | 'application/json'; text: string }> {
  if (format === 'csv') return { name: 'cases.csv', type: 'text/csv', text: await csvOf([columns.map((column) => columnWords[column]), ...rows]) };
  const objects = rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index] ?? ''])));
  return { name: 'cases.json', type: 'application/json', text: `${JSON.stringify(objects, null, 2)}\n` };
}
