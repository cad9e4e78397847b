import { CaseColumn, caseColumns, type CaseSort } from '../../contract/caseViews.ts';

/** A column that is shown, with its width in pixels or null for the usual one. */
export type ShownColumn = { column: CaseColumn; width: number | null };

/** What stands over a column, the order its heading stands for, how wide it usually is, and whether it takes what room is left. */
export const columnFacts: Record<CaseColumn, { label: string; sort?: CaseSort; width: number; grows?: true; isNumber?: true }> = {
  reference: { label: 'Case', sort: 'reference', width: 76 },
  amount: { label: 'Amount', sort: 'amount', width: 116, isNumber: true },
  due: { label: 'Deadline', sort: 'due', width: 192 },
  reason: { label: 'Reason', width: 136 },
  title: { label: 'Title', width: 140, grows: true },
  parties: { label: 'Buyer and seller', width: 180, grows: true },
  state: { label: 'State', width: 120 },
  queue: { label: 'Queue', width: 120 },
  holder: { label: 'Held by', width: 96 },
  priority: { label: 'Points', sort: 'priority', width: 72, isNumber: true },
  activity: { label: 'Last activity', sort: 'activity', width: 124 },
  received: { label: 'Age', sort: 'age', width: 48, isNumber: true },
  tags: { label: 'Tags', width: 140 },
  market: { label: 'Market', width: 76 },
  language: { label: 'Language', width: 84 },
  source: { label: 'Source', width: 96 },
};

const usual = (columns: readonly CaseColumn[]): ShownColumn[] => columns.map((column) => ({ column, width: null }));
/** The columns of a list nobody chose others for, on a wide and on a narrow window. */
export const usualColumns = usual(['reference', 'reason', 'title', 'amount', 'due', 'received', 'state', 'holder', 'activity']);
export const fewColumns = usual(['reference', 'reason', 'title', 'amount', 'due', 'state']);

export const leastWidth = 40;
export const mostWidth = 1_200;

/** Columns as an address says them, `reference,amount~140`; null when it says none that can be shown. */
export function readColumns(text: string | null): ShownColumn[] | null {
  const read = new Map<CaseColumn, ShownColumn>();
  for (const part of (text ?? '').split(',')) {
    const [name = '', width] = part.split('~');
    const column = CaseColumn.safeParse(name);
    if (column.success) read.set(column.data, { column: column.data, width: width !== undefined && /^\d{2,4}$/.test(width) ? fitWidth(Number(width)) : null });
  }
  return read.size > 0 ? [...read.values()] : null;
}

/** Columns for an address. */
export function writeColumns(columns: readonly ShownColumn[]): string {
  return columns.map(({ column, width }) => (width === null ? column : `${column}~${width}`)).join(',');
}

/** A width a column may have. */
export function fitWidth(width: number): number {
  return Math.min(mostWidth, Math.max(leastWidth, Math.round(width)));
}

/** All columns: those shown in their order, then the others. */
export function allColumns(shown: readonly ShownColumn[]): { column: CaseColumn; width: number | null; isShown: boolean }[] {
  const rest = caseColumns.filter((column) => !shown.some((one) => one.column === column));
  return [...shown.map((one) => ({ ...one, isShown: true })), ...rest.map((column) => ({ column, width: null, isShown: false }))];
}

/** The tracks of the grid that the rows stand in; without a column that grows the last one does. */
export function tracksOf(columns: readonly ShownColumn[]): string {
  const grows = ({ column, width }: ShownColumn): boolean => width === null && columnFacts[column].grows === true;
  const isFilled = columns.some(grows);
  return columns
    .map((one, place) => {
      const width = one.width ?? columnFacts[one.column].width;
      return grows(one) || (!isFilled && place === columns.length - 1) ? `minmax(${width}px, 1fr)` : `${width}px`;
    })
    .join(' ');
}

/** The least room the columns need, with what lies between them. */
export function widthOf(columns: readonly ShownColumn[], gapPx: number, edgePx: number): number {
  return columns.reduce((sum, { column, width }) => sum + (width ?? columnFacts[column].width), 0) + Math.max(0, columns.length - 1) * gapPx + 2 * edgePx;
}
