import { stringify } from 'csv-stringify/sync';
import { toDecimal, type Money } from '../../contract/money.ts';
import { plainCell } from '../../contract/plainCell.ts';
import type { DecisionRow, DecisionsReport } from '../../contract/reportParts.ts';

/** One column: its name, and what stands in it. */
type CsvColumn = readonly [name: string, of: (row: DecisionRow) => string];

const decimal = (money: Money | null) => (money ? toDecimal(money.minor, money.currency) : '');
const columns: readonly CsvColumn[] = [
  ['ruling_id', (row) => row.rulingId],
  ['case', (row) => row.reference],
  ['case_id', (row) => row.caseId],
  ['kind', (row) => (row.isSettlement ? 'settlement' : 'ruling')],
  ['staged_at', (row) => row.stagedAt],
  ['effective_at', (row) => row.effectiveAt],
  ['mediator', (row) => row.personName],
  ['reason', (row) => row.reason],
  ['outcome', (row) => row.outcome],
  ['with_return', (row) => String(row.withReturn)],
  ['amount', (row) => decimal(row.amount)],
  ['currency', (row) => row.amount?.currency ?? ''],
  ['second_amount', (row) => decimal(row.second)],
  ['second_currency', (row) => row.second?.currency ?? ''],
  ['paid', (row) => decimal(row.paid)],
  ['paid_currency', (row) => row.paid?.currency ?? ''],
  ['policy', (row) => row.policyVersion],
  ['state', (row) => row.state],
  ['approval', (row) => row.approval?.action ?? ''],
  ['approval_by', (row) => row.approval?.personName ?? ''],
  ['approval_at', (row) => row.approval?.at ?? ''],
  ['appeal_by', (row) => row.appeal?.by ?? ''],
  ['appeal', (row) => row.appeal?.result ?? row.appeal?.state ?? ''],
  ['review_state', (row) => row.review?.state ?? ''],
  ['review_verdict', (row) => row.review?.verdict ?? ''],
];

/** The rows as CSV for a spreadsheet: UTF-8 with a byte order mark, lines end in CR LF, moments in ISO 8601 UTC, sums with a point, no cell a formula. */
export function decisionsCsv({ rows }: DecisionsReport): string {
  const lines = rows.map((row) => columns.map(([, of]) => plainCell(of(row))));
  return stringify([columns.map(([name]) => name), ...lines], { bom: true, record_delimiter: 'windows', escape_formulas: true });
}
