import type { CaseRow } from '../contract/cases.ts';
import { toDecimal } from '../contract/money.ts';
import { withDesk, type DataOptions, type OpenDesk } from './openDesk.ts';
import { plain, print, printJson, table, type ExitCode } from './output.ts';

/** `desk list`: every case, the most urgent first. Works beside a running desk. */
export async function list({ json, ...data }: DataOptions & { json?: boolean }): Promise<ExitCode> {
  const cases = await withDesk(data, 'read', '`desk list`', allCases);
  if (json) printJson({ cases });
  else print(cases.length === 0 ? 'There is no case on this desk.' : table([head, ...cases.map(toRow)]));
  return 0;
}

async function allCases({ ask }: OpenDesk): Promise<CaseRow[]> {
  const cases: CaseRow[] = [];
  for (let cursor: string | null = null; ; ) {
    const page: { rows: CaseRow[]; nextCursor: string | null } = await ask('cases.list', { scope: 'all', cursor, limit: 200 });
    cases.push(...page.rows);
    if (page.nextCursor === null) return cases;
    cursor = page.nextCursor;
  }
}

const head = ['CASE', 'STATE', 'REASON', 'AMOUNT', 'DUE', 'SOURCE', 'TITLE'];

function toRow(row: CaseRow): string[] {
  return [
    row.reference,
    row.state,
    row.reason,
    row.amount ? `${row.amount.currency} ${toDecimal(row.amount.minor, row.amount.currency)}` : '-',
    row.dueAt === null ? '-' : `${new Date(row.dueAt).toISOString().slice(0, 16)}Z`,
    `${row.source} ${plain(row.sourceId)}`,
    plain(row.title ?? '-'),
  ];
}
