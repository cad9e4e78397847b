import type { ImportReport, ImportSummary, ImportedCase } from '../../contract/intake.ts';

/** Bytes for people: '3.4 MB'. */
export function sizeWords(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** Whole percent read, 0 to 100; null while the size is not known. */
export function percentDone(report: Pick<ImportSummary, 'done' | 'total'>): number | null {
  return report.total > 0 ? Math.min(100, Math.floor((report.done / report.total) * 100)) : null;
}

/** What came of an import in one line: '3 cases created, 1 unchanged, 2 files refused'. */
export function outcomeLine(report: ImportReport): string {
  const parts: string[] = [];
  for (const result of ['created', 'updated', 'unchanged'] as const) {
    const count = report.cases.filter((row) => row.result === result).length;
    if (count) parts.push(`${count} ${count === 1 ? 'case' : 'cases'} ${result}`);
  }
  const failed = report.failed.length;
  if (failed) parts.push(`${failed} ${failed === 1 ? 'file' : 'files'} not taken in`);
  return parts.join(', ') || 'Nothing was found in the files';
}

/** What to show of a report. */
export type ReportView = 'all' | 'attention' | 'unmapped' | 'refused';

/** True when something about a case asks for a look: faults or warnings. */
export const needsLook = (row: ImportedCase): boolean => row.faults.length > 0 || row.warnings.length > 0;

/** Cases and files that hold the words anywhere a person would look for them, narrowed to a view. */
export function filterReport(report: ImportReport, view: ReportView, words: string): Pick<ImportReport, 'cases' | 'failed'> {
  const sought = words.trim().toLowerCase();
  const holds = (...texts: (string | null)[]) => sought === '' || texts.some((text) => text?.toLowerCase().includes(sought));
  const cases = report.cases.filter((row) => {
    if (view === 'refused' || (view === 'attention' && !needsLook(row)) || (view === 'unmapped' && row.unmapped.length === 0)) return false;
    return (
      holds(row.reference, row.source, row.sourceId, ...row.paths) ||
      row.unmapped.some((field) => holds(field.path, valueText(field.value))) ||
      [...row.warnings, ...row.faults].some((note) => holds(note.code, note.message))
    );
  });
  const failed = view === 'unmapped' ? [] : report.failed.filter((file) => holds(file.path, file.code, file.message, file.at));
  return { cases, failed };
}

/** A value of the source as compact text. */
export function valueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The whole report as plain text for the clipboard. */
export function reportText(report: ImportReport): string {
  const lines = [`Import of ${new Date(report.startedAt).toISOString()} by ${report.by}: ${outcomeLine(report)}.`];
  for (const row of report.cases) {
    lines.push('', `${row.reference} (${row.source} ${row.sourceId}): ${row.result}, ${row.mapped} fields mapped`);
    for (const path of row.paths) lines.push(`  from ${path}`);
    for (const fault of row.faults) lines.push(`  fault ${fault.code}${fault.path ? ` at ${fault.path}` : ''}: ${fault.message}`);
    for (const warning of row.warnings) lines.push(`  warning ${warning.code}: ${warning.message}`);
    for (const field of row.unmapped) lines.push(`  unmapped ${field.path} = ${valueText(field.value)}`);
  }
  if (report.failed.length) lines.push('', 'Not taken in:');
  for (const file of report.failed) lines.push(`  ${file.path}${file.at ? ` (${file.at})` : ''}: ${file.code}, ${file.message}`);
  return lines.join('\n');
}
